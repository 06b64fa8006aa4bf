import type { Scope } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';
import { freshState } from './fresh-state.ts';
import { generatedEc2 } from './generate/ec2.ts';
import { generatedElbv2 } from './generate/elbv2.ts';
import { plan } from './generate/plan.ts';
import { labAccount, labRegion } from './ids.ts';
import { instanceId } from './instances.ts';

export interface GenerateOptions {
  /** At most 250: each has a /16 of its own out of 10.0.0.0/8. */
  vpcs: number;
  /** In all; spread evenly over the VPCs' private subnets. */
  instances: number;
  /** Zones that every VPC uses; 2 or 3. */
  zones?: number;
  /** VPCs on one transit gateway; the first of them is its way to the internet. */
  vpcsPerTransitGateway?: number;
  /** Application Load Balancers, one a VPC with an internet gateway, with ten targets each. One for ten VPCs unless said. */
  balancers?: number;
  /** VPCs with interface endpoints for SSM, of one. */
  endpoints?: number;
  /** Another seed, another network of the same size. */
  seed?: number;
  now?: Date;
}

/**
 * A large lab, for measuring: VPCs on transit gateways with subnets, tables, groups, interfaces, instances, NAT
 * gateways, endpoints and balancers, and with the flaws that real accounts have here and there. The same options give
 * the same lab, to the byte.
 *
 * @throws RangeError when the VPCs or their subnets cannot hold what is asked for
 */
export function generateState(options: GenerateOptions): LabState {
  const { now = new Date('2026-01-01T00:00:00Z') } = options;
  const network = plan(options);
  const here: Scope = {
    account: labAccount,
    region: labRegion,
    ec2: generatedEc2(network),
    elbv2: generatedElbv2(network),
    cloudwatch: { MetricAlarms: [] },
    logs: { logGroups: [] },
    cloudtrail: {},
  };
  const hosts = Object.fromEntries(
    network.vpcs.flatMap((vpc) => vpc.instances.map((spec) => [instanceId(spec.name), spec.host])),
  );
  return freshState(now, [here], hosts);
}

import type { Instance, NetworkInterface, RouteTable, SecurityGroup, Subnet } from '@aws-sdk/client-ec2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { nameOf, openScope, type Saved, type Scope, type Snapshot } from '../../src/snapshot/snapshot.ts';
import { labSnapshot } from '../snapshot/lab-snapshot.ts';

/** The lab's snapshot, to be broken and mended in place. */
export interface Lab {
  snapshot: Snapshot;
  /** The lab's region. */
  here: Scope;
  global: Scope;
  /** The one of the two that the check in question looks at. */
  at: Scope;
}

export function labFor(where: 'region' | 'global', snapshot: Snapshot = labSnapshot()): Lab {
  const here = openScope(snapshot, labAccount, labRegion);
  const global = openScope(snapshot, labAccount, 'global');
  return { snapshot, here, global, at: where === 'global' ? global : here };
}

export const account = labAccount;

function only<T>(what: string, found: readonly T[]): T {
  if (found.length !== 1) throw new Error(`the lab has ${found.length} of ${what}`);
  return found[0]!;
}

export const vpcId = ({ here }: Lab, name: string): string =>
  only(
    name,
    (here.ec2?.Vpcs ?? []).filter((v) => nameOf(v) === name),
  ).VpcId!;

export const group = (lab: Lab, vpc: string, name: string): Saved<SecurityGroup> =>
  only(
    `${vpc} ${name}`,
    (lab.here.ec2?.SecurityGroups ?? []).filter((g) => g.GroupName === name && g.VpcId === vpcId(lab, vpc)),
  );

export const instance = ({ here }: Lab, name: string): Saved<Instance> =>
  only(
    name,
    (here.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []).filter((i) => nameOf(i) === name),
  );

/** The first interface of an instance. */
export const interfaceOf = (lab: Lab, name: string): Saved<NetworkInterface> =>
  only(
    `interface of ${name}`,
    (lab.here.ec2?.NetworkInterfaces ?? []).filter((n) => n.Attachment?.InstanceId === instance(lab, name).InstanceId),
  );

export const table = ({ here }: Lab, name: string): Saved<RouteTable> =>
  only(
    name,
    (here.ec2?.RouteTables ?? []).filter((t) => nameOf(t) === name),
  );

export const subnet = ({ here }: Lab, name: string): Saved<Subnet> =>
  only(
    name,
    (here.ec2?.Subnets ?? []).filter((s) => nameOf(s) === name),
  );

export const balancer = ({ here }: Lab, name: string): Saved<LoadBalancer> =>
  only(
    name,
    (here.elbv2?.LoadBalancers ?? []).filter((b) => b.LoadBalancerName === name),
  );

export const internetGateway = (lab: Lab, vpc: string): string =>
  only(
    `internet gateway of ${vpc}`,
    (lab.here.ec2?.InternetGateways ?? []).filter((g) => g.Attachments?.[0]?.VpcId === vpcId(lab, vpc)),
  ).InternetGatewayId!;

/** Lets a port in from a CIDR. */
export function allow(to: Saved<SecurityGroup>, protocol: string, port: number | [number, number], cidr: string): void {
  const [from, last] = typeof port === 'number' ? [port, port] : port;
  const peer = cidr.includes(':') ? { Ipv6Ranges: [{ CidrIpv6: cidr }] } : { IpRanges: [{ CidrIp: cidr }] };
  to.IpPermissions = [
    ...(to.IpPermissions ?? []),
    { IpProtocol: protocol, ...(protocol === '-1' ? {} : { FromPort: from, ToPort: last }), ...peer },
  ];
}

/** Takes away what was allowed on a port. */
export function refuse(to: Saved<SecurityGroup>, port: number): void {
  to.IpPermissions = (to.IpPermissions ?? []).filter((p) => p.FromPort !== port);
}

/** The default route of a table, to lead elsewhere. */
export function defaultTo(of: Saved<RouteTable>, target: Saved<NonNullable<RouteTable['Routes']>[number]>): void {
  of.Routes = [
    ...(of.Routes ?? []).filter((r) => r.DestinationCidrBlock !== '0.0.0.0/0'),
    { DestinationCidrBlock: '0.0.0.0/0', State: 'active', Origin: 'CreateRoute', ...target },
  ];
}

import type { FirewallConfig } from '@aws-sdk/client-route53resolver';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { labId } from '../../seed/ids.ts';
import { answer, dataOf, type ListInput, notFound, required } from './list.ts';

/* What Resolver keeps for each VPC: fail-open or fail-closed of DNS Firewall, reverse rules, DNSSEC validation. */

const vpcIds = (call: LabCall): string[] => (call.here.ec2?.Vpcs ?? []).map((vpc) => vpc.VpcId ?? '');

/** Fail-closed unless somebody has set it otherwise. */
const firewallConfig = (call: LabCall, vpc: string): Saved<FirewallConfig> =>
  dataOf(call).FirewallConfigs?.find((config) => config.ResourceId === vpc) ?? {
    Id: labId('rslvr-fc', vpc),
    ResourceId: vpc,
    OwnerId: call.account,
    FirewallFailOpen: 'DISABLED',
  };

const listFirewallConfigs = (call: LabCall, input: ListInput) =>
  answer(
    'FirewallConfigs',
    vpcIds(call).map((vpc) => firewallConfig(call, vpc)),
    input,
  );

function vpcOf(call: LabCall, given: string | undefined): string {
  const id = required(given, 'resourceId');
  if (!vpcIds(call).includes(id)) throw notFound(`[RSLVR-02025] Can't find the resource with ID '${id}'.`);
  return id;
}

const getFirewallConfig = (call: LabCall, input: { ResourceId?: string }) => ({
  FirewallConfig: firewallConfig(call, vpcOf(call, input.ResourceId)),
});

const resolverConfig = (call: LabCall, vpc: string) => ({
  Id: labId('rslvr-rc', vpc),
  ResourceId: vpc,
  OwnerId: call.account,
  AutodefinedReverse: 'ENABLED',
});

const listResolverConfigs = (call: LabCall, input: ListInput) =>
  answer(
    'ResolverConfigs',
    vpcIds(call).map((vpc) => resolverConfig(call, vpc)),
    input,
  );

const getResolverConfig = (call: LabCall, input: { ResourceId?: string }) => ({
  ResolverConfig: resolverConfig(call, vpcOf(call, input.ResourceId)),
});

/** Only VPCs where somebody has once turned validation on have a configuration; in the lab nobody has. */
const listResolverDnssecConfigs = (_call: LabCall, input: ListInput) => answer('ResolverDnssecConfigs', [], input);

const getResolverDnssecConfig = (call: LabCall, input: { ResourceId?: string }) => {
  const vpc = vpcOf(call, input.ResourceId);
  return {
    ResolverDNSSECConfig: {
      Id: labId('rdsc', vpc),
      OwnerId: call.account,
      ResourceId: vpc,
      ValidationStatus: 'DISABLED',
    },
  };
};

/** The ARNs of everything of Resolver's in the region. Nothing of it has tags. */
function listTagsForResource(call: LabCall, input: ListInput & { ResourceArn?: string }) {
  const arn = required(input.ResourceArn, 'resourceArn');
  const data = dataOf(call);
  const known = [
    data.ResolverEndpoints,
    data.ResolverRules,
    data.ResolverQueryLogConfigs,
    data.FirewallRuleGroups,
    data.FirewallDomainLists,
    data.FirewallRuleGroupAssociations,
  ].some((list) => list?.some((item) => item.Arn === arn));
  if (!known) throw notFound(`The resource ${arn} does not exist.`);
  return answer('Tags', [], input);
}

export const reads: Handlers = {
  ListFirewallConfigs: listFirewallConfigs,
  GetFirewallConfig: getFirewallConfig,
  ListResolverConfigs: listResolverConfigs,
  GetResolverConfig: getResolverConfig,
  ListResolverDnssecConfigs: listResolverDnssecConfigs,
  GetResolverDnssecConfig: getResolverDnssecConfig,
  ListTagsForResource: listTagsForResource,
};

import type {
  FirewallDomainListMetadata,
  IpAddressResponse,
  ResolverEndpoint,
  ResolverRule,
  ResolverRuleAssociation,
} from '@aws-sdk/client-route53resolver';
import type { Route53ResolverData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { labAccount, labId, labRegion } from '../ids.ts';
import { groupId } from '../security-groups.ts';
import { subnetId } from '../subnets.ts';
import { vpcNames } from '../vpcs.ts';
import { logGroupArn, logGroupNames } from './log-groups.ts';

/** Resolver answers times in this form, without fractions cut to milliseconds. */
const createdAt = '2025-07-01T01:30:00.000000Z';

const arn = (kind: string, id: string): string => `arn:aws:route53resolver:${labRegion}:${labAccount}:${kind}/${id}`;

/** The VPCs that use the forward rule and whose queries are logged (lab.md, part 2). */
const hybridVpcs = ['DMZVPC', 'VPC01', 'VPC02'] as const;

export const outboundEndpointId = labId('rslvr-out', 'DMZVPC');
export const inboundEndpointId = labId('rslvr-in', 'DMZVPC');
export const corpRuleId = labId('rslvr-rr', 'corp.example');
/** The rule that every VPC has for names that no other rule covers. */
export const internetResolverRuleId = 'rslvr-autodefined-rr-internet-resolver';
export const managedListOwner = 'Route 53 Resolver DNS Firewall';
export const queryLogConfigId = labId('rqlc', 'lab-query-log');

const endpoint = (direction: 'INBOUND' | 'OUTBOUND'): Saved<ResolverEndpoint> => {
  const id = direction === 'INBOUND' ? inboundEndpointId : outboundEndpointId;
  const name = `DMZVPC-resolver-${direction.toLowerCase()}`;
  return {
    Id: id,
    CreatorRequestId: name,
    Arn: arn('resolver-endpoint', id),
    Name: name,
    SecurityGroupIds: [groupId('DMZVPC', direction === 'INBOUND' ? 'ResolverInboundSG' : 'ResolverOutboundSG')],
    Direction: direction,
    IpAddressCount: 2,
    HostVPCId: labId('vpc', 'DMZVPC'),
    Status: 'OPERATIONAL',
    StatusMessage: 'This Resolver Endpoint is operational.',
    CreationTime: createdAt,
    ModificationTime: createdAt,
    ResolverEndpointType: 'IPV4',
    Protocols: ['Do53'],
  };
};

/** The addresses that the endpoints' interfaces have in the private subnets. */
const addresses = (direction: 'inbound' | 'outbound', last: number): Saved<IpAddressResponse>[] =>
  (['A', 'B'] as const).map((Z) => ({
    IpId: labId('rni', `DMZVPC-resolver-${direction}-${Z}`),
    SubnetId: subnetId(`DMZVPC-Private-Subnet-${Z}`),
    Ip: `10.11.${Z === 'A' ? 20 : 24}.${last}`,
    Status: 'ATTACHED',
    StatusMessage: 'This IP address is operational.',
    CreationTime: createdAt,
    ModificationTime: createdAt,
  }));

const rules = (): Saved<ResolverRule>[] => [
  {
    Id: internetResolverRuleId,
    CreatorRequestId: '',
    Arn: `arn:aws:route53resolver:${labRegion}::autodefined-rule/${internetResolverRuleId}`,
    DomainName: '.',
    Status: 'COMPLETE',
    StatusMessage: '',
    RuleType: 'RECURSIVE',
    Name: 'Internet Resolver',
    OwnerId: 'Route 53 Resolver',
    ShareStatus: 'NOT_SHARED',
  },
  {
    Id: corpRuleId,
    CreatorRequestId: 'corp.example',
    Arn: arn('resolver-rule', corpRuleId),
    DomainName: 'corp.example.',
    Status: 'COMPLETE',
    StatusMessage: '',
    RuleType: 'FORWARD',
    Name: 'corp-example-forward',
    TargetIps: ['192.168.10.53', '192.168.20.53'].map((Ip) => ({ Ip, Port: 53, Protocol: 'Do53' })),
    ResolverEndpointId: outboundEndpointId,
    OwnerId: labAccount,
    ShareStatus: 'NOT_SHARED',
    CreationTime: createdAt,
    ModificationTime: createdAt,
  },
];

const associations = (): Saved<ResolverRuleAssociation>[] => [
  ...vpcNames.map((vpc) => ({
    Id: `rslvr-autodefined-assoc-${labId('vpc', vpc)}-internet-resolver`,
    ResolverRuleId: internetResolverRuleId,
    Name: 'System Rule Association',
    VPCId: labId('vpc', vpc),
    Status: 'COMPLETE' as const,
    StatusMessage: '',
  })),
  ...hybridVpcs.map((vpc) => ({
    Id: labId('rslvr-rrassoc', `corp.example/${vpc}`),
    ResolverRuleId: corpRuleId,
    Name: `corp-example-${vpc}`,
    VPCId: labId('vpc', vpc),
    Status: 'COMPLETE' as const,
    StatusMessage: '',
  })),
];

/** The lists that AWS keeps; nobody may read what is in them. */
const managedDomainLists = (): Saved<FirewallDomainListMetadata>[] =>
  [
    'AWSManagedDomainsAggregateThreatList',
    'AWSManagedDomainsAmazonGuardDutyThreatList',
    'AWSManagedDomainsBotnetCommandandControl',
    'AWSManagedDomainsMalwareDomainList',
  ].map((name) => ({
    Id: labId('rslvr-fdl', name),
    Arn: arn('firewall-domain-list', labId('rslvr-fdl', name)),
    Name: name,
    CreatorRequestId: '',
    ManagedOwnerName: managedListOwner,
  }));

/** Endpoints, the rule for `corp.example`, query logging; no DNS Firewall rule group. */
export const seedResolver = (): Route53ResolverData => ({
  ResolverEndpoints: [endpoint('INBOUND'), endpoint('OUTBOUND')],
  IpAddresses: { [inboundEndpointId]: addresses('inbound', 41), [outboundEndpointId]: addresses('outbound', 31) },
  ResolverRules: rules(),
  ResolverRuleAssociations: associations(),
  ResolverQueryLogConfigs: [
    {
      Id: queryLogConfigId,
      OwnerId: labAccount,
      Status: 'CREATED',
      ShareStatus: 'NOT_SHARED',
      AssociationCount: hybridVpcs.length,
      Arn: arn('resolver-query-log-config', queryLogConfigId),
      Name: 'lab-query-log',
      DestinationArn: logGroupArn(logGroupNames['resolver-queries']),
      CreatorRequestId: 'lab-query-log',
      CreationTime: createdAt,
    },
  ],
  ResolverQueryLogConfigAssociations: hybridVpcs.map((vpc) => ({
    Id: labId('rqlca', vpc),
    ResolverQueryLogConfigId: queryLogConfigId,
    ResourceId: labId('vpc', vpc),
    Status: 'ACTIVE',
    Error: 'NONE',
    ErrorMessage: '',
    CreationTime: createdAt,
  })),
  FirewallRuleGroups: [],
  FirewallRules: {},
  FirewallDomainLists: managedDomainLists(),
  FirewallDomains: {},
  FirewallRuleGroupAssociations: [],
  FirewallConfigs: vpcNames.map((vpc) => ({
    Id: labId('rslvr-fc', vpc),
    ResourceId: labId('vpc', vpc),
    OwnerId: labAccount,
    FirewallFailOpen: 'DISABLED',
  })),
});

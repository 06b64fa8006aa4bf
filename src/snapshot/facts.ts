import { createHash } from 'node:crypto';
import type * as cloudfront from '@aws-sdk/client-cloudfront';
import type * as cloudtrail from '@aws-sdk/client-cloudtrail';
import type * as ec2 from '@aws-sdk/client-ec2';
import type * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type * as guardduty from '@aws-sdk/client-guardduty';
import type * as route53 from '@aws-sdk/client-route-53';
import { label } from '../messages/snapshot-diff.ts';
import type { Text } from '../messages/text.ts';
import { isObject, kindOf } from './keys.ts';
import type { Saved } from './snapshot.ts';

/** One thing that is true of a resource. Two snapshots differ where a fact is new, gone, or has another value. */
export interface Fact {
  label: Text;
  /** Empty for what is only there or not, such as a rule. */
  value: string;
}

/** A resource as facts. */
export interface Facts {
  name?: string;
  /** A few words on what it is. */
  summary: string;
  facts: Map<string, Fact>;
}

type Describe = (resource: never) => [string, Text, string | number | boolean | undefined][];

/** What is told of a resource, by key; keys that are not here are compared member by member. */
const described: Record<string, Describe> = {
  'ec2.Vpcs': (v: Saved<ec2.Vpc>) => [
    ['state', label.state, v.State],
    ['dhcp', label.dhcpOptions, v.DhcpOptionsId],
    ...each(v.CidrBlockAssociationSet, (c) => [label.cidr(`${c.CidrBlock}`), c.CidrBlockState?.State]),
    ...each(v.Ipv6CidrBlockAssociationSet, (c) => [label.cidr(`${c.Ipv6CidrBlock}`), c.Ipv6CidrBlockState?.State]),
  ],
  'ec2.RouteTables': (t: Saved<ec2.RouteTable>) => [
    ...each(t.Routes, (r) => [
      label.route(`${r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? r.DestinationPrefixListId}`),
      `${routeTarget(r)}${r.State === 'blackhole' ? ' (blackhole)' : ''}`,
    ]),
    ...each(t.Associations, (a) => [a.Main ? label.main : label.association(`${a.SubnetId ?? a.GatewayId}`), '']),
    ...each(t.PropagatingVgws, (v) => [label.propagation(`${v.GatewayId}`), '']),
  ],
  'ec2.SecurityGroups': (g: Saved<ec2.SecurityGroup>) => [
    ...permissions(g.IpPermissions).map(([rule, note]): [string, Text, string] => [
      `in ${rule}`,
      label.ingress(rule),
      note,
    ]),
    ...permissions(g.IpPermissionsEgress).map(([rule, note]): [string, Text, string] => [
      `out ${rule}`,
      label.egress(rule),
      note,
    ]),
  ],
  'ec2.NetworkAcls': (n: Saved<ec2.NetworkAcl>) => [
    ...each(n.Entries, (e) => [
      (e.Egress ? label.aclEgress : label.aclIngress)(`${e.RuleNumber}`),
      `${e.RuleAction} ${protocolName(e.Protocol)}${ports(e.PortRange?.From, e.PortRange?.To)} ${e.CidrBlock ?? e.Ipv6CidrBlock}`,
    ]),
    ...each(n.Associations, (a) => [label.association(`${a.SubnetId}`), '']),
  ],
  'ec2.NetworkInterfaces': (i: Saved<ec2.NetworkInterface>) => [
    ['state', label.state, i.Status],
    ['subnet', label.subnet, i.SubnetId],
    ['public', label.publicAddress, i.Association?.PublicIp],
    ['attached', label.attachedTo, i.Attachment?.InstanceId],
    ['check', label.sourceDestCheck, i.SourceDestCheck],
    ...each(i.PrivateIpAddresses, (a) => [label.privateAddress(`${a.PrivateIpAddress}`), '']),
    ...each(i.Groups, (g) => [label.securityGroup(`${g.GroupId}`), '']),
  ],
  'ec2.Instances': (i: Saved<ec2.Instance>) => [
    ['state', label.state, i.State?.Name],
    ['type', label.type, i.InstanceType],
    ['subnet', label.subnet, i.SubnetId],
    ['public', label.publicAddress, i.PublicIpAddress],
    ['check', label.sourceDestCheck, i.SourceDestCheck],
    ...(i.PrivateIpAddress === undefined ? [] : [fact(label.privateAddress(i.PrivateIpAddress), '')]),
    ...each(i.SecurityGroups, (g) => [label.securityGroup(`${g.GroupId}`), '']),
  ],
  'ec2.InstanceStatuses': (s: Saved<ec2.InstanceStatus>) => [
    ['instance', label.status, s.InstanceStatus?.Status],
    ['system', label.systemStatus, s.SystemStatus?.Status],
  ],
  'ec2.Addresses': (a: Saved<ec2.Address>) => [
    ['public', label.publicAddress, a.PublicIp],
    ['attached', label.attachedTo, a.InstanceId || a.NetworkInterfaceId],
  ],
  'ec2.NatGateways': (n: Saved<ec2.NatGateway>) => [
    ['state', label.state, n.State],
    ['subnet', label.subnet, n.SubnetId],
    ...each(n.NatGatewayAddresses, (a) => [label.privateAddress(`${a.PrivateIp}`), a.PublicIp ?? '']),
  ],
  'ec2.InternetGateways': (g: Saved<ec2.InternetGateway>) =>
    each(g.Attachments, (a) => [label.vpc(`${a.VpcId}`), a.State]),
  'ec2.VpnConnections': (v: Saved<ec2.VpnConnection>) => [
    ['state', label.state, v.State],
    ...each(v.VgwTelemetry, (t) => [label.tunnel(`${t.OutsideIpAddress}`), t.Status]),
    ...each(v.Routes, (r) => [label.route(`${r.DestinationCidrBlock}`), r.State]),
  ],
  'ec2.TransitGatewayRoutes': (table: { items: Saved<ec2.TransitGatewayRoute>[] }) =>
    each(table.items, (r) => [
      label.route(`${r.DestinationCidrBlock ?? r.PrefixListId}`),
      [
        r.TransitGatewayAttachments?.map((a) => a.ResourceId ?? a.TransitGatewayAttachmentId).join(', ') || '-',
        r.Type,
        r.State === 'blackhole' ? 'blackhole' : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' '),
    ]),
  'ec2.TransitGatewayRouteTableAssociations': (t: { items: Saved<ec2.TransitGatewayRouteTableAssociation>[] }) =>
    each(t.items, (a) => [label.association(`${a.ResourceId ?? a.TransitGatewayAttachmentId}`), a.State]),
  'ec2.TransitGatewayRouteTablePropagations': (t: { items: Saved<ec2.TransitGatewayRouteTablePropagation>[] }) =>
    each(t.items, (p) => [label.propagation(`${p.ResourceId ?? p.TransitGatewayAttachmentId}`), p.State]),
  'ec2.PrefixListEntries': (l: { items: Saved<ec2.PrefixListEntry>[] }) =>
    each(l.items, (e) => [label.entry(`${e.Cidr}`), e.Description ?? '']),
  'elbv2.LoadBalancers': (b: Saved<elbv2.LoadBalancer>) => [
    ['state', label.state, b.State?.Code],
    ['scheme', label.attribute('scheme'), b.Scheme],
    ...each(b.AvailabilityZones, (z) => [label.association(`${z.SubnetId}`), z.ZoneName]),
    ...each(b.SecurityGroups, (id) => [label.securityGroup(id), '']),
  ],
  'elbv2.Listeners': (b: { items: Saved<elbv2.Listener>[] }) =>
    each(b.items, (l) => [
      label.listener(`${l.Protocol}:${l.Port}`),
      [actions(l.DefaultActions), l.SslPolicy, ...(l.Certificates ?? []).map((c) => c.CertificateArn)]
        .filter((part) => part !== undefined)
        .join(', '),
    ]),
  'elbv2.Rules': (l: { items: Saved<elbv2.Rule>[] }) =>
    each(l.items, (r) => [label.rule(`${r.Priority}`), `${conditions(r.Conditions)} → ${actions(r.Actions)}`]),
  'elbv2.LoadBalancerAttributes': (b: { items: Saved<elbv2.LoadBalancerAttribute>[] }) =>
    each(b.items, (a) => [label.attribute(`${a.Key}`), a.Value]),
  'elbv2.TargetGroupAttributes': (g: { items: Saved<elbv2.TargetGroupAttribute>[] }) =>
    each(g.items, (a) => [label.attribute(`${a.Key}`), a.Value]),
  'elbv2.TargetHealthDescriptions': (g: { items: Saved<elbv2.TargetHealthDescription>[] }) =>
    each(g.items, (t) => [
      label.target(`${t.Target?.Id}:${t.Target?.Port}`),
      `${t.TargetHealth?.State}${t.TargetHealth?.Reason === undefined ? '' : ` (${t.TargetHealth.Reason})`}`,
    ]),
  'route53.ResourceRecordSets': (z: { items: Saved<route53.ResourceRecordSet>[] }) =>
    each(z.items, (r) => [
      label.record(`${r.Name} ${r.Type}${r.SetIdentifier === undefined ? '' : ` ${r.SetIdentifier}`}`),
      r.AliasTarget === undefined
        ? `${(r.ResourceRecords ?? [])
            .map((v) => v.Value)
            .sort()
            .join(', ')}${r.TTL === undefined ? '' : ` (TTL ${r.TTL})`}`
        : `ALIAS ${r.AliasTarget.DNSName}`,
    ]),
  'route53.HostedZoneVPCs': (z: { items: Saved<route53.VPC>[] }) =>
    each(z.items, (v) => [label.vpc(`${v.VPCId}`), v.VPCRegion]),
  // The rest of a configuration is in the list of distributions.
  'cloudfront.DistributionConfigs': (c: Saved<cloudfront.DistributionConfig>) => [
    ['log', label.attribute('Logging.Enabled'), c.Logging?.Enabled],
    ['to', label.attribute('Logging.Bucket'), c.Logging?.Bucket],
    ['root', label.attribute('DefaultRootObject'), c.DefaultRootObject],
  ],
  // Most of a status is instants.
  'cloudtrail.TrailStatuses': (t: Saved<cloudtrail.GetTrailStatusResponse>) => [
    ['on', label.attribute('IsLogging'), t.IsLogging],
    ['error', label.attribute('LatestDeliveryError'), t.LatestDeliveryError],
    ['logs', label.attribute('LatestCloudWatchLogsDeliveryError'), t.LatestCloudWatchLogsDeliveryError],
    ['digest', label.attribute('LatestDigestDeliveryError'), t.LatestDigestDeliveryError],
  ],
  'guardduty.Findings': (d: { items: Saved<guardduty.Finding>[] }) =>
    each(d.items, (f) => [label.finding(`${f.Type} ${f.Id}`), `severity ${f.Severity}`]),
  'route53.HealthCheckObservations': (c: { items: Saved<route53.HealthCheckObservation>[] }) => {
    // One line for the check: its checkers come and go, and their words hold times.
    const failing = c.items.filter((o) => !/^Success/i.test(o.StatusReport?.Status ?? '')).length;
    return [
      [
        'status',
        label.healthCheck,
        failing === 0 ? 'Success' : failing === c.items.length ? 'Failure' : 'partly failing',
      ],
    ];
  },
};

/** Read for other uses, or a copy of what another key has. */
export const notCompared: ReadonlySet<string> = new Set([
  'ec2.SecurityGroupRules',
  'ec2.ServiceDetails',
  'ec2.Regions',
  'cloudwatch.MetricSeries',
  'logs.QueryResults',
  'cloudtrail.Events',
  'iam.CredentialReport',
]);

/** Members that differ from one read to the next, or tell when something was, not what it is. */
const noise =
  /(Time|Timestamp|Date|On|At)$|Token$|^(ETag|AvailableIpAddressCount|storedBytes|StatusMessage|StateReason|StateReasonData|StateTransitionReason|LastUpdated|LastStatusChange|UsageOperation|ReservationId|RequesterId|MonitoringState|NumberOfAssociations|Consumed\w*|InUseResourceCount|ResourceRecordSetCount)$/;

/** What names each resource of a list, by key. A resource holds the ids of others too: only its own will do. */
export const idMembers: Record<string, string[]> = {
  'ec2.Vpcs': ['VpcId'],
  'ec2.Subnets': ['SubnetId'],
  'ec2.RouteTables': ['RouteTableId'],
  'ec2.InternetGateways': ['InternetGatewayId'],
  'ec2.EgressOnlyInternetGateways': ['EgressOnlyInternetGatewayId'],
  'ec2.NatGateways': ['NatGatewayId'],
  'ec2.SecurityGroups': ['GroupId'],
  'ec2.SecurityGroupVpcAssociations': ['GroupId', 'VpcId'],
  'ec2.NetworkAcls': ['NetworkAclId'],
  'ec2.NetworkInterfaces': ['NetworkInterfaceId'],
  'ec2.Reservations': ['InstanceId'],
  'ec2.InstanceStatuses': ['InstanceId'],
  'ec2.Addresses': ['AllocationId'],
  'ec2.VpcEndpoints': ['VpcEndpointId'],
  'ec2.ServiceConfigurations': ['ServiceId'],
  'ec2.VpcPeeringConnections': ['VpcPeeringConnectionId'],
  'ec2.TransitGateways': ['TransitGatewayId'],
  'ec2.TransitGatewayAttachments': ['TransitGatewayAttachmentId'],
  'ec2.TransitGatewayVpcAttachments': ['TransitGatewayAttachmentId'],
  'ec2.TransitGatewayPeeringAttachments': ['TransitGatewayAttachmentId'],
  'ec2.TransitGatewayRouteTables': ['TransitGatewayRouteTableId'],
  'ec2.VpnConnections': ['VpnConnectionId'],
  'ec2.VpnGateways': ['VpnGatewayId'],
  'ec2.CustomerGateways': ['CustomerGatewayId'],
  'ec2.PrefixLists': ['PrefixListId'],
  'ec2.DhcpOptions': ['DhcpOptionsId'],
  'ec2.FlowLogs': ['FlowLogId'],
  'ec2.AvailabilityZones': ['ZoneName'],
  'ec2.VpcBlockPublicAccessExclusions': ['ExclusionId'],
  'elbv2.LoadBalancers': ['LoadBalancerArn'],
  'elbv2.TargetGroups': ['TargetGroupArn'],
  'route53.HostedZones': ['Id'],
  'route53.HealthChecks': ['Id'],
  'route53.QueryLoggingConfigs': ['Id'],
  'route53resolver.ResolverEndpoints': ['Id'],
  'route53resolver.ResolverRules': ['Id'],
  'route53resolver.ResolverRuleAssociations': ['Id'],
  'route53resolver.ResolverQueryLogConfigs': ['Id'],
  'route53resolver.ResolverQueryLogConfigAssociations': ['Id'],
  'route53resolver.FirewallRuleGroups': ['Id'],
  'route53resolver.FirewallDomainLists': ['Id'],
  'route53resolver.FirewallRuleGroupAssociations': ['Id'],
  'route53resolver.FirewallConfigs': ['ResourceId'],
  'directconnect.connections': ['connectionId'],
  'directconnect.virtualInterfaces': ['virtualInterfaceId'],
  'directconnect.directConnectGateways': ['directConnectGatewayId'],
  'cloudfront.Distributions': ['Id'],
  'wafv2.WebACLs': ['ARN'],
  'wafv2.LoggingConfigurations': ['ResourceArn'],
  'shield.Protections': ['Id'],
  'networkfirewall.Firewalls': ['FirewallArn'],
  'cloudwatch.MetricAlarms': ['AlarmName'],
  'logs.logGroups': ['logGroupName'],
  'logs.deliverySources': ['name'],
  'cloudtrail.Trails': ['TrailARN'],
  'acm.Certificates': ['CertificateArn'],
  'configservice.ConfigurationRecorders': ['name'],
  'configservice.ConfigurationRecorderStatuses': ['name'],
  'ssm.InstanceInformationList': ['InstanceId'],
  's3.Buckets': ['Name'],
  'route53domains.Domains': ['DomainName'],
};

/** Members that name a part of a resource, the most telling first. */
const partNames = [
  ...[
    'AssociationId',
    'associationId',
    'RouteTableAssociationId',
    'SubnetId',
    'GroupId',
    'VpcId',
    'VPCId',
    'CidrBlock',
  ],
  ...['ResourceArn', 'ARN', 'Arn', 'TargetGroupArn', 'ListenerArn', 'RuleArn', 'ZoneName', 'IpId', 'Id', 'Name', 'Key'],
  ...['bgpPeerId', 'cidr', 'RegionName'],
];

/** The resources of a key's value, by id, each as facts. */
export function resourcesOf(service: string, key: string, value: unknown): Map<string, Facts> {
  const name = `${service}.${key}`;
  if (notCompared.has(name)) return new Map();
  if (name === 'ec2.Reservations') {
    const instances = (value as Saved<ec2.Reservation>[]).flatMap((r) => r.Instances ?? []);
    return new Map(instances.map((i) => [idOf(name, i), factsOf('ec2.Instances', i)]));
  }
  if (name === 'networkfirewall.Firewalls') {
    const firewalls = value as { Firewall: { FirewallName?: string } }[];
    return new Map(
      firewalls.map((f) => [idOf(name, f.Firewall), { ...factsOf(name, f), name: f.Firewall.FirewallName }]),
    );
  }
  switch (kindOf(service, key)) {
    case 'list':
      return new Map((value as unknown[]).map((item) => [idOf(name, item), factsOf(name, item)]));
    case 'by-parent':
      return new Map(
        Object.entries(value as Record<string, unknown>).map(([id, inner]) => [
          id,
          factsOf(name, Array.isArray(inner) ? { items: inner } : inner),
        ]),
      );
    default:
      return new Map([[key, factsOf(name, isObject(value) ? value : { value })]]);
  }
}

function idOf(key: string, item: unknown): string {
  if (!isObject(item)) return String(item);
  const ids = (idMembers[key] ?? []).flatMap((member) => (typeof item[member] === 'string' ? [item[member]] : []));
  // An address of EC2-Classic has no allocation; what has no id at all is named by its content.
  return ids.length > 0 ? ids.join(' ') : typeof item.PublicIp === 'string' ? item.PublicIp : JSON.stringify(item);
}

/** A resource as facts, by the words of its key or member by member. */
export function factsOf(key: string, resource: unknown): Facts {
  const describe = described[key];
  const found = describe === undefined ? flattened(resource, '') : describe(resource as never);
  const facts = new Map<string, Fact>();
  for (const [name, text, value] of [...found, ...(describe === undefined ? [] : tags(resource))]) {
    if (value !== undefined) facts.set(name, { label: text, value: String(value) });
  }
  return { ...named(resource), summary: summaryOf(key, resource), facts };
}

function named(resource: unknown): { name?: string } {
  if (!isObject(resource)) return {};
  const tag = (resource.Tags as { Key?: string; Value?: string }[] | undefined)?.find?.((t) => t.Key === 'Name')?.Value;
  const name = [
    tag,
    resource.GroupName,
    resource.LoadBalancerName,
    resource.TargetGroupName,
    resource.PrefixListName,
    resource.Name,
  ].find((n) => typeof n === 'string' && n.trim() !== '');
  return name === undefined ? {} : { name: String(name).trim() };
}

const tags = (resource: unknown): [string, Text, string][] =>
  ((isObject(resource) ? resource.Tags : undefined) as { Key?: string; Value?: string }[] | undefined)?.map((t) => [
    `tag ${t.Key}`,
    t.Key === 'Name' ? label.name : label.tag(`${t.Key}`),
    `${t.Value}`,
  ]) ?? [];

/** A few words on a resource that came or went. */
function summaryOf(key: string, resource: unknown): string {
  if (!isObject(resource)) return '';
  const words = [
    'CidrBlock',
    'InstanceType',
    'PrivateIpAddress',
    'PublicIp',
    'ServiceName',
    'DNSName',
    'Description',
    'DomainName',
  ];
  const found = words.flatMap((w) => (typeof resource[w] === 'string' && resource[w] !== '' ? [resource[w]] : []));
  return key === 'ec2.NetworkInterfaces' ? found.slice(0, 2).join(', ') : (found[0] ?? '');
}

/** Every member of a value as a fact of its own. Lists are sets: members with ids by their id, others by their content. */
function flattened(value: unknown, path: string): [string, Text, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item): [string, Text, string][] => {
      if (!isObject(item)) return [[`${path}=${String(item)}`, label.attribute(`${path} ${String(item)}`), '']];
      const member = partNames.find((m) => typeof item[m] === 'string');
      if (member === undefined) {
        const content = short(JSON.stringify(quiet(item)));
        return [[`${path}=${content}`, label.attribute(`${path} ${content}`), '']];
      }
      const inner = Object.fromEntries(Object.entries(item).filter(([key]) => key !== member));
      const own = `${path}[${String(item[member])}]`;
      const rest = flattened(inner, own);
      return rest.length > 0 ? rest : [[own, label.attribute(own), '']];
    });
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, member]) =>
      noise.test(key) ? [] : flattened(member, path === '' ? key : `${path}.${key}`),
    );
  }
  return [[path, label.attribute(path), String(value)]];
}

/** A value without its noise. */
function quiet(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(quiet);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !noise.test(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, quiet(member)]),
  );
}

const short = (content: string): string => (content.length <= 300 ? content : `${content.slice(0, 300)}…`);

const fact = (
  text: Text,
  value: string | number | boolean | undefined,
): [string, Text, string | number | boolean | undefined] => [text.en, text, value];

const each = <T>(
  items: readonly T[] | undefined,
  say: (item: T) => [Text, string | number | boolean | undefined],
): [string, Text, string | number | boolean | undefined][] => (items ?? []).map((item) => fact(...say(item)));

function routeTarget(r: Saved<ec2.Route>): string {
  return (
    r.GatewayId ??
    r.NatGatewayId ??
    r.TransitGatewayId ??
    r.VpcPeeringConnectionId ??
    r.NetworkInterfaceId ??
    r.EgressOnlyInternetGatewayId ??
    r.LocalGatewayId ??
    r.CarrierGatewayId ??
    r.CoreNetworkArn ??
    r.InstanceId ??
    '-'
  );
}

/** The rules of a group one by one, as `tcp 22 0.0.0.0/0`, each with its description. */
function permissions(list: Saved<ec2.IpPermission>[] | undefined): [string, string][] {
  return (list ?? []).flatMap((p) => {
    const what = `${protocolName(p.IpProtocol)}${ports(p.FromPort, p.ToPort)}`;
    const peers: [string | undefined, string | undefined][] = [
      ...(p.IpRanges ?? []).map((r): [string | undefined, string | undefined] => [r.CidrIp, r.Description]),
      ...(p.Ipv6Ranges ?? []).map((r): [string | undefined, string | undefined] => [r.CidrIpv6, r.Description]),
      ...(p.PrefixListIds ?? []).map((r): [string | undefined, string | undefined] => [r.PrefixListId, r.Description]),
      ...(p.UserIdGroupPairs ?? []).map((r): [string | undefined, string | undefined] => [r.GroupId, r.Description]),
    ];
    return peers.map(([peer, note]): [string, string] => [`${what} ${peer}`, note ?? '']);
  });
}

const protocolName = (protocol: string | undefined): string =>
  ({ '-1': 'all', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' })[protocol ?? ''] ?? `${protocol}`;

const ports = (from: number | undefined, to: number | undefined): string =>
  from === undefined || from === -1 ? '' : from === to ? ` ${from}` : ` ${from}-${to}`;

const actions = (list: Saved<elbv2.Action>[] | undefined): string =>
  (list ?? [])
    .map((a) => {
      const groups = a.ForwardConfig?.TargetGroups?.map(
        (g) => `${shortArn(g.TargetGroupArn)}${g.Weight === undefined ? '' : `×${g.Weight}`}`,
      );
      if (a.Type === 'forward') return groups?.join(' + ') || shortArn(a.TargetGroupArn);
      if (a.Type === 'fixed-response') return `fixed-response ${a.FixedResponseConfig?.StatusCode}`;
      if (a.Type === 'redirect') return `redirect ${a.RedirectConfig?.Protocol}:${a.RedirectConfig?.Port}`;
      return `${a.Type}`;
    })
    .join(', ');

/** Conditions; the value of a header is shown by its digest, since it is a secret as often as not. */
const conditions = (list: Saved<elbv2.RuleCondition>[] | undefined): string =>
  (list ?? [])
    .map(({ Field, HttpHeaderConfig: header, Values, ...others }) => {
      if (header !== undefined) return `http-header ${header.HttpHeaderName} #${digest(header.Values)}`;
      const values =
        Values ?? Object.values(others).flatMap((config) => (isObject(config) ? Object.values(config).flat() : []));
      return `${Field} ${values.map((v) => (typeof v === 'string' ? v : JSON.stringify(v))).join('|')}`;
    })
    .join(' & ') || 'default';

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? []))
    .digest('hex')
    .slice(0, 8);

const shortArn = (arn: string | undefined): string => arn?.split('/').at(-2) ?? '-';

import { type Finding, finding } from '../../../findings/finding.ts';
import { endpoints as text } from '../../../messages/findings/account.ts';
import { formatCidr } from '../../../network/cidr.ts';
import * as intervals from '../../../network/intervals.ts';
import type { Interface, Vpc } from '../../../network/model.ts';
import { describeGroupRule } from '../../../network/security-groups.ts';
import type { Check, Inspected } from '../check.ts';
import { compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { EndpointFacts } from '../overview.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html'];
const described = 'ec2:DescribeVpcEndpoints';

/** VPC endpoints that do not work, or stop with one zone. */
export const endpoints: Check = {
  codes: ['ENDPOINT_SG_BLOCKS_VPC', 'ENDPOINT_NOT_AVAILABLE', 'ENDPOINT_SINGLE_ZONE', 'ENDPOINT_SSM_INCOMPLETE'],
  find: (inspected) => [
    ...blocked(inspected),
    ...notAvailable(inspected),
    ...singleZone(inspected),
    ...ssmIncomplete(inspected),
  ],
};

/** `ssm` of `com.amazonaws.ap-northeast-2.ssm`. */
const shortName = (service: string): string => service.split('.').slice(3).join('.') || service;
const vpcName = ({ overview }: Inspected, id: string): string => overview.names[id] ?? id;

/** Interface endpoints whose groups let nothing of their own VPC in on 443, where every AWS service answers. */
function blocked(inspected: Inspected): Finding[] {
  const { snapshot, network, overview } = inspected;
  const interfacesOf = grouped([...network.interfaces.values()], (i) => i.endpoint);
  return (overview.endpoints ?? []).flatMap((endpoint) => {
    const vpc = network.vpcs.get(endpoint.vpc);
    const interfaces = interfacesOf.get(endpoint.id) ?? [];
    const [first] = interfaces;
    const [group] = first?.groups.groups ?? [];
    if (endpoint.type !== 'Interface' || first === undefined || group === undefined) return [];
    // A VPC that was not read has no blocks to come from.
    if (vpc === undefined || vpc.cidrs.length === 0) return [];
    if (interfaces.some((i) => i.groups.missing.length > 0 || i.groups.unreadPrefixLists.size > 0)) return [];
    if (interfaces.some((i) => letsIn(i, vpc))) return [];
    const cidr = formatCidr(vpc.cidrs.find((c) => c.family === 4) ?? vpc.cidrs[0]!);
    const rules = first.groups.rules('ingress').map(describeGroupRule).join(', ');
    const says = text.groupRules(group.name ?? group.id, rules || '-');
    return [
      finding({
        ...about({ ...endpoint, id: group.id, name: group.name ?? group.id }),
        code: 'ENDPOINT_SG_BLOCKS_VPC',
        key: endpoint.id,
        severity: 'high',
        priority: 'P1',
        // With private DNS every name of the service leads here: nothing in the VPC can use it.
        cause: hasPrivateDns(snapshot, endpoint.id),
        affected: [endpoint.id],
        title: text.groupTitle(shortName(endpoint.service), vpcName(inspected, vpc.id)),
        impact: text.groupImpact(),
        evidence: [{ says, from: 'ec2:DescribeSecurityGroups', id: group.id }],
        fixes: [
          fixBy(
            snapshot,
            endpoint,
            text.groupFix(cidr),
            [
              ec2('AuthorizeSecurityGroupIngress', {
                GroupId: group.id,
                IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }],
              }),
            ],
            (after) => {
              const then = after.network();
              return [...then.interfaces.values()].some(
                (i) => i.endpoint === endpoint.id && letsIn(i, then.vpcs.get(vpc.id)!),
              );
            },
          ),
        ],
        references,
      }),
    ];
  });
}

const hasPrivateDns = (snapshot: Inspected['snapshot'], id: string): boolean =>
  snapshot.scopes.some((s) => s.ec2?.VpcEndpoints?.some((e) => e.VpcEndpointId === id && e.PrivateDnsEnabled === true));

const letsIn = (item: Interface, vpc: Vpc): boolean =>
  vpc.cidrs.some((cidr) =>
    item.groups
      .admitted('ingress', 6, cidr.family, [vpc.id])
      .some((r) => intervals.meets(r.addresses, [cidr.lo, cidr.hi]) && intervals.has(r.ports, 443)),
  );

function notAvailable(inspected: Inspected): Finding[] {
  const working = new Set(['available', 'pending', 'deleting']);
  return (inspected.overview.endpoints ?? [])
    .filter((e) => !working.has(e.state))
    .map((e) =>
      finding({
        ...about(e),
        code: 'ENDPOINT_NOT_AVAILABLE',
        severity: 'high',
        priority: 'P1',
        affected: [e.vpc],
        title: text.stateTitle(shortName(e.service), vpcName(inspected, e.vpc), e.state),
        impact: text.stateImpact(),
        evidence: [{ says: text.state(e.state), from: described, id: e.id }],
        references,
      }),
    );
}

/** Interface endpoints in one zone of a VPC whose workloads are in several: one finding a VPC. */
function singleZone(inspected: Inspected): Finding[] {
  const { overview } = inspected;
  const spread = new Set((overview.resilience ?? []).filter((r) => r.zones.length > 1).map((r) => r.vpc));
  const single = (overview.endpoints ?? []).filter(
    (e) => e.type === 'Interface' && e.state === 'available' && e.zones.length === 1 && spread.has(e.vpc),
  );
  return [...grouped(single, (e) => e.vpc).values()].map((of) =>
    finding({
      ...about(of[0]!),
      code: 'ENDPOINT_SINGLE_ZONE',
      severity: 'low',
      priority: 'P3',
      affected: of.map((e) => e.id),
      title: text.zoneTitle(vpcName(inspected, of[0]!.vpc), of.length),
      impact: text.zoneImpact(),
      evidence: of.map((e) => ({ says: text.zone(shortName(e.service), e.zones[0]!), from: described, id: e.id })),
      references,
    }),
  );
}

/** Session Manager needs both: https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html */
const sessionManager = ['ssm', 'ssmmessages'];

/** VPCs without a way to the internet that have only one of the endpoints that Session Manager needs. */
function ssmIncomplete(inspected: Inspected): Finding[] {
  const { network, overview, exits } = inspected;
  const byVpc = grouped(
    (overview.endpoints ?? []).filter((e) => e.type === 'Interface'),
    (e) => e.vpc,
  );
  return [...byVpc].flatMap(([vpc, of]) => {
    const there = of.map((e) => shortName(e.service)).sort(compare);
    const missing = sessionManager.filter((s) => !there.includes(s));
    const hasExit = (network.vpcs.get(vpc)?.subnets ?? []).some((s) =>
      (exits.get(s.id) ?? []).some((w) => w.end.kind === 'internet'),
    );
    if (!there.includes('ssm') || missing.length === 0 || hasExit) return [];
    const [first] = of as [EndpointFacts];
    return [
      finding({
        account: first.account,
        region: first.region,
        resource: vpc,
        ...(overview.names[vpc] === undefined ? {} : { resourceName: overview.names[vpc] }),
        code: 'ENDPOINT_SSM_INCOMPLETE',
        severity: 'medium',
        priority: 'P2',
        title: text.ssmTitle(vpcName(inspected, vpc), missing[0]!),
        impact: text.ssmImpact(),
        evidence: [{ says: text.present(there.join(', ')), from: described, id: vpc }],
        references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html'],
      }),
    ];
  });
}

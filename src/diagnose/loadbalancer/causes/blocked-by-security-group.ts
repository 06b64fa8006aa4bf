import type { Fix } from '../../../findings/finding.ts';
import { securityGroup as text } from '../../../messages/findings/targets.ts';
import { label } from '../../../messages/network.ts';
import { familyOf, formatCidr } from '../../../network/cidr.ts';
import type { Interface, Obstacle } from '../../../network/index.ts';
import type { Subnet } from '../../../network/model.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, settingsOf } from '../evidence.ts';
import { type Blocked, blocksOf, probesOf, stillStops, wayOf } from '../probes.ts';

const page =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html';
const groupCalls =
  /^(Revoke|Authorize)SecurityGroup(In|E)gress$|^ModifySecurityGroupRules$|^ModifyNetworkInterfaceAttribute$|^SetSecurityGroups$|^ModifyInstanceAttribute$/;

/** The target's groups do not admit the balancer, or the balancer's let nothing out to the target. */
export const blockedBySecurityGroup: Cause = (target) => {
  const blocked = blocksOf(target).filter((b) => b.obstacle.component === 'security-group');
  const first = (way: 'ingress' | 'egress'): Blocked | undefined => blocked.find((b) => wayOf(b.obstacle) === way);
  const [inbound, outbound] = [first('ingress'), first('egress')];
  return [
    ...(inbound === undefined ? [] : [suspect(target, inbound, 'LB_TARGET_PORT_BLOCKED_BY_SG')]),
    ...(outbound === undefined ? [] : [suspect(target, outbound, 'LB_BALANCER_EGRESS_BLOCKED_BY_SG')]),
  ];
};

function suspect(
  target: Case,
  { probe, obstacle }: Blocked,
  code: 'LB_TARGET_PORT_BLOCKED_BY_SG' | 'LB_BALANCER_EGRESS_BLOCKED_BY_SG',
): ReturnType<Cause>[number] {
  const { network } = target.inspected;
  const group = network.groups.get(obstacle.id);
  const name = group === undefined ? obstacle.id : label(group);
  const balancer = network.balancers.get(probe.node.balancer ?? '')?.name ?? '';
  const atTarget = code === 'LB_TARGET_PORT_BLOCKED_BY_SG';
  const title = atTarget ? text.targetTitle : text.balancerTitle;
  return {
    code,
    resource: obstacle.id,
    ...(group?.name === undefined ? {} : { resourceName: group.name }),
    ...(group === undefined ? {} : { account: group.account }),
    key: String(probe.port),
    changedBy: groupCalls,
    tell: (targets) => ({
      title: title(name, balancer, probe.port),
      evidence: [
        {
          says: obstacle.reason,
          from: 'ec2:DescribeSecurityGroups',
          id: obstacle.id,
          ...(obstacle.rule === undefined ? {} : { rule: obstacle.rule }),
        },
        ...healthOf(targets),
        settingsOf(target.group),
      ],
      fixes: [atTarget ? admit(targets, obstacle, probe.port, name) : letOut(targets, obstacle, probe.port, name)],
      references: [page],
    }),
  };
}

/** Let the balancer in: by its group where both are in one VPC, else by the blocks of its subnets. */
function admit(targets: readonly Case[], obstacle: Obstacle, port: number, name: string): Fix {
  const nodes = targets.flatMap((t) => probesOf(t.inspected.network, t).map((p) => p.node));
  const ends = targets.flatMap((t) => t.interface ?? []);
  return rule(targets, obstacle, 'AuthorizeSecurityGroupIngress', port, nodes, ends, (peers) =>
    text.admit(name, port, peers),
  );
}

function letOut(targets: readonly Case[], obstacle: Obstacle, port: number, name: string): Fix {
  const nodes = targets.flatMap((t) => probesOf(t.inspected.network, t).map((p) => p.node));
  const ends = targets.flatMap((t) => t.interface ?? []);
  return rule(targets, obstacle, 'AuthorizeSecurityGroupEgress', port, ends, nodes, (peers) =>
    text.letOut(name, port, peers),
  );
}

function rule(
  targets: readonly Case[],
  obstacle: Obstacle,
  operation: string,
  port: number,
  peers: readonly Interface[],
  own: readonly Interface[],
  says: (peers: string) => Fix['says'],
): Fix {
  const { inspected, group } = targets[0]!;
  const sameVpc = new Set([...peers, ...own].map((i) => i.vpc.id)).size === 1;
  const shared = sharedGroup(peers);
  const subnets = subnetsOf(peers);
  const by =
    sameVpc && shared !== undefined
      ? { member: { UserIdGroupPairs: [{ GroupId: shared.id }] }, text: label(shared) }
      : {
          member: { IpRanges: subnets.map((s) => ({ CidrIp: s })) },
          text: subnets.join(', '),
        };
  return fixBy(
    inspected.snapshot,
    { account: inspected.network.groups.get(obstacle.id)?.account ?? group.account, region: group.region },
    says(by.text),
    [
      ec2(operation, {
        GroupId: obstacle.id,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...by.member }],
      }),
    ],
    (after) => !stillStops(after.network(), targets, obstacle),
  );
}

/** A group that all of them are in: a rule that names it follows them when their addresses change. */
function sharedGroup(interfaces: readonly Interface[]): Interface['groups']['groups'][number] | undefined {
  const [first, ...rest] = interfaces;
  return first?.groups.groups.find((g) => rest.every((i) => i.groups.groups.some((other) => other.id === g.id)));
}

/** IPv4 blocks of the interfaces' subnets. A balancer's addresses change, its subnets stay. */
function subnetsOf(interfaces: readonly Interface[]): string[] {
  const subnets = new Map<string, Subnet>(interfaces.map((i) => [i.subnet.id, i.subnet]));
  return [...subnets.values()]
    .flatMap((s) => s.cidrs.filter((c) => familyOf(c.lo) === 4).map((c) => formatCidr(c)))
    .sort(compare);
}

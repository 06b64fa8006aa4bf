import type { Call, Fix } from '../../../findings/finding.ts';
import { type AclSide, networkAcl as text } from '../../../messages/findings/targets.ts';
import { label } from '../../../messages/network.ts';
import { familyOf, formatCidr } from '../../../network/cidr.ts';
import type { NetworkAcl, Subnet } from '../../../network/model.ts';
import { catchAll, denyingRule } from '../../../network/network-acls.ts';
import { formatPorts } from '../../../network/port-set.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, settingsOf } from '../evidence.ts';
import { type Blocked, blocksOf, sameObstacle, stillStops } from '../probes.ts';

const codes: Record<AclSide, string> = {
  'balancer-outbound': 'LB_NACL_BALANCER_OUTBOUND',
  'target-inbound': 'LB_NACL_TARGET_INBOUND',
  'target-outbound': 'LB_NACL_TARGET_OUTBOUND',
  'balancer-inbound': 'LB_NACL_BALANCER_INBOUND',
  between: 'LB_NACL_BETWEEN',
};

/** Source ports that load balancers' nodes use (rule N3). */
const ephemeral = { From: 1024, To: 65535 };

/** A NACL denies health checks, or the answers to them, at one of the four edges that they cross (rules N1 to N3). */
export const blockedByNetworkAcl: Cause = (target) => {
  const blocked = blocksOf(target).filter((b) => b.obstacle.component === 'nacl' && b.obstacle.remedy?.kind === 'acl');
  const distinct = blocked.filter((b, i) => blocked.findIndex((o) => sameObstacle(o.obstacle, b.obstacle)) === i);
  return distinct.map((b) => suspect(target, b));
};

function sideOf({ probe, obstacle }: Blocked): AclSide {
  const { remedy, subnet, direction } = obstacle;
  const way = remedy?.kind === 'acl' ? remedy.direction : undefined;
  if (subnet?.id === probe.node.subnet.id) {
    if (direction === 'forward' && way === 'egress') return 'balancer-outbound';
    if (direction === 'return' && way === 'ingress') return 'balancer-inbound';
  }
  if (subnet?.id === probe.to?.subnet.id) {
    if (direction === 'forward' && way === 'ingress') return 'target-inbound';
    if (direction === 'return' && way === 'egress') return 'target-outbound';
  }
  return 'between';
}

function suspect(target: Case, blocked: Blocked): ReturnType<Cause>[number] {
  const { obstacle, probe } = blocked;
  const remedy = obstacle.remedy as Extract<NonNullable<typeof obstacle.remedy>, { kind: 'acl' }>;
  const side = sideOf(blocked);
  return {
    code: codes[side],
    resource: obstacle.id,
    ...(remedy.acl.name === undefined ? {} : { resourceName: remedy.acl.name }),
    account: remedy.subnet.vpc.account,
    key: String(probe.port),
    changedBy: /^(Create|Replace|Delete)NetworkAclEntry$|^ReplaceNetworkAclAssociation$/,
    tell: (targets) => ({
      title: text.title(label(remedy.acl), side, formatPorts(remedy.header.dport)),
      evidence: [
        {
          says: obstacle.reason,
          from: 'ec2:DescribeNetworkAcls',
          id: obstacle.id,
          ...(obstacle.rule === undefined ? {} : { rule: obstacle.rule }),
        },
        ...healthOf(targets),
        settingsOf(target.group),
      ],
      fixes: [fixOf(targets, blocked, remedy.acl, remedy.direction, side)],
      references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html'],
    }),
  };
}

/** Allows ahead of the rule that denies, for the subnets on the other side; where no number is free, that rule goes. */
function fixOf(
  targets: readonly Case[],
  { obstacle, probe }: Blocked,
  acl: NetworkAcl,
  way: 'ingress' | 'egress',
  side: AclSide,
): Fix {
  const { inspected, group } = targets[0]!;
  const egress = way === 'egress';
  const stopped = targets.flatMap((target) =>
    blocksOf(target)
      .filter((b) => sameObstacle(b.obstacle, obstacle))
      .map((b) => ({ target, node: b.probe.node })),
  );
  const others = side.startsWith('target')
    ? blocks(stopped.map((s) => s.node.subnet))
    : targetSubnets([...new Set(stopped.map((s) => s.target))]);
  const ports = obstacle.direction === 'forward' ? { From: probe.port, To: probe.port } : ephemeral;
  const where = { account: obstacle.subnet?.vpc.account ?? group.account, region: group.region };
  const gone = (after: { network(): Case['inspected']['network'] }): boolean =>
    !stillStops(after.network(), targets, obstacle);
  const rules = acl.compiled().rules(way);
  const header = obstacle.header;
  const denying = denyingRule(acl.compiled(), way, header)?.number ?? catchAll;
  const numbers = freeNumbers(
    rules.map((r) => r.number),
    denying,
    others.length,
  );
  const calls: Call[] =
    numbers === undefined
      ? [ec2('DeleteNetworkAclEntry', { NetworkAclId: acl.id, RuleNumber: denying, Egress: egress })]
      : others.map((CidrBlock, i) =>
          ec2('CreateNetworkAclEntry', {
            NetworkAclId: acl.id,
            RuleNumber: numbers[i],
            Protocol: '6',
            RuleAction: 'allow',
            Egress: egress,
            CidrBlock,
            PortRange: ports,
          }),
        );
  const says = numbers === undefined ? text.remove(label(acl), denying) : text.fix(label(acl), numbers[0]!);
  return fixBy(inspected.snapshot, where, says, calls, gone);
}

/** Free rule numbers ahead of the one that denies, the nearest to it; undefined: not enough of them. */
function freeNumbers(used: readonly number[], denying: number, count: number): number[] | undefined {
  const taken = new Set(used);
  const before = denying >= catchAll ? Math.max(0, ...used.filter((n) => n < catchAll)) + 10 + count : denying;
  const free: number[] = [];
  for (let n = before - 1; n >= 1 && free.length < count; n--) if (!taken.has(n)) free.unshift(n);
  return free.length < count ? undefined : free;
}

const blocks = (subnets: readonly Subnet[]): string[] =>
  [...new Set(subnets.flatMap((s) => s.cidrs.filter((c) => familyOf(c.lo) === 4).map(formatCidr)))].sort(compare);

const targetSubnets = (targets: readonly Case[]): string[] => {
  const inside = blocks(targets.flatMap((t) => t.interface?.subnet ?? []));
  return inside.length > 0 ? inside : [...new Set(targets.map((t) => `${t.id}/32`))].sort(compare).slice(0, 10);
};

import { type Finding, finding } from '../../../findings/finding.ts';
import { aclNothing, aclReturn } from '../../../messages/findings/security-groups.ts';
import * as addressSet from '../../../network/address-set.ts';
import { internetAddresses } from '../../../network/address-set.ts';
import { type Cidr, parseCidr } from '../../../network/cidr.ts';
import * as intervals from '../../../network/intervals.ts';
import type { NetworkAcl, Subnet } from '../../../network/model.ts';
import { type AclDirection, type AclRule, catchAll, describeAclRule } from '../../../network/network-acls.ts';
import { formatPorts, type PortSet } from '../../../network/port-set.ts';
import type { Check, Inspected } from '../check.ts';
import { hasServices } from '../facts/hosts.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

const tcp = 6;
/** Where a client's answers go: Linux picks from these, Windows and NAT gateways from within 1024–65535 too (rule N3). */
const ephemeral: PortSet = [32768, 60999];

/**
 * Network ACLs that let connections begin and not go on: nothing allowed at all, or answers' ephemeral ports forgotten
 * (rules N1, N3). Only those of subnets that hold something.
 */
export const networkAcls: Check = {
  codes: ['NACL_DENIES_EVERYTHING', 'NACL_BLOCKS_ANSWERS'],
  find: (inspected) => {
    const inUse = [...inspected.network.subnets.values()].filter((s) => s.acl !== undefined && hasServices(s));
    return [...grouped(inUse, (s) => s.acl!.id).values()].flatMap((subnets) => {
      subnets.sort((a, b) => compare(a.id, b.id));
      const acl = subnets[0]!.acl!;
      const allowing = (direction: AclDirection): readonly AclRule[] =>
        acl
          .compiled()
          .rules(direction)
          .filter((r) => r.action === 'allow');
      if (allowing('ingress').length === 0 && allowing('egress').length === 0) return [deniesAll(acl, subnets)];
      return (['ingress', 'egress'] as const).flatMap((answers) => blockedAnswers(inspected, acl, subnets, answers));
    });
  },
};

const place = (acl: NetworkAcl, subnets: readonly Subnet[]) => ({
  account: subnets[0]!.vpc.account,
  region: subnets[0]!.vpc.region,
  id: acl.id,
  name: acl.name,
});

const deniesAll = (acl: NetworkAcl, subnets: readonly Subnet[]): Finding =>
  finding({
    ...about(place(acl, subnets)),
    code: 'NACL_DENIES_EVERYTHING',
    severity: 'high',
    priority: 'P1',
    cause: true,
    affected: subnets.map((s) => s.id),
    title: aclNothing.title(called(acl)),
    impact: aclNothing.impact(subnets.length),
    evidence: (['ingress', 'egress'] as const).map((direction) => ({
      says: aclNothing.rules(direction),
      from: 'ec2:DescribeNetworkAcls',
      id: acl.id,
      rule: direction,
    })),
    references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html'],
  });

/** What a direction's answers need: for every rule that lets TCP begin the other way, the peer's ephemeral ports. */
function blockedAnswers({ snapshot }: Inspected, acl: NetworkAcl, subnets: Subnet[], answers: AclDirection): Finding[] {
  const begin: AclDirection = answers === 'egress' ? 'ingress' : 'egress';
  const admitted = acl.compiled().admitted(answers, tcp, 4);
  const blocked = acl
    .compiled()
    .rules(begin)
    .flatMap((rule): { rule: AclRule; ports: PortSet; peer: string }[] => {
      const block = parseCidr(rule.block);
      if (rule.action !== 'allow' || block === undefined || block.family !== 4) return [];
      if (rule.protocol !== -1 && rule.protocol !== tcp) return [];
      // What only lets answers in is not what begins: a rule for high ports alone.
      if (rule.protocol === tcp && (rule.ports[0] ?? 0) >= 1024) return [];
      const peers = peersOf(block);
      if (peers.length === 0) return [];
      const open = admitted.filter((r) => intervals.covers(r.addresses, peers)).map((r) => r.ports as number[]);
      const missing = intervals.subtract<number>(ephemeral, intervals.fromRanges(open.flatMap(pairs)));
      return missing.length === 0 ? [] : [{ rule, ports: missing, peer: rule.block }];
    });
  if (blocked.length === 0) return [];
  const number = freeNumber(acl, answers);
  const calls = [
    ec2('CreateNetworkAclEntry', {
      NetworkAclId: acl.id,
      Egress: answers === 'egress',
      RuleNumber: number,
      Protocol: '6',
      PortRange: { From: 1024, To: 65535 },
      CidrBlock: widest(blocked.map((b) => b.peer)),
      RuleAction: 'allow',
    }),
  ];
  return [
    finding({
      ...about(place(acl, subnets)),
      code: 'NACL_BLOCKS_ANSWERS',
      key: answers,
      severity: 'high',
      priority: 'P1',
      affected: subnets.map((s) => s.id),
      title: aclReturn.title(called(acl), answers),
      impact: aclReturn.impact(subnets.length),
      evidence: blocked.flatMap((b) => [
        {
          says: aclReturn.allows(begin, describeAclRule(b.rule)),
          from: 'ec2:DescribeNetworkAcls',
          id: acl.id,
          rule: describeAclRule(b.rule),
        },
        {
          says: aclReturn.missing(answers, formatPorts(b.ports), b.peer),
          from: 'ec2:DescribeNetworkAcls',
          id: acl.id,
          rule: answers,
        },
      ]),
      fixes: [
        fixBy(snapshot, subnets[0]!.vpc, aclReturn.fix(answers), calls, (after) => {
          const changed = after.network();
          const subnet = changed.subnets.get(subnets[0]!.id);
          return (
            subnet?.acl !== undefined &&
            blockedAnswers({ snapshot: after.snapshot } as Inspected, subnet.acl, [subnet], answers).length === 0
          );
        }),
      ],
      references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html'],
    }),
  ];
}

/** The addresses of a rule's peers that can be somebody: of 0.0.0.0/0 the internet's. */
const peersOf = (block: Cidr) => (block.length === 0 ? internetAddresses[4] : addressSet.ofCidr(block)[4]);

const pairs = (ports: readonly number[]): [number, number][] => {
  const out: [number, number][] = [];
  for (let i = 0; i < ports.length; i += 2) out.push([ports[i]!, ports[i + 1]!]);
  return out;
};

/** The widest of the blocks, which is most often 0.0.0.0/0. */
const widest = (blocks: readonly string[]): string =>
  [...blocks].sort((a, b) => Number(a.split('/')[1]) - Number(b.split('/')[1]) || compare(a, b))[0]!;

/** A rule number before all that is there, so that no deny comes first. */
function freeNumber(acl: NetworkAcl, direction: AclDirection): number {
  const used = acl
    .compiled()
    .rules(direction)
    .map((r) => r.number)
    .filter((n) => n < catchAll);
  const first = Math.min(100, ...used);
  return first > 1 ? first - 1 : Math.max(...used) + 10;
}

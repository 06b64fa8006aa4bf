import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { type Finding, type Fix, finding, type Priority, type Severity } from '../../../findings/finding.ts';
import { open as text } from '../../../messages/findings/security-groups.ts';
import { formatAddress } from '../../../network/cidr.ts';
import type { Interface, Network } from '../../../network/model.ts';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import type { Saved, Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check, Inspected } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { openTo, portsOf, securityGroupsOf } from '../facts/security-groups.ts';
import { about, commandsOf, ec2, fixBy, isFixed } from '../fix.ts';
import { type HighRiskService, highRiskServices } from '../high-risk-ports.ts';
import type { Exposure, WorldOpenFacts } from '../overview.ts';

/** How bad it is, by what routes let through to the group's interfaces and not by the rule alone. */
const weight: Record<Exposure, { severity: Severity; priority: Priority }> = {
  internet: { severity: 'critical', priority: 'P1' },
  'one-way': { severity: 'high', priority: 'P1' },
  internal: { severity: 'medium', priority: 'P2' },
  unattached: { severity: 'low', priority: 'P3' },
  unknown: { severity: 'medium', priority: 'P2' },
};

/** Evidence names this many of the interfaces that are reached. */
const shown = 5;

/** Groups that open ways in for operators, databases or everything to any address: one finding a group and service. */
export const securityGroupsOpen: Check = {
  codes: ['SG_OPEN_ALL_WORLD', ...highRiskServices.map((s) => s.code)],
  find: (inspected) => {
    const open = new Map((inspected.overview.securityGroups.worldOpen ?? []).map((g) => [g.id, g]));
    const all = securityGroupsOf(inspected.snapshot) ?? [];
    const referring = new Map<string, Saved<SecurityGroup>[]>();
    for (const { item } of all)
      for (const id of referredBy(item)) {
        const same = referring.get(id);
        if (same === undefined) referring.set(id, [item]);
        else same.push(item);
      }
    const tried: Tried = new Map();
    return all.flatMap(({ item }) => {
      const facts = open.get(item.GroupId ?? '');
      return facts === undefined ? [] : findings(inspected, item, referring.get(item.GroupId!) ?? [], facts, tried);
    });
  },
};

/** Whether revoking some open rules mends them, by those rules: of thousands of groups alike one is tried. */
type Tried = Map<string, boolean>;

/** Other groups that a group's rules name. */
const referredBy = (group: Saved<SecurityGroup>): Set<string> =>
  new Set(
    [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])]
      .flatMap((p) => (p.UserIdGroupPairs ?? []).flatMap((pair) => pair.GroupId ?? []))
      .filter((id) => id !== group.GroupId),
  );

function findings(
  inspected: Inspected,
  group: Saved<SecurityGroup>,
  referring: readonly Saved<SecurityGroup>[],
  facts: WorldOpenFacts,
  tried: Tried,
): Finding[] {
  const permissions = (group.IpPermissions ?? []).filter((p) => openTo(p).length > 0);
  const all = permissions.filter(opensAll);
  // All ports hold the single ones: said once.
  if (all.length > 0) return [toFinding(inspected, group, referring, facts, undefined, all, tried)];
  return highRiskServices.flatMap((service) => {
    const matching = permissions.filter((p) => opensService(p, service));
    return matching.length === 0 ? [] : [toFinding(inspected, group, referring, facts, service, matching, tried)];
  });
}

const isTcp = (p: Saved<IpPermission>): boolean => p.IpProtocol === 'tcp' || p.IpProtocol === '6';
const isUdp = (p: Saved<IpPermission>): boolean => p.IpProtocol === 'udp' || p.IpProtocol === '17';

/** Whether a permission is for every protocol, or for every TCP port. */
export const opensAll = (p: Saved<IpPermission>): boolean =>
  p.IpProtocol === '-1' || (isTcp(p) && (p.FromPort ?? 0) <= 0 && (p.ToPort ?? 65535) >= 65535);

/** Whether a permission lets one of a service's ports in; one for every protocol does too. */
export function opensService(p: Saved<IpPermission>, { tcp, udp = [] }: HighRiskService): boolean {
  if (p.IpProtocol === '-1') return true;
  const ports = isTcp(p) ? tcp : isUdp(p) ? udp : [];
  return ports.some((port) => (p.FromPort ?? 0) <= port && port <= (p.ToPort ?? p.FromPort ?? 65535));
}

function toFinding(
  { snapshot, network }: Inspected,
  group: Saved<SecurityGroup>,
  /** Groups with a rule for it. */
  referring: readonly Saved<SecurityGroup>[],
  facts: WorldOpenFacts,
  /** Undefined: every port. */
  service: HighRiskService | undefined,
  permissions: readonly Saved<IpPermission>[],
  tried: Tried,
): Finding {
  const ports = permissions.map(portsOf).join(', ');
  const vpc = called(network.vpcs.get(facts.vpc) ?? { id: facts.vpc });
  const count = facts.exposed.length > 0 ? facts.exposed.length : (facts.attached ?? 0);
  const revoked = permissions.map(openPart);
  // Tried on the group and those that name it alone, since there may be thousands.
  const { account, region } = facts;
  const only = (ec2Data: Ec2Data): Snapshot => ({ ...snapshot, scopes: [{ account, region, ec2: ec2Data }] });
  const calls = [ec2('RevokeSecurityGroupIngress', { GroupId: facts.id, IpPermissions: revoked })];
  const key = JSON.stringify(permissions);
  // Its other rules are not touched by it, and decide nothing.
  const alone = only({ SecurityGroups: [{ ...group, IpPermissions: [...permissions] }] });
  const verified =
    tried.get(key) ?? isFixed(alone, facts, calls, (after) => !isOpen(after.snapshot, facts.id, permissions));
  tried.set(key, verified);
  const revoke: Fix = {
    says: text.fixRevoke(service?.admin === true),
    command: commandsOf(calls, region),
    calls,
    verified,
  };
  // A group that only a launch template may name is better gone; the default group cannot go.
  const remove =
    facts.exposure === 'unattached'
      ? fixBy(
          only({ SecurityGroups: [group, ...referring], NetworkInterfaces: [] }),
          facts,
          text.fixDelete(),
          [ec2('DeleteSecurityGroup', { GroupId: facts.id })],
          (after) => !isOpen(after.snapshot, facts.id, permissions),
        )
      : undefined;
  return finding({
    ...about(facts),
    code: service?.code ?? 'SG_OPEN_ALL_WORLD',
    ...weight[facts.exposure],
    affected: ownersOf(network, facts.exposed),
    title: text.title(service?.name, facts.name, vpc, ports),
    impact: text.impact[facts.exposure](count),
    evidence: [
      ...permissions.map((p) => {
        const from = openTo(p).join(', ');
        return {
          says: text.rule(portsOf(p), from),
          from: 'ec2:DescribeSecurityGroups',
          id: facts.id,
          rule: `${portsOf(p)} ${from}`,
        };
      }),
      ...facts.exposed.slice(0, shown).flatMap((id) => reachedBy(network.interfaces.get(id))),
    ],
    fixes: [remove?.verified === true ? remove : revoke],
    references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  });
}

/** The part of a permission that is for any address, as it is revoked. */
function openPart(p: Saved<IpPermission>): Record<string, unknown> {
  const sources = openTo(p);
  const v4 = sources.filter((s) => !s.includes(':'));
  const v6 = sources.filter((s) => s.includes(':'));
  return {
    IpProtocol: p.IpProtocol,
    ...(p.FromPort === undefined ? {} : { FromPort: p.FromPort }),
    ...(p.ToPort === undefined ? {} : { ToPort: p.ToPort }),
    ...(v4.length === 0 ? {} : { IpRanges: v4.map((CidrIp) => ({ CidrIp })) }),
    ...(v6.length === 0 ? {} : { Ipv6Ranges: v6.map((CidrIpv6) => ({ CidrIpv6 })) }),
  };
}

function isOpen(snapshot: Snapshot, id: string, before: readonly Saved<IpPermission>[]): boolean {
  const ports = new Set(before.map(portsOf));
  return snapshot.scopes.some((s) =>
    s.ec2?.SecurityGroups?.some(
      (g) => g.GroupId === id && g.IpPermissions?.some((p) => ports.has(portsOf(p)) && openTo(p).length > 0),
    ),
  );
}

const ownersOf = (network: Network, interfaces: readonly string[]): string[] => [
  ...new Set(interfaces.map((id) => network.interfaces.get(id)?.instance?.id ?? id)),
];

function reachedBy(item: Interface | undefined): Finding['evidence'] {
  if (item === undefined) return [];
  const address = [...item.publicOf.values()][0] ?? item.addresses.find((a) => typeof a === 'bigint');
  if (address === undefined) return [];
  return [
    {
      says: text.reached(item.instance === undefined ? called(item) : called(item.instance), formatAddress(address)),
      from: 'ec2:DescribeNetworkInterfaces',
      id: item.id,
    },
  ];
}

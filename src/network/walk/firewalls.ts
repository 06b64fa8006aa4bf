import { assumes, label, stops } from '../../messages/network.ts';
import type { CompiledFirewallPolicy, StatelessVerdict } from '../firewall-policy.ts';
import type { Endpoint, Firewall, Subnet } from '../model.ts';
import {
  type Context,
  hindered,
  listed,
  named,
  nowhere,
  type Onward,
  type Packet,
  passed,
  type StepDetail,
} from '../packet.ts';

/**
 * Through a Gateway Load Balancer or Network Firewall endpoint: inspected, then out of it again into its subnet, which
 * routes on (rule R15). References to groups do not match behind it (S2).
 */
export function inspectAtEndpoint(
  context: Context,
  packet: Packet,
  { endpoint, subnet }: { endpoint: Endpoint; subnet: Subnet },
): Onward {
  const { firewall } = endpoint;
  const detail: StepDetail = {
    component: firewall === undefined ? 'gateway-load-balancer-endpoint' : 'firewall',
    ...named(endpoint),
    name: firewall?.name ?? endpoint.name,
    vpc: subnet.vpc,
    subnet,
  };
  let current: Packet | undefined = packet;
  if (endpoint.state !== 'available')
    current = hindered(context, packet, () => ({
      ...detail,
      reason: stops.endpointState(label(endpoint), endpoint.state),
    }));
  if (current === undefined) return nowhere;
  const to = { at: 'subnet' as const, subnet };
  if (firewall === undefined) {
    context.assume(`appliance ${endpoint.id}`, () => assumes.appliance(label(endpoint)));
    const seen = withInspection(current, { id: endpoint.id, subnet });
    return { parts: [{ packet: passed(context, seen, () => detail), to }] };
  }
  return { parts: inspect(context, current, firewall, endpoint.id, detail).map((p) => ({ packet: p, to })) };
}

const withInspection = (packet: Packet, of: { id: string; firewall?: Firewall; subnet?: Subnet }): Packet => ({
  ...packet,
  inspections: { value: { direction: packet.direction, ...of }, rest: packet.inspections },
  reference: { kind: 'none' },
});

/** The packets that a firewall lets through: first its stateless engine, then what that forwards to the stateful one. */
export function inspect(
  context: Context,
  packet: Packet,
  firewall: Firewall,
  id: string,
  detail: StepDetail,
): Packet[] {
  const policy = firewall.policy();
  if (policy === undefined) {
    context.assume(`policy ${firewall.arn}`, () => assumes.firewallPolicy(firewall.name));
    return [passed(context, withInspection(packet, { id, firewall, subnet: detail.subnet }), () => detail)];
  }
  if (policy.notModelled.length > 0)
    context.assume(`rules ${firewall.arn}`, () =>
      assumes.firewallRules(firewall.name, policy.notModelled.slice(0, 5).join('; ')),
    );
  return policy.stateless(packet.header).flatMap((verdict) => {
    const part = verdict.header === packet.header ? packet : { ...packet, header: verdict.header };
    return afterStateless(context, part, { firewall, id, detail, policy, verdict });
  });
}

interface Inspected {
  firewall: Firewall;
  id: string;
  detail: StepDetail;
  policy: CompiledFirewallPolicy;
  verdict: StatelessVerdict;
}

function afterStateless(context: Context, packet: Packet, inspected: Inspected): Packet[] {
  const { firewall, id, detail, policy, verdict } = inspected;
  const { action, by } = verdict;
  if (action === 'drop') return dropped(context, packet, inspected, by);
  // Passed by stateless rules: no state is kept, so answers may take another way (R16). Groups still see a middlebox.
  if (action === 'pass')
    return [passed(context, { ...packet, reference: { kind: 'none' } }, () => ({ ...detail, by }))];
  const where = { id, firewall, subnet: detail.subnet };
  if (packet.direction === 'return') {
    // The stateful engine lets answers pass that belong to a connection it has let start; one that it has not seen the
    // start of is asymmetric, which is said beside the answer.
    const known = listed(packet.inspections).some((i) => i.direction === 'forward' && i.id === id);
    return [
      passed(context, withInspection(packet, where), () => ({ ...detail, by: known ? 'established' : 'asymmetric' })),
    ];
  }
  return policy.stateful(packet.header, context.name).flatMap((decision) => {
    const part = decision.header === packet.header ? packet : { ...packet, header: decision.header };
    if (decision.action === 'drop') return dropped(context, part, inspected, decision.by);
    for (const rule of decision.restsOn)
      context.assume(`payload ${firewall.arn} ${rule.text}`, () => assumes.payload(firewall.name, rule.text));
    return [passed(context, withInspection(part, where), () => ({ ...detail, by: decision.by }))];
  });
}

function dropped(context: Context, packet: Packet, { firewall, id, detail }: Inspected, by: string): Packet[] {
  const hinder = hindered(context, packet, () => ({
    ...detail,
    rule: by,
    reason: stops.firewallDrops(firewall.name, by),
    remedy: { kind: 'firewall', firewall, header: packet.header },
  }));
  return hinder === undefined ? [] : [withInspection(hinder, { id, firewall, subnet: detail.subnet })];
}

/** What both directions must have passed alike: the stateful inspections of one direction, as ids in order of name. */
export const inspectedBy = (packet: Packet, direction: 'forward' | 'return'): string[] =>
  [
    ...new Set(
      listed(packet.inspections)
        .filter((i) => i.direction === direction)
        .map((i) => i.id),
    ),
  ].sort();

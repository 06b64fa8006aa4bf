import type { Interface } from '../../network/model.ts';
import type { Audited } from '../check.ts';

/** A host that the internet reaches, and from which somebody could go on. */
export interface SteppingStone {
  interface: Interface;
  name: string;
  behindBalancer: boolean;
}

/** One of each kind: hosts of one subnet with the same groups go on alike. Those reached without a balancer first. */
export function steppingStonesOf(audited: Audited): SteppingStone[] {
  const found = new Map<string, SteppingStone>();
  for (const { interface: item, through } of audited.exposed()) {
    if (item.instance === undefined) continue;
    const behindBalancer = through !== undefined;
    const key = `${item.subnet.id} ${item.groups.key} ${behindBalancer}`;
    if (!found.has(key))
      found.set(key, { interface: item, name: item.instance.name ?? item.instance.id, behindBalancer });
  }
  return [...found.values()].sort((a, b) => Number(a.behindBalancer) - Number(b.behindBalancer));
}

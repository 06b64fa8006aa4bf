import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import type { PortSet } from './port-set.ts';

/**
 * What a rule of a security group or NACL matches: every pair of a peer's address and a port. The rules that it came
 * from are kept, to be named as the reason.
 */
export interface Rectangle<R> {
  addresses: Intervals;
  ports: PortSet;
  rules: readonly R[];
}

const minus = <R>(a: Rectangle<R>, b: Rectangle<R>): Rectangle<R>[] => {
  const addresses = intervals.intersect(a.addresses, b.addresses);
  if (addresses.length === 0) return [a];
  const ports = intervals.intersect(a.ports, b.ports);
  if (ports.length === 0) return [a];
  const pieces: Rectangle<R>[] = [];
  const outside = intervals.subtract(a.addresses, addresses);
  if (outside.length > 0) pieces.push({ ...a, addresses: outside });
  const above = intervals.subtract(a.ports, ports);
  if (above.length > 0) pieces.push({ addresses, ports: above, rules: a.rules });
  return pieces;
};

/** The part of `a` outside all of `others`, in pieces that do not overlap. */
export function subtractRectangles<R>(a: Rectangle<R>, others: readonly Rectangle<R>[]): Rectangle<R>[] {
  let rest = [a];
  for (const other of others) {
    if (rest.length === 0) return rest;
    rest = rest.flatMap((r) => minus(r, other));
  }
  return rest;
}

/**
 * The union of rules as few rectangles that do not overlap: rules for the same ports are joined into one, then those
 * for the same addresses. A group with a rule for each of fifty offices is one rectangle.
 */
export function unite<R>(rectangles: readonly Rectangle<R>[]): Rectangle<R>[] {
  if (rectangles.length <= 1) return [...rectangles];
  const byPorts = join(
    rectangles,
    (r) => r.ports.join(),
    (a, b) => ({
      ...a,
      addresses: intervals.union(a.addresses, b.addresses),
    }),
  );
  const byAddresses = join(
    byPorts,
    (r) => r.addresses.join(),
    (a, b) => ({
      ...a,
      ports: intervals.union(a.ports, b.ports),
    }),
  );
  const apart: Rectangle<R>[] = [];
  for (const rectangle of byAddresses) apart.push(...subtractRectangles(rectangle, apart));
  return apart;
}

function join<R>(
  rectangles: readonly Rectangle<R>[],
  key: (r: Rectangle<R>) => string,
  both: (a: Rectangle<R>, b: Rectangle<R>) => Rectangle<R>,
): Rectangle<R>[] {
  const joined = new Map<string, Rectangle<R>>();
  for (const rectangle of rectangles) {
    const k = key(rectangle);
    const other = joined.get(k);
    joined.set(
      k,
      other === undefined
        ? rectangle
        : { ...both(other, rectangle), rules: [...new Set([...other.rules, ...rectangle.rules])] },
    );
  }
  return [...joined.values()];
}

import type { Finding } from '../../findings/finding.ts';
import type { LbFacts } from './facts.ts';
import type { LbDiagnosis } from './index.ts';

export type Selected = { selected: LbDiagnosis } | { unknown: string[] } | { ambiguous: string[] };

/**
 * The part of a diagnosis that is about one balancer or target group, by its name, ARN or DNS name, or about the balancers
 * that a target is behind, by its id, name or address. `unknown` lists the names that there are; `ambiguous` the ARNs that
 * go by the name.
 */
export function select(diagnosis: LbDiagnosis, name: string): Selected {
  const balancers = diagnosis.balancers ?? [];
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const byBalancer = balancers.filter((b) => [b.arn, b.name, b.dnsName].some((t) => t.toLowerCase() === wanted));
  const unused = (diagnosis.unusedGroups ?? []).filter((g) => [g.arn, g.name].some((t) => t.toLowerCase() === wanted));
  const byGroup = balancers.filter((b) =>
    b.groups?.some((g) => [g.arn, g.name].some((t) => t.toLowerCase() === wanted)),
  );
  const byTarget = balancers.filter((b) =>
    b.groups?.some((g) => g.targets?.some((t) => [t.id, t.name, t.address].some((n) => n?.toLowerCase() === wanted))),
  );
  const found = [byBalancer, byGroup].find((some) => some.length > 0) ?? (unused.length > 0 ? [] : byTarget);
  if (found.length > 1 && byBalancer.length > 0) return { ambiguous: found.map((b) => b.arn) };
  if (found.length === 0 && unused.length === 0)
    return {
      unknown: [
        ...balancers.flatMap((b) => [b.name, ...(b.groups ?? []).map((g) => g.name)]),
        ...(diagnosis.unusedGroups ?? []).map((g) => g.name),
      ],
    };
  const arns = new Set([...found.flatMap(arnsOf), ...unused.map((g) => g.arn)]);
  return {
    selected: {
      balancers: found,
      unusedGroups: unused,
      findings: diagnosis.findings.filter((f) => isAbout(f, arns)),
    },
  };
}

const arnsOf = (b: LbFacts): string[] => [b.arn, ...(b.groups ?? []).map((g) => g.arn)];

const isAbout = (f: Finding, arns: ReadonlySet<string>): boolean =>
  arns.has(f.resource) || f.affected.some((id) => arns.has(id));

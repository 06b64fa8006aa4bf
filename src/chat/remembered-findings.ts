import type { Finding } from '../findings/finding.ts';
import type { Turn } from './conversation.ts';

/** True when a finding is about something that a prompt names: by code, id, name, or the name inside of an ARN. */
function isAbout(finding: Finding, names: readonly string[]): boolean {
  const known = [finding.code, finding.resource, finding.resourceName ?? '', ...finding.affected].map((k) =>
    k.toLowerCase(),
  );
  return names.some((given) => {
    const name = given.toLowerCase();
    return known.some((k) => k === name || k.includes(`/${name}/`));
  });
}

/**
 * Findings of earlier answers that a prompt speaks of, newest answer first, what explains a failure before weaknesses.
 * Without names: those of the newest answer that had any.
 */
export function findingsAbout(turns: readonly Turn[], names: readonly string[]): Finding[] {
  for (const { findings } of turns.flatMap((t) => t.told).reverse()) {
    const about = names.length === 0 ? findings : findings.filter((f) => isAbout(f, names));
    const causes = about.filter((f) => f.cause);
    if (causes.length > 0) return causes;
    if (about.length > 0) return about;
  }
  return [];
}

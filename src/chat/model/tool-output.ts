import type { Answer } from '../../capabilities/answer.ts';
import type { Lang } from '../../messages/text.ts';
import { isReport, type ToolData } from '../../tools/tool.ts';

/** Characters of a result that a model is given: about 6,000 tokens, so that several fit into one conversation. */
const most = 24_000;

/**
 * A tool's result as a model reads it: plain JSON, marked as data, the summary first, cut where it grows too long with a
 * word on what was left out.
 */
export function toolOutput(result: Answer | ToolData, lang: Lang): Record<string, unknown> {
  if (!isReport(result)) return bounded({ says: result.says[lang], data: result.data });
  const { summary, takenAt, source, accounts, regions, gaps, findings, data } = result.document();
  return bounded({
    summary,
    takenAt,
    source,
    accounts,
    regions,
    gaps,
    findings: findings.map(
      ({ id, code, severity, priority, resource, resourceName, affected, title, cause, evidence, fixes, cost }) => ({
        id,
        code,
        severity,
        priority,
        resource,
        resourceName,
        affected,
        title,
        cause,
        evidence: evidence.map((e) => ({ says: e.says, id: e.id })),
        fixes: fixes.map((f) => ({ says: f.says, command: f.command, verified: f.verified })),
        cost,
      }),
    ),
    data,
  });
}

/** Lists shrink from their ends, the deepest detail first, until the whole fits. */
function bounded(whole: Record<string, unknown>): Record<string, unknown> {
  for (const longest of [200, 60, 20, 8, 3]) {
    const omitted = { items: 0 };
    const cut = shortened(whole, longest, omitted) as Record<string, unknown>;
    const told = omitted.items === 0 ? cut : { ...cut, leftOut: `${omitted.items} items of long lists` };
    if (JSON.stringify(told).length <= most) return told;
  }
  const { data: _, ...rest } = shortened(whole, 3, { items: 0 }) as Record<string, unknown>;
  return { ...rest, leftOut: 'data' };
}

function shortened(value: unknown, longest: number, omitted: { items: number }): unknown {
  if (Array.isArray(value)) {
    omitted.items += Math.max(0, value.length - longest);
    return value.slice(0, longest).map((item) => shortened(item, longest, omitted));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, shortened(item, longest, omitted)]),
  );
}

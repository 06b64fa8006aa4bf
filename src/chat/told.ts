import type { Answer } from '../capabilities/answer.ts';
import type { Finding } from '../findings/finding.ts';
import type { Told } from './conversation.ts';

/** What a kind of resource is called in a conversation, by the beginning of its id. */
const kinds: [RegExp, string][] = [
  [/^i-/, 'instance'],
  [/^arn:[^:]+:elasticloadbalancing:[^:]*:[^:]*:loadbalancer\//, 'load-balancer'],
  [/^arn:[^:]+:elasticloadbalancing:[^:]*:[^:]*:targetgroup\//, 'target-group'],
  [/^nat-/, 'nat-gateway'],
  [/^vpc-/, 'vpc'],
  [/^subnet-/, 'subnet'],
  [/^sg-/, 'security-group'],
  [/^rtb-/, 'route-table'],
  [/^acl-/, 'network-acl'],
  [/^igw-/, 'internet-gateway'],
  [/^eni-/, 'network-interface'],
  [/^vpce-/, 'endpoint'],
  [/^tgw-(?!attach)/, 'transit-gateway'],
  [/^eipalloc-/, 'elastic-ip'],
  [/^vpn-/, 'vpn-connection'],
  [/^dxcon-/, 'direct-connect'],
];

/** The kind of resource that an id is of; undefined for what has no kind of its own here. */
export const kindOfId = (id: string): string | undefined => kinds.find(([pattern]) => pattern.test(id))?.[1];

/** Most resources that one result leaves for later prompts to speak of. */
const most = 200;

/**
 * What a conversation remembers of a tool's answer, most important first: what was asked for by name; of an answer about
 * everything what its causes are, in their order.
 */
export function toldOf(tool: string, input: unknown, answer: Answer): Told {
  const resources = new Map<string, { kind: string; id: string; name?: string }>();
  const add = (id: string, name?: string): void => {
    const kind = kindOfId(id);
    if (kind === undefined || resources.size >= most) return;
    const known = resources.get(id);
    if (known === undefined) resources.set(id, { kind, id, ...(name === undefined ? {} : { name }) });
    else if (name !== undefined) known.name ??= name;
  };
  if (!isNarrowed(input))
    for (const { resource, resourceName } of answer.findings.filter((f) => f.cause)) add(resource, resourceName);
  for (const { id, name } of namedIn(answer.document().data)) add(id, name);
  for (const finding of answer.findings) {
    add(finding.resource, finding.resourceName);
    for (const id of finding.affected) add(id);
  }
  return {
    tool,
    input,
    takenAt: answer.snapshot.takenAt,
    findings: kept(answer.findings),
    resources: [...resources.values()],
  };
}

/** Whether something was asked for by name, and not everything over a time. */
const isNarrowed = (input: unknown): boolean =>
  Object.entries(input ?? {}).some(
    ([key, value]) => typeof value === 'string' && !['since', 'until', 'last'].includes(key),
  );

/** Enough of a large audit to speak of what matters in it. */
const kept = (findings: readonly Finding[]): Finding[] => findings.slice(0, 500);

/** The resources at the top of a document's data: objects that say their id or ARN, to a depth where details begin. */
function* namedIn(data: unknown, depth = 0): Generator<{ id: string; name?: string }> {
  if (typeof data !== 'object' || data === null || depth > 4) return;
  if (Array.isArray(data)) {
    for (const item of data) yield* namedIn(item, depth + 1);
    return;
  }
  const { id, arn, name } = data as Record<string, unknown>;
  const own = [arn, id].find((value) => typeof value === 'string');
  if (typeof own === 'string') yield { id: own, ...(typeof name === 'string' ? { name } : {}) };
  for (const value of Object.values(data)) yield* namedIn(value, depth + 1);
}

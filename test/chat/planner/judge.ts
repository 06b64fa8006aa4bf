import type { EarlierTurn, Intent, Known, Plan, PlanContext } from '../../../src/chat/planner/plan.ts';
import { plan } from '../../../src/chat/planner/planner.ts';

/** One prompt with what a right plan of it has; `dev` and our own files are lists of these. */
export interface Prompt {
  id: string;
  prompt: string;
  lang: 'ko' | 'en' | 'mixed';
  now: string;
  zone: string;
  history?: { prompt: string; resources: string[]; intent: Intent }[];
  expect: Expect;
}

interface ExpectedStep {
  intent: Intent | Intent[];
  resources?: (string | string[])[];
  window?: { from: string; to: string };
  save?: { dir?: string; format?: string };
  source?: string;
  change?: { action: string };
  flow?: { from?: string; to?: string; port?: number; protocol?: string };
}

type Expect = { steps?: ExpectedStep[]; question?: boolean } | { anyOf: Expect[] };

export function planFor({ prompt, lang, now, zone, history }: Prompt, inventory: readonly Known[]): Plan {
  const context: PlanContext = {
    now: new Date(now),
    zone,
    inventory,
    lang: lang === 'en' ? 'en' : 'ko',
    history: (history ?? []).map(
      (turn): EarlierTurn => ({
        prompt: turn.prompt,
        plan: { steps: [{ intent: turn.intent, resources: turn.resources }] },
        resources: turn.resources.map((id) => ({ id })),
      }),
    ),
  };
  return plan(prompt, context);
}

/** What is wrong with a plan; empty when it is right. */
export function wrong(given: Plan, expect: Expect): string[] {
  if ('anyOf' in expect) {
    const tried = expect.anyOf.map((e) => wrong(given, e));
    return tried.find((t) => t.length === 0) ?? tried[0]!;
  }
  const asked = given.question !== undefined && given.question !== '';
  if (expect.question === true) {
    return [...(asked ? [] : ['no question']), ...(expect.steps === undefined ? [] : wrongSteps(given, expect.steps))];
  }
  return [...(asked ? [`question: ${given.question}`] : []), ...wrongSteps(given, expect.steps ?? [])];
}

function wrongSteps({ steps }: Plan, expected: readonly ExpectedStep[]): string[] {
  if (steps.length !== expected.length) return [`${steps.length} steps: ${steps.map((s) => s.intent).join()}`];
  return expected.flatMap((e, i) => {
    const step = steps[i]!;
    const found: string[] = [];
    const miss = (key: string, value: unknown): void => void found.push(`${key}: ${JSON.stringify(value)}`);
    if (![e.intent].flat().includes(step.intent)) miss('intent', step.intent);
    if (e.resources !== undefined && !sameSet(step.resources ?? [], e.resources)) miss('resources', step.resources);
    if (e.window !== undefined && !sameWindow(step.window, e.window)) miss('window', step.window);
    const dir = (d: string | undefined): string | undefined => d?.replace(/(?<=.)\/$/, '');
    if (e.save?.dir !== undefined && dir(step.save?.dir) !== dir(e.save.dir)) miss('dir', step.save);
    if (e.save?.format !== undefined && step.save?.format !== e.save.format) miss('format', step.save);
    if (e.source !== undefined && step.source !== e.source) miss('source', step.source);
    if (e.change !== undefined && step.change?.action !== e.change.action) miss('change', step.change);
    for (const key of ['from', 'to', 'port', 'protocol'] as const) {
      const wanted = e.flow?.[key];
      if (wanted !== undefined && String(step.flow?.[key]).toLowerCase() !== String(wanted).toLowerCase())
        miss(`flow.${key}`, step.flow);
    }
    return found;
  });
}

function sameSet(given: readonly string[], wanted: readonly (string | string[])[]): boolean {
  const left = new Set(given.map((g) => g.toLowerCase()));
  for (const item of wanted) {
    const hit = [item].flat().find((name) => left.has(name.toLowerCase()));
    if (hit === undefined) return false;
    left.delete(hit.toLowerCase());
  }
  return left.size === 0;
}

const sameWindow = (given: { from: string; to: string } | undefined, wanted: { from: string; to: string }): boolean =>
  given !== undefined &&
  Date.parse(given.from) === Date.parse(wanted.from) &&
  Date.parse(given.to) === Date.parse(wanted.to);

import { randomUUID } from 'node:crypto';
import type { Root, RootContent } from 'mdast';
import type { Answer } from '../capabilities/answer.ts';
import { UserError } from '../errors/user-error.ts';
import type { Finding } from '../findings/finding.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/planned.ts';
import type { Lang, Text } from '../messages/text.ts';
import { renderJson } from '../report/document.ts';
import { type ReportFile, writeReports } from '../report/files.ts';
import { code, codeBlock, heading, link, list, paragraph, root, strong } from '../report/nodes.ts';
import { formatInstant } from '../report/time.ts';
import { isReport, type Tool, type ToolSetting } from '../tools/tool.ts';
import { answered } from './choice.ts';
import type { Answerer, ChatEvent, Conversation, Told } from './conversation.ts';
import { inventoryNeeds, inventoryOf, type Named } from './inventory.ts';
import type { EarlierTurn, Plan, Save, Step } from './planner/plan.ts';
import { plan } from './planner/planner.ts';
import { explained as termsNamed } from './planner/terms/index.ts';
import { findingsAbout } from './remembered-findings.ts';
import { toldOf } from './told.ts';
import { toolCallOf } from './tool-call.ts';

/*
 * Answers without a language model: the planner says what is asked, the tools do it, and each answer is the report that
 * the command itself prints.
 */

/**
 * @param tools - what steps are taken with
 * @param folder - where files go when a prompt says to save and not where
 */
export function plannedAnswerer(tools: readonly Tool[], folder = defaultReportDir()): Answerer {
  return {
    async *answer(prompt, conversation, asking) {
      const setting = conversation.setting(asking);
      const { plan: made, inventory } = await planFor(prompt, conversation, setting);
      yield { kind: 'planned', plan: made };
      if (made.question !== undefined) {
        const { choices = [], unclear } = made;
        yield { kind: 'question', says: both(made.question), choices, ...(unclear === undefined ? {} : { unclear }) };
        // What is not clear in a part of it is asked before anything is done.
        return;
      }
      for (const step of made.steps) {
        try {
          yield* taken(step, { tools, folder, conversation, setting, inventory });
        } catch (error) {
          if (!(error instanceof UserError) || made.steps.length === 1) throw error;
          yield { kind: 'failed', says: error.text };
        }
      }
    },
  };
}

/**
 * The plan of a prompt in a conversation. The account's names are read when the prompt needs them: to ask what a term
 * means needs none, and must work without an account.
 */
export async function planFor(
  prompt: string,
  conversation: Conversation,
  setting: ToolSetting,
): Promise<{ plan: Plan; inventory: readonly Named[] }> {
  const { now, zone, lang } = setting;
  const history = historyOf(conversation);
  const read = (words: string, inventory: readonly Named[]): Plan =>
    plan(words, { now, zone, lang, inventory, history });
  const of = (inventory: readonly Named[]): Plan =>
    answered(prompt, conversation.turns.at(-1))
      .map((words) => read(words, inventory))
      .find(({ question, steps }) => question === undefined && steps.every((s) => s.intent !== 'help')) ??
    read(prompt, inventory);
  const first = of([]);
  const needsNames = first.question !== undefined || first.steps.some((s) => !['help', 'explain'].includes(s.intent));
  if (!needsNames) return { plan: first, inventory: [] };
  const inventory = inventoryOf(await setting.open(inventoryNeeds));
  return { plan: of(inventory), inventory };
}

/** What the planner is told of earlier turns. One that a model answered has no plan, and still names resources. */
const historyOf = ({ turns }: Conversation): EarlierTurn[] =>
  turns.map(({ prompt, plan = { steps: [] }, told }) => ({
    prompt,
    plan,
    resources: told.flatMap((t) => t.resources),
  }));

const both = (sentence: string): Text => ({ ko: sentence, en: sentence });

/** Their answers are about everything: whatever was found before would be related. */
const wholeAccount = new Set(['analyze_network', 'audit_security', 'estimate_cost', 'apply_change']);

interface Doing {
  tools: readonly Tool[];
  folder: string;
  conversation: Conversation;
  setting: ToolSetting;
  inventory: readonly Named[];
}

async function* taken(step: Step, doing: Doing): AsyncGenerator<ChatEvent> {
  const { conversation, setting } = doing;
  const { lang } = setting;
  if (step.intent === 'help') {
    yield { kind: 'block', content: helpFor(lang) };
    return;
  }
  if (step.intent === 'explain') {
    yield* explained(step, conversation, lang);
    return;
  }
  if (step.follows === 'why') {
    const causes = findingsAbout(conversation.turns, step.resources ?? []).slice(0, mostExplained);
    if (causes.length > 0) {
      yield { kind: 'block', content: root(causes.flatMap((f) => findingInFull(f, lang))) };
      return;
    }
  }
  const wished = step.change?.action === 'apply-fix' ? fixOf(step, conversation) : step;
  if ('question' in wished) {
    yield { kind: 'question', says: wished.question, choices: wished.choices };
    return;
  }
  const call = toolCallOf(wished, doing.inventory);
  const tool = doing.tools.find((t) => t.name === call?.tool);
  if (call !== undefined && tool === undefined) {
    yield { kind: 'failed', says: text.toolNotGiven(call.tool) };
    return;
  }
  if (call === undefined || tool === undefined) {
    yield { kind: 'block', content: root(paragraph((text.notBuilt[step.intent] ?? text.notBuilt.diagnose!)[lang])) };
    return;
  }
  const { source } = setting.source;
  if (step.source !== undefined && step.source !== source) {
    yield { kind: 'note', says: text.otherSource(step.source, source) };
  }
  const id = randomUUID();
  const started = performance.now();
  yield { kind: 'tool-started', id, tool: tool.name, input: call.input };
  let result: Awaited<ReturnType<Tool['run']>>;
  try {
    result = await tool.run(tool.input.parse(call.input), setting);
  } catch (error) {
    const seconds = (performance.now() - started) / 1000;
    const says = error instanceof UserError ? error.text : both(String(error));
    yield { kind: 'tool-ended', id, tool: tool.name, seconds, error: says };
    throw error;
  }
  yield { kind: 'tool-ended', id, tool: tool.name, seconds: (performance.now() - started) / 1000 };
  if (!isReport(result)) {
    const data = codeBlock('json', JSON.stringify(result.data, null, 2));
    yield { kind: 'block', content: root(paragraph(result.says[lang]), data) };
    return;
  }
  const told = toldOf(tool.name, call.input, result);
  yield { kind: 'told', told };
  yield { kind: 'block', content: result.screen() };
  const before = wholeAccount.has(tool.name) ? undefined : earlierFindings(conversation, result, told, setting);
  if (before !== undefined) yield { kind: 'block', content: before };
  if (step.save !== undefined) yield { kind: 'files', paths: await saved(result, { dir: doing.folder, ...step.save }) };
}

/** "Fix it": the fix of what was found before, by its code and what it changes. Which of several is asked. */
function fixOf(step: Step, { turns }: Conversation): Step | { question: Text; choices: string[] } {
  const names = step.resources ?? [];
  // A code is what `apply-fix` takes; what it is about need not have been spoken of.
  if (step.change === undefined || names.some(isCode)) return step;
  const found = findingsAbout(turns, names).filter((f) => f.fixes.length > 0);
  const causes = found.filter((f) => f.cause);
  const likely = causes.length > 0 ? causes : found;
  const [only] = likely;
  if (only === undefined) return { question: text.whichFix, choices: [] };
  if (likely.length > 1)
    return { question: text.whichFix, choices: likely.slice(0, 5).map((f) => `${f.code} ${f.resource}`) };
  return { ...step, change: { ...step.change, words: ['apply-fix', only.code, only.resource] } };
}

/** Writes an answer's files into the folder asked for, of the format asked for; what belongs to them in any format too. */
async function saved(answer: Answer, { dir, format = 'md' }: Save & { dir: string }): Promise<string[]> {
  const files = await answer.files();
  const reports = /\.(md|html)$/;
  const chosen = files.filter(({ name }) => name.endsWith(`.${format}`) || !reports.test(name));
  const asJson: ReportFile[] =
    format === 'json'
      ? [{ name: files[0]!.name.replace(reports, '.json'), content: renderJson(answer.document()) }]
      : [];
  const all = [...asJson, ...chosen];
  if (all.length === 0) throw new UserError(text.noSaveOf(format));
  return await writeReports(expandHome(dir), all);
}

const helpFor = (lang: Lang): Root =>
  root(paragraph(text.help.says[lang]), list(text.help.prompts.map((p) => code(p[lang]))));

async function* explained(step: Step, { turns }: Conversation, lang: Lang): AsyncGenerator<ChatEvent> {
  const { resources = [], term } = step;
  const codes = [...resources, ...(term === undefined ? [] : [term])].filter(isCode);
  const known = term === undefined ? [] : termsNamed(term);
  const about =
    term === undefined || codes.length > 0 ? findingsAbout(turns, codes.length > 0 ? codes : resources) : [];
  const blocks = [
    ...known.flatMap((t) => [heading(3, t.title[lang]), paragraph(t.says[lang]), paragraph(link(t.reference))]),
    ...(await checksNamed(codes, lang)),
    ...about.slice(0, mostExplained).flatMap((f) => findingInFull(f, lang)),
  ];
  const missing = term === undefined ? text.nothingToExplain : text.unknownTerm(term);
  yield { kind: 'block', content: blocks.length > 0 ? root(blocks) : root(paragraph(missing[lang])) };
}

const isCode = (word: string): boolean => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(word);

/** What a check of the audit looks for, and why. */
async function checksNamed(codes: readonly string[], lang: Lang): Promise<RootContent[]> {
  if (codes.length === 0) return [];
  const { checks } = await import('../checks/index.ts');
  return checks
    .filter((check) => codes.includes(check.code))
    .flatMap((check) => [
      heading(3, check.code),
      paragraph(strong(check.title[lang])),
      paragraph(check.why[lang]),
      paragraph(strong(text.fix[lang]), ': ', check.remedy.says[lang]),
    ]);
}

const mostExplained = 3;

function findingInFull(found: Finding, lang: Lang): RootContent[] {
  return [
    heading(3, found.title[lang]),
    paragraph(code(found.code), ' ', code(found.resource)),
    paragraph(strong(text.evidence[lang])),
    list(found.evidence.map((e) => [e.says[lang], ' — ', code(e.id)])),
    ...(found.fixes.length === 0 ? [] : [paragraph(strong(text.fix[lang]))]),
    ...found.fixes.flatMap((f): RootContent[] => [paragraph(f.says[lang]), codeBlock('sh', f.command)]),
  ];
}

/** Findings of an earlier analysis about what this answer is about, which this answer does not repeat. */
function earlierFindings(
  { turns }: Conversation,
  answer: Answer,
  told: Told,
  { lang, zone }: ToolSetting,
): Root | undefined {
  const past = turns.flatMap((t) => t.told).filter((t) => t.tool !== told.tool && t.findings.length > 0);
  if (past.length === 0) return undefined;
  const here = new Set(JSON.stringify(answer.document().data).match(awsIds) ?? []);
  const repeated = new Set(told.findings.map((f) => f.id));
  for (const { findings, takenAt } of past.reverse()) {
    const related = findings.filter(
      (f) => !repeated.has(f.id) && [f.resource, ...f.affected].some((id) => here.has(id)),
    );
    if (related.length === 0) continue;
    const lines = related.slice(0, 3).map((f) => [f.title[lang], ' (', code(f.code), ', ', code(f.resource), ')']);
    return root(heading(3, text.earlier.title(formatInstant(takenAt, zone))[lang]), list(lines));
  }
  return undefined;
}

const awsIds = /\b[a-z]+(?:-[a-z]+)?-[0-9a-f]{8,17}\b|arn:aws[\w-]*:[^"\s]+/g;

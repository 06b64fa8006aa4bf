import {
  APICallError,
  jsonSchema,
  type ModelMessage,
  RetryError,
  tool as sdkTool,
  stepCountIs,
  streamText,
  type ToolSet,
} from 'ai';
import { z } from 'zod';
import type { Answer } from '../../capabilities/answer.ts';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/model.ts';
import type { Lang, Text } from '../../messages/text.ts';
import { isReport, type Tool, type ToolData, type ToolSetting } from '../../tools/tool.ts';
import { readSkill } from '../context.ts';
import type { Answerer, Asking, ChatEvent, ContextFile, Conversation, Told, Turn } from '../conversation.ts';
import { toldOf } from '../told.ts';
import { calculate, calculation } from './calculate.ts';
import { addFacts, type Facts, noFacts } from './facts.ts';
import { type Grounded, groundedStream } from './grounding.ts';
import { languageModel, type ModelChoice } from './provider.ts';
import { asData, toolOutput } from './tool-output.ts';

/** A tool of another MCP server, as an agent's `mcpServers` bring it. */
export interface ForeignTool {
  /** `@server/tool`. */
  name: string;
  description: string;
  /** JSON Schema. */
  inputSchema: Record<string, unknown>;
  call(input: unknown, signal: AbortSignal): Promise<unknown>;
}

export interface ModelOptions {
  choice: ModelChoice;
  env: NodeJS.ProcessEnv;
  /** Answers when the model cannot. */
  fallback: Answerer;
  tools: readonly Tool[];
  /** Started when a prompt comes, since an agent can be swapped. */
  foreignTools?: () => readonly ForeignTool[];
  /** Whether a tool may run without asking. A change asks all the same. */
  isTrusted(name: string): boolean;
  /** Rounds of tool calls for one prompt. */
  maxSteps: number;
  /** Silence of the server after which it is given up. */
  patienceMs: number;
}

/** Earlier turns that a model is given word by word. */
const turnsTold = 20;

/**
 * Answers by a language model that works with our tools. Each figure that it says is held against what the tools have
 * said; when it fails, the planner answers.
 */
export function modelAnswerer(options: ModelOptions): Answerer {
  /** What tools have said in each conversation, also before this prompt. */
  const said = new WeakMap<Conversation, Facts>();
  return {
    async *answer(prompt, conversation, asking) {
      const facts = said.get(conversation) ?? remembered(conversation);
      said.set(conversation, facts);
      // What a person says may be repeated.
      addFacts(facts, prompt);
      let changed = false;
      const failure = yield* converse(
        prompt,
        conversation,
        asking,
        facts,
        withChangesSeen(options, () => {
          changed = true;
        }),
      );
      if (failure === undefined || asking.signal.aborted) return;
      if (changed) {
        // The planner would ask for the same change once more.
        yield { kind: 'failed', says: text.endedAfterChange };
        return;
      }
      yield { kind: 'note', says: failure };
      yield* options.fallback.answer(prompt, conversation, asking);
    },
  };
}

/** @param onChange - told of each change that was made */
const withChangesSeen = (options: ModelOptions, onChange: () => void): ModelOptions => ({
  ...options,
  tools: options.tools.map((declared) => ({
    ...declared,
    run: async (input, setting) => {
      const result = await declared.run(input, setting);
      const done = isReport(result) ? (result.document().summary as { result?: unknown }).result : undefined;
      if (declared.changes && (done === 'done' || done === 'accepted')) onChange();
      return result;
    },
  })),
});

/** Earlier answers count, too: what is in them has been held against the tools' results then. */
function remembered({ turns, summary }: Conversation): Facts {
  const facts = noFacts();
  addFacts(facts, summary ?? '');
  for (const { prompt, answer, told } of turns) addFacts(facts, [prompt, answer, told]);
  return facts;
}

/** @returns why the planner must answer instead */
async function* converse(
  prompt: string,
  conversation: Conversation,
  asking: Asking,
  facts: Facts,
  options: ModelOptions,
): AsyncGenerator<ChatEvent, Text | undefined> {
  const { choice, patienceMs } = options;
  const slow = text.failed.slow(`${choice.provider}:${choice.model}`, patienceMs / 1000);
  const name = `${choice.provider}:${choice.model}`;
  const { lang, zone } = conversation;
  const lines: Grounded[] = [];
  const stream = groundedStream(facts, { lang, zone }, (line) => lines.push(line));
  const removed: string[] = [];
  let spoken = false;
  let steps = 0;
  let failure: Text | undefined;
  const told: Told[] = [];
  const take = function* (): Generator<ChatEvent> {
    for (const one of told.splice(0)) yield { kind: 'told', told: one };
    for (const line of lines.splice(0)) {
      removed.push(...line.removed);
      spoken ||= line.text.trim() !== '';
      yield { kind: 'text', text: line.text };
    }
  };
  /** Tools that are under way, since when. */
  const started = new Map<string, number>();
  const silence = watch(patienceMs);
  const offered = toolSet(conversation.setting(asking), asking, facts, conversation, options, told);
  try {
    const result = streamText({
      model: await languageModel(choice, options.env),
      system: instructions(conversation),
      messages: messages(prompt, conversation),
      tools: offered.tools,
      stopWhen: stepCountIs(options.maxSteps),
      abortSignal: AbortSignal.any([asking.signal, silence.signal]),
      maxRetries: 2,
      // Errors come as parts of the stream; the default would print them.
      onError() {},
    });
    for await (const part of result.fullStream) {
      silence.heard();
      switch (part.type) {
        case 'text-delta':
          stream.push(part.text);
          break;
        case 'text-end':
          stream.push('\n');
          break;
        case 'tool-call':
          started.set(part.toolCallId, performance.now());
          silence.wait(started.size);
          yield { kind: 'tool-started', id: part.toolCallId, tool: offered.nameOf(part.toolName), input: part.input };
          break;
        case 'tool-result':
        case 'tool-error': {
          const seconds = (performance.now() - (started.get(part.toolCallId) ?? performance.now())) / 1000;
          started.delete(part.toolCallId);
          silence.wait(started.size);
          const error = part.type === 'tool-error' ? sentenceOf(part.error) : undefined;
          yield {
            kind: 'tool-ended',
            id: part.toolCallId,
            tool: offered.nameOf(part.toolName),
            seconds,
            ...(error === undefined ? {} : { error }),
          };
          break;
        }
        case 'finish-step':
          steps++;
          break;
        case 'finish':
          yield {
            kind: 'usage',
            model: name,
            inputTokens: part.totalUsage.inputTokens ?? null,
            outputTokens: part.totalUsage.outputTokens ?? null,
          };
          break;
        case 'error':
          failure = whyFailed(part.error, name, { slow, spoken });
          break;
        case 'abort':
          if (!asking.signal.aborted) failure = slow;
          break;
      }
      yield* take();
    }
  } catch (error) {
    if (error instanceof UserError) {
      silence.end();
      throw error;
    }
    failure = silence.signal.aborted ? slow : whyFailed(error, name, { slow, spoken });
  }
  silence.end();
  stream.end();
  yield* take();
  if (removed.length > 0)
    yield { kind: 'note', says: text.removedFigures(removed.length, [...new Set(removed)].slice(0, 5)), removed };
  if (failure === undefined && !spoken && !asking.signal.aborted) return text.failed.silent(name, steps);
  return failure;
}

/** Gives up a server that is silent. A tool may take its time: that is not the server's silence. */
function watch(patienceMs: number) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(), patienceMs);
  };
  let waiting = 0;
  start();
  return {
    signal: controller.signal,
    heard(): void {
      if (waiting === 0) start();
    },
    /** @param tools - how many are under way */
    wait(tools: number): void {
      waiting = tools;
      if (waiting > 0) clearTimeout(timer);
      else start();
    },
    end: (): void => clearTimeout(timer),
  };
}

function instructions({ instructions: own, context, summary, lang, zone }: Conversation): string {
  const files = context.map(({ path, content }) => `<file path=${JSON.stringify(path)}>\n${content}\n</file>`);
  const before = summary === undefined ? [] : [`<earlier>\n${summary}\n</earlier>`];
  return [own, ...files, ...before, text.rules(lang === 'ko' ? 'Korean' : 'English', zone)]
    .filter((part) => part !== '')
    .join('\n\n');
}

const isTold = (turn: Turn): boolean => turn.answer !== '';

const messages = (prompt: string, { turns }: Conversation): ModelMessage[] => [
  // A turn without an answer is in the summary.
  ...turns
    .filter(isTold)
    .slice(-turnsTold)
    .flatMap((turn): ModelMessage[] => [
      { role: 'user', content: turn.prompt },
      { role: 'assistant', content: turn.answer },
    ]),
  { role: 'user', content: prompt },
];

/** Providers take letters, digits, `_` and `-`, 64 of them. */
const longestName = 64;

/** What a model calls tools of other servers: two names that only differ in what cannot be sent stay two. */
export function wireNames(names: readonly string[]): Map<string, string> {
  const byWire = new Map<string, string>();
  for (const name of names) {
    const bare = name.replace(/[^\w-]/g, '_');
    let wire = bare.slice(0, longestName);
    for (let n = 2; byWire.has(wire); n++) wire = `${bare.slice(0, longestName - 1 - String(n).length)}_${n}`;
    byWire.set(wire, name);
  }
  return byWire;
}

interface Offered {
  tools: ToolSet;
  /** A tool's name as a person knows it. */
  nameOf(wire: string): string;
}

function toolSet(
  setting: ToolSetting,
  asking: Asking,
  facts: Facts,
  { lang, zone, context }: Conversation,
  options: ModelOptions,
  told: Told[],
): Offered {
  /** A model that asks the same again gets the same: it was told already. Not after something may have changed. */
  const answered = new Map<string, Promise<unknown>>();
  const once = async (name: string, input: unknown, run: () => Promise<unknown>): Promise<unknown> => {
    const key = `${name} ${JSON.stringify(input)}`;
    const before = answered.get(key);
    if (before !== undefined) return await before;
    const running = run();
    answered.set(key, running);
    return await running;
  };
  const allowed = async (name: string): Promise<void> => {
    const approval = { says: text.notTrusted(name), preview: { ko: '', en: '' }, destructive: false };
    if (!options.isTrusted(name) && !(await asking.approve(approval))) throw new UserError(text.toolRefused(name));
  };
  const ours = options.tools.map((declared) => {
    const run = async (input: unknown): Promise<Record<string, unknown>> => {
      try {
        const result: Answer | ToolData = await declared.run(input as never, setting);
        if (isReport(result)) told.push(toldOf(declared.name, input, result));
        const output = toolOutput(result, lang);
        addFacts(facts, output);
        return output;
      } catch (error) {
        // Which names there are, say; but what the model itself made up is no fact because it is repeated to it.
        if (error instanceof UserError) addFacts(facts, withoutInput(error.text[lang], input));
        throw error;
      }
    };
    return [
      declared.name,
      sdkTool({
        description: declared.description.en,
        inputSchema: declared.input,
        execute: async (input: unknown) => {
          if (!declared.changes) {
            await allowed(declared.name);
            return await once(declared.name, input, () => run(input));
          }
          // A change asks by itself, with its preview, each time: a second look at the same request is a second request.
          try {
            return await run(input);
          } finally {
            answered.clear();
          }
        },
      }),
    ] as const;
  });
  const others = options.foreignTools?.() ?? [];
  const byWire = wireNames(others.map(({ name }) => name));
  const foreign = [...byWire].map(([wire, name]) => {
    const other = others.find((o) => o.name === name)!;
    return [
      wire,
      sdkTool({
        description: other.description,
        inputSchema: jsonSchema(other.inputSchema),
        execute: async (input: unknown) => {
          await allowed(name);
          // It may change something, whatever it says of itself.
          answered.clear();
          const output = asData({ result: await other.call(input, asking.signal) });
          addFacts(facts, output);
          return output;
        },
      }),
    ] as const;
  });
  const arithmetic = sdkTool({
    description:
      'Computes on figures that tool results state. The only way to a figure that no result states as it is.',
    inputSchema: calculation,
    execute: async (input) => {
      const made = calculate(input, facts, zone);
      if (typeof made === 'string') return { error: made };
      addFacts(facts, made);
      return made;
    },
  });
  return {
    tools: Object.fromEntries([...ours, ...foreign, ['calculate', arithmetic], ...skillTool(context, lang)]),
    nameOf: (wire) => byWire.get(wire) ?? wire,
  };
}

/** A sentence without the words that stand in what a tool was given. */
function withoutInput(sentence: string, input: unknown): string {
  if (typeof input === 'string' || typeof input === 'number')
    return input === '' ? sentence : sentence.replaceAll(String(input), ' ');
  if (typeof input !== 'object' || input === null) return sentence;
  return Object.values(input).reduce((rest: string, value) => withoutInput(rest, value), sentence);
}

/** Skills are known by what they are for; a model asks for the one that it works by. */
function skillTool(context: readonly ContextFile[], lang: Lang): [string, ToolSet[string]][] {
  const byName = new Map(context.flatMap((file) => (file.skill === undefined ? [] : [[file.skill, file] as const])));
  const [first, ...others] = byName.keys();
  if (first === undefined) return [];
  return [
    [
      'read_skill',
      sdkTool({
        description:
          'The whole of a skill that the context names: how this team does something. Read it before you do that.',
        inputSchema: z.object({ name: z.enum([first, ...others]) }),
        execute: async ({ name }) => {
          const read = await readSkill(byName.get(name)!);
          return typeof read === 'string' ? { skill: name, text: read } : { error: read.problem[lang] };
        },
      }),
    ],
  ];
}

const sentenceOf = (error: unknown): Text => {
  if (error instanceof UserError) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { ko: message, en: message };
};

function whyFailed(error: unknown, model: string, { slow, spoken }: { slow: Text; spoken: boolean }): Text {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (APICallError.isInstance(cause)) {
    const { statusCode } = cause;
    if (statusCode === 401 || statusCode === 403) return text.failed.refused(model);
    if (statusCode === 429) return text.failed.throttled(model);
    if (statusCode === undefined) return text.failed.unreachable(model);
    if (statusCode < 300) return text.failed.cut(model);
    return text.failed.other(model, `HTTP ${statusCode}`);
  }
  if (cause instanceof Error && /timeout/i.test(`${cause.name} ${cause.message}`)) return slow;
  if (spoken) return text.failed.cut(model);
  return text.failed.other(
    model,
    (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.slice(0, 200),
  );
}

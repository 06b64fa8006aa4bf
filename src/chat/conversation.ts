import type { Root } from 'mdast';
import type { Finding } from '../findings/finding.ts';
import type { Lang, Text } from '../messages/text.ts';
import type { Approval, ToolSetting } from '../tools/tool.ts';
import type { Plan } from './planner/plan.ts';

/*
 * What a conversation is to whoever answers in it: the planner without a model, or a language model. The terminal, a
 * script's one question and a test are its faces.
 */

/** Something that happens while a prompt is answered. A face shows them in this order. */
export type ChatEvent =
  /** A piece of Markdown, as it comes. */
  | { kind: 'text'; text: string }
  /** A block of our own: a report's screen. */
  | { kind: 'block'; content: Root }
  | { kind: 'tool-started'; id: string; tool: string; input: unknown }
  | { kind: 'tool-ended'; id: string; tool: string; seconds: number; error?: Text }
  | { kind: 'files'; paths: string[] }
  /** One of the things asked for could not be done; the others go on. */
  | { kind: 'failed'; says: Text }
  /** Not shown: how the planner read the prompt. The face keeps it with the turn. */
  | { kind: 'planned'; plan: Plan }
  /** Not shown: what later prompts may speak of. The face keeps it with the turn. */
  | { kind: 'told'; told: Told }
  /** Tokens that a model's answer took; null where it does not tell. */
  | { kind: 'usage'; model: string; inputTokens: number | null; outputTokens: number | null }
  /** About the answer, not of it: a model that failed over to the planner, what grounding took out (`removed`). */
  | { kind: 'note'; says: Text; removed?: readonly string[] }
  /** Asked back: the prompt was not clear; `unclear` are the words of it that the question is about. */
  | { kind: 'question'; says: Text; choices: string[]; unclear?: string };

/** A tool's result that the conversation remembers: later prompts speak of it. */
export interface Told {
  tool: string;
  input: unknown;
  /** When its data was taken, ISO 8601. */
  takenAt: string;
  findings: Finding[];
  /** Ids, names and addresses that the result spoke of, by kind (`load-balancer`, `instance` …), most important first. */
  resources: { kind: string; id: string; name?: string }[];
}

export interface Turn {
  /** ISO 8601. */
  at: string;
  prompt: string;
  /** How the planner read the prompt. */
  plan?: Plan;
  /** The answer as Markdown, without what only a screen shows. */
  answer: string;
  told: Told[];
  /** What it was asked back with, for the next prompt to choose from. */
  asked?: { choices: string[]; unclear?: string };
}

/** A file that is part of what the conversation knows. */
export interface ContextFile {
  path: string;
  content: string;
  tokens: number;
  /** It is a skill of this name: `content` says what it is for, and the whole is read from `path` when it is needed. */
  skill?: string;
}

export interface Conversation {
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
  turns: Turn[];
  /** The agent's prompt, empty when it has none. */
  instructions: string;
  context: readonly ContextFile[];
  /** What the conversation was about before its turns, when they were compacted by a model. */
  summary?: string;
  /** What tools work with; made anew for each prompt, so that its clock is the prompt's. */
  setting(ask: { signal: AbortSignal; approve(approval: Approval): Promise<boolean> }): ToolSetting;
}

/** How a face takes part while a prompt is answered. */
export interface Asking {
  signal: AbortSignal;
  approve(approval: Approval): Promise<boolean>;
}

/** Who answers. The turn is added to the conversation by the face, when the events have ended. */
export interface Answerer {
  answer(prompt: string, conversation: Conversation, asking: Asking): AsyncIterable<ChatEvent>;
}

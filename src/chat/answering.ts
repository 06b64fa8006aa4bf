import type { ForeignTool } from '../mcp/client.ts';
import type { Lang, Text } from '../messages/text.ts';
import type { Tool } from '../tools/tool.ts';
import type { Answerer, Turn } from './conversation.ts';

/** What whoever answers is made from. */
export interface AnsweringNeeds {
  /** As a person named it: `PROVIDER:MODEL`, or `none`. */
  model?: string;
  /** As the agent's file names it. */
  agentModel?: string;
  maxSteps: number;
  /** Where files go when a prompt does not say. */
  folder?: string;
  tools: readonly Tool[];
  /** What the agent calls a tool instead, by its own name; a model sees that. */
  aliases: Readonly<Record<string, string>>;
  /** Tools of other MCP servers that are ready. */
  foreignTools(): readonly ForeignTool[];
  isTrusted(tool: string): boolean;
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
}

/** Who answers, and how much it can keep in mind. */
export interface Answering {
  answerer: Answerer;
  /** The model's name; undefined: none, the planner answers. */
  model?: string;
  /** Tokens. */
  window: number;
  /** Sums up a conversation by the model; fails when the model does. Without a model there is none. */
  summarize?(earlier: { summary?: string; turns: readonly Turn[] }): Promise<string>;
  /** What a person should know of the choice. */
  notes: Text[];
}

export type MakeAnswering = (needs: AnsweringNeeds) => Promise<Answering>;

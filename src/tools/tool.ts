import { z } from 'zod';
import type { Answer, Setting } from '../capabilities/answer.ts';
import type { SourceOptions } from '../capabilities/source.ts';
import type { Text } from '../messages/text.ts';

/*
 * A tool is a capability as a program calls it: a name, a schema of what is asked, and what it may do. The MCP server
 * offers tools, a language model calls them, and the planner without a model takes its steps by them.
 */

/** A change that waits for a person's yes. */
export interface Approval {
  /** One sentence: what is about to be done, where. */
  says: Text;
  /** What is shown before the question: calls, effect, undo; Markdown. */
  preview: Text;
  /** True when it can cut somebody off. */
  destructive: boolean;
}

/** What a tool works with, besides its input. */
export interface ToolSetting extends Setting {
  /** Where AWS is looked at from: calls that are no collection need it. */
  source: SourceOptions;
  signal: AbortSignal;
  /** Asks a person. A face that cannot ask answers false. */
  approve(approval: Approval): Promise<boolean>;
}

/** What a tool answers that is no report: rows, points, a record. Plain JSON, with a sentence that says what it is. */
export interface ToolData {
  says: Text;
  data: unknown;
}

export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  /** As it is called: `diagnose_load_balancer`. */
  name: string;
  title: Text;
  /** What it does, when to use it and what comes back, for a reader that knows AWS. */
  description: Text;
  input: Input;
  /** True for what can change AWS: it asks, each time. */
  changes: boolean;
  /** True for what leaves AWS alone and keeps something on this machine. */
  writes?: true;
  /** True for what works on files of this machine alone. */
  local?: true;
  /** @throws UserError for input that the account has no answer to */
  run(input: z.output<Input>, setting: ToolSetting): Promise<Answer | ToolData>;
}

/** One AWS call in a tool's input: as a finding's fix has them. */
export const callSchema = z.object({
  service: z.string().min(1),
  operation: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
});

/** The fields of a tool that makes calls of its own, where the source leaves a choice. */
export const placeFields = {
  region: z.string().min(1).optional().describe("The source's first region when left out"),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .describe('Needed only when netops was started with several accounts'),
};

export const placeFrom = ({
  region,
  account,
}: {
  region: string | undefined;
  account: string | undefined;
}): { region?: string; account?: string } => ({
  ...(region === undefined ? {} : { region }),
  ...(account === undefined ? {} : { account }),
});

/** Keeps the types of a tool's schema together with its function. */
export const tool = <Input extends z.ZodObject>(declared: Tool<Input>): Tool<Input> => declared;

export const isReport = (result: Answer | ToolData): result is Answer => 'snapshot' in result;

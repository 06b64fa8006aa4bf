import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { type ElicitRequest, ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { seedState } from '../../src/lab/seed/index.ts';
import type { LabState } from '../../src/lab/state.ts';
import { saveState } from '../../src/lab/store.ts';
import { bin } from '../netops.ts';

/** A home with a lab of its own, after a change to its state. */
export async function labHome(change: (state: LabState) => void = () => {}): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'netops-mcp-'));
  const state = seedState(new Date());
  change(state);
  const before = process.env.NETOPS_HOME;
  process.env.NETOPS_HOME = join(home, 'netops');
  await saveState(state);
  if (before === undefined) delete process.env.NETOPS_HOME;
  else process.env.NETOPS_HOME = before;
  return home;
}

export const environment = (home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  NETOPS_HOME: join(home, 'netops'),
  AWS_EC2_METADATA_DISABLED: 'true',
  TZ: 'Asia/Seoul',
});

export interface Session {
  client: Client;
  stderr(): string;
  close(): Promise<void>;
}

/** Starts the built program as an agent does, and says hello. */
export async function session(
  home: string,
  args: string[] = [],
  elicit?: (request: ElicitRequest['params']) => ElicitResult | Promise<ElicitResult>,
): Promise<Session> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, 'mcp', '--source', 'lab', '--lang', 'en', ...args],
    env: environment(home),
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: elicit === undefined ? {} : { elicitation: {} } },
  );
  if (elicit !== undefined) client.setRequestHandler(ElicitRequestSchema, ({ params }) => elicit(params));
  await client.connect(transport);
  // What tools answer is validated against their output schemas from now on.
  await client.listTools();
  return { client, stderr: () => stderr, close: () => client.close() };
}

/** What a tool answers: its structure and its text. */
export interface Told {
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers is any JSON
  value: any;
  text: string;
  isError: boolean;
}

export async function call(
  { client }: Pick<Session, 'client'>,
  name: string,
  input: Record<string, unknown> = {},
  options: Parameters<Client['callTool']>[2] = {},
): Promise<Told> {
  const {
    structuredContent,
    content,
    isError = false,
  } = await client.callTool({ name, arguments: input }, undefined, options);
  const [first] = content as { type: string; text: string }[];
  return { value: structuredContent, text: first?.text ?? '', isError: isError === true };
}

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/chat-agents.ts';
import type { Text } from '../messages/text.ts';
import { decode, placeOfError } from '../snapshot/json-file.ts';
import { type Agent, type AgentFile, agentFile, builtIn, usualResources } from './agent.ts';

/** The form that a wrong value should have had, where there is one. */
export const expectedIn = (issue: z.core.$ZodIssue | undefined): string | undefined =>
  issue?.code === 'invalid_type' ? issue.expected : undefined;

/** Where agents are looked for: the folder of the work, and the person's own. */
export interface Places {
  directory: string;
  home: string;
}

export const placesHere = (): Places => ({ directory: process.cwd(), home: homedir() });

export const agentFolder = ({ directory, home }: Places, place: 'local' | 'global'): string =>
  join(place === 'local' ? directory : home, '.kiro', 'agents');

/** Agents by name, the folder's own before the person's, and what was wrong with files that are none. */
export interface Agents {
  agents: Agent[];
  problems: Text[];
}

/** Every agent there is. A broken file is said and passed over; of two with one name the local one is taken. */
export async function findAgents(places: Places): Promise<Agents> {
  const problems: Text[] = [];
  const found = new Map<string, Agent>();
  const folders = [agentFolder(places, 'local'), agentFolder(places, 'global')];
  for (const [i, place] of (['local', 'global'] as const).entries()) {
    // Started in the home folder, both are one.
    if (i === 1 && folders[0] === folders[1]) break;
    for (const path of await jsonFiles(folders[i]!)) {
      try {
        const agent = await readAgent(path, place);
        const before = found.get(agent.name);
        if (before === undefined) found.set(agent.name, agent);
        else problems.push(text.twice(agent.name, before.path!, path));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(error.text);
      }
    }
  }
  const agents = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { agents: found.has(builtIn.name) ? agents : [builtIn, ...agents], problems };
}

async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * @throws UserError with the file, the place and the reason when it cannot be read as an agent
 */
export async function readAgent(path: string, place: 'local' | 'global'): Promise<Agent> {
  const file = agentFile.safeParse(await readJsonWithReason(path));
  if (!file.success) {
    const [issue] = file.error.issues;
    throw new UserError(text.wrongField(path, issue?.path.join('.') ?? '', expectedIn(issue)));
  }
  const name = file.data.name ?? path.replace(/^.*[/\\]|\.json$/g, '');
  return { name, place, path, file: file.data };
}

/**
 * A JSON file that people write by hand: what is wrong with it is said with its line, column and reason.
 *
 * @throws UserError
 */
export async function readJsonWithReason(path: string): Promise<unknown> {
  const source = await readFile(path).then(decode, (error: NodeJS.ErrnoException) => {
    throw new UserError(text.unreadable(path, error.code ?? error.message));
  });
  try {
    return JSON.parse(source);
  } catch {
    const at = placeOfError(source);
    const lines = source.split('\n');
    const before = [...lines.slice(0, at.line - 1), lines[at.line - 1]!.slice(0, at.column - 1)].join('\n');
    const found = lines[at.line - 1]!.slice(at.column - 1).trimEnd()[0] ?? '';
    throw new UserError(text.brokenJson(path, at, text.jsonReason(before.trimEnd().at(-1) ?? '', found)));
  }
}

/** The agent's prompt. A `file://` that is missing is said in a sentence, and the prompt is empty. */
export async function promptOf(agent: Agent, home: string): Promise<{ prompt: string; problem?: Text }> {
  const prompt = agent.file.prompt ?? '';
  if (!prompt.startsWith('file://')) return { prompt };
  const path = pathOf(prompt, agent.path === undefined ? process.cwd() : dirname(agent.path), home);
  try {
    return { prompt: decode(await readFile(path)) };
  } catch {
    return { prompt: '', problem: text.promptMissing(agent.name, path) };
  }
}

/** The path of a `file://` address as Kiro takes it: absolute, from `~`, or relative to `base`. */
export function pathOf(address: string, base: string, home: string): string {
  const rest = address.replace(/^(file|skill):\/\//, '');
  // file:///C:/x of Windows is only right through Node's own reading; a `*` in it stays what it is.
  if (/^\/[A-Za-z]:/.test(rest)) return fileURLToPath(`file://${rest}`);
  return resolve(base, rest.replace(/^~(?=$|[/\\])/, home));
}

const nameForm = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;

/** A new agent, made from another or from nothing. */
export interface Creation {
  name: string;
  place: 'local' | 'global';
  from?: Agent;
  description?: string;
}

/**
 * Writes a new agent's file. What an agent that it is made from says is kept, known to netops or not.
 *
 * @throws UserError for a name that is none or taken, or a folder that cannot be written
 */
export async function createAgent(creation: Creation, places: Places): Promise<Agent> {
  const { name, place, from, description } = creation;
  if (!nameForm.test(name)) throw new UserError(text.badName(name), 2);
  const path = join(agentFolder(places, place), `${name}.json`);
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    throw new UserError(text.exists(name, path));
  const file: AgentFile = { ...(from?.file ?? blank()), name, ...(description === undefined ? {} : { description }) };
  await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`);
  return { name, place, path, file };
}

const blank = (): AgentFile => ({
  name: '',
  description: '',
  prompt: null,
  mcpServers: {},
  tools: ['*'],
  toolAliases: {},
  allowedTools: [],
  resources: [...usualResources],
  hooks: {},
  toolsSettings: {},
  includeMcpJson: true,
  model: null,
});

/**
 * Writes a file beside its place and renames it, so that nobody sees half of it.
 *
 * @throws UserError when it cannot be written
 */
export async function writeWhole(path: string, content: string, mode = 0o644): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, content, { mode });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UserError(text.cannotWrite(path, code, message));
  }
}

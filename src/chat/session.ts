import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors/user-error.ts';
import { dataDir } from '../home.ts';
import * as text from '../messages/chat.ts';
import type { Text } from '../messages/text.ts';
import { planSchema } from '../report/schemas/plan.ts';
import { writeWhole } from './agents.ts';
import type { Turn } from './conversation.ts';
import { withoutSecrets } from './secrets.ts';

/*
 * A conversation as it is kept: one file each, in the folder of the directory that it was held in, so that `--resume`
 * finds the last one there.
 */

const told = z.looseObject({
  tool: z.string(),
  input: z.unknown(),
  takenAt: z.string(),
  findings: z.array(z.looseObject({ id: z.string(), code: z.string() })),
  resources: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string().optional() })),
});

const sessionFile = z.looseObject({
  schemaVersion: z.literal(1),
  directory: z.string(),
  startedAt: z.string(),
  agent: z.string(),
  /** Patterns that `/context add` brought. */
  context: z.array(z.string()),
  /** What an earlier part of the conversation was about, when it was compacted. */
  summary: z.string().optional(),
  turns: z.array(
    z.object({
      at: z.string(),
      prompt: z.string(),
      answer: z.string(),
      told: z.array(told),
      plan: planSchema.optional(),
      asked: z.object({ choices: z.array(z.string()), unclear: z.string().optional() }).optional(),
    }),
  ),
});

export interface Session {
  directory: string;
  /** ISO 8601; names the file, too. */
  startedAt: string;
  agent: string;
  context: string[];
  summary?: string;
  turns: Turn[];
}

/** Addresses and findings of a network are nobody else's business on a shared machine. */
const privateMode = 0o600;

const folderOf = (directory: string): string =>
  join(dataDir(), 'chat', createHash('sha256').update(directory).digest('hex').slice(0, 16));

const fileOf = (session: Session): string =>
  join(folderOf(session.directory), `${session.startedAt.replaceAll(':', '').replaceAll('.', '-')}.json`);

const content = (session: Session): string =>
  `${JSON.stringify({ schemaVersion: 1, ...withoutSecrets(session) }, null, 2)}\n`;

/**
 * Keeps a session in netops' own folder, with what looks like a key or a password taken out.
 *
 * @throws UserError when it cannot be written
 */
export async function keepSession(session: Session): Promise<void> {
  const path = fileOf(session);
  await mkdir(folderOf(session.directory), { recursive: true, mode: 0o700 }).catch(() => {});
  await writeWhole(path, content(session), privateMode);
}

/** The last session of a directory; undefined when there is none. A damaged file is set aside and said. */
export async function lastSession(directory: string): Promise<{ session?: Session; problems: Text[] }> {
  const folder = folderOf(directory);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const changed = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  changed.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
  const problems: Text[] = [];
  for (const { name } of changed) {
    const path = join(folder, name);
    const session = await parse(path).catch(() => undefined);
    if (session !== undefined) return { session, problems };
    const aside = `${path}.damaged`;
    await rename(path, aside).catch(() => {});
    problems.push(text.damagedSession(aside));
  }
  return { problems };
}

/**
 * A session from a file that `/chat save` wrote.
 *
 * @throws UserError when the file is missing or no session
 */
export async function loadSession(path: string): Promise<Session> {
  if ((await stat(path).catch(() => undefined))?.isFile() !== true) throw new UserError(text.noSessionFile(path));
  const session = await parse(path).catch(() => undefined);
  if (session === undefined) throw new UserError(text.notASession(path));
  return session;
}

async function parse(path: string): Promise<Session> {
  // What is not declared above is of a later netops: it is not needed to go on.
  return sessionFile.parse(JSON.parse(await readFile(path, 'utf8'))) as unknown as Session;
}

/**
 * Writes a session where the person says.
 *
 * @throws UserError when the file exists and is not to be replaced, or cannot be written
 */
export async function saveSession(session: Session, path: string, replace: boolean): Promise<void> {
  if (!replace && (await stat(path).catch(() => undefined)) !== undefined)
    throw new UserError(text.sessionFileExists(path));
  await writeWhole(path, content(session), privateMode);
  await chmod(path, privateMode);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { dataDir } from '../home.ts';
import { writeWhole } from './agents.ts';
import { withoutSecrets } from './secrets.ts';

/** Prompts that are remembered, and the longest of them: a paste is no prompt to look for. */
const most = 1000;
const longest = 4000;

const file = (): string => join(dataDir(), 'chat', 'history.json');

/** Earlier prompts of all conversations, oldest first; none when the file is missing or damaged. */
export async function readHistory(): Promise<string[]> {
  try {
    const kept: unknown = JSON.parse(await readFile(file(), 'utf8'));
    return Array.isArray(kept) ? kept.filter((prompt) => typeof prompt === 'string') : [];
  } catch {
    return [];
  }
}

/** The history with one prompt more, kept on disk as well; a disk that refuses is no reason to stop a conversation. */
export async function remember(history: readonly string[], prompt: string): Promise<string[]> {
  if (prompt.length > longest || history.at(-1) === prompt) return [...history];
  const next = [...history, prompt].slice(-most);
  try {
    await writeWhole(file(), `${JSON.stringify(withoutSecrets(next), null, 1)}\n`, 0o600);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return next;
}

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import { expandHome } from '../home.ts';
import { badChanges } from '../messages/path-answer.ts';

const calls = z
  .array(
    z.strictObject({
      service: z.string().min(1),
      operation: z.string().min(1),
      input: z.record(z.string(), z.unknown()),
    }),
  )
  .min(1);

/**
 * The AWS calls of a `--with` file: `Call[]` of the JSON contract, as a finding's fix has them.
 *
 * @throws UserError for a file that cannot be read or holds something else
 */
export async function readChanges(file: string): Promise<Call[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(expandHome(file), 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(badChanges(file, why.split('\n')[0]!));
  }
  const found = calls.safeParse(parsed);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new UserError(badChanges(file, `${issue?.path.join('.') || '[]'}: ${issue?.message ?? ''}`));
}

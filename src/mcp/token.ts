import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import { http as text } from '../messages/mcp.ts';

/** A bearer token that nobody guesses: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * The token in a file that only its owner can read; made when there is no such file.
 *
 * @throws UserError for a file that cannot be used, that others can read, or whose token is too short
 */
export async function tokenIn(file: string): Promise<string> {
  try {
    const token = newToken();
    // Only if it is not there yet: two servers that start together must not have two tokens.
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return token;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new UserError(text.tokenUnreadable(file, code));
  }
  try {
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new UserError(text.tokenExposed(file));
    const token = (await readFile(file, 'utf8')).trim();
    if (token.length < 32) throw new UserError(text.tokenShort(file));
    return token;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(text.tokenUnreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
}

/** Whether a request's `Authorization` header carries the token. Takes as long whatever it carries. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}

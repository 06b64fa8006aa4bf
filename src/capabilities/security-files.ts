import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Intent, IntentRule } from '../checks/check.ts';
import type { Exception } from '../checks/exceptions.ts';
import { checks } from '../checks/index.ts';
import { nearCodes } from '../checks/near-codes.ts';
import { exit, UserError } from '../errors/user-error.ts';
import { expandHome } from '../home.ts';
import * as text from '../messages/security.ts';

/*
 * The two files that an audit takes: what is meant (`netops.config.json`) and what is accepted
 * (`security-exceptions.json`). Each is read when it is named, and when it lies in the folder where netops was started.
 */

const name = z.string().min(1).max(200);
const ports = z.string().regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/, '443 or 8000-8100,8443');

const rule = z.union([
  z.strictObject({
    name,
    from: name,
    to: name,
    mustReach: z.boolean(),
    protocol: z.enum(['tcp', 'udp']).optional(),
    ports: ports.optional(),
  }),
  z.strictObject({ name, onlyFacesInternet: z.array(name).min(1) }),
]);

const config = z.looseObject({
  security: z
    .strictObject({
      segments: z.record(name, z.array(name).min(1)).default({}),
      rules: z.array(rule).default([]),
      sensitive: z.array(name).default([]),
    })
    .optional(),
});

const day = z.iso.date();
const exceptions = z.array(
  z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
    resource: name,
    owner: name,
    reason: z.string().min(1).max(1000),
    until: day,
  }),
);

/**
 * @returns undefined when no file was named and none lies there
 * @throws UserError with exit code 2 for a file that is named and is not there, or says something else
 */
export async function readIntent(file: string | undefined): Promise<Intent | undefined> {
  const read = await readJson(file, 'netops.config.json', config);
  if (read?.security === undefined) return undefined;
  const { segments, rules, sensitive } = read.security;
  const path = file ?? 'netops.config.json';
  const known = (segment: string): void => {
    if (!Object.hasOwn(segments, segment)) throw new UserError(text.unknownSegment(path, segment), exit.usage);
  };
  sensitive.forEach(known);
  return {
    segments,
    sensitive,
    rules: rules.map((r): IntentRule => {
      if ('onlyFacesInternet' in r) {
        r.onlyFacesInternet.forEach(known);
        return { name: r.name, kind: 'only-faces-internet', segments: r.onlyFacesInternet };
      }
      known(r.from);
      known(r.to);
      return {
        name: r.name,
        kind: r.mustReach ? 'must-reach' : 'must-not-reach',
        from: r.from,
        to: r.to,
        ...(r.protocol === undefined ? {} : { protocol: r.protocol }),
        ...(r.ports === undefined ? {} : { ports: r.ports }),
      };
    }),
  };
}

/**
 * @throws UserError with exit code 2 for a file that is named and is not there, or says something else; for a code that no
 * check has, which would accept nothing and look as if it did
 */
export async function readExceptions(file: string | undefined): Promise<Exception[]> {
  const usual = 'security-exceptions.json';
  const read = (await readJson(file, usual, exceptions)) ?? [];
  const bad = read.find((e) => !checks.some((c) => c.code === e.code));
  if (bad !== undefined)
    throw new UserError(text.unknownExceptedCode(file ?? usual, bad.code, nearCodes(bad.code)), exit.usage);
  return read;
}

async function readJson<T>(named: string | undefined, usual: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const file = named ?? usual;
  let content: string;
  try {
    content = await readFile(expandHome(file), 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (named === undefined && code === 'ENOENT') return undefined;
    throw new UserError(text.badFile(file, code), exit.usage);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UserError(text.badFile(file, whereIn(content, (error as Error).message)), exit.usage);
  }
  const found = schema.safeParse(parsed);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new UserError(text.badFile(file, `${issue?.path.join('.') || '[]'}: ${issue?.message ?? ''}`), exit.usage);
}

/** A JSON error with its line, which older versions of Node leave out. */
function whereIn(content: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || /line \d+/.test(message)) return message;
  return `${message} (line ${content.slice(0, Number(position)).split('\n').length})`;
}

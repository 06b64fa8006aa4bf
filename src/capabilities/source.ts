import type { Progress } from '../aws/collect.ts';
import type { ConnectionOptions } from '../aws/connection.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/source.ts';
import type { Text } from '../messages/text.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Waiting } from './answer.ts';

/** Where AWS is looked at from. */
export interface SourceOptions {
  source: string;
  profile?: string;
  region: string[];
  roleArn: string[];
  endpointUrl?: string;
}

/** Who waits for a collection: what stops it, and who is told how far it is. */
export interface Watching {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Files of a folder of CLI outputs that hold nothing known. */
  onIgnored?: (files: string[]) => void;
  /** Prices that were kept and cannot be used: the bundled ones are. */
  onPricesUnusable?: (why: Text) => void;
}

/** A source as `--source` names it. */
export type Source = { kind: 'aws' } | { kind: 'lab' } | { kind: 'snapshot'; name: string };

/**
 * @throws UserError with exit code 2 for a source that does not exist, 1 for one that is not built yet
 */
export function parseSource(source: string): Source {
  if (source === 'aws' || source === 'lab') return { kind: source };
  if (source.startsWith('snapshot:') && source !== 'snapshot:') {
    return { kind: 'snapshot', name: source.slice('snapshot:'.length) };
  }
  if (source === 'steampipe' || /^postgres(ql)?:\/\//.test(source)) {
    throw new UserError(text.sourceNotBuilt(source.replace(/^(postgres\w*):.*/s, '$1')));
  }
  throw new UserError(text.unknownSource(source), 2);
}

/**
 * The snapshot that a command works on, from wherever `--source` says: what it needs is collected from AWS or the lab;
 * a saved snapshot is what it is. With it come the prices that a refresh kept on this machine.
 *
 * @throws UserError when nothing can be read
 */
export async function openSnapshot(
  options: SourceOptions,
  needs: Needs,
  waiting: Waiting,
  watching: Watching,
): Promise<Snapshot> {
  const snapshot = await collected(options, needs, waiting, watching);
  const { keptPrices } = await import('./kept-prices.ts');
  try {
    const prices = await keptPrices(snapshot.source);
    return prices === undefined ? snapshot : { ...snapshot, prices };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    watching.onPricesUnusable?.(error.text);
    return snapshot;
  }
}

async function collected(
  options: SourceOptions,
  needs: Needs,
  waiting: Waiting,
  { signal, onProgress, onIgnored }: Watching,
): Promise<Snapshot> {
  const source = parseSource(options.source);
  if (source.kind === 'snapshot') {
    const { loadSnapshot } = await import('../snapshot/load.ts');
    const { snapshot, ignored } = await loadSnapshot(source.name);
    if (ignored.length > 0) onIgnored?.(ignored);
    return snapshot;
  }
  const deadlineMs = deadline(process.env.NETOPS_DEADLINE);
  const { connect } = await import('../aws/connection.ts');
  const { collect } = await import('../aws/collect.ts');
  const connections = await connect(await connectionOptions(options, source));
  try {
    return await collect({
      connections,
      needs,
      now: new Date(),
      signal,
      ...waiting,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** How AWS, or the lab in its place, is reached. */
export async function connectionOptions(options: SourceOptions, source: Source): Promise<ConnectionOptions> {
  const lab = source.kind === 'lab' ? await (await import('../lab/in-process.ts')).labConnection() : undefined;
  return {
    region: options.region,
    roleArn: options.roleArn,
    ...(lab === undefined ? {} : { lab }),
    // The lab has its own credentials and endpoint; AWS's settings are not for it.
    ...(lab !== undefined || options.profile === undefined ? {} : { profile: options.profile }),
    ...(lab !== undefined || options.endpointUrl === undefined ? {} : { endpointUrl: options.endpointUrl }),
  };
}

/** NETOPS_DEADLINE, seconds: how long a collection may take in all. */
function deadline(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new UserError(text.badDeadline(value), 2);
  return seconds * 1000;
}

import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/snapshot.ts';
import { decode, placeOfError } from './json-file.ts';
import { isObject } from './keys.ts';
import type { Loaded } from './load.ts';
import { type Piece, pieces } from './output-pieces.ts';
import { placeOfFiles } from './output-places.ts';
import { withoutBgpKeys, withoutPreSharedKeys } from './secrets.ts';
import { type Account, openScope, type Snapshot } from './snapshot.ts';

/** One file of a folder of outputs. */
export interface OutputFile {
  /** Relative to the folder. */
  path: string;
  source: string;
  pieces: Piece[];
}

/** Outputs of one command are megabytes at most; what is larger is something else. */
const largestFile = 256 * 1024 * 1024;

/**
 * Makes a snapshot of a folder of `aws … describe-*` outputs: any file names, in any folders below. What a file is
 * shows by its members; account and region by owners, ARNs and zones in it, or by the names of its folders. What no
 * file holds was not read. The snapshot's clock is the newest file's.
 *
 * @throws UserError when nothing in the folder is such an output, or a `.json` file is damaged
 */
export async function loadOutputs(folder: string): Promise<Loaded> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((e) => e.isFile() && !e.name.startsWith('.'))
    .map((e) => relative(folder, join(e.parentPath ?? e.path, e.name)))
    .sort();
  const files: OutputFile[] = [];
  const ignored: string[] = [];
  let newest = 0;
  for (const path of paths) {
    const { mtimeMs, size } = await stat(join(folder, path));
    const source = size > largestFile ? '' : decode(await readFile(join(folder, path)));
    const documents = documentsOf(source, join(folder, path));
    const found = documents?.flatMap((document) => pieces(document, path));
    if (found === undefined || found.length === 0) ignored.push(path);
    else {
      files.push({ path, source, pieces: found });
      newest = Math.max(newest, mtimeMs);
    }
  }
  if (files.length === 0) throw new UserError(text.nothingInFolder(folder));
  return { snapshot: assemble(files, new Date(newest), ignored), folder, ignored: ignored.sort() };
}

/**
 * The JSON documents of a file, one after the other: a loop that appends outputs to a file writes several. Undefined
 * for a file that is no JSON and does not say it is.
 */
export function documentsOf(source: string, path: string): unknown[] | undefined {
  if (!/^\s*[[{]/.test(source)) {
    if (/\.json$/i.test(path) && source.trim() !== '')
      throw new UserError(text.damagedJson(path, { line: 1, column: 1 }));
    return undefined;
  }
  try {
    return [JSON.parse(source)];
  } catch {
    const parts = source.split(/(?<=^\})\s*(?=^\{)/m);
    if (parts.length > 1) {
      try {
        return parts.map((part) => JSON.parse(part));
      } catch {
        // Damaged after all, in one of them.
      }
    }
    if (!/\.json$/i.test(path)) return undefined;
    throw new UserError(text.damagedJson(path, placeOfError(source)));
  }
}

function assemble(files: OutputFile[], takenAt: Date, ignored: string[]): Snapshot {
  const places = placeOfFiles(files);
  const snapshot: Snapshot = {
    schemaVersion: 1,
    takenAt: takenAt.toISOString(),
    source: 'files',
    accounts: [],
    regions: [],
    scopes: [],
    gaps: [],
  };
  const regions = new Set<string>();
  const accounts = new Map<string, Account>();
  // Lists first: an answer that does not name its parent belongs to the only one there is.
  const inTurn = files.flatMap((file) => file.pieces.map((piece) => ({ file, piece })));
  inTurn.sort((a, b) => Number(a.piece.kind !== 'list') - Number(b.piece.kind !== 'list'));
  for (const { file, piece } of inTurn) {
    const place = places.get(file)!;
    if (piece.kind === 'caller') {
      accounts.set(piece.account, {
        ...accounts.get(piece.account),
        id: piece.account,
        callerArn: piece.arn,
        partition: place.partition,
      });
      continue;
    }
    const region = piece.global ? 'global' : place.region;
    if (!piece.global) regions.add(region);
    if (!accounts.has(place.account)) accounts.set(place.account, { id: place.account, partition: place.partition });
    const scope = openScope(snapshot, place.account, region) as unknown as Record<string, Record<string, unknown>>;
    scope[piece.service] ??= {};
    const data = scope[piece.service]!;
    if (!addPiece(data, piece) && !ignored.includes(file.path)) ignored.push(file.path);
  }
  snapshot.accounts = [...accounts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  snapshot.regions = [...regions].sort();
  return snapshot;
}

/** Adds a piece to what is there. False: it belongs to a parent that neither it nor its file's name tells. */
function addPiece(data: Record<string, unknown>, piece: Exclude<Piece, { kind: 'caller' }>): boolean {
  const { key } = piece;
  if (piece.kind === 'value') {
    data[key] = dated(piece.value);
    return true;
  }
  if (piece.kind === 'list') {
    data[key] = merged((data[key] as unknown[] | undefined) ?? [], (dated(piece.items) as unknown[]).map(safe(key)));
    return true;
  }
  const parent = piece.parent ?? onlyParent(piece.parents(data));
  if (parent === undefined) return false;
  const map = { ...((data[key] as Record<string, unknown> | undefined) ?? {}) };
  const value = dated(piece.value);
  const before = map[parent];
  if (Array.isArray(value)) map[parent] = merged(Array.isArray(before) ? before : [], value);
  else map[parent] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  data[key] = map;
  return true;
}

const onlyParent = (parents: string[]): string | undefined => (parents.length === 1 ? parents[0] : undefined);

/** Two lists as one, without what is in both: the pages of a list overlap when a command was run twice. */
function merged(before: unknown[], more: unknown[]): unknown[] {
  const seen = new Set(before.map((item) => JSON.stringify(item)));
  return [...before, ...more.filter((item) => !seen.has(JSON.stringify(item)))];
}

const safe =
  (key: string) =>
  (item: unknown): unknown =>
    key === 'VpnConnections'
      ? withoutPreSharedKeys(item as never)
      : key === 'virtualInterfaces'
        ? withoutBgpKeys(item as never)
        : item;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** Instants as a snapshot keeps them: the CLI writes `+00:00`, the SDK's dates end in `.000Z`. */
function dated(value: unknown): unknown {
  if (typeof value === 'string') {
    return instant.test(value) && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : value;
  }
  if (Array.isArray(value)) return value.map(dated);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, dated(member)]));
}

import { grouped } from './aggregate.ts';
import { compareValues, evaluate, isTrue, type Row } from './evaluate.ts';
import { asText, instant, type Value } from './functions.ts';
import { mostRows } from './parse.ts';
import type { Command } from './syntax.ts';

/** A log event as a query sees it. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
  logStream: string;
  /** `account:group` */
  log: string;
  /** A field that Logs Insights finds by itself in logs of this kind. */
  discovered(field: string): string | undefined;
}

export interface QueryOutcome {
  rows: { field: string; value: string }[][];
  statistics: { recordsMatched: number; recordsScanned: number; bytesScanned: number };
}

interface Event extends Row {
  set(field: string, value: Value): void;
  /** Points to the whole event; what an aggregate made points to none. */
  pointer?: string;
}

/** Runs a parsed query over events. Events are looked at one by one; only what `sort` and the answer need is kept. */
export function runQuery(commands: readonly Command[], events: Iterable<LogEvent>, limit?: number): QueryOutcome {
  const statistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
  let columns: string[] | undefined;
  let most = limit ?? mostRows;
  let sorted = false;
  let rows: Iterable<Event> = read(events, statistics);
  // What counts as matched is what the first aggregate, or the answer, is given.
  let counted = false;
  for (const command of commands) {
    switch (command.kind) {
      case 'filter':
        rows = kept(rows, (row) => isTrue(evaluate(command.condition, row)));
        break;
      case 'fields':
        rows = changed(rows, (row) => {
          for (const { expression, name } of command.columns) row.set(name, evaluate(expression, row));
        });
        columns = [...(columns ?? []), ...command.columns.map((c) => c.name)];
        break;
      case 'display':
        rows = changed(rows, (row) => {
          for (const { expression, name } of command.columns) row.set(name, evaluate(expression, row));
        });
        columns = command.columns.map((c) => c.name);
        break;
      case 'parse':
        rows = changed(rows, (row) => parsed(command, row));
        columns = columns === undefined ? undefined : [...columns, ...command.names];
        break;
      case 'stats': {
        const groups = grouped(command.aggregates, command.by);
        for (const row of rows) {
          if (!counted) statistics.recordsMatched++;
          groups.see(row);
        }
        counted = true;
        rows = groups.rows().map(madeRow);
        columns = [...command.by, ...command.aggregates].map((c) => c.name);
        sorted = true;
        break;
      }
      case 'sort': {
        const all = [...rows];
        const keyed = all.map((row) => ({ row, keys: command.keys.map((k) => evaluate(k.expression, row)) }));
        keyed.sort((a, b) => {
          for (const [i, { descending }] of command.keys.entries()) {
            const order = compareValues(a.keys[i], b.keys[i]);
            if (order !== 0) return descending ? -order : order;
          }
          return 0;
        });
        rows = keyed.map((k) => k.row);
        sorted = true;
        break;
      }
      case 'limit':
        most = limit === undefined ? command.count : Math.min(limit, command.count);
        break;
    }
  }
  let answer = [...rows];
  if (!counted) statistics.recordsMatched = answer.length;
  // The newest first, unless the query says otherwise.
  if (!sorted) answer.sort((a, b) => b.timestamp - a.timestamp);
  answer = answer.slice(0, most);
  return { rows: answer.map((row) => printedRow(row, columns ?? ['@timestamp', '@message'])), statistics };
}

function printedRow(row: Event, columns: readonly string[]): { field: string; value: string }[] {
  const cells = [...new Set(columns)].flatMap((field) => {
    const value = row.get(field);
    return value === undefined ? [] : [{ field, value: printed(value) }];
  });
  return row.pointer === undefined ? cells : [...cells, { field: '@ptr', value: row.pointer }];
}

const printed = (value: Value): string => (typeof value === 'boolean' ? (value ? '1' : '0') : asText(value));

function* read(events: Iterable<LogEvent>, statistics: QueryOutcome['statistics']): Generator<Event> {
  for (const event of events) {
    const place = statistics.recordsScanned++;
    statistics.bytesScanned += event.message.length;
    yield rowOf(event, place);
  }
}

function rowOf(event: LogEvent, place: number): Event {
  let made: Map<string, Value> | undefined;
  return {
    timestamp: event.timestamp,
    get pointer() {
      return Buffer.from(`${event.logStream}/${event.timestamp}/${place}`).toString('base64');
    },
    get(field) {
      if (made?.has(field)) return made.get(field);
      switch (field) {
        case '@message':
          return event.message;
        case '@timestamp':
        case '@ingestionTime':
          return instant(event.timestamp);
        case '@logStream':
          return event.logStream;
        case '@log':
          return event.log;
        default:
          return event.discovered(field);
      }
    },
    set(field, value) {
      made ??= new Map();
      made.set(field, value);
    },
  };
}

function madeRow(values: Map<string, Value>): Event {
  return { timestamp: 0, get: (field) => values.get(field), set: (field, value) => values.set(field, value) };
}

function* kept(rows: Iterable<Event>, wanted: (row: Event) => boolean): Generator<Event> {
  for (const row of rows) if (wanted(row)) yield row;
}

function* changed(rows: Iterable<Event>, change: (row: Event) => void): Generator<Event> {
  for (const row of rows) {
    change(row);
    yield row;
  }
}

/** Fields from a text: by a regular expression's named groups, or by what stands at a pattern's asterisks. */
function parsed({ of, pattern, names }: Command & { kind: 'parse' }, row: Event): void {
  const value = evaluate(of, row);
  if (value === undefined) return;
  const text = asText(value);
  if ('regex' in pattern) {
    const groups = pattern.regex.exec(text)?.groups;
    for (const name of names) if (groups?.[name] !== undefined) row.set(name, groups[name]);
    return;
  }
  const parts = globbed(pattern.glob, text);
  if (parts !== undefined) for (const [i, name] of names.entries()) row.set(name, parts[i]);
}

/** What each asterisk stands for: as little as will do, the last one all that is left. */
function globbed(pieces: readonly string[], text: string): string[] | undefined {
  let at = text.indexOf(pieces[0]!);
  if (at < 0) return undefined;
  at += pieces[0]!.length;
  const found: string[] = [];
  for (const [i, piece] of pieces.slice(1).entries()) {
    const last = i === pieces.length - 2;
    const end = last && piece === '' ? text.length : text.indexOf(piece, at);
    if (end < 0) return undefined;
    found.push(text.slice(at, end));
    at = end + piece.length;
  }
  return found;
}

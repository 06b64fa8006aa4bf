import type { History, LabState } from '../state.ts';
import { type Facts, factsOf } from './facts.ts';

/** More changes than these are not remembered one by one; the oldest become what was so before. */
const mostChanges = 1_000;

/**
 * Makes a change and remembers what it made different. The first change of a lab also remembers what was so before.
 * Whoever changes the state some other way leaves a lab whose metrics and health look as if it had always been so.
 */
export function recording<T>(state: LabState, at: Date, work: () => T): T {
  state.history ??= historyFrom(factsOf(state));
  try {
    return work();
  } finally {
    record(state.history, factsOf(state), at);
  }
}

function historyFrom(facts: Facts): History {
  const texts: string[] = [];
  const place = placing(texts);
  return { texts, before: Object.fromEntries([...facts].map(([key, text]) => [key, place(text)])), changes: [] };
}

function placing(texts: string[]): (text: string) => number {
  const places = new Map(texts.map((text, i) => [text, i]));
  return (text) => {
    let place = places.get(text);
    if (place === undefined) {
      place = texts.push(text) - 1;
      places.set(text, place);
    }
    return place;
  };
}

function record(history: History, facts: Facts, at: Date): void {
  const known = lastOf(history);
  const place = placing(history.texts);
  const different: Record<string, number | null> = {};
  for (const [key, text] of facts) {
    const was = known.get(key);
    if (was === undefined || history.texts[was] !== text) different[key] = place(text);
  }
  for (const key of known.keys()) if (!facts.has(key)) different[key] = null;
  if (Object.keys(different).length === 0) return;
  const instant = at.toISOString();
  // A clock that was set back: nothing that has happened lies ahead.
  for (const change of history.changes) if (change.at > instant) change.at = instant;
  history.changes.push({ at: instant, facts: different });
  if (history.changes.length > mostChanges) forgetOldest(history);
}

/** Each fact's text, by its place, after the last change. */
function lastOf(history: History): Map<string, number> {
  const facts = new Map(Object.entries(history.before));
  for (const change of history.changes) apply(facts, change.facts);
  return facts;
}

function apply(facts: Map<string, number>, change: Record<string, number | null>): void {
  for (const [key, place] of Object.entries(change)) {
    if (place === null) facts.delete(key);
    else facts.set(key, place);
  }
}

function forgetOldest(history: History): void {
  const facts = new Map(Object.entries(history.before));
  for (const change of history.changes.splice(0, mostChanges / 2)) apply(facts, change.facts);
  history.before = Object.fromEntries(facts);
}

/** What was so from an instant on. */
export interface Epoch {
  /** Milliseconds since 1970; -Infinity: since ever. */
  from: number;
  facts: Facts;
}

/**
 * The lab's facts over time, oldest first; the last epoch is now. What is so now and no change explains has always been
 * so.
 */
export function epochsOf(state: LabState, now: Facts = factsOf(state)): Epoch[] {
  const { history } = state;
  const since = Number.NEGATIVE_INFINITY;
  if (history === undefined) return [{ from: since, facts: now }];
  const last = lastOf(history);
  const unexplained = new Map<string, string | undefined>();
  for (const [key, text] of now) if (history.texts[last.get(key) ?? -1] !== text) unexplained.set(key, text);
  for (const key of last.keys()) if (!now.has(key)) unexplained.set(key, undefined);

  const current = new Map(Object.entries(history.before));
  const epoch = (from: number): Epoch => {
    const facts = new Map([...current].map(([key, place]) => [key, history.texts[place]!]));
    for (const [key, text] of unexplained) {
      if (text === undefined) facts.delete(key);
      else facts.set(key, text);
    }
    return { from, facts };
  };
  const epochs = [epoch(since)];
  for (const change of history.changes) {
    apply(current, change.facts);
    const from = Date.parse(change.at);
    if (epochs.at(-1)!.from === from) epochs.pop();
    epochs.push(epoch(from));
  }
  return epochs;
}

/** One fact's text over time, as the history has it and as it is now; undefined: not so. */
export function factOverTime(
  state: LabState,
  key: string,
  now: string | undefined,
): { at: number; text: string | undefined }[] {
  const { history } = state;
  const textOf = (place: number | null | undefined): string | undefined =>
    place === undefined || place === null ? undefined : history?.texts[place];
  const course = [{ at: Number.NEGATIVE_INFINITY, text: textOf(history?.before[key]) }];
  for (const change of history?.changes ?? []) {
    const place = change.facts[key];
    if (place !== undefined) course.push({ at: Date.parse(change.at), text: textOf(place) });
  }
  return course.at(-1)!.text === now ? course : [{ at: Number.NEGATIVE_INFINITY, text: now }];
}

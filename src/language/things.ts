import type { Window } from '../chat/planner/plan.ts';
import { isConceptWord } from './concepts.ts';
import { type Inventory, loosely } from './inventory.ts';
import { technology } from './lexicon/names.ts';
import { classify, resource } from './names.ts';
import { indexOfMark, mark, markOf, mostMarks } from './prompt-text.ts';
import { windowsIn } from './windows.ts';

/** Something that a prompt points at. */
export type Thing =
  | {
      kind: 'resource';
      /** As it was typed, without particles and quotes. */
      text: string;
      /** What it is, as far as its inventory entry, its id or its name tells. */
      sort?: string;
      port?: number;
      /** The one name of the inventory that it must mean, where it was spelled otherwise. */
      meant?: string;
      /** More is different than blanks and hyphens: good enough to read by, not to change by. */
      slip?: true;
      /** Several names of the inventory that it may mean. */
      likely?: string[];
    }
  | { kind: 'code' | 'metric' | 'folder' | 'sql' | 'source' | 'region'; text: string }
  | { kind: 'port'; port: number; toPort?: number; protocol?: string }
  | { kind: 'window'; window: Window };

/** A text with its things lifted out. */
export interface Marked {
  text: string;
  things: readonly Thing[];
}

export type Resource = Extract<Thing, { kind: 'resource' }>;

/**
 * Lifts out of a normalised prompt what it points at. Where an inventory knows a name, that decides what it is.
 *
 * @param clock - for stretches of time; without it there are none
 */
export function things(text: string, inventory: Inventory, clock?: { now: Date; zone: string }): Marked {
  const found: Thing[] = [];
  const lift = (thing: Thing): string => {
    if (found.length >= mostMarks) return ' ';
    found.push(thing);
    return markOf(found.length - 1);
  };
  let marked = liftSql(withoutMentions(text), lift);
  marked = liftSources(marked, lift);
  marked = liftQuoted(marked, inventory, lift);
  marked = liftPhrases(marked, inventory, lift);
  marked = liftChunks(marked, inventory, lift);
  if (clock !== undefined) marked = liftWindows(marked, clock.now, clock.zone, lift);
  return { text: marked, things: found };
}

type Lift = (thing: Thing) => string;

/** `@path` puts a file beside what is said: it is no place, no name and no folder to save in. */
const withoutMentions = (text: string): string => text.replace(/(?<=^|\s)@(?:"[^"\n]+"|[^\s"@]+)/g, ' ');

function liftSql(text: string, lift: Lift): string {
  const start = /(?<![A-Za-z_])(?:select\s|with\s[a-z_]{1,40}\sas\s?\()/i.exec(text)?.index;
  if (start === undefined) return text;
  const rest = text.slice(start);
  if (
    !/\sfrom\s+(?:\w*_\w|\(|"|\w+\.)/i.test(rest) &&
    !(/^select\s+(?:\*|count\s?\()/i.test(rest) && /\sfrom\s/i.test(rest))
  )
    return text;
  let end = 0;
  let quoted = false;
  for (; end < rest.length; end++) {
    const c = rest[end]!;
    if (c === "'") quoted = !quoted;
    if (quoted) continue;
    if (
      c === ';' ||
      /[가-힣]/.test(c) ||
      (c === '"' && text[start - 1] === '"') ||
      (c === '\n' && rest[end + 1] === '\n')
    )
      break;
    if (c === ' ' && /^ (?:and|then) (?:then )?(?:save|write|export|check|show|run)\b/i.test(rest.slice(end, end + 24)))
      break;
  }
  // A blank line or the Korean around it ends a statement that nobody closed.
  return `${text.slice(0, start)}${lift({ kind: 'sql', text: rest.slice(0, end).trim() })} ${rest.slice(end).replace(/^[;"]/, '')}`;
}

const liftSources = (text: string, lift: Lift): string =>
  text.replace(/(?<![\w])(snapshot:[\w./~:-]{1,200}|postgres(?:ql)?:\/\/[^\s"']{1,200})/gi, (all) =>
    lift({ kind: 'source', text: all.replace(/[.,]+$/, '') }),
  );

/** What stands in quotes is a name when it could be one; a whole sentence in quotes is the prompt itself. */
const liftQuoted = (text: string, inventory: Inventory, lift: Lift): string =>
  text.replace(
    /"([^"\n]{1,255})"|(?<![\w가-힣])'([^'\n]{1,255})'(?![A-Za-z])/g,
    (_all: string, double?: string, single?: string) => {
      const content = (double ?? single ?? '').trim();
      const known = inventory.exact.get(content.toLowerCase());
      if (known !== undefined) return lift(resource(content, known.kind));
      if (content === '') return ' ';
      // In an order with nothing else in it, quotes are there for a name.
      if (inventory.anyName === true && _all.length < text.length) return lift(resource(content));
      const words = content.split(' ');
      if (
        words.length > 1 &&
        (words.length > 4 || words.some((w) => isConceptWord(w)) || /[가-힣]{2,}(?:줘|요|다|까)$/.test(content))
      )
        return ` ${content} `;
      if (words.length === 1) {
        const thing = classify(content, inventory, true);
        return thing === undefined
          ? isConceptWord(content) || technology.has(content.toLowerCase())
            ? ` ${content} `
            : lift(resource(content))
          : lift(thing);
      }
      return lift(resource(content));
    },
  );

function liftPhrases(text: string, inventory: Inventory, lift: Lift): string {
  // As AWS calls the one that every account begins with.
  if (inventory.phrases.size === 0)
    return text.replace(/(?<![A-Za-z0-9_-])default vpc(?![A-Za-z0-9_-])/gi, (name) => lift(resource(name, 'vpc')));
  const lower = text.toLowerCase();
  let out = '';
  for (let i = 0; i < text.length; ) {
    const startsWord = i === 0 || !/[\w가-힣-]/.test(text[i - 1]!);
    const name = startsWord
      ? inventory.phrases
          .get(lower[i]!)
          ?.find((n) => lower.startsWith(n, i) && !/[A-Za-z0-9_-]/.test(text[i + n.length] ?? ''))
      : undefined;
    if (name === undefined) out += text[i++];
    else {
      out += lift(resource(text.slice(i, i + name.length), inventory.exact.get(name)?.kind));
      i += name.length;
    }
  }
  return out;
}

const chunk =
  /(?:~\/|\.{1,2}\/|\$HOME\/)[^\s"',;)]{0,300}|(?<![\w가-힣)/])~(?=에|로)|(?<![\w.:/~가-힣-])\/[^\s"',;)가-힣]{1,300}|https?:\/\/[^\s"',;)가-힣]{1,500}|[A-Za-z0-9_*[][A-Za-z0-9_.:*@[\]/=+#%-]{0,300}/g;

function liftChunks(text: string, inventory: Inventory, lift: Lift): string {
  const hasHangul = /[가-힣]/.test(text);
  const out = text.replace(chunk, (all) => {
    const trailing =
      /(?<=[\w/])(?:에다가?|에서|에|으로|로|의|을|를)$/.exec(all)?.[0] ?? /[.,:;!?\]=+-]+$/.exec(all)?.[0] ?? '';
    const word = trailing === ']' && all.startsWith('[') ? all : all.slice(0, all.length - trailing.length);
    if (word === '') return all;
    const end = word === all ? '' : trailing;
    const whole = classify(word, inventory, false, hasHangul, /[a-z가-힣]/.test(text));
    if (whole !== undefined) return lift(whole) + end;
    // "NAT/ALB": each side for itself.
    if (word.includes('/') && !/^[~./]/.test(word) && !/^\d+\/\d+/.test(word))
      return (
        word
          .split('/')
          .map((part) => {
            const thing = part === '' ? undefined : classify(part, inventory, false, hasHangul, true);
            return thing === undefined ? part : lift(thing);
          })
          .join('/') + end
      );
    return all;
  });
  return inventory.loose.size === 0 ? out : liftSpaced(out, inventory, lift);
}

/** "DMZ VPC", "VPC 01": a name of the inventory with a blank that it hasn't. */
const liftSpaced = (text: string, inventory: Inventory, lift: Lift): string =>
  text.replace(/(?<![A-Za-z0-9_])([A-Za-z][A-Za-z0-9]{1,30}) ([A-Za-z0-9]{1,30})(?![A-Za-z0-9_])/g, (all: string) => {
    const known = inventory.loose.get(loosely(all));
    return known === undefined ? all : lift({ ...resource(all, known.kind), meant: known.name ?? all });
  });

const liftWindows = (text: string, now: Date, zone: string, lift: Lift): string => {
  let out = '';
  let from = 0;
  for (const { window, start, end } of windowsIn(text, now, zone)) {
    out += `${text.slice(from, start)}${lift({ kind: 'window', window })}`;
    from = end;
  }
  return out + text.slice(from);
};

/** The things that a stretch of marked text holds, in order. */
export const thingsIn = (text: string, all: readonly Thing[]): Thing[] =>
  [...text.matchAll(marks)].flatMap(([character]) => all[indexOfMark(character)] ?? []);

const marks = new RegExp(mark, 'g');

/** As a plan names it: the inventory's spelling of a slip, else as typed. */
export const named = (thing: Resource): string => thing.meant ?? thing.text;

/** As a change names it: what was mistyped stays as it is, for nobody may be stopped by a guess. */
export const surely = (thing: Resource): string => (thing.slip ? thing.text : named(thing));

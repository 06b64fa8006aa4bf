import { type Figure, figuresOf } from './figures.ts';
import { type Dimension, type Unit, unitNamed, unitOfKey } from './units.ts';

/** A number that a tool's result states. */
export interface Quantity {
  value: number;
  unit: Unit;
}

/**
 * All that tools have said in a conversation, ready to be compared with what a model says. Grows with each result;
 * a figure is looked up in time that grows with the numbers of its dimension, names and ids at once.
 */
export interface Facts {
  /** Ids, addresses, names and every other word, as they are written. */
  words: Set<string>;
  /** Milliseconds since 1970. */
  instants: Set<number>;
  /** Clock times and dates that a text states without the rest. */
  clocks: Set<string>;
  dates: Set<string>;
  quantities: Map<Dimension, Quantity[]>;
}

export const noFacts = (): Facts => ({
  words: new Set(),
  instants: new Set(),
  clocks: new Set(),
  dates: new Set(),
  quantities: new Map(),
});

/** Adds a tool's result, or any text that a person gave. */
export function addFacts(facts: Facts, result: unknown): void {
  add(facts, result, '', undefined);
}

function add(facts: Facts, value: unknown, key: string, unitName: string | undefined): void {
  if (typeof value === 'number') {
    quantity(facts, { value, unit: unitName === undefined ? unitOfKey(key) : unitNamed(unitName) });
  } else if (typeof value === 'string') {
    addText(facts, value, key);
  } else if (Array.isArray(value)) {
    for (const item of value) add(facts, item, key, unitName);
    // How many there are is said by the list itself.
    quantity(facts, { value: value.length, unit: { dimension: 'count', factors: [1] } });
  } else if (typeof value === 'object' && value !== null) {
    // CloudWatch's answers and ours name the unit beside the value.
    const unit = Object.entries(value).find(([name, v]) => /^unit$/i.test(name) && typeof v === 'string')?.[1];
    for (const [name, item] of Object.entries(value)) {
      // A key can be data: an id, a zone, a port.
      for (const word of wordsOf(name)) facts.words.add(word);
      add(facts, item, /^[\d.-]+$/.test(name) ? key : name, (unit as string | undefined) ?? unitName);
    }
  }
}

function addText(facts: Facts, text: string, key: string): void {
  for (const word of wordsOf(text)) facts.words.add(word);
  for (const figure of figuresOf(text)) {
    facts.words.add(figure.text);
    if (figure.kind === 'number') {
      const { value, unit } = figure;
      // A number that is a whole string takes its unit from its key: CloudFront and prices write numbers so.
      const whole = figure.text === text.trim() && unit.dimension === 'count';
      quantity(facts, { value, unit: whole ? unitOfKey(key) : unit });
    } else if (figure.kind === 'instant') addInstant(facts, figure);
  }
}

function addInstant(facts: Facts, { date, time, zone }: Extract<Figure, { kind: 'instant' }>): void {
  if (date !== undefined && time !== undefined) {
    const ms = Date.parse(`${date}T${time}${zone ?? 'Z'}`);
    if (!Number.isNaN(ms)) facts.instants.add(ms);
  }
  if (date !== undefined) facts.dates.add(date);
  if (time !== undefined) facts.clocks.add(time.slice(0, 5));
}

function quantity(facts: Facts, found: Quantity): void {
  if (!Number.isFinite(found.value)) return;
  const same = facts.quantities.get(found.unit.dimension);
  if (same === undefined) facts.quantities.set(found.unit.dimension, [found]);
  else same.push(found);
}

/** Words with their inner marks, and their parts at the marks that join two of them. */
function* wordsOf(text: string): Generator<string> {
  for (const [word] of text.matchAll(/[^\s"'`<>|()[\]{},;=]+/g)) {
    const bare = word.replace(/^[.:/-]+|[.:/!?-]+$/g, '');
    yield bare;
    if (/[:/@]/.test(bare)) yield* bare.split(/[:/@]/).filter((part) => part !== '');
  }
}

/** True when a figure of an answer is one that the facts state, as far as it is shown exactly. */
export function isStated(facts: Facts, figure: Figure, zone: string): boolean {
  switch (figure.kind) {
    case 'id':
    case 'address':
    case 'name':
      return facts.words.has(figure.text) || partsAreStated(facts, figure.text);
    case 'instant':
      return facts.words.has(figure.text) || isStatedInstant(facts, figure, zone);
    case 'number':
      return isStatedNumber(facts, figure.value, figure.decimals, figure.unit);
  }
}

/** `10.0.0.1:443` and `i-…:80` are two things that are each stated; an ARN or a name is one. */
function partsAreStated(facts: Facts, text: string): boolean {
  if (text.startsWith('arn:') || !/[:/]/.test(text)) return false;
  const parts = text.split(/[:/]/);
  const stated = (part: string): boolean =>
    facts.words.has(part) ||
    (/^\d+$/.test(part) && isStatedNumber(facts, Number(part), 0, { dimension: 'count', factors: [1] }));
  return !text.includes('::') && parts.length === 2 && parts.every((part) => part !== '' && stated(part));
}

function isStatedNumber(facts: Facts, value: number, decimals: number, unit: Unit): boolean {
  // A bare number may quote any figure as it stands; one with a unit needs a figure of its kind.
  const candidates =
    unit.dimension === 'count' ? [...facts.quantities.values()].flat() : (facts.quantities.get(unit.dimension) ?? []);
  return candidates.some((fact) => {
    if (unit.dimension === 'count') return rounds(fact.value, value, decimals);
    return fact.unit.factors.some((from) =>
      unit.factors.some((to) => rounds((fact.value * from) / to, value, decimals)),
    );
  });
}

/** True when `exact`, shown with so many decimals (fewer than none: rounded to tens, hundreds …), reads `shown`. */
function rounds(exact: number, shown: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  // Half a unit of the last digit, and what binary fractions add to it.
  return Math.abs(Math.abs(exact) - shown) <= 0.5 / scale + Math.abs(exact) * 1e-12;
}

function isStatedInstant(facts: Facts, figure: Extract<Figure, { kind: 'instant' }>, zone: string): boolean {
  const { date, time } = figure;
  if (date !== undefined && time !== undefined && figure.zone !== undefined) {
    return facts.instants.has(Date.parse(`${date}T${time}${figure.zone}`));
  }
  if (date === undefined && time !== undefined && facts.clocks.has(time.slice(0, 5))) return true;
  if (time === undefined && date !== undefined && facts.dates.has(date)) return true;
  for (const ms of facts.instants) {
    for (const shown of [inZone(ms, zone), inZone(ms, 'UTC')]) {
      const sameDay = date === undefined || shown.date === date || (date.startsWith('-') && shown.date.endsWith(date));
      const sameTime = time === undefined || shown.time.startsWith(time);
      if (sameDay && sameTime) return true;
    }
  }
  return false;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function inZone(ms: number, zone: string): { date: string; time: string } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  const [date = '', time = ''] = format.format(new Date(ms)).split(' ');
  return { date, time };
}

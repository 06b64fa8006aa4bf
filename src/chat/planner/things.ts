import { isConceptWord } from './concepts.ts';
import { type Inventory, loosely, nearest } from './inventory.ts';
import { commonEnglish } from './lexicon/common-english.ts';
import { idKinds, metricNames, nameKinds, technology } from './lexicon/names.ts';
import { services } from './lexicon/ports.ts';
import type { Window } from './plan.ts';
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
      /** The one name of the inventory that a mistyped one must mean. */
      meant?: string;
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

const octet = '\\d{1,3}';
const ipv4 = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);
const ipv6 = /^(?=.*:.*:)[\da-f:]{3,39}(?:\/\d{1,3})?$/i;
const idPattern = /^([a-z]+(?:-[a-z]+)*)-([0-9a-z]{3,40})$/;
const regionPattern =
  /^(?:us|eu|ap|sa|ca|me|af|il|cn|mx)-(?:gov-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-f]?$/;
const codePattern = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const fileFormat = /\.(?:md|html?|json|txt|ya?ml|csv|pdf|sh|log)$/i;

/** Lifts out of a normalised prompt what it points at. Where an inventory knows a name, that decides what it is. */
export function things(text: string, inventory: Inventory, now: Date, zone: string): Marked {
  const found: Thing[] = [];
  const lift = (thing: Thing): string => {
    if (found.length >= mostMarks) return ' ';
    found.push(thing);
    return markOf(found.length - 1);
  };
  let marked = liftSql(text, lift);
  marked = liftSources(marked, lift);
  marked = liftQuoted(marked, inventory, lift);
  marked = liftPhrases(marked, inventory, lift);
  marked = liftChunks(marked, inventory, lift);
  marked = liftWindows(marked, now, zone, lift);
  return { text: marked, things: found };
}

type Lift = (thing: Thing) => string;

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
    (_all, double?: string, single?: string) => {
      const content = (double ?? single ?? '').trim();
      const known = inventory.exact.get(content.toLowerCase());
      if (known !== undefined) return lift(resource(content, known.kind));
      if (content === '') return ' ';
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
  if (inventory.phrases.size === 0) return text;
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
  /(?:~\/|\.{1,2}\/|\$HOME\/)[^\s"',;)]{0,300}|(?<![\w가-힣)/])~(?=[\s에로])|(?<![\w.:/~가-힣-])\/[^\s"',;)가-힣]{1,300}|https?:\/\/[^\s"',;)가-힣]{1,500}|[A-Za-z0-9_*[][A-Za-z0-9_.:*@[\]/=+#%-]{0,300}/g;

function liftChunks(text: string, inventory: Inventory, lift: Lift): string {
  const hasHangul = /[가-힣]/.test(text);
  const out = text.replace(chunk, (all, offset: number) => {
    const trailing = /[.,:;!?\]=+-]+$/.exec(all)?.[0] ?? '';
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
    void offset;
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

function resource(text: string, sort?: string): Resource {
  const kind = sort ?? kindOfName(text);
  return { kind: 'resource', text, ...(kind === undefined ? {} : { sort: kind }) };
}

/** What an id or a name says of its kind. */
export function kindOfName(text: string): string | undefined {
  const prefix = idPattern.exec(text)?.[1];
  if (prefix !== undefined && idKinds[prefix] !== undefined && /\d/.test(text)) return idKinds[prefix];
  if (text.startsWith('arn:')) {
    if (/:(?:loadbalancer|listener)\//.test(text)) return 'load-balancer';
    if (/:targetgroup\//.test(text)) return 'target-group';
    return undefined;
  }
  if (ipv4.test(text) || ipv6.test(text)) return text.includes('/') ? 'cidr' : 'address';
  if (/^[\d.]+\/\d{1,2}$/.test(text)) return 'cidr';
  if (codePattern.test(text)) return 'finding';
  if (/\.elb\.amazonaws\.com$/i.test(text)) return 'load-balancer';
  if (isDnsName(text)) return 'dns-name';
  return nameKinds.find(([pattern]) => pattern.test(text))?.[1];
}

const isDnsName = (word: string): boolean =>
  /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]{0,62}\.)+[a-z][a-z0-9-]{1,62}\.?$/i.test(word) &&
  !fileFormat.test(word) &&
  /[a-z]/i.test(
    word
      .split('.')
      .filter((part) => part !== '')
      .at(-1) ?? '',
  );

function classify(
  word: string,
  inventory: Inventory,
  quoted: boolean,
  hasHangul = true,
  mixed = true,
): Thing | undefined {
  const lower = word.toLowerCase();
  if (/^(?:~|\.{1,2}\/|\/|\$HOME\/)/.test(word))
    return word.length < 2 && word !== '~' ? undefined : { kind: 'folder', text: word };
  const url = /^https?:\/\/([^/:]{1,255})(?::(\d{1,5}))?/i.exec(word);
  if (url !== null) {
    const port = url[2] === undefined ? (lower.startsWith('https') ? 443 : 80) : Number(url[2]);
    return { ...resource(url[1]!), port };
  }
  const withPort = /^(\[[\da-f:]{2,39}\]|[^:[\]]{1,255}):(\d{1,5})$/i.exec(word);
  if (withPort !== null && !/^\d{1,2}$/.test(withPort[1]!)) {
    const port = Number(withPort[2]);
    if (/^(?:tcp|udp)$/i.test(withPort[1]!)) return portThing(withPort[2]!, undefined, withPort[1]!);
    const host = classify(withPort[1]!.replace(/^\[|\]$/g, ''), inventory, quoted, hasHangul, mixed);
    return host?.kind === 'resource' && port >= 1 && port <= 65_535 ? { ...host, port } : undefined;
  }
  const known = inventory.exact.get(lower);
  if (known !== undefined && (quoted || !(isConceptWord(word) || technology.has(lower) || /^\d+$/.test(word))))
    return resource(word, known.kind);
  if (ipv4.test(word)) return resource(word, 'address');
  if (/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(word)) return resource(word, 'cidr');
  if (ipv6.test(word) && !/^\d{1,2}:\d\d(?::\d\d)?$/.test(word))
    return resource(word, word.includes('/') ? 'cidr' : 'address');
  if (/^\d{1,3}(?:\.\d{1,3}){3}-\d/.test(word)) return resource(word, 'cidr');
  const ports = /^(?:(tcp|udp)\/)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(word);
  if (ports !== null && (ports[1] ?? ports[4]) !== undefined)
    return portThing(ports[2]!, ports[3], (ports[1] ?? ports[4])!);
  if (/^(?:tcp|udp)\d{1,5}$/i.test(word)) return portThing(word.slice(3), undefined, word.slice(0, 3));
  if (regionPattern.test(lower)) return { kind: 'region', text: lower };
  const metric = metricNames.find((name) => name.toLowerCase() === lower);
  if (metric !== undefined && (metric.length > 10 || metric === word)) return { kind: 'metric', text: metric };
  if (word.startsWith('arn:')) return resource(word);
  const prefix = idPattern.exec(word)?.[1];
  if (prefix !== undefined && idKinds[prefix] !== undefined && /\d/.test(word)) return resource(word, idKinds[prefix]);
  if (codePattern.test(word)) return { kind: 'code', text: word };
  if (/^aws_\w+$/.test(word)) return undefined;
  if (isDnsName(word) && !technology.has(lower)) return resource(word, kindOfName(word));
  return looksLikeName(word, hasHangul, mixed) ? mistyped(word, inventory) : undefined;
}

function portThing(from: string, to: string | undefined, protocol: string): Thing | undefined {
  const [port, toPort] = [Number(from), to === undefined ? undefined : Number(to)];
  if (port < 1 || port > 65_535) return undefined;
  return { kind: 'port', port, protocol: protocol.toLowerCase(), ...(toPort === undefined ? {} : { toPort }) };
}

function mistyped(word: string, inventory: Inventory): Resource {
  const near = inventory.names.length === 0 ? [] : nearest(inventory, word);
  const same = inventory.loose.get(loosely(word));
  const meant = same?.name ?? (near.length === 1 ? near[0] : undefined);
  if (meant === undefined) return resource(word);
  return { ...resource(word, inventory.exact.get(meant.toLowerCase())?.kind), meant };
}

const kindAffix = /(?:vpc|alb|nlb|elb|tgw|natgw|ngw|igw)$|^vpc/i;

/** Whether a word that nobody knows reads like a resource's name rather than a word of a sentence. */
function looksLikeName(word: string, hasHangul: boolean, mixed: boolean): boolean {
  const lower = word.toLowerCase();
  if (!/[a-z]/i.test(word) || /^\d/.test(word) || word.length < 2) return false;
  if (isConceptWord(word) || technology.has(lower) || commonEnglish.has(lower) || services[lower] !== undefined)
    return false;
  if (/[/=:%+#@*[\]]/.test(word)) return false;
  const parts = word.split(/[-_.]/);
  if (parts.length > 1) {
    if (parts.some((part) => part === '')) return false;
    if (
      /\d/.test(word) &&
      !parts.every((p) => technology.has(p.toLowerCase()) || /^\d+$/.test(p) || commonEnglish.has(p.toLowerCase()))
    )
      return true;
    if (
      /[A-Z]/.test(word.slice(1)) &&
      !parts.every((p) => isConceptWord(p) || technology.has(p.toLowerCase()) || commonEnglish.has(p.toLowerCase()))
    )
      return true;
    return (
      parts.some((p) => !commonEnglish.has(p.toLowerCase()) && !isConceptWord(p)) &&
      (hasHangul || parts.some((p) => kindPart.test(p)))
    );
  }
  if (/\d/.test(word)) return /^[a-z]{2,}[a-z0-9]*$/i.test(word) && !/^(?:top|p|v|no|step|h|l)\d+$/i.test(word);
  if (kindAffix.test(word) && word.length > 4) return true;
  return mixed && /^[A-Z]{3,}$/.test(word);
}

const kindPart =
  /^(?:alb|nlb|elb|lb|tg|sg|vpc|nat|ngw|natgw|rt|rtb|tgw|igw|vpn|dx|eni|web|app|api|db|prod|dev|stg|staging|test|bastion|server|host|subnet|public|private|internal)$/i;

/** The things that a stretch of marked text holds, in order. */
export const thingsIn = (text: string, all: readonly Thing[]): Thing[] =>
  [...text.matchAll(marks)].flatMap(([character]) => all[indexOfMark(character)] ?? []);

const marks = new RegExp(mark, 'g');

/** As a plan names it: the inventory's spelling of a slip, else as typed. */
export const named = (thing: Resource): string => thing.meant ?? thing.text;

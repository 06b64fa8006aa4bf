import { type Unit, unitAt } from './units.ts';

/*
 * Whatever in a text states a fact that a model could make up: ids, addresses, names with digits in them, instants,
 * and numbers with their units. Ordinals of lists and headings state nothing.
 */

export type Figure = { start: number; end: number; text: string } & (
  | { kind: 'id' | 'address' | 'name' }
  /** `date` as YYYY-MM-DD, `time` as HH:MM or HH:MM:SS; either may be missing. */
  | { kind: 'instant'; date?: string; time?: string; zone?: string }
  | { kind: 'number'; value: number; decimals: number; unit: Unit }
);

const counted: Unit = { dimension: 'count', factors: [1] };

/** Words of the trade that have a digit in them and name no resource. */
const terms =
  /^(S3|EC2|IPv[46]|ICMPv6|DHCPv6|IKEv[12]|Route53|HTTP\/?[123](\.[01])?|TLS(v?1\.[0-3])?|SSLv?[23]|SHA-?(1|2|256|384|512)|MD5|AES-?(128|256)|RFC-?\d{3,4}|X\.509|L[2347]|P[0-3]|p(50|90|95|99)|OAuth2|SAML2|UTF-?8|CIS|802\.1[QqXx]|EC2-Classic|ISO-?\d{4,5}|RSA-?\d{4}|base64|x86|ARM64|Log4j|IMDSv[12]|SigV4|MX1)$/i;

const idPattern = /arn:aws[\w-]*:[^\s"'`<>|)\]]+|\b[a-z]{1,12}(?:-[a-z]{1,12}){0,3}-[0-9a-f]{8,17}\b/y;
const urlPattern = /https?:\/\/[^\s"'`<>|)\]]+/y;
const ipv4Pattern = /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.]*\d)/y;
const ipv6Pattern = /(?=[0-9a-f:]*:[0-9a-f]*:)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\/\d{1,3})?/iy;
const hostPattern = /(?:[\w-]+\.){2,}[a-z]{2,}\b|[\w-]+\.(?:com|net|org|io|kr|internal|local|dev|cloud)\b/iy;
const wordPattern = /[\p{L}_][\p{L}\p{M}\p{N}_./:@-]*/uy;
const isoPattern = /(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?/y;
const datePattern = /(\d{4})[./] ?(\d{1,2})[./] ?(\d{1,2})(?!\d)|(?:(\d{4})년 ?)?(\d{1,2})월 ?(\d{1,2})일/y;
const clockPattern = /([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?!\d)/y;
const spokenClock =
  /(오전|오후|새벽|밤|저녁|낮)? ?(\d{1,2})시(?!간)(?: ?(\d{1,2})분)?|(\d{1,2})(?::(\d\d))? ?([ap])\.?m\b\.?/iy;
const numberPattern = /(?:US\$|\$|₩|€)? ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?/y;

/** The figures of a text, in order. Linear in its length. */
export function figuresOf(text: string): Figure[] {
  const found: Figure[] = [];
  let at = 0;
  while (at < text.length) {
    const skipped = ordinalAt(text, at);
    if (skipped > 0) {
      at += skipped;
      continue;
    }
    const figure = figureAt(text, at);
    if (figure === undefined) {
      at += 1;
      continue;
    }
    if ('kind' in figure) found.push(figure as Figure);
    at = figure.end;
  }
  return found;
}

/** `1. `, `2) `, `### 1.2 ` at the start of a line, `3단계`, `step 2`: an order, not a quantity. */
function ordinalAt(text: string, at: number): number {
  const lineStart = at === 0 || text[at - 1] === '\n';
  if (lineStart) {
    const match =
      /^[ \t>]*(?:[-*] )?(?:#{1,6} +)?(?:\*\*)?(?:\d{1,3}(?:\.\d{1,3})*[.)](?= |\*)|(?<=#{1,6} +)\d{1,3}(?:\.\d{1,3})*(?= ))/.exec(
        text.slice(at, at + 80),
      );
    if (match !== null) return match[0].length;
  }
  const order = /^(?:(?:step|phase|stage|단계) ?\d{1,2}(?!\d)|\d{1,2}(?:단계|순위|번째|st\b|nd\b|rd\b|th\b))/i.exec(
    text.slice(at, at + 16),
  );
  return order === null || /[\w가-힣]/.test(text[at - 1] ?? ' ') ? 0 : order[0].length;
}

function figureAt(text: string, at: number): Figure | { end: number } | undefined {
  const before = text[at - 1] ?? ' ';
  const c = text[at]!;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const plain = (kind: 'id' | 'address' | 'name', raw: string): Figure => {
    const trimmed = raw.replace(/[.:/_-]+$/, '');
    return { kind, start: at, end: at + trimmed.length, text: trimmed };
  };
  if (/[\p{L}\p{N}_]/u.test(before) && !/[가-힣]/.test(before)) return undefined;
  const url = match(urlPattern);
  if (url !== null) return plain('address', url[0].replace(/[.,;]+$/, ''));
  const id = match(idPattern);
  if (id !== null && /\d/.test(id[0])) return plain('id', id[0].replace(/[.,;]+$/, ''));
  if (/[0-9a-f:]/i.test(c)) {
    const v6 = match(ipv6Pattern);
    if (v6 !== null && /[a-f]|::|(?::[0-9a-f]*){4,}/i.test(v6[0]) && v6[0].length > 3) return plainV6(at, v6[0]);
  }
  if (/\d/.test(c)) return instantAt(at, match) ?? addressOrNumber(text, at, match, plain);
  if (/[$₩€]|US\$/.test(c)) return numberAt(text, at, match);
  const spoken = /[오새밤저낮]/.test(c) ? clockOf(match(spokenClock), at) : undefined;
  if (spoken !== undefined) return spoken;
  const host = /[a-z]/i.test(c) ? match(hostPattern) : null;
  if (host !== null && !/\.(md|html|json|sh|csv|ts|js|txt|ya?ml|py|tf)$/i.test(host[0]))
    return plain('address', host[0]);
  const word = match(wordPattern);
  if (word === null) return undefined;
  const name = ascii(word[0]);
  if (name === '' || !/\d/.test(name) || terms.test(name))
    return { end: at + (name === '' ? word[0].length : name.length) };
  return plain('name', name);
}

/** A name ends where Korean particles begin. */
const ascii = (word: string): string => /^[A-Za-z_][\w./:@-]*/.exec(word)?.[0].replace(/[./:@-]+$/, '') ?? '';

const plainV6 = (at: number, raw: string): Figure => ({ kind: 'address', start: at, end: at + raw.length, text: raw });

type Match = (pattern: RegExp) => RegExpExecArray | null;

function instantAt(at: number, match: Match): Figure | undefined {
  const iso = match(isoPattern);
  if (iso !== null) {
    const [raw, date, time, zone] = iso;
    return {
      kind: 'instant',
      start: at,
      end: at + raw.length,
      text: raw,
      date: date!,
      ...(time === undefined ? {} : { time }),
      ...(zone === undefined ? {} : { zone }),
    };
  }
  const day = match(datePattern);
  if (day !== null) {
    const [raw, y1, m1, d1, y2, m2, d2] = day;
    const [year, month, date] = [y1 ?? y2 ?? '', (m1 ?? m2)!.padStart(2, '0'), (d1 ?? d2)!.padStart(2, '0')];
    return { kind: 'instant', start: at, end: at + raw.length, text: raw, date: `${year}-${month}-${date}` };
  }
  const spoken = clockOf(match(spokenClock), at);
  if (spoken !== undefined) return spoken;
  const clock = match(clockPattern);
  if (clock === null) return undefined;
  const [raw, hour, minute, second] = clock;
  const time = [hour!.padStart(2, '0'), minute, second].filter((part) => part !== undefined).join(':');
  return { kind: 'instant', start: at, end: at + raw.length, text: raw, time };
}

function clockOf(match: RegExpExecArray | null, at: number): Figure | undefined {
  if (match === null) return undefined;
  const [raw, part, hour, minute, hour12, minute12, half] = match;
  const later = /오후|저녁|밤/.test(part ?? '') || half?.toLowerCase() === 'p';
  const given = Number(hour ?? hour12);
  if (given > 24) return undefined;
  const hours = later && given < 12 ? given + 12 : !later && given === 12 && (part ?? half) !== undefined ? 0 : given;
  const time = `${String(hours).padStart(2, '0')}:${(minute ?? minute12 ?? '0').padStart(2, '0')}`;
  return { kind: 'instant', start: at, end: at + raw.length, text: raw, time };
}

function addressOrNumber(
  text: string,
  at: number,
  match: Match,
  plain: (kind: 'address' | 'name', raw: string) => Figure,
): Figure | { end: number } | undefined {
  const v4 = match(ipv4Pattern);
  if (v4 !== null) return plain('address', v4[0]);
  return numberAt(text, at, match);
}

const tens: Record<string, number> = { 천: 1e3, 만: 1e4, 억: 1e8, 조: 1e12 };

function numberAt(text: string, at: number, match: Match): Figure | undefined {
  const found = match(numberPattern);
  if (found === null) return undefined;
  const [raw, whole, fraction = ''] = found;
  let value = Number(whole!.replaceAll(',', '') + fraction);
  let end = at + raw.length;
  let decimals = Math.max(0, fraction.length - 1);
  // 1만 2천, 5만5천, 3.2k: the last part says how exact it is.
  const scaled = koreanScale(text, end, value);
  if (scaled !== undefined) ({ value, end, decimals } = { ...scaled, decimals: scaled.decimals - -decimals });
  const money = /[$₩€]/.test(raw);
  const measured = money ? undefined : unitAt(text.slice(end, end + 24));
  if (measured !== undefined) end += measured.length;
  const unit: Unit = money ? { dimension: 'money', factors: [1] } : (measured?.unit ?? counted);
  return { kind: 'number', start: at, end, text: text.slice(at, end), value, decimals, unit };
}

/** `decimals` counts how many digits before the point are zero by rounding, as a negative number. */
function koreanScale(
  text: string,
  from: number,
  first: number,
): { value: number; end: number; decimals: number } | undefined {
  let end = from;
  let sum = 0;
  let current = first;
  let last = 0;
  for (;;) {
    const scale = tens[text[end] ?? ''];
    if (scale === undefined) break;
    sum += current * scale;
    last = scale;
    end += 1;
    const next = /^ ?(\d{1,4})(?=[천만억조]|개|건|대|명|원|달러)/.exec(text.slice(end, end + 7));
    if (next === null) {
      current = 0;
      break;
    }
    current = Number(next[1]);
    end += next[0].length;
    if (tens[text[end] ?? ''] === undefined) {
      sum += current;
      last = 1;
      break;
    }
  }
  return last === 0 ? undefined : { value: sum, end, decimals: -Math.round(Math.log10(last)) };
}

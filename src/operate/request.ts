/*
 * What a person asks for, read without a model: exact forms (`stop-instance i-…`) and sentences in Korean and English.
 * A sentence is read by its words: one verb, one thing, and what is left are names, ids, ports and prefixes. What is not
 * understood to the last word is not understood: a change is never guessed.
 */

export type InstanceAction = 'stop-instance' | 'start-instance' | 'reboot-instance';

/** One change, by the names that were typed. */
export type Request =
  | { action: InstanceAction; instance: string }
  | { action: 'open-port' | 'close-port'; group: string; protocol: string; port: number; toPort: number; peer: string }
  | { action: 'add-route' | 'replace-route'; table: string; destination: string; target: string }
  | { action: 'delete-route'; table: string; destination: string }
  | { action: 'register-target' | 'deregister-target'; targetGroup: string; target: string; port?: number }
  | { action: 'enable-flow-logs'; resource: string; destination: string; role?: string }
  | { action: 'create-endpoint'; vpc: string; service: string; subnets: string[] }
  | { action: 'create-alarm'; resource: string; metric: string; threshold: number }
  | { action: 'apply-fix'; finding: string; resource?: string }
  | { action: 'undo'; record: string };

/** The exact forms, as they are shown to somebody who was not understood. */
export const forms = [
  'stop-instance INSTANCE',
  'start-instance INSTANCE',
  'reboot-instance INSTANCE',
  'open-port GROUP PORT FROM',
  'close-port GROUP PORT FROM',
  'add-route TABLE CIDR TARGET',
  'replace-route TABLE CIDR TARGET',
  'delete-route TABLE CIDR',
  'register-target TARGET-GROUP TARGET[:PORT]',
  'deregister-target TARGET-GROUP TARGET[:PORT]',
  'enable-flow-logs RESOURCE LOG-GROUP ROLE-ARN',
  'enable-flow-logs RESOURCE S3-ARN',
  'create-endpoint VPC SERVICE [SUBNET…]',
  'create-alarm RESOURCE METRIC THRESHOLD',
  'apply-fix CODE|ID [RESOURCE]',
  'undo LAST|ID',
] as const;

/** @returns undefined when it is no form and no sentence that is understood wholly */
export function parseRequest(words: readonly string[]): Request | undefined {
  const [form = '', ...rest] = words;
  return words.length > 1 && /^[a-z]+(-[a-z]+)*$/.test(form) && isForm(form)
    ? exact(form, rest)
    : sentence(words.length === 1 ? tokensOf(form) : tokensOf(words.map(quotedIfSpaced).join(' ')));
}

const quotedIfSpaced = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);

const isForm = (word: string): boolean => forms.some((f) => f.split(' ')[0] === word);

function exact(form: string, rest: readonly string[]): Request | undefined {
  const [a = '', b = '', c = ''] = rest;
  const count = (n: number): boolean => rest.length === n && rest.every((r) => r !== '');
  switch (form) {
    case 'stop-instance':
    case 'start-instance':
    case 'reboot-instance':
      return count(1) ? { action: form, instance: a } : undefined;
    case 'open-port':
    case 'close-port': {
      const ports = portsOf(b);
      return count(3) && ports !== undefined ? { action: form, group: a, ...ports, peer: c } : undefined;
    }
    case 'add-route':
    case 'replace-route':
      return count(3) && isCidr(b) ? { action: form, table: a, destination: b, target: c } : undefined;
    case 'delete-route':
      return count(2) && isCidr(b) ? { action: form, table: a, destination: b } : undefined;
    case 'register-target':
    case 'deregister-target':
      return count(2) ? { action: form, targetGroup: a, ...targetOf(b) } : undefined;
    case 'enable-flow-logs':
      if (count(2) && b.startsWith('arn:') && b.includes(':s3:::'))
        return { action: form, resource: a, destination: b };
      return count(3) && c.startsWith('arn:') ? { action: form, resource: a, destination: b, role: c } : undefined;
    case 'create-endpoint':
      return rest.length >= 2 ? { action: form, vpc: a, service: b, subnets: rest.slice(2) } : undefined;
    case 'create-alarm':
      return count(3) && Number.isFinite(Number(c))
        ? { action: form, resource: a, metric: b, threshold: Number(c) }
        : undefined;
    case 'apply-fix':
      if (count(2)) return { action: form, finding: a, resource: b };
      return count(1) ? { action: form, finding: a } : undefined;
    case 'undo':
      return count(1) ? { action: form, record: a } : undefined;
    default:
      return undefined;
  }
}

/** `443`, `tcp/443`, `udp/8000-8100`, `443/tcp`. */
function portsOf(word: string): { protocol: string; port: number; toPort: number } | undefined {
  const match =
    /^(?:(tcp|udp)\/)?(\d{1,5})(?:-(\d{1,5}))?$/i.exec(word) ?? /^()(\d{1,5})()\/(tcp|udp)$/i.exec(word) ?? undefined;
  if (match === undefined) return undefined;
  const port = Number(match[2]);
  const toPort = Number(match[3] || match[2]);
  if (toPort > 65_535 || port > toPort) return undefined;
  return { protocol: (match[1] || match[4] || 'tcp').toLowerCase(), port, toPort };
}

/** `i-…:80`, `10.0.0.1:80`; an IPv6 address has colons of its own and no port here. */
function targetOf(word: string): { target: string; port?: number } {
  const match = /^([^:]+):(\d{1,5})$/.exec(word);
  return match === null ? { target: word } : { target: match[1]!, port: Number(match[2]) };
}

const isCidr = (word: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:]*:[\da-f:]*)\/\d{1,3}$/i.test(word);

type Verb = 'stop' | 'start' | 'reboot' | 'open' | 'close' | 'add' | 'replace' | 'delete' | 'register' | 'deregister';

const verbs: [Verb, RegExp][] = [
  ['reboot', /^(reboot|restart|재부팅|재시작|리부트)(을|를|해|하|시|$)/i],
  ['stop', /^(stop|halt|중지|정지|멈춰|멈추|꺼|끄)/i],
  ['start', /^(start|시작|기동|켜|부팅)/i],
  ['deregister', /^(deregister|해제|등록해제)/i],
  ['register', /^(register|등록)/i],
  ['replace', /^(replace|교체|변경|바꿔|바꾸)/i],
  ['open', /^(open|allow|열어|열고|열기|허용|오픈)/i],
  ['close', /^(close|revoke|닫아|닫기|차단|막아)/i],
  ['delete', /^(delete|remove|삭제|제거|지워)/i],
  ['add', /^(add|추가)/i],
];

type Thing = 'instance' | 'port' | 'route' | 'target';

const things: [Thing, RegExp][] = [
  ['instance', /^(instances?|인스턴스|ec2|서버|server)(을|를|은|는|의)?$/i],
  ['port', /^(ports?|포트)(을|를|는|은|의)?$/i],
  ['route', /^(routes?|경로|라우트|라우팅)(을|를|는|은|의)?$/i],
  ['target', /^(targets?|타깃|타겟|대상)(을|를|는|은|의|으로)?$/i],
];

/** Words that carry nothing: polite endings, articles, prepositions, what kind a name is. */
const filler =
  /^(please|the|a|an|on|in|of|to|from|for|with|as|via|through|by|can|could|you|security|group|table|시켜줘|시켜주세요|시켜|해줘|해주세요|해|하세요|주세요|줘|좀|부탁해|부탁합니다|보안|그룹|그룹에|그룹에서|그룹의|테이블|테이블에|테이블에서|테이블의|tcp|udp|from:|에서|에|로|으로|의|을|를)$/i;

/** A name keeps its quotes' content; a sentence's closing marks are no part of a word. */
function tokensOf(sentence: string): { word: string; quoted: boolean }[] {
  const found = sentence.matchAll(/"([^"]+)"|'([^']+)'|“([^”]+)”|(\S+)/g);
  return [...found].map((m) => {
    const inQuotes = m[1] ?? m[2] ?? m[3];
    return inQuotes === undefined
      ? { word: m[4]!.replace(/[.!?,]+$/, ''), quoted: false }
      : { word: inQuotes, quoted: true };
  });
}

/** A particle that stands right after a name in Latin letters, digits or an id. */
const bare = (word: string): string =>
  word.replace(/(?<=[\w)/\]-])(에서|으로|에게|부터|까지|번을|번|을|를|은|는|이|가|의|에|로)$/u, '');

function sentence(tokens: readonly { word: string; quoted: boolean }[]): Request | undefined {
  const found = { verbs: new Set<Verb>(), things: new Set<Thing>() };
  const names: string[] = [];
  let protocol: string | undefined;
  for (const { word, quoted } of tokens) {
    if (quoted) {
      names.push(word);
      continue;
    }
    if (word === '') continue;
    const verb = verbs.find(([, pattern]) => pattern.test(word))?.[0];
    const thing = things.find(([, pattern]) => pattern.test(word))?.[0];
    if (/^(tcp|udp)$/i.test(word)) protocol = word.toLowerCase();
    else if (thing !== undefined) found.things.add(thing);
    else if (verb !== undefined && !/[\d_.:/]|-\w/.test(word)) found.verbs.add(verb);
    else if (!filler.test(word)) names.push(bare(word));
  }
  // "target group" names what the target goes to; "안 stop" and two verbs at once are nobody's clear wish.
  const [verb] = found.verbs;
  if (verb === undefined || found.verbs.size > 1 || names.some((name) => negations.test(name))) return undefined;
  return understood(verb, found.things, names, protocol);
}

const negations = /^(not|don't|dont|never|no|without|안|말고|말아|말아줘|마|마세요|않게|하지)$/i;

function understood(
  verb: Verb,
  thing: ReadonlySet<Thing>,
  names: readonly string[],
  protocol: string | undefined,
): Request | undefined {
  const cidrs = names.filter(isCidr);
  const others = names.filter((n) => !isCidr(n));
  const [first = '', second = ''] = others;
  switch (verb) {
    case 'stop':
    case 'start':
    case 'reboot':
      return names.length === 1 && first !== '' && [...thing].every((t) => t === 'instance')
        ? { action: `${verb}-instance`, instance: first }
        : undefined;
    case 'open':
    case 'close': {
      const ports = others.map((n) => ({ n, ports: portsOf(n) })).find((p) => p.ports !== undefined);
      const rest = others.filter((n) => n !== ports?.n);
      const sourceGroup =
        rest.length === 2 && cidrs.length === 0 ? rest.find((r, i) => i === 1 && r.startsWith('sg-')) : undefined;
      const peer = cidrs.length === 1 ? cidrs[0] : sourceGroup;
      // Without "from where" nothing is opened: the whole internet is never the default.
      if (ports?.ports === undefined || peer === undefined || rest.length !== (sourceGroup === undefined ? 1 : 2))
        return undefined;
      const { ports: given } = ports;
      return {
        action: `${verb}-port`,
        group: rest[0]!,
        ...given,
        ...(protocol === undefined ? {} : { protocol }),
        peer,
      };
    }
    case 'add':
    case 'replace':
    case 'delete': {
      if (!thing.has('route') || cidrs.length !== 1) return undefined;
      const table = others.find((o) => o.startsWith('rtb-')) ?? first;
      const target = others.find((o) => o !== table);
      if (table === '') return undefined;
      if (verb === 'delete')
        return others.length === 1 ? { action: 'delete-route', table, destination: cidrs[0]! } : undefined;
      return others.length === 2 && target !== undefined
        ? { action: `${verb}-route`, table, destination: cidrs[0]!, target }
        : undefined;
    }
    case 'register':
    case 'deregister': {
      if (others.length !== 2 || cidrs.length > 0) return undefined;
      const isTarget = (n: string): boolean => /^(i-[\da-f]+|\d+\.\d+\.\d+\.\d+)(:\d+)?$/.test(n);
      const target = isTarget(first) ? first : isTarget(second) ? second : undefined;
      return target === undefined
        ? undefined
        : { action: `${verb}-target`, targetGroup: target === first ? second : first, ...targetOf(target) };
    }
  }
}

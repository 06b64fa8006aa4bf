import { isCidr, portsOf, targetOf } from './operands.ts';
import type { Request } from './request.ts';

/*
 * A sentence is read by its words: one verb, one thing, and what is left are names, ids, ports and prefixes. What is not
 * understood to the last word is not understood: a change is never guessed.
 */

/** @returns undefined when it is not understood wholly */
export function readSentence(given: string): Request | undefined {
  const sentence = given.trim().replace(/[.!?]+$/, '');
  return undoing(sentence) ?? read(tokensOf(oneWordVerbs(sentence)));
}

/** "undo", "마지막 변경을 되돌려줘", "undo change 8981f87e". */
function undoing(sentence: string): Request | undefined {
  const words =
    /^(?:please )?(?:undo|revert|roll back)(?: (?:the |that )?(?:last )?(?:change|one|it))?(?: ([0-9a-f]{8}))?$/i.exec(
      sentence,
    ) ??
    /^(?:(?:방금|마지막|직전)(?:에 한| 한)? ?)?(?:(?:변경|작업|것)(?:을|를|은)? ?)?(?:([0-9a-f]{8})(?:을|를|번)? ?)?(?:되돌려|원복|롤백)(?: ?해)?(?: ?(?:줘|주세요|주십시오))?$/.exec(
      sentence,
    );
  return words === null ? undefined : { action: 'undo', record: words[1] ?? 'LAST' };
}

/** Verbs of two words, and of words that mean something else alone. */
const oneWordVerbs = (sentence: string): string =>
  sentence
    .replace(/\b(shut|power|turn|switch)(ing)? (down|off)\b/gi, 'stop')
    .replace(/\b(power|turn|switch)(ing)? on\b/gi, 'start')
    .replace(/전원(을|를)? ?(꺼|끄|내려)/g, '꺼')
    .replace(/전원(을|를)? ?(켜|올려)/g, '켜')
    .replace(/다시 ?(시작|켜|부팅)/g, '재시작')
    .replace(/등록(을|를)? ?해제/g, '등록해제')
    .replace(/\bflow logs?\b/gi, 'flow-logs')
    .replace(/(흐름|플로우) ?로그/g, 'flow-logs');

type Verb =
  | ('stop' | 'start' | 'reboot' | 'open' | 'close' | 'add' | 'replace' | 'delete')
  | ('register' | 'deregister' | 'create' | 'enable' | 'apply');

const verbs: [Verb, RegExp][] = [
  ['reboot', /^(reboot|restart|재부팅|재시작|재기동|리부트)/i],
  ['stop', /^(stop|halt|중지|정지|멈춰|멈추|꺼|끄|스톱)/i],
  ['start', /^(start|시작|기동|켜|부팅)/i],
  ['deregister', /^(deregister|해제|등록해제|빼)/i],
  ['register', /^(register|등록)/i],
  ['replace', /^(replace|change|교체|변경|바꿔|바꾸)/i],
  ['open', /^(open|allow|열어|열고|열기|허용|오픈)/i],
  ['close', /^(close|revoke|block|닫아|닫기|차단|막아)/i],
  ['delete', /^(delete|remove|삭제|제거|지워)/i],
  ['add', /^(add|추가|넣어)/i],
  ['create', /^(create|make|만들|생성)/i],
  ['enable', /^(enable|활성화)/i],
  ['apply', /^(apply|fix|적용|고쳐|조치)/i],
];

type Thing = 'instance' | 'port' | 'route' | 'target' | 'flow-logs' | 'endpoint' | 'alarm' | 'fix';

const things: [Thing, RegExp][] = [
  ['instance', /^(instances?|인스턴스|ec2|서버|server)(을|를|은|는|의)?$/i],
  ['port', /^(ports?|포트)(을|를|는|은|의)?$/i],
  ['route', /^(routes?|경로|라우트|라우팅)(을|를|는|은|의)?$/i],
  ['target', /^(targets?|타깃|타겟|대상)(을|를|는|은|의|으로)?$/i],
  ['flow-logs', /^flow-logs(을|를|는|은|의)?$/i],
  ['endpoint', /^(endpoints?|엔드포인트)(을|를|는|은|의)?$/i],
  ['alarm', /^(alarms?|경보|알람)(을|를|는|은|의)?$/i],
  ['fix', /^(fix(es)?|조치|수정)(을|를|는|은|의)?$/i],
];

/** Words that carry nothing: polite endings, articles, prepositions, what kind a name is. */
const filler =
  /^(please|the|a|an|on|in|of|to|from|for|with|as|via|through|by|into|at|can|could|would|you|now|right|away|reach|above|over|security|group|table|gateway|interface|vpc|subnet|metric|시켜줘|시켜주세요|시켜|해줘|해주세요|해|하세요|주세요|줘|좀|지금|바로|당장|부탁.*|보안|그룹|그룹에|그룹에서|그룹의|그룹으로|테이블|테이블에|테이블에서|테이블의|게이트웨이|인터페이스|오는|가는|보내는|향하는|들어오는|나가는|넘으면|초과|tcp|udp|from:|에서|에|로|으로|의|을|를)$/i;

interface Token {
  word: string;
  quoted: boolean;
}

/** A name keeps its quotes' content; a sentence's closing marks are no part of a word. */
function tokensOf(sentence: string): Token[] {
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

/** Words that take the order back, and endings of what is told or asked and not ordered. */
const negations = /^(not|don't|dont|never|no|without|안|말고|말아|말아줘|마|마세요|않게|하지)$/i;
const noOrder = /(지 ?마|지 ?말|지 ?않|안 ?돼|했|됐|되었|하면|해도|할까|하는|중이)/;

function read(tokens: readonly Token[]): Request | undefined {
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
    else if (thing !== undefined && !(thing === 'fix' && found.verbs.size === 0 && verb !== undefined))
      found.things.add(thing);
    else if (verb !== undefined && !/[\d_.:/]|-\w/.test(word)) {
      if (noOrder.test(word)) return undefined;
      found.verbs.add(verb);
    } else if (!filler.test(word)) names.push(bare(word));
  }
  // "안 stop" and two verbs at once are nobody's clear wish.
  const [verb] = found.verbs;
  if (verb === undefined || found.verbs.size > 1 || names.some((name) => negations.test(name))) return undefined;
  return understood(verb, found.things, names, protocol);
}

function understood(
  verb: Verb,
  thing: ReadonlySet<Thing>,
  names: readonly string[],
  protocol: string | undefined,
): Request | undefined {
  switch (verb) {
    case 'stop':
    case 'start':
    case 'reboot':
      if (verb === 'start' && thing.has('flow-logs')) return flowLogs(names);
      return names.length === 1 && [...thing].every((t) => t === 'instance')
        ? { action: `${verb}-instance`, instance: names[0]! }
        : undefined;
    case 'open':
    case 'close':
      return port(verb, names, protocol);
    case 'add':
    case 'replace':
    case 'delete':
      if (thing.has('route')) return route(verb, names);
      return thing.has('target') && verb !== 'replace'
        ? target(verb === 'add' ? 'register' : 'deregister', names)
        : undefined;
    case 'register':
    case 'deregister':
      return target(verb, names);
    case 'create':
      if (thing.has('endpoint')) return endpoint(names);
      return thing.has('alarm') ? alarm(names) : undefined;
    case 'enable':
      return thing.has('flow-logs') ? flowLogs(names) : undefined;
    case 'apply':
      return fix(names);
  }
}

function port(verb: 'open' | 'close', names: readonly string[], protocol: string | undefined): Request | undefined {
  const cidrs = names.filter(isCidr);
  const others = names.filter((n) => !isCidr(n));
  // "All" of a sentence may mean ports or protocols: only the exact form says which.
  const ports = others.map((n) => ({ n, ports: portsOf(n) })).find((p) => p.ports?.port !== undefined);
  const rest = others.filter((n) => n !== ports?.n);
  const sourceGroup =
    rest.length === 2 && cidrs.length === 0 ? rest.find((r, i) => i === 1 && r.startsWith('sg-')) : undefined;
  const peer = cidrs.length === 1 ? cidrs[0] : sourceGroup;
  // Without "from where" nothing is opened: the whole internet is never the default.
  if (ports?.ports === undefined || peer === undefined || rest.length !== (sourceGroup === undefined ? 1 : 2))
    return undefined;
  const { ports: given } = ports;
  return { action: `${verb}-port`, group: rest[0]!, ...given, ...(protocol === undefined ? {} : { protocol }), peer };
}

function route(verb: 'add' | 'replace' | 'delete', names: readonly string[]): Request | undefined {
  const [destination, ...more] = names.filter(isCidr);
  const others = names.filter((n) => !isCidr(n));
  const table = others.find((o) => o.startsWith('rtb-')) ?? others[0];
  if (destination === undefined || more.length > 0 || table === undefined) return undefined;
  if (verb === 'delete') return others.length === 1 ? { action: 'delete-route', table, destination } : undefined;
  const to = others.find((o) => o !== table);
  return others.length === 2 && to !== undefined
    ? { action: `${verb}-route`, table, destination, target: to }
    : undefined;
}

function target(verb: 'register' | 'deregister', names: readonly string[]): Request | undefined {
  const isTarget = (n: string): boolean => /^(i-[\da-f]+|\d+\.\d+\.\d+\.\d+)(:\d+)?$/.test(n);
  const registered = names.find(isTarget);
  const targetGroup = names.find((n) => n !== registered);
  return names.length === 2 && registered !== undefined && targetGroup !== undefined && !isCidr(targetGroup)
    ? { action: `${verb}-target`, targetGroup, ...targetOf(registered) }
    : undefined;
}

function flowLogs(names: readonly string[]): Request | undefined {
  const role = names.find((n) => /^arn:[^:]+:iam:/.test(n));
  const [resource, destination, ...more] = names.filter((n) => n !== role);
  if (resource === undefined || destination === undefined || more.length > 0) return undefined;
  const toS3 = /^arn:[^:]+:s3:::/.test(destination);
  if (toS3 === (role !== undefined)) return undefined;
  return { action: 'enable-flow-logs', resource, destination, ...(role === undefined ? {} : { role }) };
}

/** Services as people name them, and in full. */
const service =
  /^(s3|dynamodb|ssm|ssmmessages|ec2messages|ec2|ecr\.(api|dkr)|logs|monitoring|kms|sts|sns|sqs|secretsmanager|execute-api|com\.amazonaws\..+)$/i;

function endpoint(names: readonly string[]): Request | undefined {
  const wanted = names.filter((n) => service.test(n));
  const [vpc, ...subnets] = names.filter((n) => !service.test(n));
  return wanted.length === 1 && vpc !== undefined
    ? { action: 'create-endpoint', vpc, service: wanted[0]!.toLowerCase(), subnets }
    : undefined;
}

function alarm(names: readonly string[]): Request | undefined {
  const thresholds = names.filter((n) => /^\d+(\.\d+)?$/.test(n));
  const metrics = names.filter((n) => /^[A-Z][A-Za-z]+(_[A-Za-z0-9_]+)?$/.test(n) && /[a-z][A-Z]|_/.test(n));
  const [resource, ...more] = names.filter((n) => !thresholds.includes(n) && !metrics.includes(n));
  return thresholds.length === 1 && metrics.length === 1 && resource !== undefined && more.length === 0
    ? { action: 'create-alarm', resource, metric: metrics[0]!, threshold: Number(thresholds[0]) }
    : undefined;
}

function fix(names: readonly string[]): Request | undefined {
  const [finding, ...codes] = names.filter((n) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(n));
  const [resource, ...more] = names.filter((n) => n !== finding);
  return finding !== undefined && codes.length === 0 && more.length === 0
    ? { action: 'apply-fix', finding, ...(resource === undefined ? {} : { resource }) }
    : undefined;
}

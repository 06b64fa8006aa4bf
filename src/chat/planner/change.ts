import { parseRequest } from '../../operate/request.ts';
import { changeObjects, changeVerbs, endpointServices, type Verb } from './lexicon/changes.ts';
import type { ChangeAction, Flow, Step } from './plan.ts';
import { portIn, protocolIn } from './ports.ts';
import { indexOfMark, mark } from './prompt-text.ts';
import { type Resource, surely, type Thing } from './things.ts';

/*
 * Which change a clause wishes for. A verb counts only as a wish: "중지하면", "중지됐어", "don't stop" and "can 443 be
 * reached" wish for nothing. What the change lacks is asked for; nothing is made up.
 */

export type ReadChange =
  | { kind: 'change'; step: Step }
  /** Wished, and something is missing or in doubt. */
  | { kind: 'unclear'; action?: ChangeAction; missing: Missing; likely: string[] }
  /** Asked what a change would do. */
  | { kind: 'asked'; step: Step };

export type Missing =
  | 'instance'
  | 'peer'
  | 'group'
  | 'port'
  | 'route'
  | 'target'
  | 'resource'
  | 'what'
  | 'terminate'
  | 'unsupported';

/** What a reference in the clause stands for, by kinds that fit; undefined: nothing does. */
export type Refer = (kinds: readonly string[]) => string[] | undefined;

interface Wish {
  verb: Verb;
  /** Asked "what if", not wished. */
  asked: boolean;
}

// After a noun that 하다 makes a verb: a wish, or something said about it.
const saidOf =
  /^\s?(?:을|를|이|가|은|는)?\s?(?:했|됐|되었|된|되어|돼|됨|되는|되나|되고|되지|중(?:인|이)|하지|시키지|하던|상태|여부|인지|이유|원인|된\s|안\s?(?:돼|되|됨)|못|했는|이\s?안|가능|규칙|정책|설정|오류|에러|실패|내역|이력|방법|법(?:\s|$)|하는\s?(?:방법|법)|조치)/;
const asks =
  /^\s?(?:을|를)?\s?(?:하|시키)(?:면|려면)|^\s?(?:해|시켜)도\s?(?:돼|되|괜찮|될|안전|문제|영향|상관)|^\s?(?:할|시킬)\s?(?:경우|때)|^(?:면|도\s?(?:돼|되|괜찮|될|안전|문제|영향|상관))|^\s?시\s(?:영향|어떻|무슨)/;
const negatesAfter = /^\s?(?:을|를)?\s?(?:하|시키|해)?(?:지는?\s?(?:마|말|않|못)|면\s?안)/;
const stemSaid = /^(?:졌|져|진|지(?!\s?(?:마|말))|있|려|놓은|논|둔|뒀|놨)/;

const englishOpening =
  "(?:^|[.,;:!?\\n]\\s*|(?:\\b(?:please|pls|plz|kindly|then|and|now|first|next|also|just|ok|okay|hey|so|finally|afterwards|after that|go ahead and|can you|could you|would you|will you|can u|i want(?: you)? to|i need(?: you)? to|i'd like(?: you)? to|i would like(?: you)? to|let's|lets|we should|we need to|you should|need to|have to|want to|help me|quickly|immediately|must|would you mind|do you mind|mind|try)\\s+))";
const englishNegation =
  /(?:\bdon'?t|\bdo not|\bnever|\bwithout|\bnot to|\bshouldn'?t|\bmust not|\bno need to|\brather than|\binstead of)\s+(?:\w+\s+){0,2}$/i;
const englishAsks =
  /\b(?:what (?:happens|would happen|will happen|if|breaks|would break)|if (?:i|we|you)|is it (?:safe|ok|okay|fine)|safe to|can (?:i|we)(?: safely)?|should (?:i|we)|would (?:it|that|anything)|how (?:do|can|to)(?: i| we)?|impact of|effect of|what does it take)\b[^.!]{0,60}$/i;

const patterns = (Object.entries(changeVerbs) as [Verb, (typeof changeVerbs)[Verb]][]).map(
  ([verb, { nouns, stems, english }]) => ({
    verb,
    nouns: new RegExp(`(?:${nouns})`, 'g'),
    stems: new RegExp(`(?<![가-힣])(?:다시\\s?)?(?:${stems})`, 'g'),
    opening: new RegExp(`${englishOpening}((?:${english})(?:p?ing)?)(?![A-Za-z-])`, 'gi'),
    mixed: new RegExp(`(?<![A-Za-z-])(?:${english})(?=\\s?(?:을|를)?\\s?(?:해|시켜|하|좀|부탁|시키|요청|처리))`, 'gi'),
    trailing: new RegExp(`(?<=${mark}\\s)(?:${english})(?=\\s?(?:plz|pls|please|now|[.!]|$))`, 'gi'),
    anywhere: new RegExp(`(?<![A-Za-z-])(?:${english})(?:p?ing)?(?![A-Za-z-])`, 'gi'),
  }),
);

/** "I need i-0a stopped", "get it rebooted". */
const passive =
  /(?<![a-z])(?:need|want|get|have|like)\s(?:\S{1,12}\s){1,3}(?:to be\s)?(stopped|started|rebooted|restarted)(?![a-z])/i;
const passiveVerbs: Record<string, Verb> = {
  stopped: 'stop',
  started: 'start',
  rebooted: 'reboot',
  restarted: 'reboot',
};

/** The verbs of change that a clause wishes for or asks about. */
function wishes(text: string): Wish[] {
  const found = new Map<Verb, { asked: boolean; at: number; length: number }>();
  const add = (verb: Verb, asked: boolean, at: number, length: number): void => {
    const before = found.get(verb);
    if (before === undefined || (before.asked && !asked)) found.set(verb, { asked, at, length });
  };
  for (const { verb, nouns, stems, opening, mixed, trailing, anywhere } of patterns) {
    for (const match of text.matchAll(nouns)) {
      const tail = text.slice(match.index + match[0].length);
      if (negatesAfter.test(tail)) continue;
      if (asks.test(tail)) add(verb, true, match.index, match[0].length);
      else if (
        !saidOf.test(tail) &&
        /^(?:을|를|도)?\s?(?:$|[.!,\n?]|해(?!서\s?보니|당)|시켜|하|시키|부탁|좀|바람|바랍|요청|요(?:$|[.!])|주세|줘|한\s?(?:다음|뒤|후)|후|할래|합시다|ㄱ|고$|plz|please|pls)/i.test(
          tail,
        )
      )
        add(verb, false, match.index, match[0].length);
    }
    for (const match of text.matchAll(stems)) {
      const tail = text.slice(match.index + match[0].length);
      if (/^지(?:는|도)?\s?(?:마|말|않)/.test(tail) || stemSaid.test(tail)) continue;
      if (asks.test(tail) || /^(?:면|려면)/.test(tail)) add(verb, true, match.index, match[0].length);
      else if (/^(?:$|[\s.!,?]|기(?:$|\s)|줘|주|라|봐|버려|놔|놓|다오|달|세요|자|고|어|드|십|요|ㄹ|둬|두)/.test(tail))
        add(verb, false, match.index, match[0].length);
    }
    for (const match of text.matchAll(opening)) {
      const at = match.index + match[0].length - match[1]!.length;
      const before = text.slice(0, at);
      if (englishNegation.test(before)) continue;
      add(verb, englishAsks.test(before), at, match[1]!.length);
    }
    for (const match of text.matchAll(trailing)) {
      if (!englishNegation.test(text.slice(0, match.index)) && !/[?]/.test(text))
        add(verb, false, match.index, match[0].length);
    }
    for (const match of text.matchAll(mixed)) {
      const tail = text.slice(match.index + match[0].length);
      if (negatesAfter.test(tail)) continue;
      if (asks.test(tail.trimStart())) add(verb, true, match.index, match[0].length);
      else if (!saidOf.test(tail)) add(verb, false, match.index, match[0].length);
    }
    for (const match of text.matchAll(anywhere)) {
      if (englishAsks.test(text.slice(0, match.index))) add(verb, true, match.index, match[0].length);
    }
  }
  const wanted = passive.exec(text);
  if (wanted !== null) add(passiveVerbs[wanted[1]!.toLowerCase()]!, false, wanted.index, 1);
  // "등록 해제" is one verb, not two: the longer at a place counts.
  const all = [...found].map(([verb, place]) => ({ verb, ...place }));
  return all
    .filter(
      (a) => !all.some((b) => b !== a && b.at <= a.at && b.at + b.length >= a.at + a.length && b.length > a.length),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ verb, asked }) => ({ verb, asked }));
}

/** "alert me when …", "넘으면 알림": a wish for an alarm without its verb. */
const tellsWhen =
  /(?:alert|notify|tell|warn|page) (?:me|us) (?:when|if|once)|(?:넘으면|이상이면|초과하면|생기면|발생하면|떨어지면|되면|미만이면)\s?.{0,12}(?:알려|알림|알람|통보|경보)/i;

/** Whether a clause says that a change is not to be made. */
export const refusesChange = (text: string): boolean =>
  patterns.some(
    ({ nouns, stems, anywhere }) =>
      [...text.matchAll(nouns)].some((m) => negatesAfter.test(text.slice(m.index + m[0].length))) ||
      [...text.matchAll(stems)].some((m) => /^지(?:는|도)?\s?(?:마|말|않)/.test(text.slice(m.index + m[0].length))) ||
      [...text.matchAll(anywhere)].some((m) => englishNegation.test(text.slice(0, m.index))),
  );

const anywhere =
  /인터넷|전\s?세계|모든\s?(?:곳|IP|아이피|대역|소스)|어디서(?:나|든)|아무(?:\s?데|나)|외부|전체(?:에서|\s?대역|\s?IP|에|\s?(?:개방|오픈|허용|공개))|모두에게|(?<![a-z])(?:anywhere|everywhere|the (?:whole )?(?:internet|world)|internet|any (?:ip|source|address)|all (?:ips|sources|addresses)|anyone|everyone|outside)(?![a-z])/i;

/**
 * The change that a clause of marked text wishes for.
 *
 * @returns undefined when it wishes for none
 */
export function changeIn(text: string, all: readonly Thing[], refer: Refer): ReadChange | undefined {
  const found = wishes(text);
  if (found.length === 0 && !(changeObjects.alarm.test(text) && tellsWhen.test(text))) return undefined;
  const things = placed(text, all);
  const has = (object: keyof typeof changeObjects): boolean => changeObjects[object].test(text);
  const verbs = new Set(found.map((w) => w.verb));
  const any = (...wanted: Verb[]): boolean => wanted.some((verb) => verbs.has(verb));
  const asked = (...wanted: Verb[]): boolean => found.filter((w) => wanted.includes(w.verb)).every((w) => w.asked);
  const resources = things.flatMap((t) => (t.thing.kind === 'resource' ? [{ ...t, thing: t.thing }] : []));
  const cidrs = resources.filter((r) => r.thing.sort === 'cidr');
  const others = resources.filter((r) => r.thing.sort !== 'cidr');
  const done = (action: ChangeAction, names: string[], verbsOf: Verb[], flow?: Flow, words?: string[]): ReadChange => {
    const request = words === undefined ? undefined : parseRequest([action, ...words]);
    const step: Step = {
      intent: 'change',
      ...(names.length === 0 ? {} : { resources: [...new Set(names)] }),
      change: { action, ...(request === undefined ? {} : { words: [action, ...words!] }) },
      ...(flow === undefined ? {} : { flow }),
    };
    if (found.length === 0 || !asked(...verbsOf)) return { kind: 'change', step };
    return { kind: 'asked', step: { ...step, change: { ...step.change!, preview: true } } };
  };
  const unclear = (missing: Missing, action?: ChangeAction, likely: string[] = []): ReadChange | undefined =>
    found.every((w) => w.asked)
      ? undefined
      : { kind: 'unclear', missing, likely, ...(action === undefined ? {} : { action }) };

  if (any('undo') && !(has('route') && cidrs.length > 0) && !(has('target') && verbs.has('deregister')))
    return done(
      'undo',
      undoRecord(text),
      ['undo'],
      undefined,
      undoRecord(text).length === 1 ? undoRecord(text) : ['last'],
    );

  if (has('flowLog') && any('enable', 'start', 'add')) {
    const of = others.filter((r) => r.thing.sort !== 'bucket').map((r) => surely(r.thing));
    const names = of.length > 0 ? of : (refer(['vpc', 'subnet', 'network-interface']) ?? []);
    return names.length > 0
      ? done('enable-flow-logs', names, ['enable', 'start', 'add'])
      : unclear('resource', 'enable-flow-logs');
  }
  if (has('alarm') && (any('add', 'enable', 'register', 'start') || tellsWhen.test(text))) {
    const names = others.length > 0 ? others.map((r) => surely(r.thing)) : (refer([]) ?? []);
    const metric = things.find((t) => t.thing.kind === 'metric')?.thing;
    const threshold =
      /(?<![\w.])(\d{1,12}(?:\.\d{1,6})?)\s?(?:%|개|회|초|건|퍼센트|ms)?\s?(?:이상|초과|넘|보다|을|를|or more|or above)?/.exec(
        text.replace(/(?:>=?|over|above|exceeds|at least)\s/gi, ''),
      )?.[1];
    if (names.length === 0) return unclear('resource', 'create-alarm');
    return done(
      'create-alarm',
      names,
      ['add', 'enable', 'register', 'start'],
      undefined,
      metric?.kind === 'metric' && threshold !== undefined ? [names[0]!, metric.text, threshold] : undefined,
    );
  }
  if (has('endpoint') && any('add', 'enable', 'open')) {
    const vpc = others.filter((r) => r.thing.sort === 'vpc' || r.thing.sort === undefined).map((r) => surely(r.thing));
    const names = vpc.length > 0 ? vpc : (refer(['vpc']) ?? []);
    const service = endpointServices.find((s) =>
      new RegExp(`(?<![a-z0-9])${s.replace('.', '[. ]')}(?![a-z0-9])`, 'i').test(text),
    );
    if (names.length === 0) return unclear('resource', 'create-endpoint');
    return done(
      'create-endpoint',
      names.slice(0, 1),
      ['add', 'enable', 'open'],
      undefined,
      service === undefined ? undefined : [names[0]!, service],
    );
  }
  const table = others.find((r) => r.thing.sort === 'route-table');
  if (
    (has('route') || table !== undefined) &&
    cidrs.length > 0 &&
    any('add', 'delete', 'replace', 'enable', 'deregister')
  ) {
    const action =
      any('delete') || (any('deregister') && !any('add'))
        ? 'delete-route'
        : any('replace')
          ? 'replace-route'
          : 'add-route';
    const of =
      table ??
      others.find((r) => !isRouteTarget(r.thing) && r.thing.sort !== 'vpc') ??
      (action === 'delete-route' ? others[0] : undefined);
    const target = others.find((r) => r !== of);
    const tableNames = of === undefined ? (refer(['route-table']) ?? []) : [surely(of.thing)];
    if (tableNames.length === 0 || (action !== 'delete-route' && target === undefined)) return unclear('route', action);
    const cidr = surely(cidrs[0]!.thing);
    const names = [
      tableNames[0]!,
      cidr,
      ...(target === undefined || action === 'delete-route' ? [] : [surely(target.thing)]),
    ];
    return done(action, names, ['add', 'delete', 'replace', 'enable', 'deregister'], undefined, names);
  }
  if (has('route') && any('add', 'delete', 'replace') && cidrs.length === 0 && !has('port') && !has('target'))
    return unclear('route', any('add') ? 'add-route' : any('delete') ? 'delete-route' : 'replace-route');
  const group = others.find((r) => r.thing.sort === 'target-group');
  if ((group !== undefined || has('target')) && any('register', 'deregister', 'add', 'delete') && !has('route')) {
    const action = any('deregister', 'delete') ? 'deregister-target' : 'register-target';
    const targets = others.filter(
      (r) =>
        r !== group &&
        (r.thing.sort === 'instance' ||
          r.thing.sort === 'address' ||
          r.thing.sort === undefined ||
          r.thing.sort === 'load-balancer'),
    );
    const to = group ?? (targets.length > 1 ? targets.find((t) => t.thing.sort === undefined) : undefined);
    const rest = targets.filter((t) => t !== to);
    const groupNames = to === undefined ? (refer(['target-group']) ?? []) : [surely(to.thing)];
    const targetNames = rest.length > 0 ? rest.map((r) => surely(r.thing)) : (refer(['instance', 'address']) ?? []);
    if (groupNames.length === 0 || targetNames.length === 0)
      return others.length > 0 || hasReference(text) || has('target') ? unclear('target', action) : undefined;
    const port = rest[0]?.thing.port;
    return done(
      action,
      [groupNames[0]!, ...targetNames],
      ['register', 'deregister', 'add', 'delete'],
      undefined,
      targetNames.length === 1
        ? [groupNames[0]!, port === undefined ? targetNames[0]! : `${targetNames[0]}:${port}`]
        : undefined,
    );
  }
  if (
    any('open', 'close') &&
    others.length === 0 &&
    /보안\s?그룹|security\s?group/i.test(text) &&
    portIn(text, all, true) === undefined
  )
    return unclear('group', any('open') ? 'open-port' : 'close-port');
  const port = portIn(text, all, true);
  const securityGroup = others.find((r) => r.thing.sort === 'security-group');
  if (
    any('open', 'close', 'add', 'delete') &&
    (port !== undefined || has('port') || securityGroup !== undefined) &&
    (any('open', 'close') || securityGroup !== undefined)
  ) {
    const action = any('close', 'delete') && !any('open') ? 'close-port' : 'open-port';
    const groups = others.filter((r) => r.thing.sort !== 'address');
    const addresses = others.filter((r) => r.thing.sort === 'address');
    const fromGroup =
      groups.length > 1
        ? (groups.find((r) => /^(?:에서|로부터)/.test(r.after) || /(?:from|source)\s$/i.test(r.before)) ?? groups[1])
        : undefined;
    const owner = groups.find((r) => r !== fromGroup);
    const lone = owner === undefined ? (refer(['security-group']) ?? []) : [surely(owner.thing)];
    const peer =
      cidrs[0] !== undefined
        ? surely(cidrs[0].thing)
        : addresses[0] !== undefined
          ? surely(addresses[0].thing)
          : fromGroup !== undefined
            ? surely(fromGroup.thing)
            : anywhere.test(text)
              ? '0.0.0.0/0'
              : undefined;
    if (port === undefined) return lone.length > 0 || has('port') ? unclear('port', action) : undefined;
    if (lone.length === 0) return unclear('group', action);
    if (peer === undefined) return unclear('peer', action);
    const protocol = port.protocol ?? protocolIn(text, all);
    const flow: Flow = {
      from: peer,
      port: port.port,
      ...(port.toPort === undefined ? {} : { toPort: port.toPort }),
      ...(protocol === undefined ? {} : { protocol }),
    };
    return done(action, lone, ['open', 'close', 'add', 'delete'], flow, [
      lone[0]!,
      `${protocol ?? 'tcp'}/${port.port}${port.toPort === undefined ? '' : `-${port.toPort}`}`,
      peer,
    ]);
  }
  const instances = others.filter((r) => ['instance', 'address', undefined, 'dns-name'].includes(r.thing.sort));
  if (any('stop', 'start', 'reboot', 'terminate')) {
    const power = found.filter((w) => ['stop', 'start', 'reboot', 'terminate'].includes(w.verb));
    const names = instances.length > 0 ? instances.map((r) => surely(r.thing)) : (refer(['instance', 'address']) ?? []);
    if (names.length === 0) {
      if (others.length > 0 && !hasReference(text)) return power.every((w) => w.asked) ? undefined : unclear('what');
      return has('instance') ||
        hasReference(text) ||
        !/분석|점검|진단|감사|확인|조회|audit|analysis|scan|check/i.test(text)
        ? unclear('instance', power[0]!.verb === 'terminate' ? undefined : `${power[0]!.verb as 'stop'}-instance`)
        : undefined;
    }
    if (power.some((w) => w.verb === 'terminate')) return unclear('terminate', 'stop-instance', names);
    // "껐다 켜" and "stop and start again" is a reboot; two wishes of one thing otherwise are nobody's clear wish.
    const verb = power.length === 1 ? power[0]!.verb : verbs.has('reboot') ? 'reboot' : undefined;
    if (verb === undefined) return unclear('what', undefined, names);
    return done(`${verb as 'stop'}-instance`, names, [verb], undefined, names.length === 1 ? [names[0]!] : undefined);
  }
  if (any('delete') && others.length > 0 && !any('fix')) return unclear('unsupported');
  if (any('fix')) {
    const codes = things.flatMap((t) => (t.thing.kind === 'code' ? [t.thing.text] : []));
    const names = codes.length > 0 ? codes : others.length > 0 ? others.map((r) => surely(r.thing)) : (refer([]) ?? []);
    if (names.length === 0) return unclear('what', 'apply-fix');
    return done('apply-fix', names, ['fix'], undefined, codes.length > 0 ? [codes[0]!] : undefined);
  }
  return undefined;
}

const hasReference = (text: string): boolean =>
  /그거|그것|저거|이거|방금|아까|걔|(?<![가-힣])그\s|(?<![a-z])(?:it|that|this|them|those)(?![a-z])/i.test(text);

const isRouteTarget = (thing: Resource): boolean =>
  [
    'transit-gateway',
    'nat-gateway',
    'internet-gateway',
    'peering',
    'network-interface',
    'endpoint',
    'instance',
    'vpn-connection',
  ].includes(thing.sort ?? '');

/** The id of an audit record, as the log prints it. */
const undoRecord = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])(\d{8}T?-?\d{6}[\w-]{0,20}|[0-9a-f]{8}-[0-9a-f-]{27})(?![\w-])/g)].map((m) => m[1]!);

interface Placed {
  thing: Thing;
  before: string;
  after: string;
}

const placed = (text: string, all: readonly Thing[]): Placed[] =>
  [...text.matchAll(new RegExp(mark, 'g'))].flatMap((m) => {
    const thing = all[indexOfMark(m[0])];
    return thing === undefined
      ? []
      : [
          {
            thing,
            before: text.slice(Math.max(0, m.index - 16), m.index),
            after: text.slice(m.index + 1, m.index + 17),
          },
        ];
  });

import { parseRequest } from '../../operate/request.ts';
import { changeObjects, endpointServices, type Verb } from './lexicon/changes.ts';
import type { ChangeAction, Flow, Step } from './plan.ts';
import { portIn, protocolIn } from './ports.ts';
import { indexOfMark, mark } from './prompt-text.ts';
import { type Resource, surely, type Thing } from './things.ts';
import { wishes } from './wishes.ts';

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

/** "alert me when …", "넘으면 알림": a wish for an alarm without its verb. */
const tellsWhen =
  /(?:alert|notify|tell|warn|page) (?:me|us) (?:when|if|once)|(?:넘으면|이상이면|초과하면|생기면|발생하면|떨어지면|되면|미만이면)\s?.{0,12}(?:알려|알림|알람|통보|경보)/i;

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
  if (
    (group !== undefined ||
      has('target') ||
      (any('register', 'deregister') && hasReference(text) && others.length > 0)) &&
    any('register', 'deregister', 'add', 'delete') &&
    !has('route')
  ) {
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
  /그거|그것|저거|이거|거기|방금|아까|걔|(?<![가-힣])그\s|(?<![a-z])(?:it|that|this|them|those)(?![a-z])/i.test(text);

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

import type { ChangeAction, Flow, Step } from '../chat/planner/plan.ts';
import type { Missing, ReadChange, Refer } from './change.ts';
import { changeObjects, endpointServices, type Verb } from './lexicon/changes.ts';
import { portIn, protocolIn } from './ports.ts';
import { indexOfMark, mark } from './prompt-text.ts';
import { type Resource, surely, type Thing } from './things.ts';
import type { Wish } from './wishes.ts';

/*
 * A reader for each object of change. The object, the kinds of what is named and the verb together tell the action.
 */

/** A clause with its verbs of change, ready for the readers. */
export interface Wished {
  text: string;
  all: readonly Thing[];
  found: readonly Wish[];
  things: readonly Placed[];
  cidrs: readonly PlacedResource[];
  others: readonly PlacedResource[];
  refer: Refer;
  has(object: keyof typeof changeObjects): boolean;
  any(...verbs: Verb[]): boolean;
  /** Wished, or asked for where all of these verbs only ask. */
  done(
    action: ChangeAction,
    names: readonly string[],
    verbs: readonly Verb[],
    more?: { flow?: Flow; words?: readonly string[] | undefined },
  ): ReadChange;
  unclear(missing: Missing, action?: ChangeAction, likely?: string[]): ReadChange | 'none';
}

interface Placed {
  thing: Thing;
  before: string;
  after: string;
}
type PlacedResource = Placed & { thing: Resource };

/** `none`: it is no change at all; undefined: another reader's. */
type Outcome = ReadChange | 'none' | undefined;

export function wishedIn(text: string, all: readonly Thing[], found: readonly Wish[], refer: Refer): Wished {
  const things = placed(text, all);
  const resources = things.filter((t): t is PlacedResource => t.thing.kind === 'resource');
  const verbs = new Set(found.map((w) => w.verb));
  return {
    ...{ text, all, found, things, refer },
    cidrs: resources.filter((r) => r.thing.sort === 'cidr'),
    others: resources.filter((r) => r.thing.sort !== 'cidr'),
    has: (object) => changeObjects[object].test(text),
    any: (...wanted) => wanted.some((verb) => verbs.has(verb)),
    done(action, names, verbsOf, { flow, words } = {}) {
      const step: Step = {
        intent: 'change',
        ...(names.length === 0 ? {} : { resources: [...new Set(names)] }),
        change: { action, ...(words === undefined ? {} : { words: [action, ...words] }) },
        ...(flow === undefined ? {} : { flow }),
      };
      const of = found.filter((w) => verbsOf.includes(w.verb));
      if (found.length === 0 || !of.every((w) => w.asked)) return { kind: 'change', step };
      return { kind: 'asked', step: { ...step, change: { ...step.change!, preview: true } } };
    },
    unclear: (missing, action, likely = []) =>
      found.every((w) => w.asked)
        ? 'none'
        : { kind: 'unclear', missing, likely, ...(action === undefined ? {} : { action }) },
  };
}

const placed = (text: string, all: readonly Thing[]): Placed[] =>
  [...text.matchAll(new RegExp(mark, 'g'))].flatMap(({ index, 0: character }) => {
    const thing = all[indexOfMark(character)];
    const before = text.slice(Math.max(0, index - 16), index);
    return thing === undefined ? [] : [{ thing, before, after: text.slice(index + 1, index + 17) }];
  });

const namesOf = (resources: readonly PlacedResource[]): string[] => resources.map((r) => surely(r.thing));

/** "1 이상이면 알려줘": a threshold makes an alarm of it. */
export const tellsOver =
  /\d\s?(?:%|개|회|초|건|대|퍼센트|ms)?(?:를|을|가|이)?\s?(?:이상|초과|넘|미만|이하|떨어지|보다)|(?<![a-z])(?:over|above|exceed\w*|below|under|drops? to|less than|more than|greater than|fewer than)(?![a-z])[^.]{0,16}\d|[<>]=?\s?\d/i;

/** "alert me when …", "넘으면 알림": a wish for an alarm without its verb. */
export const tellsWhen =
  /(?:alert|notify|tell|warn|page) (?:me|us) (?:when|if|once)|let (?:me|us) know (?:when|once)|^(?:please\s)?(?:an?\s|new\s)*(?:alarm|alert)\s(?:on|for|when|if)\s|(?:넘으면|이상이면|초과하면|생기면|발생하면|떨어지면|되면|미만이면|이하면|이하이면|미만되면)\s?.{0,12}(?:알려|알림|알람|통보|경보|연락|노티)/i;

const anywhere =
  /인터넷|전\s?세계|모든\s?(?:곳|IP|아이피|대역|소스)|어디서(?:나|든)|아무(?:\s?데|나)|외부|전체(?:에서|\s?대역|\s?IP|에|\s?(?:개방|오픈|허용|공개))|모두에게|(?<![a-z])(?:anywhere|everywhere|the (?:whole )?(?:internet|world)|internet|any (?:ip|source|address)|all (?:ips|sources|addresses)|anyone|everyone|outside)(?![a-z])/i;

function undo({ text, any, has, cidrs, found, done }: Wished): Outcome {
  if (!any('undo') || (has('route') && cidrs.length > 0)) return undefined;
  if (has('target') && found.some((w) => w.verb === 'deregister')) return undefined;
  if (/(?<![a-z])nothing(?![a-z])|아무것도/i.test(text)) return 'none';
  const records = undoRecord(text);
  return done('undo', records, ['undo'], { words: records.length === 1 ? records : ['LAST'] });
}

/** The id of an audit record, as the log prints it. */
const undoRecord = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?<![\w-])(\d{8}T?-?\d{6}[\w-]{0,20}|[0-9a-f]{8}-[0-9a-f-]{27}|(?=[a-f]*\d)[0-9a-f]{8}(?=\s|[을를은번.]|$))(?![\w-])/g,
    ),
  ].map((m) => m[1]!);

function flowLogs({ has, any, others, refer, done, unclear }: Wished): Outcome {
  if (!has('flowLog') || !any('enable', 'start', 'add')) return undefined;
  const named = namesOf(others.filter((r) => r.thing.sort !== 'bucket'));
  const role = named.find((name) => /^arn:[^:]+:iam:/.test(name));
  const [own, destination, ...more] = named.filter((name) => name !== role);
  const names = own === undefined ? (refer(['vpc', 'subnet', 'network-interface']) ?? []) : [own];
  if (names.length === 0) return unclear('resource', 'enable-flow-logs');
  const toS3 = destination !== undefined && /^arn:[^:]+:s3:::/.test(destination);
  const whole = own !== undefined && destination !== undefined && more.length === 0 && toS3 === (role === undefined);
  const words = whole ? [own, destination, ...(role === undefined ? [] : [role])] : undefined;
  return done('enable-flow-logs', whole ? names : named.length > 0 ? named : names, ['enable', 'start', 'add'], {
    words,
  });
}

const alarmVerbs = ['add', 'enable', 'register', 'start'] as const;

function alarm({ text, has, any, others, things, refer, done, unclear }: Wished): Outcome {
  const tells = tellsWhen.test(text);
  if (!(tells && tellsOver.test(text)) && !(has('alarm') && (any(...alarmVerbs) || tells))) return undefined;
  const names = others.length > 0 ? namesOf(others) : (refer([]) ?? []);
  const metric = things.find((t) => t.thing.kind === 'metric')?.thing;
  const threshold =
    /(?<![\w.])(\d{1,12}(?:\.\d{1,6})?)\s?(?:%|개|회|초|건|퍼센트|ms)?\s?(?:이상|초과|넘|보다|을|를|or more|or above)?/.exec(
      text.replace(/(?:>=?|over|above|exceeds|at least)\s/gi, ''),
    )?.[1];
  if (names.length === 0) return unclear('resource', 'create-alarm');
  return done('create-alarm', names, alarmVerbs, {
    words: metric?.kind === 'metric' && threshold !== undefined ? [names[0]!, metric.text, threshold] : undefined,
  });
}

const endpointVerbs = ['add', 'enable', 'open'] as const;

function endpoint({ text, has, any, others, refer, done, unclear }: Wished): Outcome {
  if (!has('endpoint') || !any(...endpointVerbs)) return undefined;
  const [own] = namesOf(others.filter((r) => r.thing.sort === 'vpc' || r.thing.sort === undefined));
  const [vpc] = own === undefined ? (refer(['vpc']) ?? []) : [own];
  const service = endpointServices.find(
    (s) =>
      new RegExp(`(?<![a-z0-9])${s.replace('.', '[. ]')}(?![a-z0-9])`, 'i').test(text) ||
      others.some((r) => r.thing.text.toLowerCase() === s),
  );
  if (vpc === undefined) return unclear('resource', 'create-endpoint');
  const subnets = namesOf(others.filter((r) => r.thing.sort === 'subnet'));
  return done('create-endpoint', [vpc], endpointVerbs, {
    words: service === undefined ? undefined : [vpc, service, ...subnets],
  });
}

const routeVerbs = ['add', 'delete', 'replace', 'enable', 'deregister'] as const;

function route({ has, any, others, cidrs, refer, done, unclear }: Wished): Outcome {
  const table = others.find((r) => r.thing.sort === 'route-table');
  if (!(has('route') || table !== undefined) || (has('target') && table === undefined)) return undefined;
  if (cidrs.length === 0) {
    if (!has('route') || !any('add', 'delete', 'replace') || has('port')) return undefined;
    return unclear('route', any('add') ? 'add-route' : any('delete') ? 'delete-route' : 'replace-route');
  }
  if (!any(...routeVerbs)) return undefined;
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
  const to = action === 'delete-route' ? undefined : others.find((r) => r !== of);
  const [tableName] = of === undefined ? (refer(['route-table']) ?? []) : namesOf([of]);
  if (tableName === undefined || (action !== 'delete-route' && to === undefined)) return unclear('route', action);
  const names = [tableName, ...namesOf([cidrs[0]!]), ...(to === undefined ? [] : namesOf([to]))];
  return done(action, names, routeVerbs, { words: names });
}

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

const intoIt = /(?<![a-z])(?:to|into|from) (?:it|there|that(?: one| group)?)(?![a-z])|거기(?:에|서)/i;

const targetVerbs = ['register', 'deregister', 'add', 'delete'] as const;

function target({ text, has, any, others, refer, done, unclear }: Wished): Outcome {
  const group = others.find((r) => r.thing.sort === 'target-group');
  const spoken =
    group !== undefined ||
    has('target') ||
    (any('register', 'deregister') && others.length > (hasReference(text) ? 0 : 1)) ||
    // "… from the group, then add 10.0.0.9 to it".
    (any('add', 'delete') && intoIt.test(text) && refer(['target-group']) !== undefined);
  if (!spoken || !any(...targetVerbs) || has('route')) return undefined;
  const action = any('deregister', 'delete') ? 'deregister-target' : 'register-target';
  const targets = others.filter(
    (r) => r !== group && ['instance', 'address', undefined, 'load-balancer'].includes(r.thing.sort),
  );
  const to =
    group ??
    targets.find(calledGroup) ??
    (targets.length > 1
      ? (targets.find((t) => t.thing.sort === undefined) ?? targets.find((t) => !isExact(t.thing)))
      : undefined);
  const rest = targets.filter((t) => t !== to);
  const [groupName] = to === undefined ? (refer(['target-group']) ?? []) : namesOf([to]);
  const names = rest.length > 0 ? namesOf(rest) : (refer(['instance', 'address']) ?? []);
  const [first] = names;
  if (groupName === undefined || first === undefined)
    return others.length > 0 || hasReference(text) || has('target') ? unclear('target', action) : 'none';
  const port = rest[0]?.thing.port;
  return done(action, [groupName, ...names], targetVerbs, {
    words: names.length === 1 ? [groupName, port === undefined ? first : `${first}:${port}`] : undefined,
  });
}

const calledGroup = ({ before, after }: Placed): boolean =>
  /^\s?(?:타겟|타깃|타켓|대상)\s?그룹|^\s(?:target\s?group|tg)(?![a-z])/i.test(after) ||
  /(?:target\s?group|타겟\s?그룹|타깃\s?그룹|대상\s?그룹)\s(?:named\s|called\s)?$/i.test(before);

/** An id or an address, that is no group's name. */
const isExact = ({ text }: Resource): boolean => /^i-|^[\d.:a-f]+$/i.test(text);

const portVerbs = ['open', 'close', 'add', 'delete'] as const;

function port({ text, all, has, any, others, cidrs, refer, done, unclear }: Wished): Outcome {
  const said = portIn(text, all, true);
  const securityGroup = others.find((r) => r.thing.sort === 'security-group');
  const action = any('close', 'delete') && !any('open') ? 'close-port' : 'open-port';
  const ofGroups = /보안\s?그룹|방화벽|security\s?group|firewall/i.test(text);
  if (any('open', 'close') && others.length === 0 && ofGroups && said === undefined) return unclear('group', action);
  if (any('open', 'close') && others.length === 0 && cidrs.length > 0 && said === undefined && !has('route'))
    return unclear('group', action);
  if (!any(...portVerbs) || (said === undefined && !has('port') && securityGroup === undefined)) return undefined;
  if (!any('open', 'close') && securityGroup === undefined) return undefined;
  const groups = others.filter((r) => r.thing.sort !== 'address');
  const [address] = others.filter((r) => r.thing.sort === 'address');
  const fromGroup =
    groups.length > 1
      ? (groups.find((r) => /^(?:에서|로부터)/.test(r.after) || /(?:from|source)\s$/i.test(r.before)) ?? groups[1])
      : undefined;
  const owner = groups.find((r) => r !== fromGroup);
  const [group] = owner === undefined ? (refer(['security-group']) ?? []) : namesOf([owner]);
  const source = cidrs[0] ?? address ?? fromGroup;
  const peer = source !== undefined ? surely(source.thing) : anywhere.test(text) ? '0.0.0.0/0' : undefined;
  if (said === undefined) return group !== undefined || has('port') ? unclear('port', action) : 'none';
  if (group === undefined) return unclear('group', action);
  if (peer === undefined) return unclear('peer', action);
  const protocol = said.protocol ?? protocolIn(text, all);
  const { port: first, toPort: last } = said;
  const flow: Flow = {
    from: peer,
    port: first,
    ...(last === undefined ? {} : { toPort: last }),
    ...(protocol === undefined ? {} : { protocol }),
  };
  const range = last === undefined ? first : `${first}-${last}`;
  return done(action, [group], portVerbs, { flow, words: [group, `${protocol ?? 'tcp'}/${range}`, peer] });
}

const powerVerbs: readonly Verb[] = ['stop', 'start', 'reboot', 'terminate'];

function power({ text, has, found, others, refer, done, unclear }: Wished): Outcome {
  const wished = found.filter((w) => powerVerbs.includes(w.verb));
  const [first] = wished;
  if (first === undefined) return undefined;
  const instances = others.filter((r) => ['instance', 'address', undefined, 'dns-name'].includes(r.thing.sort));
  const names = instances.length > 0 ? namesOf(instances) : (refer(['instance', 'address']) ?? []);
  if (names.length === 0) {
    if (others.length > 0 && !hasReference(text)) return wished.every((w) => w.asked) ? 'none' : unclear('what');
    const meant =
      has('instance') || hasReference(text) || !/분석|점검|진단|감사|확인|조회|audit|analysis|scan|check/i.test(text);
    return meant
      ? unclear('instance', first.verb === 'terminate' ? undefined : `${first.verb as 'stop'}-instance`)
      : 'none';
  }
  if (wished.some((w) => w.verb === 'terminate')) return unclear('terminate', 'stop-instance', names);
  // "껐다 켜" and "stop and start again" is a reboot; two wishes of one thing otherwise are nobody's clear wish.
  const verb = wished.length === 1 ? first.verb : wished.some((w) => w.verb === 'reboot') ? 'reboot' : undefined;
  if (verb === undefined) return unclear('what', undefined, names);
  return done(`${verb as 'stop'}-instance`, names, [verb], { words: names.length === 1 ? names : undefined });
}

/** What no action is for. */
const unsupported = ({ any, others, unclear }: Wished): Outcome =>
  any('delete') && others.length > 0 && !any('fix') ? unclear('unsupported') : undefined;

function fix({ any, things, others, refer, done, unclear }: Wished): Outcome {
  if (!any('fix')) return undefined;
  const codes = things.flatMap((t) => (t.thing.kind === 'code' ? [t.thing.text] : []));
  const names = codes.length > 0 ? codes : others.length > 0 ? namesOf(others) : (refer([]) ?? []);
  if (names.length === 0) return unclear('what', 'apply-fix');
  const [code, ...more] = codes;
  const of = namesOf(others);
  const words = code === undefined || more.length > 0 || of.length > 1 ? undefined : [code, ...of];
  return done('apply-fix', names, ['fix'], { words });
}

const hasReference = (text: string): boolean =>
  /그거|그것|저거|이거|거기|방금|아까|걔|(?<![가-힣])그\s|(?<![a-z])(?:it|that|this|them|those)(?![a-z])/i.test(text);

/** In the order in which they are asked. */
export const changeReaders: readonly ((wished: Wished) => Outcome)[] = [
  ...[undo, flowLogs, alarm, endpoint, route, target, port, power, unsupported, fix],
];

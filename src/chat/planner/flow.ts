import { portIn, protocolIn } from '../../language/ports.ts';
import { indexOfMark, isMark, mark } from '../../language/prompt-text.ts';
import { named, type Thing } from '../../language/things.ts';
import type { Flow } from './plan.ts';

/*
 * From where to where a clause asks, over what. An end is told by what stands beside it: 에서, 로, from, to, reach; the
 * end that nothing tells is the other one.
 */

interface End {
  name: string;
  at: number;
  /** Where its name ends in the text. */
  to: number;
  role?: 'from' | 'to' | 'subject';
}

const internet =
  /인터넷|외부(?:망|에서|로|인터넷)?|바깥|밖(?=에서|으로)|공인망|(?<![a-z-])(?:the )?(?:internet|outside(?: world)?|public internet|www|world)(?![a-z-])/gi;
const onPremises =
  /(?:본사|사내|온프레미스|온프렘)\s(?:IDC|데이터\s?센터|망|네트워크|전산실)|온프레미스|온프렘|온프레|사내망?|본사|데이터\s?센터|IDC|(?<![a-z])(?:on-?\s?prem(?:ises?)?|data\s?cent(?:er|re)|office)(?![a-z])/gi;

/** "사내 PC 192.168.10.20": an address says more. */
const ofHost = /^\s?(?:의\s)?(?:PC|서버|망|IP|호스트|단말|대역|host|server|client|machine)?\s?[\uE000-\uF8FF]/i;

const fromAfter =
  /^(?:\s?-{1,2}>|\s(?:to|towards?|into)\s(?:the\s|port\s\d+\s(?:of|on)\s)?(?=[\uE000-\uF8FF])|\s?(?:서브넷|인스턴스|서버|쪽|대역|망)?\s?(?:에서부터|에서는?|부터|발(?=\s)|로부터|에서의|출발(?!지)))/;
const toAfter =
  /^\s?(?:서브넷|인스턴스|서버|쪽|대역|망)?\s?(?:으로는?|로는?|로의|까지|에게|한테|향|행(?=\s)|에(?!서)|\s?(?:의\s)?(?:포트\s)?\d{1,5}번?\s?(?:포트)?(?:으로|로)(?=\s|$))/;
/** "B의 443 포트에": a place that is gone to by its port. */
const toByPort = /^\s?의\s(?:(?:tcp|udp)\s?)?\d{1,5}번?\s?(?:포트)?(?:에(?!서)|로|으로|까지)/i;
/** "A가 B에 접근할 수": who does it, where something is said of where to. */
const subjectAfter = /^\s?(?:서브넷|인스턴스|서버)?(?:이|가)(?=\s)/;
const fromBefore =
  /(?:<-|출발지|소스|시작점|from|source|src|between|out of)(?:는|은|가|IP)?\s?:?\s?(?:the\s|instance\s|host\s|server\s|vpc\s|subnet\s)?$/i;
/** "Can A reach B", "is B reachable from A": a subject is where it starts, unless a from says otherwise. */
const subjectBefore =
  /(?<![a-z])(?:can|could|does|do|did|can'?t|can not|cannot|is|isn'?t|was|are|will|would|should|if|whether|lets?|allow(?:s|ed)?)\s(?:the\s|my\s|our\s|instance\s|host\s|server\s|vpc\s|subnet\s)*$/i;
const toBefore =
  /(?:목적지|도착지|(?<![a-z])(?:to|into|towards?|reach(?:es|ing)?|access(?:es|ing)?|ping(?:s|ing)?|telnet|hits?|contact|onto|ssh|destination|dst|curl|against|->|-->|(?<!<-)>|via)|->|-->|>)\s?(?:the\s|instance\s|host\s|server\s|vpc\s|subnet\s)?$/i;

/** The words that make two ends a question of a path. */
export const reachWords =
  /양방향|출발지|목적지|구간|끊기|통하|통해[?.]?$|통함|통합니|통신|사이에|간에|접속|연결|접근|도달|닿|경로|추적|막히|막혀|막는|막고|못\s?(?:가|감|갑|들어|나|붙|넘|함|해|하)|넘어가|넘어오|넘어와|붙(?:어|나|는|을|지)|나가|나갈|나감|들어오|들어와|들어올|들어옵|들어갈|들어가|홉|갈\s?수|가는\s?길|가나|가지나|가는지|찔러|핑|열려|뚫려|안\s?(?:돼|되|됨|감|가|나감|됩|들어|붙)|되(?:나|는지|니|어|냐|ㅁ)|돼|될까|됨\??|됩니까|허용|차단|패스|트레이스|호출|(?<![a-z])(?:reach(?:es|able|ability)?|connect(?:s|ed|ivity|ion|ing)?|trace(?:route)?|path|hops?|ping|telnet|curl|access|talk|communicate|blocked|dropped|breaks?|block|drop|flow|go(?:es)?|get(?:s)? (?:to|through|out|in|into)|way (?:out|in)|out to|open|allowed|allow|packets?|traffic|route[sd]?|ssh|rdp|timeouts?|times? out|send|hit|pass)(?![a-z])|->/i;

/** The ends and the port of the flow that a clause of marked text asks about; undefined when it names no two ends. */
export function flowIn(text: string, all: readonly Thing[]): Flow | undefined {
  const ends = endsIn(text, all);
  const from = ends.find((e) => e.role === 'from') ?? ends.find((e) => e.role === 'subject');
  const to = ends.find((e) => e.role === 'to' && e !== from);
  const rest = ends.filter((e) => e !== from && e !== to && (e.role === undefined || e.role === 'subject'));
  const source = from ?? (to === undefined ? rest[0] : rest.find((e) => e.at !== to.at));
  const destination = to ?? rest.find((e) => e !== source);
  if (source === undefined && destination === undefined) return undefined;
  const port = portIn(text, all, true);
  const protocol = port?.protocol ?? protocolIn(text, all);
  const icmp = protocol?.startsWith('icmp') === true;
  return {
    ...(source === undefined ? {} : { from: source.name }),
    ...(destination === undefined ? {} : { to: destination.name }),
    ...(port === undefined || icmp
      ? {}
      : { port: port.port, ...(port.toPort === undefined ? {} : { toPort: port.toPort }) }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

function endsIn(text: string, all: readonly Thing[]): End[] {
  const ends: End[] = [];
  const add = (name: string, start: number, end: number): void => {
    const before = text.slice(Math.max(0, start - 28), start);
    const after = text.slice(end, end + 24);
    const role = toByPort.test(after)
      ? 'to'
      : fromAfter.test(after)
        ? 'from'
        : toAfter.test(after)
          ? 'to'
          : toBefore.test(before)
            ? 'to'
            : fromBefore.test(before)
              ? 'from'
              : subjectBefore.test(before)
                ? 'subject'
                : undefined;
    ends.push({ name, at: start, to: end, ...(role === undefined ? {} : { role }) });
  };
  for (const match of text.matchAll(new RegExp(mark, 'g'))) {
    const thing = all[indexOfMark(match[0])];
    if (thing?.kind !== 'resource' || !canBeEnd(thing.sort) || holds(text, match.index, thing, all)) continue;
    if (isEverywhere(thing.text)) add('internet', match.index, match.index + 1);
    else add(named(thing), match.index, match.index + 1);
  }
  for (const match of text.matchAll(internet)) {
    // "인터넷 게이트웨이" and "internet-facing" are words of other things.
    const after = text.slice(match.index + match[0].length);
    if (/^\s?(?:게이트웨이|gateway|facing|-facing)/i.test(after)) continue;
    const bare = match[0].replace(/(?:에서|로)$/, '');
    add('internet', match.index, match.index + bare.length);
  }
  for (const match of text.matchAll(onPremises)) {
    if (ofHost.test(text.slice(match.index + match[0].length))) continue;
    add('onprem', match.index, match.index + match[0].length);
  }
  ends.sort((a, b) => a.at - b.at);
  // "본사 IDC", "인터넷 … 외부": one end said twice.
  return ends
    .filter((e, i) => !(i > 0 && ['internet', 'onprem'].includes(e.name) && ends[i - 1]!.name === e.name))
    .map((end, i, those) =>
      end.role === undefined &&
      end.name !== 'internet' &&
      subjectAfter.test(text.slice(end.to)) &&
      those.some((other) => other !== end && (other.role === 'to' || (other.role === undefined && i > 0)))
        ? { ...end, role: 'subject' as const }
        : end,
    );
}

/** Places of the ends that a text names, in order. */
export const endPlaces = endsIn;

/** What makes a list of two names. */
export const conjunctionBetween = /^\s?(?:와|과|이랑|랑|하고|및|,|\/|&|\+|나|이나|또는|and|or|,\s?and)\s?(?:the\s)?$/i;

/** "VPC02의 10.2.20.104", "10.2.20.104 in VPC02": the network is said of the host in it, and is no end of its own. */
function holds(text: string, at: number, thing: Extract<Thing, { kind: 'resource' }>, all: readonly Thing[]): boolean {
  if (!['vpc', 'subnet'].includes(thing.sort ?? '')) return false;
  const within = (character: string | undefined): boolean => {
    const other = character === undefined || !isMark(character) ? undefined : all[indexOfMark(character)];
    return other?.kind === 'resource' && !['vpc', 'subnet'].includes(other.sort ?? '') && canBeEnd(other.sort);
  };
  const inside =
    /^(?:\s?(?:'s|의|내의?|안의?|안에\s있는|에\s있는|에\s속한|쪽|소속)?\s?(?:인스턴스|서버|호스트)?\s?)([\uE000-\uF8FF])/.exec(
      text.slice(at + 1),
    );
  if (inside !== null && within(inside[1])) return true;
  const before = /([\uE000-\uF8FF])\s?\(?(?:in|of|inside|within)\s(?:the\s)?$/i.exec(text.slice(0, at));
  return before !== null && within(before[1]);
}

const isEverywhere = (text: string): boolean => text === '0.0.0.0/0' || text === '::/0';

/** Groups, tables and lists pass packets on or not; nothing comes from them or goes to them. */
const canBeEnd = (sort: string | undefined): boolean =>
  !['security-group', 'network-acl', 'route-table', 'finding', 'flow-log', 'prefix-list'].includes(sort ?? '');

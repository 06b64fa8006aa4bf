import { changeIn, type Missing, type ReadChange } from '../../language/change.ts';
import { type Clause, clausesOf } from '../../language/clauses.ts';
import { mentions } from '../../language/concepts.ts';
import { type Inventory, inventoryOf } from '../../language/inventory.ts';
import { kindOfName } from '../../language/names.ts';
import { portIn, protocolIn } from '../../language/ports.ts';
import { indexOfMark, isMark, markOf, normalise } from '../../language/prompt-text.ts';
import { corrected } from '../../language/spelling.ts';
import { named, type Resource, type Thing, things, thingsIn } from '../../language/things.ts';
import { topicConcepts } from '../../language/topics.ts';
import { refusesChange, wishes } from '../../language/wishes.ts';
import { ask, symptomChoices } from '../../messages/planner.ts';
import type { Text } from '../../messages/text.ts';
import { parseRequest } from '../../operate/request.ts';
import { flowIn, reachWords } from './flow.ts';
import { flowTexts } from './flows.ts';
import { continued, followUp, goesOnBy, lastReading, lastSubject } from './follow-ups.ts';
import { type Asked, askedIn, isEverywhere } from './intents.ts';
import type { Intent, Plan, PlanContext, Save, Step, Window } from './plan.ts';
import { kindsOf, latest, pointsAt, refers, refersToMany } from './references.ts';
import { saveIn, withoutSaving } from './save.ts';
import { sourceIn } from './source.ts';

/*
 * What a prompt asks for, without a model: its clauses, what each asks, of what, over which time. Pure: the same prompt
 * in the same conversation is the same plan.
 */

/** Clauses that ask one thing together. */
interface Request {
  /** What a reference in it may speak of: the conversation and the clauses before it. */
  reading: Reading;
  /** Marked text of its clauses, without saving and source. */
  text: string;
  sentence: number;
  asked?: Asked;
  change?: ReturnType<typeof changeIn>;
  save?: Save;
  /** Speaks of what the clause before it changed. */
  resumes?: true;
  /** Said in a clause of its own, so that it may hold for all. */
  saveApart?: true;
  source?: string;
  window?: Window;
}

interface Reading {
  all: readonly Thing[];
  context: PlanContext;
  inventory: Inventory;
}

/**
 * The plan of a prompt.
 *
 * @param prompt as it was typed, of any size
 * @throws RangeError for a zone of the context that does not exist
 */
export function plan(prompt: string, context: PlanContext): Plan {
  const inventory = inventoryOf(context.inventory);
  const marked = things(normalise(prompt), inventory, context);
  const reading: Reading = { all: marked.things, context, inventory };
  const clauses = fewest(clausesOf(corrected(marked.text), marked.things));
  const requests = grouped(readAll(clauses, reading), reading);
  return planOf(requests, reading);
}

/** Of a text with more clauses than anybody's wishes have, those at both ends. */
const fewest = (clauses: Clause[]): Clause[] =>
  clauses.length <= mostClauses ? clauses : [...clauses.slice(0, mostClauses / 2), ...clauses.slice(-mostClauses / 2)];
const mostClauses = 64;

/** The clauses in order, each as going on from those before it: "stop A, check B, then start it again". */
function readAll(clauses: readonly Clause[], reading: Reading): Request[] {
  let { context } = reading;
  let topic = '';
  return clauses.flatMap((said) => {
    // "What is NAT, and is ours healthy": of what was spoken of last.
    const clause = ours.test(said.text) ? { ...said, text: `${said.text} ${topic}` } : said;
    const request = read(clause, { ...reading, context });
    const [subject] = mentions(clause.text).filter((m) => topicConcepts.has(m.concept));
    if (subject !== undefined) topic = clause.text.slice(subject.start, subject.end);
    const { change } = request;
    const resources =
      change !== undefined && change.kind !== 'unclear' ? change.step.resources : namesIn(request.text, reading.all);
    if (resources !== undefined && resources.length > 0) {
      const intent = request.asked?.intent ?? (change === undefined ? 'overview' : 'change');
      const step: Step = change !== undefined && change.kind !== 'unclear' ? change.step : { intent, resources };
      context = {
        ...context,
        history: [...context.history, { prompt: clause.text, plan: { steps: [step] }, resources: [] }],
      };
    }
    return eachFlow(request);
  });
}

const ours = /(?<![a-z])(?:ours|mine)(?![a-z])|우리\s?(?:거|것|건|껀)(?![가-힣])/i;

/** A clause about several flows is a request for each. */
function eachFlow(request: Request): Request[] {
  const { reading, text, asked } = request;
  const texts = asked?.intent === 'path' ? flowTexts(text, reading.all) : [];
  if (texts.length < 2) return [request];
  return texts.map((one) => ({ ...request, text: one, ...judged(one, reading) }));
}

function read(clause: Clause, reading: Reading): Request {
  const { all } = reading;
  const save = saveIn(clause.text, all);
  const { source, rest } = sourceIn(clause.text, all);
  const text = save === undefined ? rest : withoutSaving(rest, all);
  return {
    reading,
    text,
    sentence: clause.sentence,
    ...(save === undefined ? {} : { save }),
    ...(source === undefined ? {} : { source }),
    ...judged(text, reading),
  };
}

/** What a text asks or wishes changed, and its window. */
function judged(text: string, reading: Reading): Pick<Request, 'asked' | 'change' | 'window'> {
  const { all } = reading;
  const change = startedAgain(
    checkedForm(changeIn(text, all, (kinds) => referred(text, kinds, reading))),
    text,
    reading,
  );
  const asked = change === undefined ? (pathOfReference(text, reading) ?? askedIn(text, all)) : undefined;
  const windows = thingsIn(text, all).flatMap((t) => (t.kind === 'window' ? [t.window] : []));
  const window = windows[0];
  return {
    ...(change === undefined ? {} : { change }),
    ...(asked === undefined ? {} : { asked }),
    ...(window === undefined ? {} : { window }),
  };
}

/** "다시 시작해줘" of what was stopped starts it; of anything else it is a reboot. */
function startedAgain(read: ReadChange | undefined, text: string, { context }: Reading): ReadChange | undefined {
  if (read === undefined || read.kind === 'unclear' || read.step.change?.action !== 'reboot-instance') return read;
  const last = lastSubject(context);
  const said = context.history.at(-1)?.prompt ?? '';
  const stopped =
    last?.intent === 'change' &&
    (last.change === undefined ? wishes(said).some((w) => w.verb === 'stop') : last.change.action === 'stop-instance');
  const same = read.step.resources?.every((name) => last?.resources?.includes(name)) === true;
  if (!stopped || !same || !/다시\s?(?:시작|켜|기동)/.test(text)) return read;
  const words = read.step.change.words?.slice(1);
  const change = { ...read.step.change, action: 'start-instance' as const };
  return {
    ...read,
    step: { ...read.step, change: words === undefined ? change : { ...change, words: ['start-instance', ...words] } },
  };
}

/** Words that `netops do` would not take as they stand are left out: the sentence itself says more. */
function checkedForm(read: ReadChange | undefined): ReadChange | undefined {
  if (read === undefined || read.kind === 'unclear' || read.step.change?.words === undefined) return read;
  const { words, ...change } = read.step.change;
  return parseRequest(words) === undefined ? { ...read, step: { ...read.step, change } } : read;
}

/** "그 인스턴스에서 10.2.20.101로": what a reference stands for is an end of the path, as if it were named. */
function pathOfReference(text: string, { all, context, inventory }: Reading): Asked | undefined {
  const phrase = referencePhrase.exec(text);
  if (phrase === null || !reachWords.test(text)) return undefined;
  const said = mentions(phrase[0]).flatMap((m) => kindsOf[m.concept] ?? []);
  const [name] = latest(context.history, said.length > 0 ? said : endKinds, false, inventory);
  if (name === undefined) return undefined;
  const spoken: Thing = {
    kind: 'resource',
    text: name,
    ...(kindOfName(name) === undefined ? {} : { sort: kindOfName(name)! }),
  };
  const put = `${text.slice(0, phrase.index)}${markOf(all.length)}${text.slice(phrase.index + phrase[0].length)}`;
  const asked = askedIn(put, [...all, spoken]);
  return asked?.intent === 'path' ? asked : undefined;
}

/** What a packet comes from or goes to, for a reference that names no kind. */
const endKinds = ['instance', 'address', 'load-balancer', 'dns-name', 'network-interface', 'vpc', 'subnet'];

const referencePhrase =
  /(?<![가-힣])(?:아까|방금)?\s?(?:그|저|해당)\s(?:인스턴스|서버|호스트|VPC|서브넷|ALB|NLB|로드\s?밸런서)|(?<![가-힣])(?:거기(?=서|에서|로|까지|에|\s)|(?:그|저)(?:거|것|쪽)(?=에서|으로|로|까지|한테|이랑|랑|\s)|걔(?=한테|에서|로|랑|가))|(?<![a-z])(?:that|this|the same)\s(?:instance|server|host|vpc|subnet|alb|nlb|box|machine|(?:load )?balancer)(?![a-z])|(?<=(?<![a-z])(?:to|from|reach|reaches|access|ping|into|hit|against|with|can|could|does|will|whether)\s)(?:it|there|that(?: one)?)(?=[\s.,?!]|$)/i;

function referred(text: string, kinds: readonly string[], { context, inventory }: Reading): string[] | undefined {
  const again = /(?<![가-힣])(?:다시|도로)|(?<![a-z])(?:again|back)(?![a-z])/i.test(text);
  if (!refers(text) && !again && !(kinds.length === 0 && context.history.length > 0)) {
    // "꺼줘" alone right after an answer is of what it was about.
    const bare = text.trim().split(/\s+/).length <= 3 && mentions(text).length === 0 && !/하나|아무/.test(text);
    const found = bare ? latest(context.history.slice(-1), kinds, refersToMany(text), inventory) : [];
    return found.length === 0 ? undefined : found;
  }
  const found = latest(context.history, kinds, refersToMany(text), inventory);
  return found.length === 0 ? undefined : found;
}

const resourcesIn = (text: string, all: readonly Thing[]): Resource[] =>
  thingsIn(text, all).filter((t): t is Resource => t.kind === 'resource');
const namesIn = (text: string, all: readonly Thing[]): string[] => [
  ...new Set(
    thingsIn(text, all).flatMap((t) => (t.kind === 'resource' ? [named(t)] : t.kind === 'code' ? [t.text] : [])),
  ),
];

/** Clauses that ask nothing by themselves go with a neighbour; equal requests are one. */
function grouped(clauses: readonly Request[], reading: Reading): Request[] {
  const requests: Request[] = [];
  let waiting: Request[] = [];
  for (const clause of clauses) {
    const last = requests.at(-1);
    const own = clause.change !== undefined || (clause.asked !== undefined && clause.asked.weak !== true);
    if (own) {
      // What was said before a clear wish cannot change what is wished.
      const clear = clause.change !== undefined && clause.change.kind !== 'unclear';
      const whole = clear ? clause : joined([...waiting, clause], reading);
      waiting = [];
      if (last !== undefined && whole.change !== undefined && isReason(last))
        requests[requests.length - 1] = whole.change.kind === 'unclear' ? joined([last, whole], reading) : whole;
      else if (last !== undefined && isContext(last, whole))
        requests[requests.length - 1] = joined(
          [last, whole],
          reading,
          whole.asked?.intent === 'dns' ? undefined : whole.asked,
        );
      else if (last !== undefined && isSameChange(last, whole)) continue;
      else if (last !== undefined && goesOn(last, whole, reading))
        requests[requests.length - 1] = joined([last, whole], reading, last.asked);
      else requests.push(whole);
    } else if (
      last !== undefined &&
      (clause.asked === undefined || clause.asked.weak === true) &&
      last.change?.kind === 'unclear'
    ) {
      requests[requests.length - 1] = joined([last, clause], reading);
    } else if (last !== undefined && last.change === undefined) {
      requests[requests.length - 1] = {
        ...joined([last, clause], reading, last.asked),
        ...(apart(clause, reading) ? { saveApart: true as const } : {}),
      };
    } else if (
      last !== undefined &&
      ((followUp(clause.text) === 'again' && lastReading(clause.reading.context) !== undefined) ||
        (last.change?.kind === 'change' && checksState(clause.text)))
    ) {
      // "Stop it and check again": what was looked at before the change, else what was changed.
      requests.push({ ...clause, resumes: true });
    } else if (last !== undefined) {
      const { save, source } = clause;
      requests[requests.length - 1] = {
        ...last,
        ...(save === undefined ? {} : { save }),
        ...(source === undefined ? {} : { source }),
      };
    } else if (
      clauses.length > 1 &&
      followUp(clause.text) === 'again' &&
      lastSubject(clause.reading.context) !== undefined &&
      mentions(clause.text).some((m) => m.concept === 'check')
    ) {
      requests.push({ ...clause, resumes: true });
    } else if (!refusesChange(clause.text) || clauses.length === 1) waiting.push(clause);
  }
  if (waiting.length > 0) requests.push(joined(waiting, reading));
  return requests;
}

/** "And check its state"; how the change itself went is told anyway. */
const checksState = (text: string): boolean =>
  /상태|정상|확인|점검|괜찮|(?<![a-z])(?:check|status|state|verify|healthy|health)(?![a-z])/i.test(text) &&
  !/\d\s?(?:초|분|시간)\s?(?:뒤|후)|이따|나중|later|결과|끝나|완료|되면|(?<![a-z])(?:done|finished|result|whether it worked)(?![a-z])/i.test(
    text,
  );

/** A clause that is about saving and nothing else. */
const apart = (clause: Request, { all }: Reading): boolean =>
  clause.save !== undefined && resourcesIn(clause.text, all).length === 0;

function joined(parts: readonly Request[], reading: Reading, asked?: Asked): Request {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const text = parts.map((p) => p.text).join(' ');
  const own =
    parts.findLast((p) => p.change !== undefined || p.asked !== undefined)?.reading ?? only?.reading ?? reading;
  const again = judged(text, own);
  const saves = parts.flatMap((p) => p.save ?? []);
  const save: Save | undefined = saves.length === 0 ? undefined : Object.assign({}, ...saves);
  const source = parts.findLast((p) => p.source !== undefined)?.source;
  const window = parts.find((p) => p.window !== undefined)?.window;
  const flow = again.asked?.flow ?? asked?.flow;
  return {
    reading: own,
    text,
    sentence: parts.at(-1)!.sentence,
    ...again,
    ...(asked === undefined ? {} : { asked: { ...asked, ...(flow === undefined ? {} : { flow }) }, change: undefined }),
    ...(save === undefined ? {} : { save }),
    ...(source === undefined ? {} : { source }),
    ...(window === undefined ? {} : { window }),
    ...(parts.some((p) => p.saveApart) ? { saveApart: true as const } : {}),
  };
}

/** "취소하고 원래대로 돌려놔": one wish said twice. */
const isSameChange = (last: Request, next: Request): boolean =>
  last.change?.kind === 'change' &&
  next.change?.kind === 'change' &&
  JSON.stringify(last.change.step) === JSON.stringify(next.change.step);

/** What is wrong, told before a change that is to help: "X가 이상해서 그런데 재부팅해줘". */
const isReason = (last: Request): boolean =>
  last.asked !== undefined && ['diagnose', 'overview'].includes(last.asked.intent) && tells(last.text);

/** A sentence that tells what is wrong, before the one that says what to do about it, is no request of its own. */
function isContext(last: Request, next: Request): boolean {
  if (last.asked === undefined || next.asked === undefined || last.sentence === next.sentence) return false;
  if (!tells(last.text) || last.save !== undefined) return false;
  return last.asked.intent === 'diagnose' || (last.asked.intent === next.asked.intent && next.asked.intent !== 'path');
}

const tells = (text: string): boolean => {
  const said = new Set(mentions(text).map((m) => m.concept));
  return (
    (said.has('symptom') || /안\s?(?:풀|되|돼|됨|됩)|들어왔|(?<![a-z])(?:not|n't|can't)(?![a-z])/i.test(text)) &&
    !said.has('check') &&
    !/[?]|왜|까요?$|줘|주세요|(?<![a-z])(?:why|what|how|is|are|please)(?![a-z])/i.test(text)
  );
};

/** The same intent again, of the same resources or none of its own, is the same request. */
function goesOn(last: Request, next: Request, { all }: Reading): boolean {
  if (last.asked === undefined || next.asked === undefined || last.change !== undefined || next.change !== undefined)
    return false;
  const [before, now] = [namesIn(last.text, all), namesIn(next.text, all)];
  const same = now.every((name) => before.includes(name));
  if (last.asked.intent === next.asked.intent)
    return (
      same && !(next.asked.intent === 'path' && next.asked.flow?.from !== undefined && next.asked.flow.to !== undefined)
    );
  // What is said of a path after it was named is about that path; NAT's cost is in the report about NAT.
  if (last.asked.intent === 'path')
    return now.length === 0 && ['diagnose', 'overview', 'exposure'].includes(next.asked.intent);
  return (
    ['diagnose'].includes(next.asked.intent) &&
    now.length === 0 &&
    !/진단|종합|전체|diagnose|everything/i.test(next.text) &&
    last.asked.intent !== 'overview'
  );
}

function planOf(requests: readonly Request[], reading: Reading): Plan {
  const steps: Step[] = [];
  const questions: { says: Text; choices: readonly string[]; unclear: string | undefined }[] = [];
  for (const request of requests) {
    const outcome = stepOf(request, request.reading);
    if ('question' in outcome)
      questions.push({ says: outcome.question, choices: outcome.choices ?? [], unclear: outcome.unclear });
    else if (outcome.step.intent !== 'help' || requests.length === 1) steps.push(outcome.step);
  }
  if (steps.length === 0 && questions.length === 0) steps.push({ intent: 'help' });
  shareSaving(steps, requests);
  const [first] = questions;
  const { lang } = reading.context;
  return {
    steps,
    ...(first === undefined
      ? {}
      : {
          question: first.says[lang],
          ...(first.choices.length === 0 ? {} : { choices: [...first.choices] }),
          ...(first.unclear === undefined ? {} : { unclear: first.unclear }),
        }),
  };
}

/** What is said about saving or source in a closing or opening clause of its own holds for every step that reads. */
function shareSaving(steps: Step[], requests: readonly Request[]): void {
  const shared = requests.findLast((r) => r.saveApart)?.save;
  const source = requests.findLast((r) => r.source !== undefined)?.source;
  for (const step of steps) {
    if (step.intent === 'change' || step.intent === 'help' || step.intent === 'explain') continue;
    if (shared !== undefined && step.save === undefined) step.save = shared;
    if (source !== undefined && step.source === undefined) step.source = source;
  }
}

type Outcome = { step: Step } | { question: Text; choices?: readonly string[]; unclear?: string };

function stepOf(request: Request, reading: Reading): Outcome {
  const { context, all } = reading;
  if (request.change !== undefined) {
    if (request.change.kind === 'unclear') return unclearChange(request.change.missing, request.change.likely);
    return { step: request.change.step };
  }
  const extras = {
    ...(request.window === undefined ? {} : { window: request.window }),
    ...(request.save === undefined ? {} : { save: request.save }),
    ...(request.source === undefined ? {} : { source: request.source }),
  };
  const { asked } = request;
  const again = followUp(request.text) === 'again' && lastSubject(context)?.intent === 'change';
  const before = (again ? lastReading(context) : undefined) ?? lastSubject(context);
  const resources = resourcesIn(request.text, all);
  const help = mentions(request.text).some((m) => m.concept === 'help');
  if (sameFor.test(request.text) && before !== undefined && resources.length > 0 && request.change === undefined)
    return { step: continued(request.text, before, undefined, extras, all) };
  if ((asked === undefined || asked.weak === true) && refusesChange(request.text))
    return { question: ask.refused, choices: symptomChoices[context.lang] };
  // "서브넷만 다시 보여줘": the same of the same.
  const repeats =
    asked !== undefined &&
    asked.flow === undefined &&
    asked.intent === before?.intent &&
    resources.length === 0 &&
    followUp(request.text) === 'again';
  if (asked === undefined || asked.weak === true || repeats) {
    const follows = followUp(request.text);
    const speaks =
      follows !== undefined ||
      request.resumes === true ||
      (before?.intent === 'path' && (portIn(request.text, all, true) ?? protocolIn(request.text, all)) !== undefined) ||
      Object.keys(extras).length > 0 ||
      resources.length > 0 ||
      refers(request.text) ||
      goesOnBy(request.text);
    // A name alone goes on from a question about names, and is a question of its own after others.
    const own = asked?.intent === 'dns' && before?.intent !== 'dns';
    if (before !== undefined && speaks && !own && !(help && resources.length === 0 && !refers(request.text)))
      return { step: continued(request.text, before, follows, extras, all) };
  }
  if (asked === undefined) return notUnderstood(request, reading, help);
  if (help && asked.weak === true) return { step: { intent: 'help' } };
  if (
    resources.length === 0 &&
    pointsAt(request.text) &&
    asked.flow === undefined &&
    subjectsOf(asked.intent, request, reading).length === 0 &&
    asked.intent !== 'explain' &&
    asked.intent !== 'sql'
  )
    return { question: ask.reference };
  const unsure = resources.find((r) => r.likely !== undefined);
  if (unsure?.likely !== undefined)
    return { question: ask.meant(unsure.text, unsure.likely), choices: unsure.likely, unclear: unsure.text };
  return { step: step(asked, request, extras, reading) };
}

function step(asked: Asked, request: Request, extras: Partial<Step>, reading: Reading): Step {
  const { all } = reading;
  const metric = thingsIn(request.text, all).find((t) => t.kind === 'metric');
  const sql = thingsIn(request.text, all).find((t) => t.kind === 'sql');
  const names = subjectsOf(asked.intent, request, reading);
  const flow = asked.intent === 'path' ? asked.flow : undefined;
  return {
    intent: asked.intent,
    ...(names.length === 0 ? {} : { resources: names }),
    ...extras,
    ...(flow === undefined ? {} : { flow }),
    ...(metric?.kind === 'metric' && asked.intent === 'metric' ? { metric: metric.text } : {}),
    ...(sql?.kind === 'sql' ? { sql: sql.text } : {}),
    ...(asked.intent === 'explain' && names.length === 0 ? { term: termOf(request.text) } : {}),
  };
}

function subjectsOf(intent: Intent, request: Request, reading: Reading): string[] {
  const { all, context, inventory } = reading;
  if (intent === 'path' || intent === 'sql' || intent === 'help') return [];
  const said = namesIn(request.text, all).filter((name) => !isKindAlone(name) && !isEverywhere(name));
  const names = intent === 'dns' ? said.filter((name) => !said.some((other) => isZoneOf(name, other))) : said;
  if (names.length > 0 || !refers(request.text)) return names;
  const concepts = new Set(mentions(request.text).map((m) => m.concept));
  const kinds = [...concepts].flatMap((c) => kindsOf[c] ?? []);
  return latest(context.history, kinds, refersToMany(request.text), inventory);
}

/** "corp.example 도메인이 안 풀려요. dc1.corp.example": the zone is said of the name in it. */
const isZoneOf = (zone: string, name: string): boolean => name.toLowerCase().endsWith(`.${zone.toLowerCase()}`);

const isKindAlone = (name: string): boolean => /^(?:tgw|igw|nat|alb|nlb|vpc)$/i.test(name);

function notUnderstood(request: Request, reading: Reading, help: boolean): Outcome {
  const { lang } = reading.context;
  if (help) return { step: { intent: 'help' } };
  const said = mentions(request.text).map((m) => m.concept);
  if (refers(request.text) && (said.length > 0 || saysLittle(request.text))) return { question: ask.reference };
  const flow = flowIn(request.text, reading.all);
  if (flow !== undefined && reachWords.test(request.text))
    return { question: flow.from === undefined ? ask.from : ask.to };
  if (flow === undefined && portIn(request.text, reading.all, false) !== undefined && reachWords.test(request.text))
    return { question: ask.from };
  if (said.includes('symptom') || said.includes('diagnose'))
    return { question: ask.symptom, choices: symptomChoices[lang] };
  if (said.includes('check') && checksOnly(request.text))
    return { question: ask.subject, choices: symptomChoices[lang] };
  return { step: { intent: 'help' } };
}

/** "확인해줘", "please check": nothing says what. */
function checksOnly(text: string): boolean {
  const left = mentions(text)
    .filter((m) => m.concept === 'check' || m.concept === 'list')
    .reduceRight((rest, m) => `${rest.slice(0, m.start)} ${rest.slice(m.end).replace(/^[가-힣]+/, ' ')}`, text);
  return !/[A-Za-z가-힣]/.test(
    left.replace(
      /(?:좀|한번|한 번|빨리|지금|얼른|제발|부탁|해줘|해 줘|주세요|해봐|상세히|상세하게|자세히)[가-힣]*|(?<![a-z])(?:please|pls|can|could|you|me|for|now|it|the|a|quickly)(?![a-z])/gi,
      ' ',
    ),
  );
}

/** Nothing but a word or two. */
/** "Same for X": the last question again, whatever X would be asked by itself. */
const sameFor =
  /^\s*(?:(?:and|now|ok|then|also)[\s,]+)?(?:do )?(?:the )?same (?:thing )?(?:for|with|on|of)(?![a-z])|(?:도|에\s?대해서도)\s?(?:똑같이|같은\s?(?:걸로|거|것|방식)|동일하게)/i;

const saysLittle = (text: string): boolean => text.trim().split(/\s+/).length <= 2;

const missingAsk: Record<Missing, Text> = {
  instance: ask.instance,
  peer: ask.peer,
  group: ask.group,
  port: ask.port,
  route: ask.route,
  target: ask.target,
  resource: ask.resource,
  what: ask.what,
  terminate: ask.terminate,
  unsupported: ask.unsupported,
};

const unclearChange = (missing: Missing, likely: readonly string[]): Outcome => ({
  question: missingAsk[missing],
  ...(likely.length === 0 ? {} : { choices: likely }),
});

/** What is to be explained: a clause without the words that ask for it. */
function termOf(text: string): string {
  return [...text]
    .filter((c) => !(isMark(c) && indexOfMark(c) >= 0))
    .join('')
    .replace(
      /(?<![a-z])(?:what(?:'s| is| are| does)|explain|tell me about|please|the meaning of|mean(?:s|ing)?|define|an?|the|how does|work)(?![a-z])/gi,
      ' ',
    )
    .replace(
      /(?:이|가|은|는|란|이란|라는\s?게|을|를|에\s?대해(?:서)?|의)?\s?(?:뭐|뭔|무엇|무슨|뜻|의미|설명|개념|차이|알려).*$/,
      ' ',
    )
    .replace(/[?.!"']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

import { portIn, protocolIn } from '../../language/ports.ts';
import { named, type Resource, type Thing, thingsIn } from '../../language/things.ts';
import { flowIn } from './flow.ts';
import type { Flow, Intent, PlanContext, Step } from './plan.ts';

/*
 * A prompt that goes on from the last answer: "더 자세히", "지난주는?", "VPC01은?", "and the other way round?". It asks the
 * same again, with what is new in it.
 */

export type FollowUp = NonNullable<Step['follows']>;

/** How a clause goes on with what was asked before; undefined when no word says so. */
export function followUp(text: string): FollowUp | undefined {
  if (
    /자세|상세|구체적|디테일|더\s?(?:알려|보여|설명|말해|깊)|(?<![a-z])(?:more detail|details?|elaborate|tell me more|expand|more info|deeper|dig in|more)(?![a-z])/i.test(
      text,
    )
  )
    return 'detail';
  if (
    /(?<![가-힣])왜|어째서|이유|원인|근거|(?<![a-z])(?:why|how come|evidence|how do you know|proof)(?![a-z])/i.test(
      text,
    )
  )
    return 'why';
  if (
    /(?<![가-힣])(?:다시|재차|한\s?번\s?더|또)|재확인|재점검|재조회|재검사|(?<![가-힣])(?:이제|이젠|지금은)\s?(?:좀\s?)?(?:괜찮|어때|어떤|돼|되|됐|정상|풀렸|나아|해결)|(?<![a-z])(?:again|rerun|re-?check|re-run|repeat|once more|refresh|redo|one more time|better now|ok now|okay now|fixed now|fine now|did (?:it|that) (?:work|help))(?![a-z])/i.test(
      text,
    )
  )
    return 'again';
  return undefined;
}

/** Words with which a prompt goes on: "그럼", "…은?", "what about", "and". */
export const goesOnBy = (text: string): boolean =>
  /^(?:그럼|그러면|그리고|그래서|근데|and|what about|how about|ok and|now|then|same for)(?![a-z])/i.test(text.trim()) ||
  /(?:은|는|도|요)\s?\??$/.test(text.trim()) ||
  reverses(text);

const reverses = (text: string): boolean =>
  /반대|거꾸로|역방향|역으로|뒤집|돌아오는|리턴\s?(?:경로|패스)|(?<![a-z])(?:other way|reverse|vice versa|opposite|return path|way back|back again)(?![a-z])/i.test(
    text,
  );

/** The last step of the conversation that a prompt can go on from. */
export function lastSubject({ history }: PlanContext): Step | undefined {
  for (const turn of [...history].reverse()) {
    const last = turn.plan.steps.findLast((s) => s.intent !== 'help');
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The last step of the conversation that only read: what is checked again when a change was made since. */
export function lastReading({ history }: PlanContext): Step | undefined {
  for (const turn of [...history].reverse()) {
    const last = turn.plan.steps.findLast((s) => !['help', 'explain', 'change'].includes(s.intent));
    if (last !== undefined) return last;
  }
  return undefined;
}

/** What is asked of a change: why, or how that which it changed is now. */
function afterChange({ change }: Step, follows: FollowUp | undefined): Intent {
  if (follows === 'why') return 'explain';
  return change?.action.endsWith('-target') === true ? 'lb' : 'overview';
}

/** The last step again, with what a clause of marked text says anew. */
export function continued(
  text: string,
  before: Step,
  follows: FollowUp | undefined,
  extras: Partial<Step>,
  all: readonly Thing[],
): Step {
  const own = thingsIn(text, all).filter((t): t is Resource => t.kind === 'resource');
  const names = [...new Set(own.map(named))];
  // A change is not made twice because somebody asks on.
  const intent: Intent = before.intent === 'change' ? afterChange(before, follows) : before.intent;
  const { save: _save, change: _change, follows: _follows, resources: earlier = [], flow, ...rest } = before;
  const common = { ...rest, intent, ...extras, ...(follows === undefined ? {} : { follows }) };
  if (intent === 'path') return { ...common, flow: flowAgain(text, flow ?? endsOf(earlier), all) };
  const isDnsName = (name: string): boolean => /[a-z]\.[a-z]/i.test(name) && !name.includes('/');
  // Another place for the same name, or another name from the same place.
  const kept =
    intent === 'dns' && names.length > 0 ? earlier.filter((name) => isDnsName(name) !== names.some(isDnsName)) : [];
  // Of a group and its target, the group tells how both are.
  const subject = before.intent === 'change' && intent === 'lb' ? earlier.slice(0, 1) : earlier;
  const resources = names.length === 0 ? subject : [...kept, ...names];
  return { ...common, ...(resources.length === 0 ? {} : { resources }) };
}

const endsOf = ([from, to]: readonly string[]): Flow => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

function flowAgain(text: string, before: Flow, all: readonly Thing[]): Flow {
  if (reverses(text)) {
    const { from, to, ...rest } = before;
    return { ...rest, ...(to === undefined ? {} : { from: to }), ...(from === undefined ? {} : { to: from }) };
  }
  const now = flowIn(text, all) ?? {};
  const port = portIn(text, all, true);
  const protocol = port?.protocol ?? protocolIn(text, all);
  // One new end and nothing that says which: it is the other destination.
  const lone = now.to === undefined && now.from !== undefined && !/에서|부터|(?<![a-z])from(?![a-z])/i.test(text);
  const ends = lone
    ? { to: now.from! }
    : { ...(now.from === undefined ? {} : { from: now.from }), ...(now.to === undefined ? {} : { to: now.to }) };
  return {
    ...before,
    ...ends,
    ...(port === undefined ? {} : { port: port.port, ...(port.toPort === undefined ? {} : { toPort: port.toPort }) }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

import type { Root } from 'mdast';
import { UserError } from '../errors/user-error.ts';
import { awsCommand } from '../findings/aws-command.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/do.ts';
import { type Lang, type Text, verbatim } from '../messages/text.ts';
import { applyChange, type DryRun, dryRuns, type Preview, previewChange, type Site } from '../operate/change.ts';
import { checkForeseen } from '../operate/plan/calls.ts';
import { Ambiguous, type Choice } from '../operate/plan/names.ts';
import { forms, lackOf, parseRequest, type Request } from '../operate/request.ts';
import { changeDocument } from '../report/do/document.ts';
import { changeScreen, previewScreen, type Shown } from '../report/do/screen.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import { connectionOptions, openSnapshot, parseSource, type SourceOptions } from './source.ts';

/** What is to be changed, and how far it may go. */
export interface ChangeQuestion {
  /** A sentence, or an exact form and its words. */
  words: readonly string[];
  /** Preview only, with AWS's own DryRun where there is one. */
  dryRun?: boolean;
  /** Also wait until the targets that the change is about are healthy and its alarms are clear. */
  wait?: boolean;
  /** How long AWS may take to show the new state, seconds. */
  patience?: number;
}

/** A change that waits for somebody's yes. */
export interface ChangeApproval {
  /** One sentence: what is about to be done, where. */
  says: Text;
  /** What is shown before the question: calls, effect, undo; Markdown. */
  preview: Text;
  /** The same as a tree. */
  screen(lang: Lang): Root;
  /** True when it can cut somebody off. */
  destructive: boolean;
  /** The operations that can. */
  operations: readonly string[];
  /** Reads that failed, without which the effect is told. */
  unread: readonly string[];
  /** AWS has changed since they were asked before. */
  again: boolean;
}

/** Whom a change asks, and where it is made. */
export interface ChangeSetting extends Setting {
  source: SourceOptions;
  signal: AbortSignal;
  /** Asks a person, each time. */
  approve(approval: ChangeApproval): Promise<boolean>;
  /** Asks which one a name means. Without it, or undefined: the choices are the error's sentence. */
  choose?(name: string, choices: readonly Choice[]): Promise<string | undefined>;
  /** Told what is waited for after the calls. */
  onWaiting?(what: Text): void;
}

/**
 * Makes one change: reads it, shows what it would do, asks, makes the calls, waits until AWS shows the new state, and
 * leaves an audit record. The only way in which netops changes an account.
 *
 * @throws UserError for words that are no change, or a source that cannot be changed (2); a name that is unknown or
 *   ambiguous, a declined change, a call that AWS refused (1)
 */
export async function answerChange(question: ChangeQuestion, setting: ChangeSetting): Promise<Answer> {
  const asked = parseRequest(question.words);
  if (asked === undefined) throw new UserError(whyNot(question.words), 2);
  return await change(asked, question.words.join(' '), question, setting);
}

function whyNot(words: readonly string[]): Text {
  const lack = lackOf(words);
  if (lack === undefined) return text.notUnderstood(forms);
  if ('idle' in lack) return text.idleNames(lack.idle, forms);
  const { action, missing } = lack;
  return text.lacks(missing, action === undefined ? forms : forms.filter((form) => form.startsWith(`${action} `)));
}

/**
 * Makes AWS calls that a program names, in the way of every change.
 *
 * @param region the source's first one when left out
 * @throws UserError also for a call whose effect cannot be foreseen (1)
 */
export async function answerCalls(
  { calls, region, ...how }: { calls: readonly Call[]; region?: string } & Omit<ChangeQuestion, 'words'>,
  setting: ChangeSetting,
): Promise<Answer> {
  checkForeseen(calls);
  const asked: Request = { action: 'calls', calls, ...(region === undefined ? {} : { region }) };
  const sentence = calls.map((c) => awsCommand(c, region)).join('; ');
  return await change(asked, sentence, how, setting);
}

async function change(
  asked: Request,
  sentence: string,
  how: Omit<ChangeQuestion, 'words'>,
  setting: ChangeSetting,
): Promise<Answer> {
  const { source } = setting;
  if (parseSource(source.source).kind === 'snapshot') throw new UserError(text.onlyLive, 2);
  // A call goes to one account: with several, which one would be a guess.
  if (source.roleArn.length > 1) throw new UserError(text.oneAccount, 2);
  const site = siteOf(setting);
  const preview = await previewOf(asked, sentence, site, setting);
  if (how.dryRun === true && !preview.plan.done)
    return answerOf({ preview, result: 'preview', record: null, after: null }, await dryRuns(preview, site), setting);
  const { wait, patience } = how;
  const made = await applyChange(preview, site, {
    approve: async (what, again) => await setting.approve(approvalOf(what, again)),
    ...(wait === undefined ? {} : { wait }),
    ...(patience === undefined ? {} : { patience }),
    ...(setting.onWaiting === undefined ? {} : { onWaiting: (what: Text) => setting.onWaiting?.(what) }),
  });
  return answerOf(made, [], setting);
}

/** Where a name means several, whoever is there says which; the choice is then what was asked for. */
async function previewOf(asked: Request, sentence: string, site: Site, setting: ChangeSetting): Promise<Preview> {
  try {
    return await previewChange(asked, sentence, site);
  } catch (error) {
    if (!(error instanceof Ambiguous)) throw error;
    const chosen = await setting.choose?.(error.given, error.choices);
    if (chosen === undefined) throw error;
    return await previewOf(withChoice(asked, error.given, chosen), sentence, site, setting);
  }
}

/** A request with a name in it told exactly. The code of a finding stays; the choice is its resource. */
function withChoice(asked: Request, given: string, chosen: string): Request {
  if (asked.action === 'apply-fix') return { ...asked, resource: chosen };
  return Object.fromEntries(
    Object.entries(asked).map(([key, value]) => [
      key,
      value === given ? chosen : Array.isArray(value) ? value.map((v) => (v === given ? chosen : v)) : value,
    ]),
  ) as Request;
}

function approvalOf(preview: Preview, again: boolean): ChangeApproval {
  const operations = preview.destructive;
  const screen = (lang: Lang): Root => previewScreen(preview, lang);
  return {
    says: text.about(preview.sentence, preview.plan.account, preview.plan.region),
    preview: { ko: renderMarkdown(screen('ko')), en: renderMarkdown(screen('en')) },
    screen,
    destructive: operations.length > 0,
    operations,
    unread: preview.unread,
    again,
  };
}

/** The first look is the setting's own, whose progress a person sees; those after it are silent. */
function siteOf({ open, source, signal }: ChangeSetting): Site {
  let looked = false;
  return {
    signal,
    look: async (needs, waiting = {}) => {
      if (looked) return await openSnapshot(source, needs, waiting, { signal });
      looked = true;
      return await open(needs, waiting);
    },
    calling: async (work) => {
      const { connect } = await import('../aws/connection.ts');
      const { callAnswer } = await import('../aws/actions/make-call.ts');
      const connections = await connect(await connectionOptions(source, parseSource(source.source)));
      try {
        return await work((region, call, options) => callAnswer(connections[0]!, region, call, { signal, ...options }));
      } finally {
        for (const connection of connections) connection.close();
      }
    },
  };
}

function answerOf(change: Shown, dryRun: readonly DryRun[], { lang }: Setting): Answer {
  const { preview } = change;
  const title = verbatim(preview.sentence);
  const report = (): Root => changeScreen(change, dryRun, lang);
  return {
    kind: 'do',
    title,
    says: text.result[change.result],
    snapshot: preview.snapshot,
    findings: [],
    document: () => changeDocument(change, dryRun, lang),
    screen: report,
    report,
    files: () => reportFiles('change', report(), title, lang),
  };
}

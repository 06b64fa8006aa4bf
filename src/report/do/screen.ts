import type { Root, RootContent } from 'mdast';
import { awsCommand } from '../../findings/aws-command.ts';
import * as text from '../../messages/do.ts';
import type { Lang, Text } from '../../messages/text.ts';
import type { Change, DryRun, Preview } from '../../operate/change.ts';
import { codeBlock, heading, list, paragraph, root, strong } from '../nodes.ts';

/** A change, or the preview of one that was not made. */
export type Shown = Omit<Change, 'result'> & { result: Change['result'] | 'preview' };

/** What somebody says yes to: where, the calls, what they bring about, what undoes them. */
export function previewScreen({ sentence, snapshot, plan, effect, undo }: Preview, lang: Lang): Root {
  const say = (t: Text): string => t[lang];
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? '-';
  const { label } = text;
  const later = plan.calls.some((c) => /^(Create|Allocate)/.test(c.operation));
  return root(
    heading(2, sentence),
    paragraph(strong(`${say(label.where)}: `), `${plan.account} ${plan.region} (${who})`),
    paragraph(strong(`${say(label.before)}: `), plan.before),
    paragraph(strong(say(label.calls))),
    codeBlock('sh', plan.calls.map((c) => awsCommand(c, plan.region)).join('\n')),
    paragraph(strong(say(label.effect))),
    list([
      ...effect.targets.map((t) => say(text.isTarget(t.target, t.group, t.state))),
      ...effect.routes.map((r) => say(text.isHop(r.table, r.destination))),
      ...effect.addressesLost.map((a) => say(text.loses(a))),
      ...effect.refused.map((r) => say(text.refusedOnCopy(r.operation, r.code, r.message))),
      ...(effect.reach === null ? [] : [say(effect.reach)]),
      say(text.costs(effect.monthlyUsd, effect.formula)),
    ]),
    paragraph(strong(say(label.undo))),
    undo === null || undo.length === 0
      ? paragraph(say(later ? text.undoLater : text.noUndo))
      : codeBlock('sh', undo.map((c) => awsCommand(c, plan.region)).join('\n')),
  );
}

/** What came of it; of a preview alone, the preview with what AWS said to a dry run. */
export function changeScreen({ preview, result, record }: Shown, dryRun: readonly DryRun[], lang: Lang): Root {
  const say = (t: Text): string => t[lang];
  const shown: RootContent[] = result === 'preview' ? previewScreen(preview, lang).children : [];
  return root(
    ...shown,
    ...(dryRun.length === 0 ? [] : [list(dryRun.map((d) => say(text.dryRunSays(d.operation, d.code))))]),
    paragraph(strong(say(text.result[result])), record === null ? '' : ` (${say(text.label.record)}: ${record})`),
  );
}

import { awsCommand } from '../../findings/aws-command.ts';
import type { Lang } from '../../messages/text.ts';
import type { DryRun } from '../../operate/change.ts';
import { actionsOf } from '../../operate/iam.ts';
import { type Document, document } from '../document.ts';
import type { Shown } from './screen.ts';

/** The JSON document of a change. */
export function changeDocument(shown: Shown, dryRun: readonly DryRun[], lang: Lang): Document {
  const { preview, result, record, after } = shown;
  const { plan, effect, undo, snapshot, sentence, destructive } = preview;
  const data = {
    asked: sentence,
    account: plan.account,
    region: plan.region,
    before: plan.now,
    after,
    notes: plan.notes,
    calls: plan.calls,
    commands: plan.calls.map((c) => awsCommand(c, plan.region)),
    permissions: actionsOf(plan.calls),
    destructive: destructive.length > 0,
    effect: { ...effect, reach: effect.reach === null ? null : reachData(effect.reach) },
    undo: undo.includes(null) ? null : [...undo].reverse().flatMap((calls) => calls ?? []),
    dryRun,
  };
  return document(snapshot, { kind: 'do', summary: { result, record }, data }, lang);
}

const reachData = ({ says, internet, exposure, reach }: NonNullable<Shown['preview']['effect']['reach']>) => ({
  says,
  internet,
  exposure,
  reach,
});

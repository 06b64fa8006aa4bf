import type { Root, RootContent } from 'mdast';
import { awsCommand } from '../../findings/aws-command.ts';
import * as text from '../../messages/do.ts';
import { internet, onPremises, segmentKind } from '../../messages/exposure.ts';
import type { Lang, Text } from '../../messages/text.ts';
import type { SegmentKind } from '../../network/segments.ts';
import type { Change, DryRun, Preview } from '../../operate/change.ts';
import type { Effect } from '../../operate/effect/index.ts';
import { actionsOf } from '../../operate/iam.ts';
import { nameOf, type Snapshot } from '../../snapshot/snapshot.ts';
import { codeBlock, heading, list, paragraph, root, strong } from '../nodes.ts';

/** A change, or the preview of one that was not made. */
export type Shown = Omit<Change, 'result'> & { result: Change['result'] | 'preview' };

/** What somebody says yes to: where, the calls, what they bring about, what undoes them. */
export function previewScreen({ sentence, snapshot, plan, effect, undo, unread }: Preview, lang: Lang): Root {
  const say = (t: Text): string => t[lang];
  const who = snapshot.accounts.find((a) => a.id === plan.account)?.callerArn ?? '-';
  const { label } = text;
  const commands = (calls: Preview['plan']['calls']) =>
    codeBlock('sh', calls.map((c) => awsCommand(c, plan.region)).join('\n'));
  const back = [...undo].reverse().flatMap((calls) => calls ?? []);
  const { later, gone } = withoutUndo({ plan, undo });
  return root(
    heading(2, sentence),
    paragraph(strong(`${say(label.where)}:`), ` ${plan.account} ${plan.region} (${who})`),
    paragraph(strong(`${say(label.before)}:`), ' ', say(plan.now)),
    ...plan.notes.map((note) => paragraph(say(note))),
    paragraph(strong(say(label.calls))),
    commands(plan.calls),
    paragraph(strong(`${say(label.permissions)}:`), ' ', actionsOf(plan.calls).join(', ')),
    paragraph(strong(say(label.effect))),
    list([...(unread.length === 0 ? [] : [text.toldWithout(unread)]), ...effectLines(effect, snapshot)].map(say)),
    paragraph(strong(say(label.undo))),
    ...(back.length === 0 ? [] : [commands(back)]),
    ...(later.length === 0 ? [] : [paragraph(say(text.undoLater))]),
    ...(gone.length === 0 ? [] : [paragraph(say(text.noUndo(gone)))]),
  );
}

/** Calls whose undo needs ids that are not there yet, and operations that no call undoes. */
function withoutUndo({ plan, undo }: Pick<Preview, 'plan' | 'undo'>) {
  const lost = plan.calls.filter((_, i) => undo[i] === null);
  const later = lost.filter(({ operation }) => /^(Create|Allocate)/.test(operation));
  return { later, gone: [...new Set(lost.filter((c) => !later.includes(c)).map((c) => c.operation))] };
}

/** So many interfaces whose exposure changes are told one by one. */
const mostExposures = 5;
/** So many pairs whose reach changes. */
const mostChanges = 4;

function effectLines(effect: Effect, snapshot: Snapshot): Text[] {
  const {
    targets,
    alarms,
    instances,
    interfaces,
    subnets,
    routes,
    addressesLost,
    refused,
    reach,
    monthlyUsd,
    formula,
  } = effect;
  const named = (x: { id: string; name: string | null }): string => x.name ?? x.id;
  const ports = (openings: readonly { protocol: string; ports: string }[]): string =>
    openings.map((o) => `${o.protocol} ${o.ports}`).join(', ');
  return [
    ...refused.map((r) => text.refusedOnCopy(r.operation, r.code, r.message)),
    ...addressesLost.map(text.loses),
    ...targets.map((t) => text.isTarget(t.name, t.groupName, t.state)),
    ...routes.map((r) => text.isHop(r.table, r.destination)),
    ...(instances.length === 0 ? [] : [text.usedBy(instances.map(named))]),
    ...(interfaces.length === 0 ? [] : [text.alsoUsedBy([...new Set(interfaces.map(named))])]),
    ...(subnets.length === 0 ? [] : [text.routesOf(subnets.map(named))]),
    ...alarms.map((a) => text.watches(a.name, a.state)),
    ...(reach === null ? [] : [reach.says]),
    ...(reach?.exposure ?? [])
      .slice(0, mostExposures)
      .map((e) => text.exposureBecomes(e.name ?? e.interface, ports(e.before), ports(e.after))),
    ...(reach?.reach ?? [])
      .slice(0, mostChanges)
      .map((r) =>
        text.reachBecomes(partyOf(r.from, snapshot), partyOf(r.to, snapshot), ports(r.before), ports(r.after)),
      ),
    text.costs(monthlyUsd, formula),
  ];
}

/** A segment's id is its VPC's and what its default route leads to; what a change moves is named by where it was. */
function partyOf(id: string, snapshot: Snapshot): Text {
  if (id === 'internet') return internet;
  if (id === 'on-premises') return onPremises;
  const [vpc = id, kind = 'unknown'] = id.split(' ');
  const found = snapshot.scopes.flatMap((s) => s.ec2?.Vpcs ?? []).find((v) => v.VpcId === vpc);
  const name = (found === undefined ? undefined : nameOf(found)) ?? vpc;
  const what = segmentKind(kind as SegmentKind);
  return text.part({ ko: `${name} ${what.ko}`, en: `${name} ${what.en}` }, / → | \(changed\)$/.test(id));
}

/** What came of it; of a preview alone, the preview with what AWS said to a dry run. */
export function changeScreen({ preview, result, record, after }: Shown, dryRun: readonly DryRun[], lang: Lang): Root {
  const say = (t: Text): string => t[lang];
  const shown: RootContent[] = result === 'preview' ? previewScreen(preview, lang).children : [];
  const now = result === 'already' ? [preview.plan.now, ...preview.plan.notes] : after === null ? [] : [after];
  return root(
    ...shown,
    ...(dryRun.length === 0 ? [] : [list([...new Set(dryRun.map((d) => say(text.dryRunSays(d.operation, d.code))))])]),
    paragraph(strong(say(text.result[result])), record === null ? '' : ` (${say(text.label.record)}: ${record})`),
    ...(now.length === 0 ? [] : [list(now.map(say))]),
    ...(record === null || preview.undoes !== undefined ? [] : [paragraph(say(undoLine(preview, record)))]),
  );
}

/** How to undo it, or that nothing does. */
function undoLine(preview: Preview, record: string): Text {
  const { gone } = withoutUndo(preview);
  return gone.length > 0 ? text.noUndo(gone) : text.toUndo(record);
}

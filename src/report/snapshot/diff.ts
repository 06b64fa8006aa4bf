import { basename } from 'node:path';
import type { Root } from 'mdast';
import * as text from '../../messages/snapshot.ts';
import type { Lang } from '../../messages/text.ts';
import type { SnapshotDiff } from '../../snapshot/diff.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { list as bullets, code, heading, paragraph, root, strong } from '../nodes.ts';
import { formatInstant } from '../time.ts';

/** A snapshot and the folder it was loaded from. */
export interface Compared {
  folder: string;
  snapshot: Snapshot;
}

/** What changed, by account and region, and by resource within. */
export function snapshotDiffReport(
  { changes, notCompared }: SnapshotDiff,
  a: Compared,
  b: Compared,
  { lang, zone }: { lang: Lang; zone: string },
): Root {
  const t = text.screen;
  const called = ({ folder, snapshot }: Compared): string =>
    `${basename(folder)} (${formatInstant(snapshot.takenAt, zone)})`;
  const report = root(heading(1, t.diffTitle[lang]), paragraph(t.between(called(a), called(b))[lang]));
  for (const [place, ofPlace] of groups(changes, (c) => `${c.account} ${c.region}`)) {
    report.children.push(heading(2, place));
    report.children.push(
      bullets(
        [...groups(ofPlace, (c) => c.resource)].map(([resource, ofResource]) => {
          const name = ofResource.find((c) => c.resourceName !== undefined)?.resourceName;
          const title = [name === undefined ? undefined : [strong(name), ' '], code(withoutArn(resource))];
          if (ofResource.length === 1) return [...title, ': ', ofResource[0]!.says[lang]];
          return { phrase: title, under: [bullets(ofResource.map((c) => c.says[lang]))] };
        }),
      ),
    );
  }
  const resources = new Set(changes.map((c) => [c.account, c.region, c.resource].join(' '))).size;
  report.children.push(paragraph(changes.length === 0 ? t.same[lang] : t.count(changes.length, resources)[lang]));
  if (notCompared.length > 0) {
    const keys = [...new Set(notCompared.map((n) => n.key))];
    report.children.push(paragraph(t.notCompared(keys)[lang]));
  }
  return report;
}

/** `targetgroup/web/0a1b2c3d`: what an ARN says beyond the account and region that the heading above has. */
const withoutArn = (resource: string): string => /^arn:[\w-]+:[\w-]+:[^:]*:\d*:(.+)$/.exec(resource)?.[1] ?? resource;

function groups<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const group = found.get(keyOf(item));
    if (group === undefined) found.set(keyOf(item), [item]);
    else group.push(item);
  }
  return found;
}

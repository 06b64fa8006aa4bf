import { basename } from 'node:path';
import type { Root, RootContent } from 'mdast';
import { UserError } from '../errors/user-error.ts';
import { expandHome } from '../home.ts';
import { gapMeans } from '../messages/gaps.ts';
import * as text from '../messages/snapshot.ts';
import { document, documentGap, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { list as bullets, code, heading, paragraph, root, strong, table } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import { formatInstant, readerZone } from '../report/time.ts';
import { countResources } from '../snapshot/count.ts';
import { diffSnapshots, type SnapshotChange, type SnapshotDiff } from '../snapshot/diff.ts';
import { savedSnapshots, snapshotsDir } from '../snapshot/folder.ts';
import { loadMeta, loadSnapshot } from '../snapshot/load.ts';
import { saveSnapshot } from '../snapshot/save.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';

/** `netops snapshot save`: reads everything and keeps it. */
export async function save(options: CommonOptions, signal: AbortSignal): Promise<void> {
  const snapshot = await openSnapshot(options, 'all', { signal });
  const path = await saveSnapshot(snapshot, options.out === undefined ? snapshotsDir() : expandHome(options.out));
  const resources = countResources(snapshot);
  if (options.format === 'json') {
    const summary = { resources, gaps: snapshot.gaps.length };
    print(renderJson(document(snapshot, { kind: 'snapshot-save', summary, data: { path } }, options.lang)));
    return;
  }
  const { lang } = options;
  await show(
    root(
      paragraph(text.screen.saved(path)[lang]),
      paragraph(text.screen.whatWasSaved(resources, snapshot.gaps.length)[lang]),
      gapList(snapshot, options),
    ),
    options,
  );
}

function gapList(snapshot: Snapshot, { lang }: CommonOptions): RootContent | undefined {
  if (snapshot.gaps.length === 0) return undefined;
  return bullets(
    snapshot.gaps.map(
      (gap) => text.screen.gap(`${gap.region} ${gap.service}:${gap.operation}`, gap.code, gapMeans(gap))[lang],
    ),
  );
}

/** `netops snapshot list`: newest last. A damaged one is in the list, and says so. */
export async function list(options: CommonOptions): Promise<void> {
  const { lang } = options;
  const names = await savedSnapshots();
  const found = await Promise.all(
    names.map(async (name) => ({
      name,
      meta: await loadMeta(name).catch((error) => {
        if (error instanceof UserError) return undefined;
        throw error;
      }),
    })),
  );
  if (options.format === 'json') {
    const whole = found.flatMap(({ meta }) => meta ?? []);
    const snapshots = found.map(({ name, meta }) => ({
      name,
      damaged: meta === undefined,
      takenAt: meta?.takenAt ?? null,
      source: meta?.source ?? null,
      accounts: meta?.accounts.map((a) => a.id) ?? [],
      regions: meta?.regions ?? [],
      gaps: meta?.gaps.length ?? null,
    }));
    const envelope = {
      accounts: [...new Set(whole.flatMap((m) => m.accounts.map((a) => a.id)))].sort(),
      regions: [...new Set(whole.flatMap((m) => m.regions))].sort(),
      source: 'snapshot',
      takenAt:
        whole
          .map((m) => m.takenAt)
          .sort()
          .at(-1) ?? new Date().toISOString(),
    };
    const content = {
      summary: { snapshots: found.length },
      findings: [],
      data: { folder: snapshotsDir(), snapshots },
      gaps: [],
    };
    print(renderJson({ schemaVersion: 1, kind: 'snapshot-list', ...envelope, ...content }));
    return;
  }
  if (found.length === 0) {
    await show(root(paragraph(text.noneSaved()[lang])), options);
    return;
  }
  const { name, taken, accounts, regions, damaged, listTitle } = text.screen;
  const zone = readerZone();
  const rows = found.map(({ name: id, meta }) =>
    meta === undefined
      ? [id, damaged[lang], '', '']
      : [
          id,
          formatInstant(meta.takenAt, zone),
          meta.accounts.map((a) => a.alias ?? a.id).join(', '),
          meta.regions.join(', '),
        ],
  );
  const header = [name, taken, accounts, regions].map((t) => t[lang]);
  await show(root(heading(1, listTitle[lang]), table(header, rows)), options);
}

/** `netops snapshot diff`: what changed, by account, region and resource. */
export async function diff(before: string, after: string, options: CommonOptions): Promise<void> {
  const [a, b] = [await loadSnapshot(before), await loadSnapshot(after)];
  const found = diffSnapshots(a.snapshot, b.snapshot);
  const compared = {
    before: { folder: a.folder, takenAt: a.snapshot.takenAt },
    after: { folder: b.folder, takenAt: b.snapshot.takenAt },
  };
  if (options.format === 'json') {
    const count = (kind: SnapshotChange['kind']): number => found.changes.filter((c) => c.kind === kind).length;
    const summary = {
      changes: found.changes.length,
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
    };
    const made = document(
      b.snapshot,
      { kind: 'snapshot-diff', summary, data: { ...compared, ...found } },
      options.lang,
    );
    // What the earlier one lacks limits the comparison as much as what the later one does.
    const gaps = [...a.snapshot.gaps, ...b.snapshot.gaps].map((gap) => documentGap(gap, options.lang));
    const once = [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()];
    print(renderJson({ ...made, gaps: once }));
    return;
  }
  await show(diffReport(found, a, b, options), options, 'snapshot-diff');
}

interface Compared {
  folder: string;
  snapshot: Snapshot;
}

function diffReport({ changes, notCompared }: SnapshotDiff, a: Compared, b: Compared, { lang }: CommonOptions): Root {
  const zone = readerZone();
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

const print = (output: string): void => void process.stdout.write(output);

/** Prints a report in the format asked for; with `--out`, a named report is written there too. */
async function show(report: Root, options: CommonOptions, name?: string): Promise<void> {
  const html = async (): Promise<string> =>
    await renderHtml(report, { title: text.screen.diffTitle[options.lang], lang: options.lang });
  if (options.format === 'md') print(renderMarkdown(report));
  else if (options.format === 'html') print(await html());
  else print(renderTerminal(report, screen(options)));
  if (name !== undefined && options.out !== undefined) {
    await writeReports(expandHome(options.out), [
      { name: `${name}.md`, content: renderMarkdown(report) },
      { name: `${name}.html`, content: await html() },
    ]);
  }
}

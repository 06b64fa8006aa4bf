import type { Root, RootContent } from 'mdast';
import { answerSnapshotDiff, keepSnapshot, listSnapshots, snapshotEntry } from '../capabilities/snapshots.ts';
import { gapMeans } from '../messages/gaps.ts';
import * as text from '../messages/snapshot.ts';
import { document, renderJson } from '../report/document.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { list as bullets, heading, paragraph, root, table } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import { formatInstant, readerZone } from '../report/time.ts';
import { snapshotsDir } from '../snapshot/folder.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { present, settingOf } from './present.ts';
import { screen } from './screen.ts';

/** `netops snapshot save`: reads everything and keeps it. */
export async function save(options: CommonOptions, signal: AbortSignal): Promise<void> {
  const { snapshot, path, resources } = await keepSnapshot(settingOf(options, signal), options.out);
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
  const found = await listSnapshots();
  if (options.format === 'json') {
    const whole = found.flatMap(({ meta }) => meta ?? []);
    const snapshots = found.map(snapshotEntry);
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
export async function diff(before: string, after: string, options: CommonOptions, signal: AbortSignal): Promise<void> {
  await present(await answerSnapshotDiff({ before, after }, settingOf(options, signal)), options, 'asked');
}

const print = (output: string): void => void process.stdout.write(output);

/** Prints in the format asked for. */
async function show(report: Root, options: CommonOptions): Promise<void> {
  if (options.format === 'md') print(renderMarkdown(report));
  else if (options.format === 'html')
    print(await renderHtml(report, { title: text.screen.listTitle[options.lang], lang: options.lang }));
  else print(renderTerminal(report, screen(options)));
}

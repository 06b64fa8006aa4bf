import type { Answer, Setting } from '../capabilities/answer.ts';
import { exit } from '../errors/user-error.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import { filesWritten } from '../report/analyze/report.ts';
import { reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { CommonOptions } from './common.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';

/** For whom a command answers, and where its data comes from, by its options. */
export const settingOf = (options: CommonOptions, signal: AbortSignal): Setting => ({
  lang: options.lang,
  zone: readerZone(),
  now: new Date(),
  open: (needs, waiting = {}) => openSnapshot(options, needs, { signal, ...waiting }),
});

/**
 * Writes an answer's files and prints it in the format asked for. A document on standard output is for programs: it
 * writes no files unless a folder is named.
 *
 * @param files - whether the command writes its files always, or only into a folder that was named
 */
export async function present(answer: Answer, options: CommonOptions, files: 'always' | 'asked'): Promise<void> {
  const { lang, out } = options;
  const writes = out !== undefined || (files === 'always' && options.format !== 'json');
  const paths = writes ? await writeReports(expandHome(out ?? defaultReportDir()), await answer.files()) : [];
  switch (options.format) {
    case 'json':
      process.stdout.write(renderJson(answer.document()));
      break;
    case 'md':
      process.stdout.write(renderMarkdown(answer.report()));
      break;
    case 'html':
      process.stdout.write(await renderHtml(answer.report(), { title: answer.title[lang], lang }));
      break;
    default: {
      const shown = answer.screen();
      if (files === 'always') shown.children.push(...filesWritten(paths, (t) => t[lang]).children);
      process.stdout.write(renderTerminal(shown, screen(options)));
    }
  }
  if (options.failOn !== undefined && reaches(answer.findings, options.failOn)) process.exitCode = exit.failOn;
}

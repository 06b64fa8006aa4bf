import type { RootContent } from 'mdast';
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Progress } from '../aws/collect.ts';
import * as text from '../messages/chat.ts';
import type { Lang, Text } from '../messages/text.ts';
import { code, list, paragraph, strong } from '../report/nodes.ts';
import { plain } from '../report/plain.ts';
import { renderTerminal, type TerminalOptions } from '../report/terminal.ts';
import type { ChatEvent } from './conversation.ts';
import { markdownStream } from './markdown.ts';
import { type Spinner, spinner } from './terminal/spinner.ts';

interface Out {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface ShowOptions {
  lang: Lang;
  /** Asked for each block, since a window may be resized. */
  screen(): TerminalOptions;
  /** Where the answer goes. */
  out: Out;
  /** Where it is said what goes on: the same terminal, or standard error. */
  aside: Out;
  quiet: boolean;
}

/** Shows an answer while it comes. */
export interface Display {
  event(event: ChatEvent): void;
  progress(progress: Progress): void;
  /** Something else is about to be written to the terminal. */
  pause(): void;
  end(): void;
}

/** Text line by line, with nothing in it that a terminal would obey. */
export const inertLines = (given: string): string => given.split('\n').map(plain).join('\n');

/** Messages begin small, since the command line puts `netops:` before them; a line of their own begins with a capital. */
const begun = (line: string): string =>
  line.replace(
    /^(the|there|two|no|an?|nothing|cannot|this|going|earlier)\b/,
    (word) => word[0]!.toUpperCase() + word.slice(1),
  );

/** Sentences as lines of their own: wrapped between words, so that a path stays whole. */
export const asLines = (given: string, width: number): string =>
  given
    .split('\n')
    .map((line) => wrapAnsi(begun(plain(line)), Math.max(20, width), { trim: false }))
    .join('\n');

/** An answer on a terminal or in a pipe: Markdown block by block, tools as they start and end. */
export function display({ lang, screen, out, aside, quiet }: ShowOptions): Display {
  const markdown = markdownStream();
  const working: Spinner = quiet ? { show() {}, hide() {} } : spinner(aside);
  const running = new Map<string, string>();
  /** Services read, and to be read, of the collection that is under way. */
  const reads = new Map<string, { done: number; total: number }>();
  let written = false;
  /** Told with the next event: the answer may say the same. */
  let failure: { tool: string; seconds: string; says: Text } | undefined;

  const faint = (line: string): string => pc.createColors(screen().color).dim(line);
  const blocks = (children: RootContent[]): void => {
    if (children.length === 0) return;
    working.hide();
    out.write(`${written ? '\n' : ''}${renderTerminal({ type: 'root', children }, screen())}`);
    written = true;
  };
  const note = (line: string): void => {
    if (quiet) return;
    working.hide();
    aside.write(`${faint(asLines(line, screen().width))}\n`);
  };
  const spin = (): void => {
    const tool = [...running.values()].at(-1);
    const { done, total } = [...reads.values()].reduce(
      (sum, one) => ({ done: sum.done + one.done, total: sum.total + one.total }),
      { done: 0, total: 0 },
    );
    const read = total > 0 && done < total ? ` · ${text.reading(done, total)[lang]}` : '';
    working.show(
      (seconds) => `${(tool === undefined ? text.thinking(seconds) : text.working(tool, seconds))[lang]}${read}`,
    );
  };
  const flush = (): void => blocks(markdown.end());
  const tellFailure = (next?: ChatEvent): void => {
    if (failure === undefined) return;
    const { tool, seconds, says } = failure;
    failure = undefined;
    const repeated = next?.kind === 'failed' && next.says[lang] === says[lang];
    note(`✗ ${(repeated ? text.toolDone(tool, seconds) : text.toolFailed(tool, seconds, says))[lang]}`);
  };

  spin();
  return {
    event(event) {
      tellFailure(event);
      switch (event.kind) {
        case 'text':
          blocks(markdown.push(event.text));
          break;
        case 'block':
          flush();
          blocks(event.content.children);
          break;
        case 'tool-started':
          flush();
          reads.clear();
          running.set(event.id, event.tool);
          working.hide();
          break;
        case 'tool-ended': {
          running.delete(event.id);
          const seconds = event.seconds.toFixed(1);
          if (event.error === undefined) note(`✓ ${text.toolDone(event.tool, seconds)[lang]}`);
          else failure = { tool: event.tool, seconds, says: event.error };
          break;
        }
        case 'files':
          flush();
          blocks([paragraph(text.filesWritten[lang]), list(event.paths.map((path) => code(path)))]);
          break;
        case 'failed':
          flush();
          blocks([paragraph(begun(event.says[lang]))]);
          break;
        case 'question':
          flush();
          blocks([paragraph(strong(event.says[lang])), list(event.choices, true)]);
          break;
        case 'note':
          flush();
          note(event.says[lang]);
          break;
        case 'planned':
        case 'usage':
        case 'told':
          return;
      }
      spin();
    },
    progress({ region, connection, service, done, total }) {
      reads.set(`${connection} ${region} ${service}`, { done, total });
      spin();
    },
    pause() {
      tellFailure();
      flush();
      working.hide();
    },
    end() {
      tellFailure();
      flush();
      working.hide();
    },
  };
}

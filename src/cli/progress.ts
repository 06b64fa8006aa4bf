import type { WriteStream } from 'node:tty';
import pc from 'picocolors';
import stringWidth from 'string-width';
import type { Progress } from '../aws/collect.ts';
import { progress as text } from '../messages/progress.ts';
import type { Lang } from '../messages/text.ts';

/** Shows how far a collection is. */
export interface ProgressDisplay {
  onProgress(progress: Progress): void;
  /** Ends the display: `done` says in a line what was read, `stopped` that it was not finished. */
  end(how: 'done' | 'failed' | 'stopped'): void;
}

export interface ProgressOptions {
  lang: Lang;
  color: boolean;
  stream?: Pick<WriteStream, 'write' | 'isTTY' | 'columns' | 'rows'>;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
/** A collection that is done by then shows nothing live. */
const patienceMs = 200;

/** A live list on a terminal, a line for each place that is finished elsewhere. */
export function showProgress({ lang, color, stream = process.stderr }: ProgressOptions): ProgressDisplay {
  const started = performance.now();
  const places = new Map<string, Place>();
  const live = stream.isTTY === true && process.env.TERM !== 'dumb' ? liveList(stream, places, lang, color) : undefined;
  return {
    onProgress(progress) {
      const key = `${progress.connection} ${progress.region}`;
      let place = places.get(key);
      if (place === undefined) {
        place = { connection: progress.connection, account: '', region: progress.region, services: new Map() };
        places.set(key, place);
      }
      if (progress.account !== '') place.account = progress.account;
      place.services.set(progress.service, progress);
      const { done, total } = sum(place);
      // Every service of a place is known before the first of them has read anything.
      if (live === undefined && done === total) {
        stream.write(`${nameOf(place, places, lang)}: ${countsOf(place, lang)}\n`);
      }
    },
    end(how) {
      live?.clear();
      if (how === 'failed') return;
      if (how === 'stopped') {
        stream.write(`${text.stopped[lang]}\n`);
        return;
      }
      const all = [...places.values()].map(sum);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const [done, failed] = [all.reduce((n, s) => n + s.done, 0), all.reduce((n, s) => n + s.failed, 0)];
      const line = text.finished(places.size, done, failed, seconds)[lang];
      stream.write(`${live === undefined ? line : pc.createColors(color).dim(line)}\n`);
    },
  };
}

interface Place {
  connection: number;
  /** Empty until AWS has said it. */
  account: string;
  region: string;
  services: Map<string, Progress>;
}

const sum = ({ services }: Place): { done: number; failed: number; total: number } => {
  const all = [...services.values()];
  return {
    done: all.reduce((n, s) => n + s.done, 0),
    failed: all.reduce((n, s) => n + s.failed, 0),
    total: all.reduce((n, s) => n + s.total, 0),
  };
};

/** By account, then region; what has no region last. */
const inOrder = (places: Map<string, Place>): Place[] =>
  [...places.values()].sort((a, b) => {
    const [x, y] = [a, b].map((p) => `${p.account} ${p.region === 'global' ? '~' : p.region}`) as [string, string];
    return x < y ? -1 : x > y ? 1 : 0;
  });

const nameOf = (place: Place, places: Map<string, Place>, lang: Lang): string =>
  text.place(place.account, place.region, new Set([...places.values()].map((p) => p.connection)).size > 1)[lang];

const countsOf = (place: Place, lang: Lang): string => {
  const { done, failed, total } = sum(place);
  return text.read(done, total, failed)[lang];
};

/** A line a place, redrawn in place. Never more lines than the terminal has: what scrolled away cannot be redrawn. */
function liveList(
  stream: NonNullable<ProgressOptions['stream']>,
  places: Map<string, Place>,
  lang: Lang,
  color: boolean,
): { clear(): void } {
  const colors = pc.createColors(color);
  let drawn = 0;
  let frame = 0;
  let hidden = false;

  const lineOf = (place: Place, nameWidth: number): string => {
    const { done, failed, total } = sum(place);
    const finished = done === total;
    const mark = finished ? (failed > 0 ? colors.yellow('!') : colors.green('✓')) : colors.cyan(frames[frame]!);
    const name = nameOf(place, places, lang);
    const reading = [...place.services.values()].filter((s) => s.done < s.total).map((s) => s.service);
    const counts = countsOf(place, lang);
    const head = `${mark} ${name}${' '.repeat(Math.max(0, nameWidth - stringWidth(name)))}  ${counts}`;
    const room =
      (stream.columns ?? 80) - 3 - stringWidth(`  ${name}  ${counts}`) - Math.max(0, nameWidth - stringWidth(name));
    return `${head}  ${colors.dim(fitting(reading, room))}`;
  };

  const erase = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[0J`);
  const draw = (): void => {
    frame = (frame + 1) % frames.length;
    const all = inOrder(places);
    if (all.length === 0) return;
    const most = Math.max(1, (stream.rows ?? 24) - 2);
    // What is under way comes first when not all have a line.
    const shown = all.length <= most ? all : [...all].sort((a, b) => rank(a) - rank(b)).slice(0, most - 1);
    const rest = all.filter((place) => !shown.includes(place));
    const nameWidth = Math.max(...shown.map((place) => stringWidth(nameOf(place, places, lang))));
    const lines = shown.map((place) => lineOf(place, nameWidth));
    if (rest.length > 0) {
      const sums = rest.map(sum);
      const [done, total] = [sums.reduce((n, s) => n + s.done, 0), sums.reduce((n, s) => n + s.total, 0)];
      lines.push(`  ${colors.dim(text.others(rest.length, done, total)[lang])}`);
    }
    stream.write(`${hidden ? '' : '\u001b[?25l'}${erase()}${lines.join('\n')}\n`);
    hidden = true;
    drawn = lines.length;
  };
  const showCursor = (): void => {
    if (hidden) stream.write('\u001b[?25h');
    hidden = false;
  };

  let timer: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => {
    draw();
    timer = setInterval(draw, frameMs);
    timer.unref();
  }, patienceMs);
  patience.unref();
  // A program that leaves early, by whatever way, gives the cursor back.
  process.once('exit', showCursor);
  return {
    clear() {
      clearTimeout(patience);
      clearInterval(timer);
      stream.write(erase());
      drawn = 0;
      showCursor();
      process.off('exit', showCursor);
    },
  };
}

const rank = (place: Place): number => (sum(place).done < sum(place).total ? 0 : 1);

/** As many names as fit into a width. */
function fitting(names: string[], room: number): string {
  let line = '';
  for (const name of names) {
    const longer = line === '' ? name : `${line} ${name}`;
    if (stringWidth(longer) > room) return line;
    line = longer;
  }
  return line;
}

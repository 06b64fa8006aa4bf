import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

/** A program in a real terminal: tmux draws what it writes, and types for us. */
export interface Terminal {
  /** Types letters as they are. */
  type(text: string): void;
  /** Presses keys by tmux's names: `Enter`, `C-c`, `Up`. */
  press(...keys: string[]): void;
  /** Pastes, in brackets when the program has asked for that. */
  paste(text: string): void;
  /** What is to be seen, with what has scrolled away. */
  screen(): string;
  /** What is to be seen without scrolling. */
  visible(): string;
  /** Escape sequences included. */
  raw(): string;
  resize(columns: number, rows: number): void;
  /** Waits until something is to be seen; fails with the screen. */
  until(seen: RegExp | string, ms?: number): Promise<string>;
  /** Exit code of the program; undefined while it runs. */
  status(): number | undefined;
  close(): void;
}

export interface TerminalSize {
  columns?: number;
  rows?: number;
}

/** @throws when tmux is not installed */
export function openTerminal(
  command: string[],
  env: Record<string, string>,
  cwd: string,
  size: TerminalSize = {},
): Terminal {
  const socket = `netops-${randomUUID()}`;
  const tmux = (args: string[], input?: string): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      ...(input === undefined ? {} : { input }),
    });
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const set = Object.entries(env).map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'`);
  tmux([
    'start-server',
    ';',
    'set',
    '-g',
    'history-limit',
    '20000',
    ';',
    'new-session',
    '-d',
    '-x',
    String(size.columns ?? 100),
    '-y',
    String(size.rows ?? 40),
    '-c',
    cwd,
    `trap : INT; env -i ${set.join(' ')} ${quoted}; echo "[left with $?]"; sleep 1000`,
  ]);
  const screen = (): string => tmux(['capture-pane', '-p', '-J', '-S', '-']).trimEnd();
  return {
    type: (text) => tmux(['send-keys', '-l', '--', text]),
    press: (...keys) => tmux(['send-keys', ...keys]),
    paste(text) {
      tmux(['load-buffer', '-'], text);
      tmux(['paste-buffer', '-p']);
    },
    screen,
    visible: () => tmux(['capture-pane', '-p', '-J']).trimEnd(),
    raw: () => tmux(['capture-pane', '-p', '-e', '-S', '-']),
    resize: (columns, rows) => tmux(['resize-window', '-x', String(columns), '-y', String(rows)]),
    async until(seen, ms = 10_000) {
      const end = Date.now() + ms;
      for (;;) {
        const now = screen();
        if (typeof seen === 'string' ? now.includes(seen) : seen.test(now)) return now;
        if (Date.now() > end) throw new Error(`${seen} was not to be seen within ${ms} ms:\n${now}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    status() {
      // tmux itself now and then misses the exit code of what it ran.
      const code = /\[left with (\d+)\]$/.exec(screen())?.[1];
      return code === undefined ? undefined : Number(code);
    },
    close: () => tmux(['kill-server']),
  };
}

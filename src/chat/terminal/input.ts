import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';
import { type Key, keyDecoder } from './keys.ts';

/** The keyboard: keys one after the other, whoever waits for them. */
export interface Keyboard {
  /** The next key; undefined when the terminal is gone. */
  next(): Promise<Key | undefined>;
  /** While something else goes on: Ctrl-C is told at once, other keys wait. @returns the end of that */
  watch(onInterrupt: () => void): () => void;
  /** Forgets what was typed ahead: a question about a change is answered by nothing typed before it was seen. */
  forget(): void;
  /** Gives the terminal to another program, and takes it back. */
  lend<T>(to: () => Promise<T>): Promise<T>;
  close(): void;
}

const pasteOn = '\u001b[?2004h';
const pasteOff = '\u001b[?2004l';

/** What was typed ahead comes at once. */
const cookedMs = 100;

/** Takes over a terminal's keyboard: keys come one by one and unechoed, pastes in one piece. */
export function keyboard(stdin: ReadStream, write: (text: string) => void): Keyboard {
  const decode = keyDecoder();
  const utf8 = new StringDecoder('utf8');
  const queue: Key[] = [];
  let waiting: ((key: Key | undefined) => void) | undefined;
  let interrupted: (() => void) | undefined;
  let ended = false;
  /** Until what was typed before the terminal was taken over has been read. */
  let cooked = false;

  const take = (key: Key): void => {
    if (interrupted !== undefined && key.kind === 'key' && key.name === 'interrupt') interrupted();
    else if (waiting !== undefined) {
      const give = waiting;
      waiting = undefined;
      give(key);
    } else queue.push(key);
  };
  const onData = (bytes: Buffer): void => {
    const text = utf8.write(bytes);
    // A terminal's own line editing hands Enter over as a line feed, which is Ctrl-J here.
    for (const key of decode(cooked ? text.replaceAll('\n', '\r') : text)) take(key);
  };
  const onEnd = (): void => {
    ended = true;
    interrupted?.();
    waiting?.(undefined);
    waiting = undefined;
  };
  const on = (): void => {
    stdin.setRawMode(true);
    stdin.on('data', onData);
    stdin.on('end', onEnd);
    stdin.on('error', onEnd);
    cooked = true;
    stdin.resume();
    setTimeout(() => {
      cooked = false;
    }, cookedMs).unref();
    write(pasteOn);
  };
  const off = (): void => {
    write(pasteOff);
    stdin.off('data', onData);
    stdin.off('end', onEnd);
    stdin.off('error', onEnd);
    stdin.pause();
    // A terminal that has gone cannot be put back.
    if (!ended) stdin.setRawMode(false);
  };
  on();
  // However the program ends, the shell gets its terminal back.
  process.once('exit', off);
  return {
    next: () => {
      const key = queue.shift();
      if (key !== undefined) return Promise.resolve(key);
      if (ended) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    watch(onInterrupt) {
      interrupted = onInterrupt;
      return () => {
        interrupted = undefined;
      };
    },
    forget() {
      queue.length = 0;
    },
    async lend(to) {
      off();
      try {
        return await to();
      } finally {
        on();
      }
    },
    close() {
      process.off('exit', off);
      off();
    },
  };
}

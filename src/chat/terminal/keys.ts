/*
 * What a terminal sends when keys are pressed, as keys. Escape sequences of xterm, which all terminals of today follow
 * (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), and bracketed paste.
 */

export type KeyName =
  | 'enter'
  | 'newline'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'kill-word'
  | 'kill-to-end'
  | 'kill-to-start'
  | 'tab'
  | 'clear-screen'
  | 'interrupt'
  | 'end-of-input';

export type Key = { kind: 'text'; text: string } | { kind: 'paste'; text: string } | { kind: 'key'; name: KeyName };

const controls: Record<string, KeyName> = {
  '\r': 'enter',
  '\n': 'newline',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0001': 'home',
  '\u0002': 'left',
  '\u0003': 'interrupt',
  '\u0004': 'end-of-input',
  '\u0005': 'end',
  '\u0006': 'right',
  '\u000b': 'kill-to-end',
  '\u000c': 'clear-screen',
  '\u000e': 'down',
  '\u0010': 'up',
  '\u0015': 'kill-to-start',
  '\u0017': 'kill-word',
};

const sequences: Record<string, KeyName> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  '[H': 'home',
  '[F': 'end',
  OH: 'home',
  OF: 'end',
  '[1~': 'home',
  '[7~': 'home',
  '[4~': 'end',
  '[8~': 'end',
  '[3~': 'delete',
  '[1;5D': 'word-left',
  '[1;3D': 'word-left',
  '[1;5C': 'word-right',
  '[1;3C': 'word-right',
  b: 'word-left',
  f: 'word-right',
  '\u007f': 'kill-word',
  '\r': 'newline',
  '\n': 'newline',
  // Shift-Enter, where the terminal tells it from Enter (kitty's protocol, xterm's modifyOtherKeys).
  '[13;2u': 'newline',
  '[27;2;13~': 'newline',
};

const esc = '\u001b';
const pasteBegins = `${esc}[200~`;
const pasteEnds = `${esc}[201~`;
/** More than this at once with line breaks in it was pasted, whatever the terminal says. */
const typedAtOnce = 1024;

/** A decoder that remembers what was cut: a sequence or a paste may come in several pieces. */
export function keyDecoder(): (piece: string) => Key[] {
  let held = '';
  let paste: string[] | undefined;
  /** End of what was pasted so far: the closing sequence may be cut in two. */
  let tail = '';

  return (piece) => {
    const keys: Key[] = [];
    let input = held + piece;
    held = '';
    while (input !== '') {
      if (paste !== undefined) {
        const joined = tail + input;
        const end = joined.indexOf(pasteEnds);
        if (end < 0) {
          tail = joined.slice(-(pasteEnds.length - 1));
          paste.push(joined.slice(0, joined.length - tail.length));
          return keys;
        }
        paste.push(joined.slice(0, end));
        keys.push({ kind: 'paste', text: lines(paste.join('')) });
        paste = undefined;
        tail = '';
        input = joined.slice(end + pasteEnds.length);
        continue;
      }
      if (input.startsWith(pasteBegins)) {
        paste = [];
        input = input.slice(pasteBegins.length);
        continue;
      }
      if (input[0] === esc) {
        const sequence = /^\u001b(\[[0-9;:?<=>]*[ -/]*[@-~]|O[A-Za-z]|[^[O])/su.exec(input);
        if (sequence === null) {
          // Cut in the middle; what could never become a sequence is dropped.
          if (/^\u001b(\[[0-9;:?<=>]*[ -/]*|O)?$/s.test(input)) held = input;
          else keys.push({ kind: 'text', text: printable(input.slice(1)) });
          return keys;
        }
        const name = sequences[sequence[1]!];
        if (name !== undefined) keys.push({ kind: 'key', name });
        input = input.slice(sequence[0].length);
        continue;
      }
      const control = /[\u0000-\u001f\u007f]/.exec(input);
      if (control?.index === 0) {
        const name = controls[input[0]!];
        if (name !== undefined) keys.push({ kind: 'key', name });
        input = input.slice(1);
        continue;
      }
      const next = input.indexOf(esc);
      const until = next < 0 ? input.length : next;
      if (until > typedAtOnce && /[\r\n]./s.test(input.slice(0, until))) {
        keys.push({ kind: 'paste', text: lines(input.slice(0, until)) });
        input = input.slice(until);
        continue;
      }
      const end = control?.index ?? input.length;
      keys.push({ kind: 'text', text: input.slice(0, end) });
      input = input.slice(end);
    }
    return keys;
  };
}

/** A terminal sends the line breaks of a paste as returns. */
const lines = (text: string): string => printable(text.replace(/\r\n?/g, '\n'));

const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

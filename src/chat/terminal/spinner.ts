import stringWidth from 'string-width';

/** One line that says that something goes on, and for how long. */
export interface Spinner {
  show(label: (seconds: string) => string): void;
  hide(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
/** What is done by then needs no sign. */
const patienceMs = 150;

interface Out {
  write(text: string): unknown;
  columns?: number;
  isTTY?: boolean;
}

/** A spinner on a terminal; elsewhere nothing is shown. */
export function spinner(out: Out): Spinner {
  if (out.isTTY !== true || process.env.TERM === 'dumb') return { show() {}, hide() {} };
  let timer: NodeJS.Timeout | undefined;
  let shown = false;
  let current: (seconds: string) => string = () => '';
  let since = 0;
  let frame = 0;
  const draw = (): void => {
    frame = (frame + 1) % frames.length;
    let text = `${frames[frame]} ${current(((performance.now() - since) / 1000).toFixed(1))}`;
    // A line that wraps could not be erased.
    while (stringWidth(text) >= (out.columns || 80)) text = text.slice(0, -1);
    out.write(`\r\u001b[2K${text}`);
    shown = true;
  };
  return {
    show(label) {
      current = label;
      if (timer !== undefined) return;
      since = performance.now();
      timer = setInterval(() => {
        if (performance.now() - since >= patienceMs) draw();
      }, frameMs);
      timer.unref();
    },
    hide() {
      clearInterval(timer);
      timer = undefined;
      if (shown) out.write('\r\u001b[2K');
      shown = false;
    },
  };
}

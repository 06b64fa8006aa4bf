/*
 * "After stopping X, check Y" is two requests, in the order in which they are to be done. So is "check Y after you
 * restart X". What follows must be an order: "after rebooting X, Y fails" tells.
 */

const bases =
  'stop start reboot restart open close add remove delete register deregister enable create apply fix block allow detach attach replace undo revert'.split(
    ' ',
  );

const inflected = new Map(
  bases.flatMap((base) => {
    const stem = /e$/.test(base) ? base.slice(0, -1) : /[^aeiou][aeiou][pt]$/.test(base) ? base + base.at(-1) : base;
    return [
      [`${stem}ing`, base],
      [/(?:y)$/.test(stem) ? `${stem.slice(0, -1)}ied` : `${stem}ed`, base],
      [base, base],
    ] as [string, string][];
  }),
);

const order =
  '(?:(?:please|then|can you|could you|also)\\s)*(?:check|show|tell|verify|see|trace|run|diagnose|look|report|start|stop|restart|reboot|test|make sure|confirm|analy[sz]e|give|list|ping|audit|review|let me know|find|save|do|open|close|add|remove|what|how|is|are|can|does)';
const opening = new RegExp(
  `^(?:after|once|when|as soon as)\\s([^,]{2,80}?)(?:,\\s?|\\s(?=${order}\\s))(?=${order}(?:\\s|$))(.+)$`,
  'is',
);
const closing = new RegExp(`^(${order}\\s[^,]{1,120}?),?\\s(?:after|once|as soon as)\\s([^,]{2,80})$`, 'is');

/** The clauses of a sentence, the earlier event first; the sentence itself when it speaks of no order of events. */
export function inOrder(sentence: string): string[] {
  const text = sentence.replace(/[.!?]+$/, '');
  const before = opening.exec(text);
  if (before !== null) {
    const first = asOrder(before[1]!);
    if (first !== undefined) return [first, before[2]!.replace(/^then\s/i, '')];
  }
  const after = closing.exec(text);
  const first = after === null ? undefined : asOrder(after[2]!);
  return after === null || first === undefined ? [sentence] : [first, after[1]!];
}

/** "stopping X", "you stop X", "X has been stopped" as "stop X". */
function asOrder(event: string): string | undefined {
  const active = /^(?:you(?:'ve)?\s|we(?:'ve)?\s|having\s|have\s|that\s)*([a-z]+)\s(.+)$/is.exec(event.trim());
  const verb = active === null ? undefined : inflected.get(active[1]!.toLowerCase());
  if (verb !== undefined) return `${verb} ${active![2]!}`;
  const passive = /^(.+?)\s(?:is|are|was|were|has been|have been|gets|got|'s been)\s([a-z]+)$/is.exec(event.trim());
  const done = passive === null ? undefined : inflected.get(passive[2]!.toLowerCase());
  return done === undefined ? undefined : `${done} ${passive![1]!}`;
}

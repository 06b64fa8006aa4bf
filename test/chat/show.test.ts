import { expect, test } from 'vitest';
import { display } from '../../src/chat/show.ts';
import { verbatim } from '../../src/messages/text.ts';

/** What is shown of events: the answer, and beside it what goes on. */
function shown(events: readonly Parameters<ReturnType<typeof display>['event']>[0][]): { out: string; aside: string } {
  const written = { out: '', aside: '' };
  const to = (where: 'out' | 'aside') => ({
    write(piece: string) {
      written[where] += piece;
    },
  });
  const face = display({
    lang: 'en',
    screen: () => ({ width: 80, color: false }),
    out: to('out'),
    aside: to('aside') as unknown as NodeJS.WriteStream,
    quiet: false,
  } as Parameters<typeof display>[0]);
  for (const event of events) face.event(event);
  face.end();
  return written;
}

const failing = [
  { kind: 'tool-started', id: '1', tool: 'trace_path', input: {} },
  { kind: 'tool-ended', id: '1', tool: 'trace_path', seconds: 1, error: verbatim('i-1 is not there') },
] as const;

test('why a tool failed is said once: in the answer, or beside it', () => {
  const answered = shown([...failing, { kind: 'failed', says: verbatim('i-1 is not there') }]);
  expect(answered.out).toContain('i-1 is not there');
  expect(answered.aside).toContain('✗ trace_path (1.0 s)');
  expect(answered.aside).not.toContain('i-1 is not there');
  const goesOn = shown([...failing, { kind: 'text', text: 'Something else.\n' }]);
  expect(goesOn.aside).toContain('i-1 is not there');
  expect(shown(failing).aside).toContain('i-1 is not there');
});

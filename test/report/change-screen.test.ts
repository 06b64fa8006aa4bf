import { expect, test } from 'vitest';
import { changeScreen, type Shown } from '../../src/report/do/screen.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';

const done = (operation: string, undo: Shown['preview']['undo'][number]): string => {
  const plan = { calls: [{ service: 'ec2', operation, input: {} }] };
  const shown = { preview: { plan, undo: [undo] }, result: 'done', record: 'ab12cd34', after: null };
  return renderMarkdown(changeScreen(shown as unknown as Shown, [], 'en'));
};

test('how a change is undone is only said where it can be', () => {
  const start = [{ service: 'ec2', operation: 'StartInstances', input: {} }];
  expect(done('StopInstances', start)).toContain('netops do undo ab12cd34');
  // Its undo is in the record, once the id of what was made is known.
  expect(done('CreateRoute', null)).toContain('netops do undo ab12cd34');
  expect(done('TerminateInstances', null)).toContain('no call undoes TerminateInstances');
  expect(done('TerminateInstances', null)).not.toContain('netops do undo');
});

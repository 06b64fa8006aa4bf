import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanContext } from '../../../src/chat/planner/plan.ts';
import { plan } from '../../../src/chat/planner/planner.ts';
import { planSchema } from '../../../src/report/schemas/plan.ts';
import { cases } from '../../thorough.ts';
import { labInventory } from './lab-names.ts';

const context: PlanContext = {
  now: new Date('2026-11-23T05:00:00Z'),
  zone: 'Asia/Seoul',
  inventory: labInventory,
  history: [],
  lang: 'ko',
};

const words = [
  ...[
    'DMZVPC',
    'NAT',
    '게이트웨이',
    '10.1.20.101',
    '에서',
    '으로',
    'stop',
    '중지',
    '하지',
    '말고',
    '해줘',
    'i-06ab0389cfa6b82d5',
  ],
  ...[
    '지난',
    '24시간',
    '~/x',
    'markdown',
    '"',
    "'",
    '\n',
    ',',
    '그리고',
    'and',
    '9am',
    '부터',
    '0.0.0.0/0',
    '443',
    '열어',
    '?',
  ],
  ...[
    'select',
    'from',
    'aws_vpc',
    ';',
    '\u0000',
    '\u202e',
    'é',
    '가',
    '그',
    'ALB',
    '왜',
    '\ue000',
    '::1',
    'a.b.c',
    '//',
    '(',
    '\\',
  ],
];

test('any text has a plan that keeps to the schema, the same each time', () => {
  const prompt = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(prompt, (text) => {
      const given = plan(text, context);
      expect(planSchema.parse(given)).toEqual(given);
      expect(given.steps.length + (given.question === undefined ? 0 : 1)).toBeGreaterThan(0);
      expect(plan(text, context)).toEqual(given);
    }),
    { numRuns: cases(100, 500) },
  );
});

test('a change is planned only of what the prompt names', () => {
  const targets = fc.constantFrom('i-06ab0389cfa6b82d5', '10.11.24.102', 'DMZVPC-Private-B-10.11.24.102');
  const wishes = fc.constantFrom('중지해줘', '꺼줘', '재부팅해주세요', '시작해 줘');
  fc.assert(
    fc.property(
      targets,
      wishes,
      fc.string({ unit: fc.constantFrom(...'가나다 abc.,'), maxLength: 20 }),
      (name, wish, noise) => {
        const { steps } = plan(`${noise}\n${name} ${wish}`, context);
        const changes = steps.filter((s) => s.intent === 'change');
        for (const change of changes) expect(change.resources).toEqual([name]);
      },
    ),
  );
});

const unit = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);

test.each([
  ['one letter', 'a'],
  ['one syllable', '가'],
  ['blanks', ' '],
  ['lines', '\n'],
  ['quotes', '"'],
  ['brackets', '((((['],
  ['addresses', '10.1.20.101에서 10.2.20.101로 '],
  ['digits', '1'],
  ['dots', 'a.'],
  ['hyphens', 'a-'],
  ['combining marks', 'a\u0301\u0323'],
  ['conjoining jamo', '\u1100\u1161\u11a8'],
  ['private use', '\ue000'],
  ['lone surrogates', '\ud800'],
  ['times', '어제 오전 9시부터 '],
  ['verbs', '중지해줘 그리고 '],
  ['commas', ',NAT'],
  ['an unfinished statement', 'select * from '],
])('2 MB of %s are planned at once', (_, text) => {
  const prompt = unit(text, 2_000_000);
  plan(text, context);
  const before = performance.now();
  const given = plan(prompt, context);
  const ms = performance.now() - before;
  expect(planSchema.parse(given)).toEqual(given);
  // Half a second on an idle machine, many times that on a busy one; what backtracks takes hours.
  expect(ms).toBeLessThan(20_000);
});

test('a request before or after a pasted log is read', () => {
  const log = unit('Nov 20 09:00:01 host kernel: eth0 link down 10.0.0.1\n', 2_000_000);
  expect(plan(`DMZVPC-alb1 상태 확인해줘\n\n${log}`, context).steps[0]).toMatchObject({ intent: 'lb' });
});

test.each(['@/tmp/plan.md 참고해서 네트워크 현황을 알려줘', 'network overview please, see @"/my notes/vpc-0123.md"'])(
  'a file beside the prompt is no folder to save in, and no resource: %s',
  (prompt) => {
    const { steps } = plan(prompt, context);
    expect(steps.map((s) => s.intent)).toEqual(['overview']);
    expect(steps[0]).not.toHaveProperty('save');
    expect(steps[0]?.resources ?? []).toEqual([]);
  },
);

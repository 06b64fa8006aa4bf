import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../../../src/chat/model/calculate.ts';
import { addFacts, noFacts } from '../../../src/chat/model/facts.ts';
import { figuresOf } from '../../../src/chat/model/figures.ts';
import { grounded, groundedStream } from '../../../src/chat/model/grounding.ts';

const zone = 'Asia/Seoul';
const result = {
  takenAt: '2026-11-23T05:04:09.000Z',
  summary: { gateways: 2, peakConnections: 202, monthlyUsd: 78.84 },
  findings: [{ resource: 'i-06ab0389cfa6b82d5', resourceName: 'DMZVPC-Private-B-10.11.24.102', affected: [] }],
  data: {
    bytesOut: 4_012_345_678,
    successRate: 0.9987,
    latencyMs: 12.5,
    windowSeconds: 86_400,
    zone: 'ap-northeast-2b',
    route: '10.11.0.0/16 via tgw-0a1b2c3d4e5f60718',
    says: 'Peak 07:00-09:00 KST, 55,000 connections per address',
    ports: [80, 443],
  },
};

function facts() {
  const known = noFacts();
  addFacts(known, result);
  return known;
}

const removedFrom = (text: string): string[] => grounded(text, facts(), { lang: 'ko', zone }).removed;

describe('what a result states stays', () => {
  test.each([
    '인스턴스 i-06ab0389cfa6b82d5(DMZVPC-Private-B-10.11.24.102)가 중지되었습니다.',
    'Peak of 202 connections on 2 gateways',
    '월 $78.84, 약 79달러입니다.',
    '4.01 GB를 보냈고 3.74 GiB입니다. 4,012,345,678바이트',
    '성공률은 99.87%(99.9 %)',
    '지연은 12.5ms, 0.0125 s',
    '지난 24시간, 1일',
    '분석 시각 2026-11-23 14:04 KST(2026-11-23T05:04:09Z), 오후 2시 4분',
    '피크는 07:00-09:00, 5만 5천개',
    '`10.11.0.0/16` → `tgw-0a1b2c3d4e5f60718`, ap-northeast-2b의 443 포트',
    '1. 먼저 EC2와 S3를 봅니다.\n2. IPv6와 TLS1.2\n### 1.2 제목\n- 2단계: P0',
  ])('%s', (text) => {
    expect(removedFrom(text)).toEqual([]);
  });
});

describe('what none states is taken out and counted', () => {
  test.each([
    ['i-0123456789abcdef0 인스턴스', ['i-0123456789abcdef0']],
    ['비용은 월 $30입니다', ['$30']],
    ['50% 줄어듭니다', ['50%']],
    ['10.99.0.1로 갑니다', ['10.99.0.1']],
    ['연결 203개', ['203']],
    ['DMZVPC-alb7의 상태', ['DMZVPC-alb7']],
    ['오전 3시에 시작했다', ['오전 3시']],
    ['at 3:15 am', ['3:15 am']],
    ['4.02 GB', ['4.02 GB']],
    ['2026-11-22에', ['2026-11-22']],
    ['2001:db8::1', ['2001:db8::1']],
    ['arn:aws:iam::123456789012:role/x', ['arn:aws:iam::123456789012:role/x']],
    ['see https://example.com/a1', ['https://example.com/a1']],
    ['aws ec2 start-instances --instance-ids i-0df8dd0d9c2f01161', ['i-0df8dd0d9c2f01161']],
    ['vpce.example.internal', ['vpce.example.internal']],
    ['a $78.84 saving, and 1.5 Gbps', ['1.5 Gbps']],
    ['3만 건', ['3만']],
  ])('%s', (text, expected) => {
    expect(removedFrom(text)).toEqual(expected);
    expect(grounded(text, facts(), { lang: 'ko', zone }).text).toContain('[확인되지 않음]');
  });

  test('a money figure is not confirmed by a count of the same value', () => {
    expect(removedFrom('$202')).toEqual(['$202']);
  });
});

test('however a text is cut into pieces, what comes out is the same', () => {
  const text = '포트 443, 비용 $30\n| i-0123456789abcdef0 | 4.01 GB |\n끝 99.87%';
  const whole = grounded(text, facts(), { lang: 'en', zone });
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      let out = '';
      const removed: string[] = [];
      const stream = groundedStream(facts(), { lang: 'en', zone }, (g) => {
        out += g.text;
        removed.push(...g.removed);
      });
      for (let i = 1; i < at.length; i++) stream.push(text.slice(at[i - 1], at[i]));
      stream.end();
      expect({ text: out, removed }).toEqual(whole);
    }),
  );
});

test('any text: figures are in order, apart, and what is kept is kept to the letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      let last = 0;
      for (const figure of figuresOf(text)) {
        expect(figure.start).toBeGreaterThanOrEqual(last);
        expect(figure.end).toBeGreaterThan(figure.start);
        last = figure.end;
      }
      const known = noFacts();
      addFacts(known, text);
      for (const figure of figuresOf(text).filter((f) => f.kind !== 'number' && f.kind !== 'instant')) {
        expect(grounded(figure.text, known, { lang: 'en', zone }).removed).toEqual([]);
      }
    }),
  );
});

test('a value is shown as it is in any unit of its kind, rounded; one beside it is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 13 }), fc.integer({ min: 0, max: 3 }), (bytes, decimals) => {
      const known = noFacts();
      addFacts(known, { bytes });
      const shown = (bytes / 1e9).toFixed(decimals);
      expect(grounded(`${shown} GB`, known, { lang: 'en', zone }).removed).toEqual([]);
      const wrong = (Number(shown) * 3 + 2).toFixed(decimals);
      expect(grounded(`${wrong} GB`, known, { lang: 'en', zone }).removed).toEqual([`${wrong} GB`]);
    }),
  );
});

describe('calculate', () => {
  test('computes on stated values, and its result is stated then', () => {
    const known = facts();
    expect(grounded('39.4 per gateway: $39.42', known, { lang: 'en', zone }).removed).toEqual(['39.4', '$39.42']);
    const made = calculate({ operation: 'ratio', values: [78.84, 2] }, known, zone);
    expect(made).toMatchObject({ value: 39.42 });
    const halved = calculate({ operation: 'average', values: [78.84, 78.84], unit: 'USD' }, known, zone);
    addFacts(known, halved);
    expect(grounded('$78.84', known, { lang: 'en', zone }).removed).toEqual([]);
    addFacts(known, calculate({ operation: 'share', values: [2, 202] }, known, zone));
    expect(grounded('0.99%', known, { lang: 'en', zone }).removed).toEqual([]);
  });

  test('refuses a value that no result has, and what has no answer', () => {
    expect(calculate({ operation: 'sum', values: [202, 7_777] }, facts(), zone)).toMatch(/7777.*no tool's result/);
    expect(calculate({ operation: 'ratio', values: [202, 0] }, facts(), zone)).toBeTypeOf('string');
    expect(calculate({ operation: 'ratio', values: [202] }, facts(), zone)).toBe('ratio takes two values.');
    expect(calculate({ operation: 'convert', values: [78.84], unit: 'USD', to: 'GB' }, facts(), zone)).toBe(
      'USD cannot be told in GB.',
    );
    expect(calculate({ operation: 'convert', values: [12.5], unit: 'ms', to: 'seconds' }, facts(), zone)).toMatchObject(
      {
        value: 0.0125,
      },
    );
  });
});

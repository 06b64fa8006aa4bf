import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { chartText } from '../../src/report/chart.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import * as n from '../../src/report/nodes.ts';
import { plain } from '../../src/report/plain.ts';
import { columnWidths, renderTerminal } from '../../src/report/terminal.ts';
import { mermaid } from '../../src/report/topology/mermaid.ts';
import type { Topology } from '../../src/report/topology/topology.ts';

const hostile = '<script>alert(1)</script>|`x`\n# not a heading\u001b[31mred\u202egnp';

const topology: Topology = {
  title: 'topology',
  nodes: [{ id: 'tgw', label: 'TGW', kind: 'transit-gateway' }],
  groups: [
    { id: 'v1', label: hostile, detail: '10.1.0.0/16', nodes: [{ id: 's1', label: hostile, kind: 'subnets' }] },
    { id: 'v2', label: 'empty', nodes: [] },
  ],
  edges: [{ from: 'v1', to: 'tgw', label: hostile, broken: true }],
};

const report = n.root(
  n.heading(1, 'Report on ', hostile),
  n.heading(2, 'One'),
  n.paragraph('Name ', n.code(hostile), ' and ', n.strong(hostile)),
  n.table(['a', 'b'], [[hostile, n.code(hostile)]]),
  n.list([hostile, { phrase: 'fix', under: [n.codeBlock('sh', 'aws ec2 describe-vpcs \\\n  --output json')] }]),
  n.heading(2, 'Two'),
  n.chart({ title: hostile, kind: 'bar', unit: 'GB', x: ['00', '01'], series: [{ name: hostile, values: [1, null] }] }),
  n.heading(2, 'Three'),
  n.topology(topology),
);

describe('text from AWS stays text', () => {
  test('Markdown: no HTML, no new table cell, no heading, no escape', () => {
    const md = renderMarkdown(report);
    expect(md).not.toMatch(/\u001b|\u202e/);
    const outsideCode = md.replace(/```[\s\S]*?```/g, '').replace(/`+[^`]*`+/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)<script/);
    expect(md.match(/^# /gm)).toHaveLength(1);
    const row = md.split('\n').find((line) => line.startsWith('|') && line.includes('script'))!;
    expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(3);
  });

  test('HTML: no element but ours, no script, nothing from the network', async () => {
    const html = await renderHtml(report, { title: hostile, lang: 'ko' });
    // A quoted attribute value ends only at its quote, so `<` in one starts nothing.
    expect(html.replace(/="[^"]*"/g, '')).not.toMatch(/<script/i);
    expect(html).not.toMatch(/\u001b|\u202e/);
    expect(html).not.toMatch(/(src|href)="(?!#)/);
    expect(html).toContain('&#x3C;script>');
    expect(html).toContain('<html lang="ko">');
  });

  test('terminal: an escape sequence is shown, not sent', () => {
    const text = renderTerminal(report, { width: 80, color: false });
    expect(text).not.toContain('\u001b');
    expect(text).toContain('␛[31mred');
  });

  test('Mermaid: quotes cannot be closed by a name', () => {
    const source = mermaid({ ...topology, groups: [{ id: 'x', label: 'a"] --> b["', nodes: [] }] });
    expect(source).not.toContain('a"]');
    expect(source).toContain('a#34;#93; --#62; b#91;#34;');
  });

  test('plain() leaves ordinary text of any script alone', () => {
    expect(plain('DMZVPC 운영망 – ümlaut 日本 🌐')).toBe('DMZVPC 운영망 – ümlaut 日本 🌐');
  });
});

describe('a terminal of any width', () => {
  test('no line is wider than the terminal, but for a command to paste and a word that would have to be cut', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.string({ maxLength: 60, unit: fc.constantFrom('a', '가', ' ', '-', '1', '🌐') }), {
            minLength: 3,
            maxLength: 3,
          }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.integer({ min: 40, max: 160 }),
        (rows, width) => {
          const text = renderTerminal(
            n.root(n.table(['하나', 'two', 'three'], rows), n.paragraph(rows.flat().join(' '))),
            {
              width,
              color: false,
            },
          );
          for (const line of text.split('\n'))
            if (!/^\S+$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('column widths use the room and break no short word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(80), fc.nat(24)), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 20, max: 200 }),
        (columns, room) => {
          const natural = columns.map(([w, l]) => Math.max(w, l, 1));
          const least = columns.map(([, l]) => Math.max(1, l));
          const widths = columnWidths(natural, least, room);
          const sum = (w: number[]): number => w.reduce((a, b) => a + b, 0);
          if (widths === undefined) {
            expect(sum(least)).toBeGreaterThan(room);
            return;
          }
          expect(sum(widths)).toBeLessThanOrEqual(Math.max(room, 0));
          widths.forEach((w, i) => {
            expect(w).toBeGreaterThanOrEqual(Math.min(least[i]!, natural[i]!));
            expect(w).toBeLessThanOrEqual(natural[i]!);
          });
        },
      ),
    );
  });

  test('ids are not broken where there is room for them', () => {
    const id = 'vpc-070b8cd140c9847ee';
    const text = renderTerminal(n.root(n.table(['VPC', 'purpose'], [[n.code(id), '가나다라 '.repeat(40)]])), {
      width: 60,
      color: false,
    });
    expect(text).toContain(id);
  });
});

test('a chart shows an unknown value as a blank and zero as the lowest bar', () => {
  const text = chartText({
    title: 't',
    kind: 'bar',
    unit: 'GB',
    x: ['00', '01', '02'],
    series: [{ name: 'n', values: [8, null, 0] }],
  });
  expect(text).toContain('n  █ ▁');
});

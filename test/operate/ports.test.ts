import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCalls } from '../../src/changes/what-if.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { planOf } from '../../src/operate/plan/index.ts';
import { parseRequest } from '../../src/operate/request.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';

/* Opening and closing ports in a group whose rules are wider, narrower or others' than what is asked. */

interface Rule {
  protocol: string;
  from?: number;
  to?: number;
  peer: string;
}

const group = 'sg-0123456789abcdef0';
const where = { account: '123456789012', region: 'ap-northeast-2' };

const withRules = (rules: readonly Rule[]): Snapshot =>
  ({
    formatVersion: 1,
    source: 'lab',
    takenAt: '2026-11-23T00:00:00.000Z',
    accounts: [{ id: where.account }],
    regions: [where.region],
    gaps: [],
    scopes: [
      {
        ...where,
        ec2: {
          Vpcs: [{ VpcId: 'vpc-01', CidrBlock: '10.0.0.0/16' }],
          PrefixListEntries: { 'pl-01': [{ Cidr: '10.0.0.0/8' }] },
          PrefixLists: [{ PrefixListId: 'pl-01', MaxEntries: 1 }],
          SecurityGroups: [
            {
              GroupId: group,
              GroupName: 'web',
              VpcId: 'vpc-01',
              OwnerId: where.account,
              IpPermissionsEgress: [],
              IpPermissions: rules.map(({ protocol, from, to, peer }) => ({
                IpProtocol: protocol,
                ...(from === undefined ? {} : { FromPort: from, ToPort: to }),
                ...(peer.startsWith('pl-')
                  ? { PrefixListIds: [{ PrefixListId: peer }] }
                  : { IpRanges: [{ CidrIp: peer, Description: 'why' }] }),
              })),
            },
          ],
        },
      },
    ],
  }) as unknown as Snapshot;

const plan = (rules: readonly Rule[], ...words: string[]) =>
  planOf(withRules(rules), parseRequest(words) as Parameters<typeof planOf>[1]);

const refused = (rules: readonly Rule[], ...words: string[]): string => {
  try {
    plan(rules, ...words);
  } catch (error) {
    if (error instanceof UserError) return error.text.en;
    throw error;
  }
  return 'planned';
};

/** Rules as `tcp 80-90 10.0.0.0/8`, after the plan's calls. */
function rulesAfter(rules: readonly Rule[], ...words: string[]): string[] {
  const { snapshot, errors } = applyCalls(withRules(rules), plan(rules, ...words).calls, where);
  expect(errors).toEqual([]);
  return (snapshot.scopes[0]!.ec2!.SecurityGroups![0]!.IpPermissions ?? [])
    .flatMap((p) =>
      [...(p.IpRanges ?? []).map((r) => r.CidrIp), ...(p.PrefixListIds ?? []).map((r) => r.PrefixListId)].map(
        (peer) => `${p.IpProtocol} ${p.FromPort ?? ''}-${p.ToPort ?? ''} ${peer}`,
      ),
    )
    .sort();
}

const all: Rule = { protocol: '-1', peer: '10.0.0.0/8' };
const range: Rule = { protocol: 'tcp', from: 8000, to: 8100, peer: '10.0.0.0/8' };

describe('close-port', () => {
  const close = ['close-port', 'web', '8080', '10.0.0.0/8'];

  test('inside a range: the rest of the range stays, its description too, and it is said', () => {
    expect(rulesAfter([range], ...close)).toEqual(['tcp 8000-8079 10.0.0.0/8', 'tcp 8081-8100 10.0.0.0/8']);
    const { calls, notes } = plan([range], ...close);
    expect(calls.map((c) => c.operation)).toEqual(['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress']);
    expect(JSON.stringify(calls[0]!.input)).toContain('"Description":"why"');
    expect(notes[0]!.en).toContain('tcp 8000-8079 ← 10.0.0.0/8, tcp 8081-8100 ← 10.0.0.0/8');
  });

  test('several rules of the peer, one of them exact: all lose the port', () => {
    const rules = [range, { ...range, from: 8080, to: 8080 }, { ...range, from: 8081, to: 8100 }];
    expect(rulesAfter(rules, ...close)).toEqual(['tcp 8000-8079 10.0.0.0/8', 'tcp 8081-8100 10.0.0.0/8']);
  });

  test('all traffic, a wider block, a prefix list: refused with the rule that lets it in', () => {
    expect(refused([all], ...close)).toContain('all traffic ← 10.0.0.0/8');
    expect(refused([{ ...range, peer: '0.0.0.0/0' }], ...close)).toContain('tcp 8000-8100 ← 0.0.0.0/0');
    expect(refused([{ ...range, peer: 'pl-01' }], ...close)).toContain('tcp 8000-8100 ← pl-01');
  });

  test('an exact rule beside a wider one: closed, and what stays open is said', () => {
    const { calls, notes } = plan([range, all], ...close);
    expect(calls).toHaveLength(2);
    expect(notes.map((n) => n.en).join()).toContain('still gets in afterwards, by other rules: all traffic');
  });

  test('a rule of all traffic, or of ICMP, by its own name', () => {
    expect(rulesAfter([all, range], 'close-port', 'web', 'all', '10.0.0.0/8')).toEqual(['tcp 8000-8100 10.0.0.0/8']);
    const { notes } = plan([all, range], 'close-port', 'web', 'all', '10.0.0.0/8');
    expect(notes.map((n) => n.en).join()).toContain('by other rules: tcp 8000-8100');
    const ping: Rule = { protocol: 'icmp', from: 8, to: -1, peer: '10.0.0.0/8' };
    expect(rulesAfter([ping, range], 'close-port', 'web', 'icmp', '10.0.0.0/8')).toEqual(['tcp 8000-8100 10.0.0.0/8']);
    expect(plan([{ ...ping, from: -1 }], 'open-port', 'web', 'icmp', '10.0.0.0/8').done).toBe(true);
    expect(plan([ping], 'open-port', 'web', 'icmp', '10.0.0.0/8').done).toBe(false);
    expect(plan([range], 'close-port', 'web', 'all', '10.0.0.0/8')).toMatchObject({ done: true });
  });

  test('not open to this peer: done already, and who still gets in is said', () => {
    const narrow = { ...range, peer: '10.1.0.0/16' };
    const { done, notes } = plan([narrow], ...close);
    expect(done).toBe(true);
    expect(notes.map((n) => n.en).join()).toContain('10.1.0.0/16');
    expect(plan([{ ...range, protocol: 'udp' }], ...close)).toMatchObject({ done: true, notes: [] });
  });
});

test('open-port: what a wider rule lets in already is open', () => {
  const open = ['open-port', 'web', '8080', '10.1.0.0/16'];
  expect(plan([], ...open).done).toBe(false);
  expect(plan([{ ...range, peer: '10.1.0.0/17' }], ...open).done).toBe(false);
  for (const rule of [range, all, { ...range, peer: 'pl-01' }]) {
    const { done, notes } = plan([rule], ...open);
    expect([done, notes.length]).toEqual([true, 1]);
  }
  expect(plan([], 'open-port', 'web', '80', '10.0.0.1').calls[0]!.input).toMatchObject({
    IpPermissions: [{ IpRanges: [{ CidrIp: '10.0.0.1/32' }] }],
  });
});

test('whatever the rules: after closing, exactly those ports of that peer are closed, and nothing else', () => {
  const port = fc.integer({ min: 0, max: 30 });
  const ports = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  const peer = fc.constantFrom('10.0.0.0/8', '192.168.0.0/16');
  const rule = fc
    .record({ protocol: fc.constantFrom('tcp', 'udp'), ports, peer })
    .map((r): Rule => ({ protocol: r.protocol, ...r.ports, peer: r.peer }));
  const key = (r: Rule): string => `${r.protocol} ${r.from}-${r.to} ${r.peer}`;
  const rules = fc.uniqueArray(rule, { maxLength: 6, selector: key });
  fc.assert(
    fc.property(rules, ports, (given, closed) => {
      const lets = (list: readonly string[], protocol: string, at: number, from: string): boolean =>
        list.some((text) => {
          const [p, span, who] = text.split(' ');
          const [lo, hi] = span!.split('-').map(Number);
          return p === protocol && who === from && lo! <= at && at <= hi!;
        });
      const was = given.map(key);
      const words = ['close-port', 'web', `tcp/${closed.from}-${closed.to}`, '10.0.0.0/8'];
      const is = plan(given, ...words).done ? was : rulesAfter(given, ...words);
      for (const protocol of ['tcp', 'udp'])
        for (const who of ['10.0.0.0/8', '192.168.0.0/16'])
          for (let at = 0; at <= 30; at++) {
            const meant = protocol === 'tcp' && who === '10.0.0.0/8' && at >= closed.from && at <= closed.to;
            expect(lets(is, protocol, at, who)).toBe(!meant && lets(was, protocol, at, who));
          }
    }),
    { numRuns: 150 },
  );
});

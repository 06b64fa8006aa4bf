import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { changes } from '../../src/changes/index.ts';
import { fieldsOfFormat } from '../../src/lab/behaviour/flow-logs/record.ts';
import { recording } from '../../src/lab/behaviour/history.ts';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { QueryFault } from '../../src/lab/services/logs/insights/lexer.ts';
import { parseQuery } from '../../src/lab/services/logs/insights/parse.ts';
import { type LogEvent, runQuery } from '../../src/lab/services/logs/insights/run.ts';
import { reads } from '../../src/lab/services/logs.ts';
import type { LabState } from '../../src/lab/state.ts';
import { worldOf } from '../../src/lab/world.ts';
import { hour, measuring, total } from './measuring.ts';

const now = new Date('2026-11-23T03:00:00.000Z');
const before = new Date(now.getTime() - 13 * hour);
const vpc = labId('vpc', 'DMZVPC');
const natA = labId('nat', 'DMZVPC-NATGW-A');
const natAddress = '10.11.31.10';
const group = '/flow';

/** A lab whose DMZVPC has had flow logs for thirty hours. */
function logged(options: Record<string, unknown> = {}): LabState {
  const state = seedState(new Date(now.getTime() - 48 * hour));
  change(state, before, 'ec2', 'CreateFlowLogs', {
    ResourceType: 'VPC',
    ResourceIds: [vpc],
    TrafficType: 'ALL',
    LogGroupName: group,
    DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flow',
    ...options,
  });
  return state;
}

function change(state: LabState, at: Date, service: string, operation: string, input: unknown): void {
  const world = worldOf(state, { account: labAccount, region: labRegion, now: at, writes: true });
  recording(state, at, () => changes[service]![operation]!(world, input as never));
}

type Rows = Record<string, string>[];

function asking(state: LabState, at = now) {
  const call = {
    ...worldOf(state, { account: labAccount, region: labRegion, now: at }),
    state,
    caller: {},
  } as never;
  const of = (name: string) => reads[name]! as unknown as (call: never, input: unknown) => Record<string, unknown>;
  return {
    start: (input: object) => of('StartQuery')(call, input) as { queryId: string },
    results: (queryId: string) =>
      of('GetQueryResults')(call, { queryId }) as {
        status: string;
        results: { field: string; value: string }[][];
        statistics: { recordsMatched: number; recordsScanned: number; bytesScanned: number };
      },
    stop: (queryId: string) => of('StopQuery')(call, { queryId }),
    describe: (input: object = {}) => of('DescribeQueries')(call, input) as { queries: { status: string }[] },
    rows(queryString: string, from: number, to: number): Rows {
      const { queryId } = this.start({
        logGroupName: group,
        startTime: Math.floor(from / 1000),
        endTime: Math.floor(to / 1000),
        queryString,
      });
      expect(this.results(queryId).status).toBe('Running');
      const answer = this.results(queryId);
      expect(answer.status).toBe('Complete');
      return answer.results.map((row) => Object.fromEntries(row.map((c) => [c.field, c.value])));
    },
  };
}

describe('flow logs agree with the metrics of the same traffic', () => {
  const state = logged();
  const ask = asking(state);
  const [from, to] = [now.getTime() - 6 * hour, now.getTime() - hour];
  const { find, points } = measuring(state, now);
  const metric = (name: string) =>
    total(points(find('AWS/NATGateway', name, { NatGatewayId: natA }), 'Sum', { from, to }));

  test('what a NAT gateway sends out and gets back, over the batch jobs', () => {
    const eni = `interfaceId = '${labId('eni', 'DMZVPC-NATGW-A')}'`;
    const sum = (filter: string) =>
      Number(ask.rows(`filter ${eni} and ${filter} | stats sum(bytes) as b`, from, to - 1000)[0]!.b);
    const near = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(1e-4);
    const inside = `isIpv4InSubnet(srcAddr, '10.0.0.0/8')`;
    near(
      sum(`srcAddr = '${natAddress}' and not isIpv4InSubnet(dstAddr, '10.0.0.0/8')`),
      metric('BytesOutToDestination'),
    );
    near(sum(`dstAddr = '${natAddress}' and not ${inside}`), metric('BytesInFromDestination'));
    near(sum(`dstAddr = '${natAddress}' and ${inside}`), metric('BytesInFromSource'));
    near(sum(`srcAddr = '${natAddress}' and isIpv4InSubnet(dstAddr, '10.0.0.0/8')`), metric('BytesOutToSource'));
  });

  test('the same question has the same answer; nothing from before it was on, nor from the last minutes', () => {
    const query = 'stats count(*) as n, min(start) as first, max(end) as last';
    const [one] = ask.rows(query, now.getTime() - 48 * hour, now.getTime());
    expect(ask.rows(query, now.getTime() - 48 * hour, now.getTime())).toEqual([one]);
    expect(Number(one!.first) * 1000).toBeGreaterThanOrEqual(before.getTime());
    expect(Number(one!.last) * 1000).toBeLessThanOrEqual(now.getTime() - 5 * 60_000);
  });

  test('seven tenths go to S3, by its prefix list', () => {
    const rows = ask.rows(
      `filter srcAddr like /^(52|3)\\./ and dstAddr = '${natAddress}' | stats sum(bytes) as b`,
      from,
      to - 1000,
    );
    expect(Number(rows[0]!.b) / metric('BytesInFromDestination')).toBeCloseTo(0.7, 1);
  });
});

test('a custom format prints its fields in its order, and has to be parsed', () => {
  const LogFormat =
    '${az-id} ${pkt-srcaddr} ${pkt-dstaddr} ${flow-direction} ${tcp-flags} ${bytes} ${interface-id} ${version} ${pkt-src-aws-service}';
  const ask = asking(logged({ LogFormat, MaxAggregationInterval: 60 }));
  const names = 'az, s, d, dir, flags, b, eni, v, svc';
  const rows = ask.rows(
    `parse @message "* * * * * * * * *" as ${names} | filter eni = '${labId('eni', 'DMZVPC-NATGW-A')}' | limit 20`,
    now.getTime() - 3 * hour,
    now.getTime() - 2 * hour,
  );
  expect(fieldsOfFormat(LogFormat)).toHaveLength(9);
  expect(rows).toHaveLength(20);
  for (const row of rows)
    expect(row['@message']).toMatch(/^apne2-az\d (\d+\.){3}\d+ (\d+\.){3}\d+ (in|e)gress \d+ \d+ eni-\w+ 5 -$/);
  expect(ask.rows('filter ispresent(srcAddr)', now.getTime() - 3 * hour, now.getTime() - 2 * hour)).toEqual([]);
});

test('what a group refuses is rejected; what is stopped farther on is only sent', () => {
  const state = logged();
  const at = new Date(now.getTime() - 10 * hour);
  const scope = state.snapshot.scopes.find((s) => s.ec2 !== undefined)!;
  const sg = scope.ec2!.SecurityGroups!.find((g) => g.GroupName?.includes('PrivateEC2SG') && g.VpcId === vpc)!;
  change(state, at, 'ec2', 'RevokeSecurityGroupEgress', {
    GroupId: sg.GroupId,
    IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  });
  const rejected = (from: Date, to: Date) =>
    asking(state).rows(`filter action = 'REJECT' | stats count(*) as n by srcAddr`, from.getTime(), to.getTime());
  expect(rejected(new Date(at.getTime() - 3 * hour), new Date(at.getTime() - hour))).toEqual([]);
  const after = rejected(new Date(at.getTime() + hour), new Date(at.getTime() + 2 * hour));
  expect(after.map((r) => r.srcAddr)).toContain('10.11.20.101');
});

test('a gateway without ports: 55,000 distinct ports to one destination', () => {
  const state = logged();
  const at = new Date(now.getTime() - 2 * hour);
  recording(state, at, () => {
    state.load[natA] = { connections: 55_000, portAllocationErrors: 40 };
  });
  const rows = asking(state).rows(
    `filter srcAddr = '${natAddress}' | stats count_distinct(srcPort) as ports by dstAddr, dstPort, protocol, bin(10m) | sort ports desc | limit 3`,
    now.getTime() - hour,
    now.getTime() - hour + 599_000,
  );
  expect(rows[0]).toMatchObject({ dstAddr: '198.51.100.77', dstPort: '443', protocol: '6', ports: '55000' });
  expect(Number(rows[1]!.ports)).toBeLessThan(1000);
});

describe('queries', () => {
  const state = logged();
  const ask = asking(state);
  const [startTime, endTime] = [now.getTime() / 1000 - 3600, now.getTime() / 1000];
  const start = (input: object) =>
    ask.start({ logGroupName: group, startTime, endTime, queryString: 'limit 1', ...input });

  test.each([
    ['ResourceNotFoundException', { logGroupName: '/nobody' }],
    ['MalformedQueryException', { queryString: 'filtr x = 1' }],
    ['MalformedQueryException', { queryString: 'stats sum(bytes' }],
    ['MalformedQueryException', { queryString: 'filter frobnicate(x)' }],
    ['MalformedQueryException', { startTime: startTime - 86_400 * 90, endTime: endTime - 86_400 * 60 }],
    ['InvalidParameterException', { startTime: endTime, endTime: startTime }],
    ['InvalidParameterException', { logGroupNames: [group] }],
  ])('%s %j', (name, input) => {
    expect(() => start(input)).toThrowError(expect.objectContaining({ code: name }));
  });

  test('older than the retention is refused', () => {
    change(state, now, 'logs', 'CreateLogGroup', { logGroupName: '/kept' });
    state.snapshot.scopes
      .find((s) => s.logs !== undefined)!
      .logs!.logGroups!.find((g) => g.logGroupName === '/kept')!.creationTime = 0;
    change(state, now, 'logs', 'PutRetentionPolicy', { logGroupName: '/kept', retentionInDays: 1 });
    const old = { logGroupName: '/kept', startTime: startTime - 3 * 86_400, endTime: endTime - 2 * 86_400 };
    expect(() => start(old)).toThrow(/retention/);
    expect(start({ logGroupName: '/kept' }).queryId).toMatch(/-/);
  });

  test('one that is stopped is cancelled; thirty at once are the limit', () => {
    const fresh = asking(seedState(now));
    const { queryId } = start({});
    expect(ask.stop(queryId)).toEqual({ success: true });
    expect(ask.results(queryId).status).toBe('Cancelled');
    expect(() => ask.stop(queryId)).toThrow(/already ended/);
    expect(() => fresh.results('nobody')).toThrowError(expect.objectContaining({ code: 'ResourceNotFoundException' }));
    const open: string[] = [];
    expect(() => {
      for (let i = 0; i < 40; i++) open.push(start({}).queryId);
    }).toThrowError(expect.objectContaining({ code: 'LimitExceededException' }));
    expect(ask.describe({ status: 'Scheduled', logGroupName: group }).queries.length).toBeGreaterThanOrEqual(
      open.length,
    );
    for (const id of open) ask.stop(id);
  });
});

describe('the language', () => {
  let events: LogEvent[];
  beforeAll(() => {
    const row = (i: number, srcAddr: string, bytes: number, action = 'ACCEPT'): LogEvent => ({
      timestamp: i * 60_000,
      message: `user=${srcAddr} took=${bytes}ms ${action}`,
      logStream: 's',
      log: '1:g',
      discovered: (f) => ({ srcAddr, bytes: String(bytes), action, 'odd-name': 'x' })[f],
    });
    events = [row(0, '10.0.0.1', 9), row(1, '10.0.0.2', 100), row(6, '10.1.0.1', 50, 'REJECT'), row(7, '10.0.0.1', 11)];
  });
  const run = (query: string) => runQuery(parseQuery(query), events).rows.map((r) => r.map((c) => c.value).join(' '));
  const bare = (query: string) => run(`${query} | display srcAddr`).map((r) => r.split(' ')[0]);

  test.each([
    ['filter bytes > 9', ['10.0.0.1', '10.1.0.1', '10.0.0.2']],
    ['filter bytes >= 50 and action != "REJECT"', ['10.0.0.2']],
    ['filter not (bytes < 50 or action = "REJECT")', ['10.0.0.2']],
    ['filter not srcAddr like /^10\\.0\\./', ['10.1.0.1']],
    ['filter srcAddr not like "10.0."', ['10.1.0.1']],
    ['filter @message =~ /(?i)reject/', ['10.1.0.1']],
    ['filter srcAddr in ["10.0.0.2", "10.1.0.1"]', ['10.1.0.1', '10.0.0.2']],
    ['filter srcAddr not in ["10.0.0.1"]', ['10.1.0.1', '10.0.0.2']],
    ['filter isIpv4InSubnet(srcAddr, "10.1.0.0/16")', ['10.1.0.1']],
    ['filter bytes * 2 - 1 = 99', ['10.1.0.1']],
    ['filter `odd-name` = "x" # said\n| filter nothing = 1', []],
    ['sort bytes | limit 2', ['10.0.0.1', '10.0.0.1']],
  ])('%s', (query, expected) => {
    expect(bare(query)).toEqual(expected);
  });

  test.each([
    [
      'stats sum(bytes), count(*) as n by bin(5m) | sort n desc',
      ['1970-01-01 00:00:00.000 109 2', '1970-01-01 00:05:00.000 61 2'],
    ],
    ['stats avg(bytes) as a, max(bytes), min(bytes), count_distinct(srcAddr), pct(bytes, 50)', ['42.5 100 9 3 11']],
    ['parse "user=* took=*ms" as who, ms | stats sum(ms) as t by who | sort t desc | limit 1', ['10.0.0.2 100']],
    ['parse @message /took=(?<ms>\\d+)/ | stats max(ms)', ['100']],
    ['stats sum(bytes) as b by srcAddr | filter b > 40 | stats count(*)', ['2']],
  ])('%s', (query, expected) => {
    expect(run(query)).toEqual(expected);
  });

  test('an event carries its pointer; what is unknown names where it is', () => {
    expect(runQuery(parseQuery('limit 1'), events).rows[0]!.map((c) => c.field)).toEqual([
      '@timestamp',
      '@message',
      '@ptr',
    ]);
    for (const bad of [
      '',
      'filter',
      'limit 0',
      'limit 10001',
      'fields "open',
      'stats frob(x)',
      'parse "* *" as a',
      'filter a = 1 b',
      'filter x like /(/',
    ])
      expect(() => parseQuery(bad), bad).toThrow(QueryFault);
  });

  test('sums, counts and distinct values by group come to those of all', () => {
    const event = fc.record({ key: fc.constantFrom('a', 'b', 'c', ''), bytes: fc.nat(1e9), minute: fc.nat(600) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (given) => {
        const all = given.map(
          ({ key, bytes, minute }): LogEvent => ({
            timestamp: minute * 60_000,
            message: '',
            logStream: '',
            log: '',
            discovered: (f) => (f === 'bytes' ? String(bytes) : f === 'key' && key !== '' ? key : undefined),
          }),
        );
        const of = (query: string) => runQuery(parseQuery(query), all).rows;
        const sum = (rows: { field: string; value: string }[][], field: string) =>
          rows.reduce((n, r) => n + Number(r.find((c) => c.field === field)?.value ?? 0), 0);
        const groups = of('stats sum(bytes) as s, count(*) as n by key, bin(1h)');
        expect(sum(groups, 's')).toBe(given.reduce((n, e) => n + e.bytes, 0));
        expect(sum(groups, 'n')).toBe(given.length);
        const kept = of('filter bytes >= 500000000 | stats count(*) as n');
        const rest = of('filter not bytes >= 500000000 | stats count(*) as n');
        expect(sum(kept, 'n') + sum(rest, 'n')).toBe(given.length);
      }),
    );
  });
});

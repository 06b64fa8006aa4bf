import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { beforeAll, describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { freshLab, refusal } from './services-lab.ts';

const now = new Date('2026-11-23T05:17:20.000Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const nat = labId('nat', 'DMZVPC-NATGW-A');

let lab: Awaited<ReturnType<typeof freshLab>>;
let cloudwatch: CloudWatchClient;

const at = async (time: Date): Promise<void> =>
  lab.change((state) => {
    state.clock = { fixed: time.toISOString() };
  });

beforeAll(async () => {
  lab = await freshLab();
  cloudwatch = new CloudWatchClient(lab.options);
  await at(now);
});

const metric = (
  name: string,
  dimensions = { NatGatewayId: nat } as Record<string, string>,
  namespace = 'AWS/NATGateway',
) => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
const query = (
  Id: string,
  name: string,
  more: Partial<NonNullable<MetricDataQuery['MetricStat']>> = {},
): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: metric(name), Period: 300, Stat: 'Sum', ...more },
});
const ask = async (input: Partial<GetMetricDataCommandInput>) =>
  await cloudwatch.send(
    new GetMetricDataCommand({ StartTime: ago(60), EndTime: now, MetricDataQueries: undefined, ...input } as never),
  );

test('a day of last winter is like a day of this month, though fewer of its minutes are worked out', async () => {
  const day = async (back: number) => {
    const StartTime = new Date(Date.UTC(2026, 10, 19) - back * 86_400_000);
    const EndTime = new Date(StartTime.getTime() + 86_400_000);
    const hours = { Period: 3600 };
    const { MetricDataResults } = await ask({
      StartTime,
      EndTime,
      MetricDataQueries: [
        query('sum', 'BytesInFromDestination', hours),
        query('count', 'BytesInFromDestination', { ...hours, Stat: 'SampleCount' }),
      ],
    });
    return MetricDataResults!.map((r) => r.Values!.reduce((a, b) => a + b, 0));
  };
  const [recent, winter] = await Promise.all([day(0), day(280)]);
  // Weeks apart in whole weeks: the same weekday.
  expect(winter[1]).toBe(recent[1]);
  expect(winter[0]! / recent[0]!).toBeGreaterThan(0.7);
  expect(winter[0]! / recent[0]!).toBeLessThan(1.4);
});

describe('GetMetricData', () => {
  test('answers newest first or oldest first, with what the metric is called', async () => {
    const queries = [
      query('a', 'BytesOutToSource'),
      { ...query('b', 'ActiveConnectionCount', { Stat: 'Maximum' }), Label: 'open' },
    ];
    const down = await ask({ MetricDataQueries: queries });
    const up = await ask({ MetricDataQueries: queries, ScanBy: 'TimestampAscending' });
    expect(down.MetricDataResults?.map((r) => [r.Id, r.Label, r.StatusCode])).toEqual([
      ['a', 'BytesOutToSource', 'Complete'],
      ['b', 'open', 'Complete'],
    ]);
    const [first] = up.MetricDataResults!;
    expect([...first!.Values!].reverse()).toEqual(down.MetricDataResults![0]!.Values);
    expect(first!.Timestamps!.map((t) => t.getTime())).toEqual(
      [...first!.Timestamps!].map((t) => t.getTime()).sort((a, b) => a - b),
    );
    expect(down.NextToken).toBeUndefined();
  });

  test('periods are counted from the start, rounded to the minute', async () => {
    const answer = await ask({
      StartTime: new Date('2026-11-23T04:02:41Z'),
      MetricDataQueries: [query('a', 'BytesOutToSource')],
      ScanBy: 'TimestampAscending',
    });
    expect(answer.MetricDataResults![0]!.Timestamps!.slice(0, 2).map((t) => t.toISOString())).toEqual([
      '2026-11-23T04:02:00.000Z',
      '2026-11-23T04:07:00.000Z',
    ]);
  });

  test('the newest minutes are not there yet', async () => {
    const answer = await ask({ MetricDataQueries: [query('a', 'BytesOutToSource', { Period: 60 })] });
    const newest = answer.MetricDataResults![0]!.Timestamps![0]!;
    expect(newest.toISOString()).toBe('2026-11-23T05:11:00.000Z');
  });

  test('minutes are kept for 15 days, five minutes for 63, hours for 455', async () => {
    const points = async (days: number, Period: number): Promise<number> => {
      const StartTime = ago(days * 24 * 60);
      const EndTime = new Date(StartTime.getTime() + 2 * 3_600_000);
      const answer = await ask({ StartTime, EndTime, MetricDataQueries: [query('a', 'BytesOutToSource', { Period })] });
      return answer.MetricDataResults![0]!.Values!.length;
    };
    expect(await Promise.all([14, 16, 64, 456].map((days) => points(days, 60)))).toEqual([120, 0, 0, 0]);
    expect(await Promise.all([14, 16, 64, 456].map((days) => points(days, 300)))).toEqual([24, 25, 0, 0]);
    expect(await Promise.all([14, 16, 64, 456].map((days) => points(days, 3600)))).toEqual([2, 3, 3, 0]);
  });

  test('pages by data points, which together are all of them', async () => {
    const queries = [query('a', 'BytesOutToSource', { Period: 60 }), query('b', 'BytesInFromSource', { Period: 60 })];
    const whole = await ask({ MetricDataQueries: queries });
    const parts = new Map<string, number[]>();
    const codes: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ask({ MetricDataQueries: queries, MaxDatapoints: 40, NextToken });
      expect(page.MetricDataResults!.flatMap((r) => r.Values!).length).toBeLessThanOrEqual(40);
      for (const r of page.MetricDataResults!) {
        parts.set(r.Id!, [...(parts.get(r.Id!) ?? []), ...r.Values!]);
        codes.push(r.StatusCode);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(whole.MetricDataResults!.map((r) => r.Values)).toEqual([parts.get('a'), parts.get('b')]);
    expect(codes).toContain('PartialData');
    expect(codes.at(-1)).toBe('Complete');
    const other = await refusal(ask({ MetricDataQueries: [queries[0]!], NextToken: 'bm90IG1pbmU' }));
    expect(other.name).toMatch(/^InvalidNextToken/);
  });

  test('what nobody has is empty, not an error and not zero', async () => {
    const answer = await ask({
      MetricDataQueries: [
        {
          Id: 'a',
          MetricStat: { Metric: metric('BytesOutToSource', { NatGatewayId: 'nat-0' }), Period: 300, Stat: 'Sum' },
        },
        { Id: 'b', MetricStat: { Metric: metric('BytesOutToSource', {}), Period: 300, Stat: 'Sum' } },
        { Id: 'c', MetricStat: { Metric: metric('Invocations', {}, 'AWS/Lambda'), Period: 300, Stat: 'Sum' } },
        { Id: 'd', MetricStat: { Metric: metric('BytesOutToSource'), Period: 300, Stat: 'Sum', Unit: 'Seconds' } },
      ],
    });
    expect(answer.MetricDataResults?.map((r) => [r.Id, r.Values, r.StatusCode])).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => [id, [], 'Complete']),
    );
  });

  test('global services answer in us-east-1 only', async () => {
    const virginia = new CloudWatchClient({ ...lab.options, region: 'us-east-1' });
    const list = async (client: CloudWatchClient, Namespace: string) =>
      (await client.send(new ListMetricsCommand({ Namespace }))).Metrics!.length;
    expect(await list(virginia, 'AWS/CloudFront')).toBe(7);
    expect(await list(cloudwatch, 'AWS/CloudFront')).toBe(0);
    expect(await list(virginia, 'AWS/Route53')).toBe(4);
    expect(await list(virginia, 'AWS/NATGateway')).toBe(0);
  });

  describe('refuses', () => {
    const bad: [string, Partial<GetMetricDataCommandInput>, RegExp][] = [
      [
        'an end that is not after the start',
        { StartTime: now, MetricDataQueries: [query('a', 'X')] },
        /StartTime must be less than/,
      ],
      ['no queries', { MetricDataQueries: [] }, /must not be empty/],
      [
        'more than 500 queries',
        { MetricDataQueries: Array.from({ length: 501 }, (_, i) => query(`q${i}`, 'X')) },
        /size greater than 500/,
      ],
      ['an id twice', { MetricDataQueries: [query('a', 'X'), query('a', 'Y')] }, /not unique/],
      ['an id with a capital', { MetricDataQueries: [query('A', 'X')] }, /lowercase/],
      [
        'a period that is not of whole minutes',
        { MetricDataQueries: [query('a', 'X', { Period: 90 })] },
        /multiple of 60/,
      ],
      ['an unknown statistic', { MetricDataQueries: [query('a', 'X', { Stat: 'Mode' })] }, /Mode/],
      ['a query that is neither', { MetricDataQueries: [{ Id: 'a' }] }, /Exactly one/],
      [
        'an expression that is none',
        { MetricDataQueries: [query('a', 'X'), { Id: 'e', Expression: 'a +' }] },
        /expression 'e'/,
      ],
      ['an unknown id', { MetricDataQueries: [{ Id: 'e', Expression: 'SUM(m9)' }] }, /Undefined variable 'm9'/],
      ['an expression on itself', { MetricDataQueries: [{ Id: 'e', Expression: 'e * 2' }] }, /refers to itself/],
      [
        'a function that the lab lacks',
        { MetricDataQueries: [query('a', 'X'), { Id: 'e', Expression: 'ANOMALY_DETECTION_BAND(a)' }] },
        /ANOMALY_DETECTION_BAND/,
      ],
      ['nothing to return', { MetricDataQueries: [{ ...query('a', 'X'), ReturnData: false }] }, /ReturnData/],
    ];
    test.each(bad)('%s', async (_, input, message) => {
      const error = await refusal(ask(input));
      expect(error.name).toBe('ValidationException');
      expect(error.message).toMatch(message);
      expect(error.status).toBe(400);
    });
  });
});

describe('metric math', () => {
  const math = async (Expression: string, more: MetricDataQuery[] = []) => {
    const inputs = [query('down', 'BytesOutToSource'), query('up', 'BytesInFromSource')].map((q) => ({
      ...q,
      ReturnData: false,
    }));
    const answer = await ask({
      MetricDataQueries: [...inputs, ...more, { Id: 'e', Expression }],
      ScanBy: 'TimestampAscending',
    });
    return answer.MetricDataResults!.filter((r) => r.Id === 'e');
  };
  const plain = async (name: string) =>
    (await ask({ MetricDataQueries: [query('a', name)], ScanBy: 'TimestampAscending' })).MetricDataResults![0]!.Values!;

  test('arithmetic, precedence, powers', async () => {
    const down = await plain('BytesOutToSource');
    const up = await plain('BytesInFromSource');
    expect((await math('down + up * 2'))[0]!.Values).toEqual(down.map((v, i) => v + up[i]! * 2));
    expect((await math('(down - up) / 8'))[0]!.Values).toEqual(down.map((v, i) => (v - up[i]!) / 8));
    expect((await math('-down / PERIOD(down)'))[0]!.Values).toEqual(down.map((v) => -v / 300));
    expect((await math('up ^ 2 ^ 1'))[0]!.Values).toEqual(up.map((v) => v ** 2));
  });

  test('SUM, AVG, MIN and MAX of several series and of one', async () => {
    const down = await plain('BytesOutToSource');
    const up = await plain('BytesInFromSource');
    expect((await math('SUM(METRICS())'))[0]!.Values).toEqual(down.map((v, i) => v + up[i]!));
    expect((await math('AVG([down, up])'))[0]!.Values).toEqual(down.map((v, i) => (v + up[i]!) / 2));
    expect((await math('MAX(METRICS("u"))'))[0]!.Values).toEqual(up);
    expect((await math('up - MIN(up)'))[0]!.Values).toEqual(up.map((v) => v - Math.min(...up)));
  });

  test('RATE, DIFF and RUNNING_SUM', async () => {
    const up = await plain('BytesInFromSource');
    expect((await math('RATE(up)'))[0]!.Values).toEqual(up.slice(1).map((v, i) => (v - up[i]!) / 300));
    expect((await math('DIFF(up)'))[0]!.Values).toEqual(up.slice(1).map((v, i) => v - up[i]!));
    expect((await math('RUNNING_SUM(up)'))[0]!.Values!.at(-1)).toBe(up.reduce((a, b) => a + b));
  });

  test('FILL stands in for what is missing, IF chooses', async () => {
    const none = { ...query('none', 'BytesOutToSource'), ReturnData: false };
    none.MetricStat = { ...none.MetricStat!, Metric: metric('BytesOutToSource', { NatGatewayId: 'nat-0' }) };
    const filled = (await math('FILL(none, 7)', [none]))[0]!;
    expect(filled.Values).toHaveLength(12);
    expect(new Set(filled.Values)).toEqual(new Set([7]));
    const last = (await math('FILL(up, REPEAT)'))[0]!.Values!;
    expect(last).toHaveLength(12);
    expect(last.at(-1)).toBe((await plain('BytesInFromSource')).at(-1));
    expect(new Set((await math('IF(up > 0 AND down < 0, 1, 2)'))[0]!.Values)).toEqual(new Set([2]));
  });

  test('an expression of several series has several results', async () => {
    const results = await math('METRICS() / 2');
    expect(results.map((r) => r.Label)).toEqual(['BytesOutToSource', 'BytesInFromSource']);
    expect(results[1]!.Values).toEqual((await plain('BytesInFromSource')).map((v) => v / 2));
  });
});

describe('GetMetricStatistics', () => {
  const statistics = (more: object) =>
    cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...metric('BytesOutToSource'),
        StartTime: ago(60),
        EndTime: now,
        Period: 300,
        Statistics: ['Sum', 'Average', 'Maximum', 'Minimum', 'SampleCount'],
        ...more,
      } as never),
    );

  test('answers the statistics asked for, which agree', async () => {
    const { Datapoints, Label } = await statistics({});
    expect(Label).toBe('BytesOutToSource');
    expect(Datapoints).toHaveLength(11);
    for (const point of Datapoints!) {
      expect(point.Unit).toBe('Bytes');
      expect(point.Average! * point.SampleCount!).toBeCloseTo(point.Sum!, 3);
      expect(point.Minimum).toBeLessThanOrEqual(point.Maximum!);
    }
  });

  test('percentiles', async () => {
    const { Datapoints } = await statistics({ Statistics: undefined, ExtendedStatistics: ['p0.1', 'p50', 'p99'] });
    for (const { ExtendedStatistics: p } of Datapoints!) {
      expect(p!['p0.1']!).toBeLessThanOrEqual(p!.p50!);
      expect(p!.p50!).toBeLessThanOrEqual(p!.p99!);
    }
  });

  test.each([
    [{ StartTime: now }, 'InvalidParameterValue', /StartTime must be less than/],
    [{ Period: 61 }, 'InvalidParameterValue', /Period/],
    [{ Statistics: undefined }, 'InvalidParameterCombination', /Must specify either/],
    [{ Statistics: ['Median'] }, 'InvalidParameterValue', /Median/],
    [
      { StartTime: ago(7 * 24 * 60 + 30), Period: 300 },
      'InvalidParameterCombination',
      /You have requested up to 2,022 datapoints, which exceeds the limit of 1,440\./,
    ],
  ])('refuses %j', async (more, name, message) => {
    const error = await refusal(statistics(more));
    expect(error.name).toMatch(new RegExp(`^${name}`));
    expect(error.message).toMatch(message);
  });
});

describe('ListMetrics', () => {
  const list = async (input: object) => {
    const found = [];
    let NextToken: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await cloudwatch.send(new ListMetricsCommand({ ...input, NextToken } as never));
      found.push(...page.Metrics!);
      sizes.push(page.Metrics!.length);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return { found, sizes };
  };

  test('everything, in pages of 500', async () => {
    const { found, sizes } = await list({});
    expect(sizes.slice(0, -1).every((n) => n === 500)).toBe(true);
    expect(sizes.length).toBeGreaterThan(1);
    expect(new Set(found.map((m) => JSON.stringify(m))).size).toBe(found.length);
  });

  test('by namespace, name and dimension', async () => {
    const { found } = await list({ Namespace: 'AWS/NATGateway', Dimensions: [{ Name: 'NatGatewayId', Value: nat }] });
    expect(found).toHaveLength(16);
    expect((await list({ Namespace: 'AWS/NATGateway', Dimensions: [{ Name: 'NatGatewayId' }] })).found).toHaveLength(
      48,
    );
    expect((await list({ MetricName: 'ErrorPortAllocation' })).found).toHaveLength(3);
    expect((await list({ Namespace: 'AWS/Lambda' })).found).toEqual([]);
  });

  test('a metric that never had a value is not listed', async () => {
    expect((await list({ MetricName: 'HTTPCode_ELB_503_Count' })).found).toEqual([]);
    expect((await list({ MetricName: 'RequestCount' })).found.length).toBeGreaterThan(0);
  });

  test('recently active means within three hours, and nothing else', async () => {
    expect((await refusal(cloudwatch.send(new ListMetricsCommand({ RecentlyActive: 'PT1H' as never })))).name).toMatch(
      /^InvalidParameterValue/,
    );
  });
});

describe('data that PutMetricData brought', () => {
  const put = (more: object) =>
    cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'Orders', Dimensions: [{ Name: 'Site', Value: 'a' }], Timestamp: ago(10), ...more }],
      }),
    );
  const read = async (Stat: string, Period = 300) =>
    (
      await ask({
        StartTime: ago(15),
        MetricDataQueries: [{ Id: 'o', MetricStat: { Metric: metric('Orders', { Site: 'a' }, 'Shop'), Period, Stat } }],
      })
    ).MetricDataResults![0]!.Values;

  test('values, counts and statistic sets of one period are one', async () => {
    await put({ Value: 5 });
    await put({ Values: [1, 3], Counts: [2, 4] });
    await put({ StatisticValues: { SampleCount: 3, Sum: 30, Minimum: 9, Maximum: 11 } });
    expect(await read('Sum')).toEqual([49]);
    expect(await read('SampleCount')).toEqual([10]);
    expect(await read('Average')).toEqual([4.9]);
    expect(await read('Minimum')).toEqual([1]);
    expect(await read('Maximum')).toEqual([11]);
    // Single values are gone with a statistic set.
    expect(await read('p50')).toEqual([]);
    const { Metrics } = await cloudwatch.send(new ListMetricsCommand({ Namespace: 'Shop' }));
    expect(Metrics).toEqual([metric('Orders', { Site: 'a' }, 'Shop')]);
  });

  test('another region has none of it', async () => {
    const tokyo = new CloudWatchClient({ ...lab.options, region: 'ap-northeast-1' });
    expect((await tokyo.send(new ListMetricsCommand({ Namespace: 'Shop' }))).Metrics).toEqual([]);
  });
});

describe('alarms', () => {
  const alarm = (AlarmName: string, more: object) =>
    cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        ...metric('ActiveConnectionCount'),
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 2,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 1,
        ...more,
      } as never),
    );
  const states = async (input: object = {}) =>
    Object.fromEntries(
      (await cloudwatch.send(new DescribeAlarmsCommand(input))).MetricAlarms!.map((a) => [a.AlarmName, a.StateValue]),
    );

  test('take the state that their metric gives them, after their first minute', async () => {
    await alarm('many', {});
    await alarm('few', { Threshold: 1000 });
    await alarm('nobody', { ...metric('ActiveConnectionCount', { NatGatewayId: 'nat-0' }) });
    await alarm('nobody-breaching', {
      ...metric('ActiveConnectionCount', { NatGatewayId: 'nat-0' }),
      TreatMissingData: 'breaching',
    });
    await alarm('nobody-fine', {
      ...metric('ActiveConnectionCount', { NatGatewayId: 'nat-0' }),
      TreatMissingData: 'notBreaching',
    });
    await alarm('math', {
      Namespace: undefined,
      MetricName: undefined,
      Dimensions: undefined,
      Statistic: undefined,
      Period: undefined,
      Threshold: 0.5,
      Metrics: [
        { ...query('errors', 'ErrorPortAllocation'), ReturnData: false },
        { ...query('tries', 'ConnectionAttemptCount'), ReturnData: false },
        { Id: 'share', Expression: 'errors / tries' },
      ],
    });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['INSUFFICIENT_DATA']));
    await at(new Date(now.getTime() + 61_000));
    expect(await states()).toEqual({
      few: 'OK',
      many: 'ALARM',
      math: 'OK',
      nobody: 'INSUFFICIENT_DATA',
      'nobody-breaching': 'ALARM',
      'nobody-fine': 'OK',
    });
    const [many] = (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['many'] }))).MetricAlarms!;
    expect(many!.StateReason).toMatch(
      /^Threshold Crossed: 2 out of the last 2 datapoints \[\d+\.0 \(23\/11\/26 \d\d:\d\d:00\), .*\] were greater than the threshold \(1\.0\) \(minimum 2 datapoints for OK -> ALARM transition\)\.$/,
    );
  });

  test('are found by prefix, state, action and metric, in pages', async () => {
    expect(Object.keys(await states({ AlarmNamePrefix: 'nobody' }))).toHaveLength(3);
    expect(Object.keys(await states({ StateValue: 'ALARM' }))).toEqual(['many', 'nobody-breaching']);
    expect(await states({ ActionPrefix: 'arn:aws:sns' })).toEqual({});
    expect(await states({ AlarmTypes: ['CompositeAlarm'] })).toEqual({});
    const first = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 4 }));
    const second = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 4, NextToken: first.NextToken }));
    expect([...first.MetricAlarms!, ...second.MetricAlarms!].map((a) => a.AlarmName)).toEqual(
      Object.keys(await states()),
    );
    expect(second.NextToken).toBeUndefined();
    const of = await cloudwatch.send(new DescribeAlarmsForMetricCommand(metric('ActiveConnectionCount')));
    expect(of.MetricAlarms?.map((a) => a.AlarmName).sort()).toEqual(['few', 'many']);
    expect((await refusal(cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 101 })))).name).toMatch(
      /^InvalidParameterValue/,
    );
    expect((await cloudwatch.send(new DescribeAlarmHistoryCommand({}))).AlarmHistoryItems).toEqual([]);
  });

  test('a state that is set by hand holds until the next look', async () => {
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'few', StateValue: 'ALARM', StateReason: 'drill' }));
    expect((await states()).few).toBe('ALARM');
    await at(new Date(now.getTime() + 180_000));
    expect((await states()).few).toBe('OK');
  });
});

describe('an instance that has been stopped for hours', () => {
  test('is not recently active, but listed for two weeks', async () => {
    const id = labId('i', 'VPC01-Private-A-10.1.20.104');
    const listed = async (RecentlyActive?: 'PT3H') => {
      const input = { Namespace: 'AWS/EC2', Dimensions: [{ Name: 'InstanceId', Value: id }], RecentlyActive };
      return (await cloudwatch.send(new ListMetricsCommand(input))).Metrics!.length;
    };
    const all = await listed('PT3H');
    expect(all).toBeGreaterThan(8);
    await new EC2Client(lab.options).send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(await listed('PT3H')).toBe(all);
    await at(new Date(now.getTime() + 4 * 3_600_000));
    expect(await listed('PT3H')).toBe(0);
    expect(await listed()).toBe(all);
    await at(new Date(now.getTime() + 15 * 24 * 3_600_000));
    expect(await listed()).toBe(0);
  });
});

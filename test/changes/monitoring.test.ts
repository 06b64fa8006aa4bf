import { describe, expect, test } from 'vitest';
import { call, labWorld, refusal, type TestWorld } from './worlds.ts';

describe('alarms', () => {
  const input = {
    AlarmName: 'nat-errors',
    Namespace: 'AWS/NATGateway',
    MetricName: 'ErrorPortAllocation',
    Dimensions: [{ Name: 'NatGatewayId', Value: 'nat-1' }],
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  const alarm = (world: TestWorld) => world.here.cloudwatch!.MetricAlarms!.find((a) => a.AlarmName === input.AlarmName);

  test('put, set the state, put again: the state stays; delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    call(world, 'cloudwatch', 'PutMetricAlarm', input);
    expect(alarm(world)).toMatchObject({
      AlarmArn: 'arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:nat-errors',
      StateValue: 'INSUFFICIENT_DATA',
      ActionsEnabled: true,
    });
    call(world, 'cloudwatch', 'SetAlarmState', { AlarmName: 'nat-errors', StateValue: 'ALARM', StateReason: 'test' });
    call(world, 'cloudwatch', 'PutMetricAlarm', { ...input, Threshold: 5 });
    expect(alarm(world)).toMatchObject({ StateValue: 'ALARM', StateReason: 'test', Threshold: 5 });
    expect(world.here.cloudwatch!.MetricAlarms).toHaveLength(1);
    expect(refusal(world, 'cloudwatch', 'DeleteAlarms', { AlarmNames: ['nat-errors', 'none'] })).toBe(
      'ResourceNotFound',
    );
    call(world, 'cloudwatch', 'DeleteAlarms', { AlarmNames: ['nat-errors'] });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['MissingRequiredParameterException', 'PutMetricAlarm', { ...input, MetricName: undefined }],
    ['MissingRequiredParameterException', 'PutMetricAlarm', { ...input, Threshold: undefined }],
    ['InvalidParameterValueException', 'PutMetricAlarm', { ...input, Period: 61 }],
    ['InvalidParameterValueException', 'PutMetricAlarm', { ...input, DatapointsToAlarm: 2 }],
    ['InvalidParameterCombinationException', 'PutMetricAlarm', { ...input, ExtendedStatistic: 'p99' }],
    ['ResourceNotFound', 'SetAlarmState', { AlarmName: 'none', StateValue: 'OK', StateReason: '' }],
  ])('%s: %s', (code, operation, wrong) => {
    expect(refusal(labWorld(), 'cloudwatch', operation, wrong)).toBe(code);
  });
});

describe('metric data', () => {
  const put = (world: TestWorld, ...MetricData: object[]) =>
    call(world, 'cloudwatch', 'PutMetricData', { Namespace: 'Probe', MetricData });

  test('a datum becomes the four statistics that all others come from', () => {
    const world = labWorld();
    put(world, {
      MetricName: 'Rtt',
      Dimensions: [
        { Name: 'To', Value: 'b' },
        { Name: 'From', Value: 'a' },
      ],
      Values: [1, 4],
      Counts: [3, 1],
      Timestamp: new Date('2026-11-23T08:40:42Z'),
    });
    expect(world.put.map(({ stat, values }) => [stat, values[0]])).toEqual([
      ['SampleCount', 4],
      ['Sum', 7],
      ['Minimum', 1],
      ['Maximum', 4],
    ]);
    expect(world.put[0]).toMatchObject({
      namespace: 'Probe',
      metric: 'Rtt',
      dimensions: [
        { Name: 'From', Value: 'a' },
        { Name: 'To', Value: 'b' },
      ],
      period: 60,
      timestamps: ['2026-11-23T08:40:00.000Z'],
      to: '2026-11-23T08:41:00.000Z',
    });
  });

  test('a date may be text, and is the clock when it is left out', () => {
    const world = labWorld();
    put(
      world,
      { MetricName: 'A', Value: 1, Timestamp: '2026-11-23T08:00:30Z', StorageResolution: 1 },
      { MetricName: 'B', Value: 2 },
    );
    expect(world.put.filter((s) => s.stat === 'Sum').map((s) => s.timestamps[0])).toEqual([
      '2026-11-23T08:00:30.000Z',
      '2026-11-23T08:43:00.000Z',
    ]);
  });

  test.each([
    ['InvalidParameterValueException', { Namespace: 'AWS/EC2', MetricData: [{ MetricName: 'A', Value: 1 }] }],
    [
      'InvalidParameterCombinationException',
      { Namespace: 'P', MetricData: [{ MetricName: 'A', Value: 1, Values: [1] }] },
    ],
    [
      'InvalidParameterValueException',
      { Namespace: 'P', MetricData: [{ MetricName: 'A', Values: [1], Counts: [1, 2] }] },
    ],
    [
      'InvalidParameterValueException',
      { Namespace: 'P', MetricData: [{ MetricName: 'A', Value: 1, Timestamp: new Date('2026-11-01') }] },
    ],
    ['MissingRequiredParameterException', { Namespace: 'P' }],
  ])('%s', (code, input) => {
    const world = labWorld();
    expect(refusal(world, 'cloudwatch', 'PutMetricData', input)).toBe(code);
    expect(world.put).toEqual([]);
  });
});

test('log groups', () => {
  const world = labWorld();
  const before = structuredClone(world.snapshot);
  const logGroupName = '/flow/dmz';
  call(world, 'logs', 'CreateLogGroup', { logGroupName });
  const group = () => world.here.logs!.logGroups!.find((g) => g.logGroupName === logGroupName);
  expect(group()).toMatchObject({
    arn: 'arn:aws:logs:ap-northeast-2:123456789012:log-group:/flow/dmz:*',
    storedBytes: 0,
  });
  expect(refusal(world, 'logs', 'CreateLogGroup', { logGroupName })).toBe('ResourceAlreadyExistsException');
  call(world, 'logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: 30 });
  expect(group()?.retentionInDays).toBe(30);
  expect(refusal(world, 'logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: 31 })).toBe(
    'InvalidParameterException',
  );
  call(world, 'logs', 'DeleteRetentionPolicy', { logGroupName });
  expect(group()).not.toHaveProperty('retentionInDays');
  call(world, 'logs', 'DeleteLogGroup', { logGroupName });
  expect(world.snapshot).toEqual(before);
  for (const operation of ['DeleteLogGroup', 'DeleteRetentionPolicy']) {
    expect(refusal(world, 'logs', operation, { logGroupName })).toBe('ResourceNotFoundException');
  }
  expect(refusal(world, 'logs', 'CreateLogGroup', { logGroupName: 'a b' })).toBe('InvalidParameterException');
});

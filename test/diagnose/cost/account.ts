import type { Metric } from '../../../src/diagnose/cost/measured.ts';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import type { Scope, Snapshot } from '../../../src/snapshot/snapshot.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

export const account = '123456789012';
export const region = 'ap-northeast-2';

/** The lab's network, to be changed. */
export const lab = (): Snapshot => structuredClone(labSnapshot('2026-11-23T09:00:00.000Z'));

export const scope = (snapshot: Snapshot, where = region): Scope => snapshot.scopes.find((s) => s.region === where)!;
export const ec2Of = (snapshot: Snapshot): Ec2Data => scope(snapshot).ec2!;

/** What CloudWatch counted in ten hours. */
export function counted(
  snapshot: Snapshot,
  { namespace, metric, dimensions }: Metric,
  sum: number,
  where = region,
): void {
  const own = scope(snapshot, where);
  own.cloudwatch ??= {};
  own.cloudwatch.MetricSeries = [
    ...(own.cloudwatch.MetricSeries ?? []),
    {
      namespace,
      metric,
      dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      stat: 'Sum',
      period: 36_000,
      from: '2026-11-22T23:00:00.000Z',
      to: '2026-11-23T09:00:00.000Z',
      timestamps: ['2026-11-22T23:00:00.000Z'],
      values: [sum],
    },
  ];
}

import type { Instance } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { targetsOf } from './balancer-traffic.ts';
import { noBytes, plus } from './flows.ts';
import { noise, rounded } from './noise.ts';
import { dimensions, type Sample, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html: every five minutes, or every
 * minute with detailed monitoring; status checks every minute. An instance that does not run has none.
 */
export const instances: Source = (world) => {
  const served = targetsOf(world);
  return (world.here.ec2?.Reservations ?? []).flatMap((r) =>
    (r.Instances ?? []).flatMap((instance) => seriesOfInstance(world, instance, served)),
  );
};

/** A burstable instance's most CPU credits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html */
const mostCredits: Record<string, number> = {
  't3.nano': 144,
  't3.micro': 288,
  't3.small': 576,
  't3.medium': 576,
  't3.large': 864,
  't3.xlarge': 2304,
  't3.2xlarge': 4608,
};

function seriesOfInstance(
  world: MetricWorld,
  instance: Saved<Instance>,
  served: ReturnType<typeof targetsOf>,
): Series[] {
  const id = instance.InstanceId!;
  const { course, flows } = world;
  const resource = { namespace: 'AWS/EC2', dimensions: dimensions({ InstanceId: id }), delayMinutes: 3 };
  const everyMinutes = instance.Monitoring?.State === 'enabled' ? (1 as const) : (5 as const);

  const traffic = (minute: number): { in: number; out: number; requests: number } | undefined => {
    const own = flows.ofInstance(id, minute);
    if (own === undefined) return undefined;
    // Chatter of agents, time and name service.
    const chatter = course.at(minute).traffic(id)?.silent ? 0 : 20_000 + 40_000 * noise(`${id} chatter`, minute);
    const { bytes, requests } = served(id, minute) ?? { bytes: noBytes, requests: 0 };
    const all = plus(own, bytes);
    return { in: Math.round(all.down + chatter), out: Math.round(all.up + chatter * 0.8), requests };
  };
  const metric =
    (value: (of: NonNullable<ReturnType<typeof traffic>>, minute: number) => number) =>
    (minute: number): Sample | undefined => {
      const of = traffic(minute);
      return of === undefined ? undefined : single(value(of, minute));
    };
  const cpu = (of: { in: number; out: number; requests: number }, minute: number): number => {
    if (course.at(minute).traffic(id)?.silent) return 99 + noise(`${id} hung`, minute);
    const busy = 1.2 + 1.8 * noise(`${id} cpu`, minute) + (of.in + of.out) / 180_000 + of.requests / 60;
    return Math.min(100, Number(busy.toFixed(3)));
  };
  const credits = mostCredits[instance.InstanceType ?? ''];

  const check =
    (failed: (silent: boolean) => boolean) =>
    (minute: number): Sample | undefined => {
      const running = course.at(minute).traffic(id);
      return running === undefined ? undefined : single(failed(running.silent === true) ? 1 : 0);
    };
  return [
    ...seriesOf(
      { ...resource, everyMinutes },
      {
        CPUUtilization: ['Percent', metric(cpu)],
        NetworkIn: ['Bytes', metric((of) => of.in)],
        NetworkOut: ['Bytes', metric((of) => of.out)],
        NetworkPacketsIn: ['Count', metric((of) => Math.ceil(of.in / 1100))],
        NetworkPacketsOut: ['Count', metric((of) => Math.ceil(of.out / 240))],
        // Metadata that was read without a session (IMDSv1), where that is still allowed.
        ...(instance.MetadataOptions?.HttpTokens === 'required'
          ? {}
          : { MetadataNoToken: ['Count', metric((_, minute) => rounded(0.4, `${id} imds`, minute))] as const }),
        ...(credits === undefined
          ? {}
          : { CPUCreditBalance: ['Count', metric((of, minute) => credits - cpu(of, minute) / 20)] as const }),
      },
    ),
    ...seriesOf(resource, {
      StatusCheckFailed: ['Count', check((silent) => silent)],
      StatusCheckFailed_Instance: ['Count', check((silent) => silent)],
      StatusCheckFailed_System: ['Count', check(() => false)],
      StatusCheckFailed_AttachedEBS: ['Count', check(() => false)],
    }),
  ];
}

import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2Data } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved, sorted } from '../read.ts';

/** Load balancers with listeners and rules, target groups with the health of their targets. */
export async function collectElbv2(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new ElasticLoadBalancingV2Client(config);
  const options = { abortSignal: reading.signal };
  const data: Elbv2Data = {};

  const balancers = async (): Promise<void> => {
    data.LoadBalancers = sorted(
      await read(reading, 'elbv2:DescribeLoadBalancers', () =>
        pages(
          (Marker) => client.send(new DescribeLoadBalancersCommand({ Marker }), options),
          (o) => o.LoadBalancers,
          (o) => o.NextMarker,
        ),
      ),
      (b) => b.LoadBalancerArn,
    );
    const arn = (b: { LoadBalancerArn?: string }): string => b.LoadBalancerArn!;
    await Promise.all([
      readEach(reading, 'elbv2:DescribeLoadBalancerAttributes', data.LoadBalancers, arn, async (b) =>
        saved(
          (await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn(b) }), options))
            .Attributes ?? [],
        ),
      ).then((found) => {
        if (found) data.LoadBalancerAttributes = found;
      }),
      readEach(reading, 'elbv2:DescribeListeners', data.LoadBalancers, arn, (b) =>
        pages(
          (Marker) => client.send(new DescribeListenersCommand({ LoadBalancerArn: arn(b), Marker }), options),
          (o) => o.Listeners,
          (o) => o.NextMarker,
        ),
      ).then(async (found) => {
        if (!found) return;
        data.Listeners = found;
        const rules = await readEach(
          reading,
          'elbv2:DescribeRules',
          Object.values(found).flat(),
          (l) => l.ListenerArn!,
          (l) =>
            pages(
              (Marker) => client.send(new DescribeRulesCommand({ ListenerArn: l.ListenerArn, Marker }), options),
              (o) => o.Rules,
              (o) => o.NextMarker,
            ),
        );
        if (rules) data.Rules = rules;
      }),
    ]);
  };

  const groups = async (): Promise<void> => {
    data.TargetGroups = sorted(
      await read(reading, 'elbv2:DescribeTargetGroups', () =>
        pages(
          (Marker) => client.send(new DescribeTargetGroupsCommand({ Marker }), options),
          (o) => o.TargetGroups,
          (o) => o.NextMarker,
        ),
      ),
      (g) => g.TargetGroupArn,
    );
    const arn = (g: { TargetGroupArn?: string }): string => g.TargetGroupArn!;
    await Promise.all([
      readEach(reading, 'elbv2:DescribeTargetGroupAttributes', data.TargetGroups, arn, async (g) =>
        saved(
          (await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn(g) }), options))
            .Attributes ?? [],
        ),
      ).then((found) => {
        if (found) data.TargetGroupAttributes = found;
      }),
      readEach(
        reading,
        'elbv2:DescribeTargetHealth',
        data.TargetGroups,
        arn,
        async (g) =>
          sorted(
            saved(
              (await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn(g) }), options))
                .TargetHealthDescriptions ?? [],
            ),
            (t) => `${t.Target?.Id}:${t.Target?.Port}`,
          )!,
      ).then((found) => {
        if (found) data.TargetHealthDescriptions = found;
      }),
    ]);
  };

  await Promise.all([balancers(), groups()]);
  for (const key of Object.keys(data) as (keyof Elbv2Data)[]) if (data[key] === undefined) delete data[key];
  reading.scope.elbv2 = data;
}

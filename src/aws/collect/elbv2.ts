import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2Data } from '../../snapshot/data/services.ts';
import { type Collector, chunks, type Reads } from '../read.ts';
import { compare, sorted } from '../saved.ts';

const marker = (o: { NextMarker?: string }): string | undefined => o.NextMarker;
/** The most that a page or a call by ARNs takes. */
const page = 400;
const arnsACall = 20;

const reads: Reads<Elbv2Data> = {
  LoadBalancers: {
    operations: ['elbv2:DescribeLoadBalancers'],
    where: 'region',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new DescribeLoadBalancersCommand({ Marker, PageSize: page }),
          (o) => o.LoadBalancers,
          marker,
        ),
        (b) => b.LoadBalancerArn,
      ),
  },
  LoadBalancerAttributes: {
    operations: ['elbv2:DescribeLoadBalancerAttributes'],
    where: 'region',
    after: ['LoadBalancers'],
    run: (ask, data) =>
      ask.each('elbv2:DescribeLoadBalancerAttributes', balancers(data), async (LoadBalancerArn) =>
        sorted(
          (await ask.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }))).Attributes ?? [],
          (a) => a.Key,
        ),
      ),
  },
  Listeners: {
    operations: ['elbv2:DescribeListeners'],
    where: 'region',
    after: ['LoadBalancers'],
    run: (ask, data) =>
      ask.each('elbv2:DescribeListeners', balancers(data), async (LoadBalancerArn) =>
        sorted(
          await ask.pages(
            (Marker) => new DescribeListenersCommand({ LoadBalancerArn, Marker, PageSize: page }),
            (o) => o.Listeners,
            marker,
          ),
          (l) => l.ListenerArn,
        ),
      ),
  },
  Rules: {
    operations: ['elbv2:DescribeRules'],
    where: 'region',
    after: ['Listeners'],
    run: (ask, { Listeners = {} }) =>
      ask.each(
        'elbv2:DescribeRules',
        Object.values(Listeners).flatMap((listeners) => listeners.map((l) => l.ListenerArn)),
        async (ListenerArn) =>
          byPriority(
            await ask.pages(
              (Marker) => new DescribeRulesCommand({ ListenerArn, Marker, PageSize: page }),
              (o) => o.Rules,
              marker,
            ),
          ),
      ),
  },
  TargetGroups: {
    operations: ['elbv2:DescribeTargetGroups'],
    where: 'region',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new DescribeTargetGroupsCommand({ Marker, PageSize: page }),
          (o) => o.TargetGroups,
          marker,
        ),
        (g) => g.TargetGroupArn,
      ),
  },
  TargetGroupAttributes: {
    operations: ['elbv2:DescribeTargetGroupAttributes'],
    where: 'region',
    after: ['TargetGroups'],
    run: (ask, data) =>
      ask.each('elbv2:DescribeTargetGroupAttributes', groups(data), async (TargetGroupArn) =>
        sorted(
          (await ask.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }))).Attributes ?? [],
          (a) => a.Key,
        ),
      ),
  },
  TargetHealthDescriptions: {
    operations: ['elbv2:DescribeTargetHealth'],
    where: 'region',
    after: ['TargetGroups'],
    run: (ask, data) =>
      ask.each('elbv2:DescribeTargetHealth', groups(data), async (TargetGroupArn) =>
        sorted(
          (await ask.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).TargetHealthDescriptions ?? [],
          (t) => `${t.Target?.Id} ${String(t.Target?.Port).padStart(5, '0')}`,
        ),
      ),
  },
  Tags: {
    operations: ['elbv2:DescribeTags'],
    where: 'region',
    after: ['LoadBalancers', 'TargetGroups'],
    run: async (ask, data) => {
      const arns = [...balancers(data), ...groups(data)].filter((arn) => arn !== undefined);
      const answers = await ask.each(
        'elbv2:DescribeTags',
        chunks(arns, arnsACall).map((some) => some.join('\n')),
        async (some) => (await ask.send(new DescribeTagsCommand({ ResourceArns: some.split('\n') }))).TagDescriptions,
      );
      const described = Object.values(answers).flatMap((tags) => tags ?? []);
      return Object.fromEntries(
        sorted(described, (d) => d.ResourceArn).map((d) => [d.ResourceArn ?? '', d.Tags ?? []] as const),
      );
    },
  },
};

const balancers = (data: Elbv2Data): (string | undefined)[] => (data.LoadBalancers ?? []).map((b) => b.LoadBalancerArn);
const groups = (data: Elbv2Data): (string | undefined)[] => (data.TargetGroups ?? []).map((g) => g.TargetGroupArn);

/** As the listener applies them: by number, the default last. */
const byPriority = <R extends { Priority?: string; RuleArn?: string }>(rules: R[]): R[] =>
  [...rules].sort((a, b) => rank(a) - rank(b) || compare(a.RuleArn ?? '', b.RuleArn ?? ''));
const rank = ({ Priority }: { Priority?: string }): number =>
  Priority === undefined || Priority === 'default' ? Number.MAX_SAFE_INTEGER : Number(Priority);

export const collector: Collector<Elbv2Data> = {
  service: 'elbv2',
  iamPrefix: 'elasticloadbalancing',
  parallel: 20,
  client: (config) => new ElasticLoadBalancingV2Client(config as never),
  reads,
};

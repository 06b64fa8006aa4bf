import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { instances } from './instance.ts';
import { type Kind, one, type Tagged } from './names.ts';
import { type Plan, place, shown } from './plan.ts';

type Watched = Tagged & {
  id: string | undefined;
  names: (string | undefined)[];
  namespace: string;
  dimension: { Name: string; Value: string };
};

/** `app/DMZVPC-alb1/1951…`, as CloudWatch names what an ARN ends in. */
const suffix = (arn: string, after: string): string => arn.slice(arn.indexOf(after) + after.length);

/** What an alarm may watch, with its namespace and dimension. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html */
const watched: Kind<Watched> = {
  listOf: (scope) => [
    ...(instances.listOf(scope) ?? []).map((x) => ({
      ...x,
      id: x.InstanceId,
      names: [x.PrivateIpAddress],
      namespace: 'AWS/EC2',
      dimension: { Name: 'InstanceId', Value: x.InstanceId ?? '' },
    })),
    ...(scope.ec2?.NatGateways ?? []).map((x) => ({
      ...x,
      id: x.NatGatewayId,
      names: [],
      namespace: 'AWS/NATGateway',
      dimension: { Name: 'NatGatewayId', Value: x.NatGatewayId ?? '' },
    })),
    ...(scope.ec2?.TransitGateways ?? []).map((x) => ({
      ...x,
      id: x.TransitGatewayId,
      names: [],
      namespace: 'AWS/TransitGateway',
      dimension: { Name: 'TransitGateway', Value: x.TransitGatewayId ?? '' },
    })),
    ...(scope.ec2?.VpnConnections ?? []).map((x) => ({
      ...x,
      id: x.VpnConnectionId,
      names: [],
      namespace: 'AWS/VPN',
      dimension: { Name: 'VpnId', Value: x.VpnConnectionId ?? '' },
    })),
    ...(scope.elbv2?.LoadBalancers ?? []).map((x) => ({
      id: x.LoadBalancerArn,
      names: [x.LoadBalancerName],
      namespace:
        x.Type === 'network' ? 'AWS/NetworkELB' : x.Type === 'gateway' ? 'AWS/GatewayELB' : 'AWS/ApplicationELB',
      dimension: { Name: 'LoadBalancer', Value: suffix(x.LoadBalancerArn ?? '', ':loadbalancer/') },
    })),
  ],
  idOf: (x) => x.id,
  otherNames: (x) => x.names,
  tell: (x) => x.namespace,
};

/** Creates an alarm on a metric of a resource: above the threshold for three periods of five minutes. */
export function alarmPlan(snapshot: Snapshot, asked: Extract<Request, { action: 'create-alarm' }>): Plan {
  const found = one(snapshot, asked.resource, watched);
  const { namespace, dimension } = found.item;
  const alarms = found.scope.cloudwatch?.MetricAlarms;
  if (alarms === undefined) throw new UserError(text.alarmsUnread(found.id));
  const AlarmName = `netops-${found.item.names[0] ?? found.id}-${asked.metric}`;
  const existing = alarms.find((a) => a.AlarmName === AlarmName);
  const own = found.name ?? found.item.names[0];
  // A balancer's ARN says no more than its name.
  const name = found.id.startsWith('arn:') && own !== undefined ? own : shown(found.id, own);
  return {
    ...place(found),
    calls: [
      {
        service: 'cloudwatch',
        operation: 'PutMetricAlarm',
        input: {
          AlarmName,
          Namespace: namespace,
          MetricName: asked.metric,
          Dimensions: [dimension],
          Statistic: 'Maximum',
          Period: 300,
          EvaluationPeriods: 3,
          Threshold: asked.threshold,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'missing',
        },
      },
    ],
    done: existing?.Threshold === asked.threshold,
    resources: [found.id],
    before: `${AlarmName} ${existing?.Threshold ?? '-'}`,
    now:
      existing === undefined
        ? text.hasNoAlarm(name, asked.metric)
        : text.hasAlarm(AlarmName, existing.Threshold ?? null, existing.StateValue ?? '?'),
    notes: [text.alarmTells],
  };
}

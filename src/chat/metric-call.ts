import { type Named, namedBy } from './inventory.ts';
import type { Step } from './planner/plan.ts';
import type { ToolCall } from './tool-call.ts';

/** Where CloudWatch keeps a kind's metrics: namespace, and the dimension that names one of them. */
interface Place {
  namespace: string;
  dimension: string;
  /** What the dimension wants of an id; the id itself when left out. */
  value?(id: string): string;
}

/** `app/NAME/ID` of a balancer's ARN. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
const afterBalancer = (arn: string): string => arn.replace(/^.*:loadbalancer\//, '');

const places: Record<string, Place> = {
  instance: { namespace: 'AWS/EC2', dimension: 'InstanceId' },
  'nat-gateway': { namespace: 'AWS/NATGateway', dimension: 'NatGatewayId' },
  'transit-gateway': { namespace: 'AWS/TransitGateway', dimension: 'TransitGateway' },
  'vpn-connection': { namespace: 'AWS/VPN', dimension: 'VpnId' },
  endpoint: { namespace: 'AWS/PrivateLinkEndpoints', dimension: 'VPC Endpoint Id' },
};

/** Network and gateway balancers keep theirs apart from application ones. */
function balancerPlace(arn: string): Place {
  const type = /:loadbalancer\/(app|net|gwy)\//.exec(arn)?.[1];
  const namespace = { net: 'AWS/NetworkELB', gwy: 'AWS/GatewayELB' }[type ?? ''] ?? 'AWS/ApplicationELB';
  return { namespace, dimension: 'LoadBalancer', value: afterBalancer };
}

/** A count over a stretch is added up, a level is not. */
const statOf = (metric: string): string => {
  if (/^(ActiveConnectionCount|Peak|ConcurrentConnections|UnHealthyHostCount|TunnelState)/.test(metric))
    return 'Maximum';
  if (/^HealthyHostCount/.test(metric)) return 'Minimum';
  if (/(Count|Bytes|Packets?|Errors?|In|Out|Drop\w*|LCUs)$/.test(metric)) return 'Sum';
  return 'Average';
};

/** A named metric of a resource that is known; undefined where either is missing. */
export function metricCall(
  { metric, resources = [], window }: Step,
  inventory: readonly Named[],
): ToolCall | undefined {
  const [first] = resources;
  const known = first === undefined ? undefined : namedBy(first, inventory);
  if (metric === undefined || known === undefined) return undefined;
  const place = known.kind === 'load-balancer' ? balancerPlace(known.id) : places[known.kind];
  if (place === undefined) return undefined;
  const { namespace, dimension, value } = place;
  const input = {
    namespace,
    metric,
    dimensions: { [dimension]: value?.(known.id) ?? known.id },
    stat: statOf(metric),
    ...(window === undefined ? {} : { since: window.from, until: window.to }),
  };
  return { tool: 'get_metric_data', input };
}

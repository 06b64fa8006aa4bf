import type { Elbv2Data } from '../../../snapshot/data/services.ts';
import {
  balancerArn,
  balancerAttributes,
  balancerOf,
  defaultRuleOf,
  forwardTo,
  httpListenerOf,
  listenerArn,
  targetGroupArn,
  targetGroupAttributes,
  targetGroupOf,
} from '../elbv2.ts';
import { labHex, labRegion } from '../ids.ts';
import { instanceId } from '../instances.ts';
import type { NetworkPlan, VpcPlan } from './plan.ts';

const healthCheck = { path: '/', interval: 30, timeout: 5, healthy: 5, unhealthy: 2, matcher: '200' };

/** The balancers of a generated network, each in front of its VPC's first ten web servers. */
export function generatedElbv2({ vpcs }: NetworkPlan): Elbv2Data {
  const all = vpcs.flatMap((vpc) => (vpc.balancer === undefined ? [] : [{ vpc, name: vpc.balancer.name }]));
  const group = (name: string): string => `${name}-tg`;
  const by = <T>(key: (name: string) => string, of: (name: string, vpc: VpcPlan) => T): Record<string, T> =>
    Object.fromEntries(all.map(({ vpc, name }) => [key(name), of(name, vpc)]));
  return {
    LoadBalancers: all.map(({ vpc, name }) => {
      const dns = `${name}-${Number.parseInt(labHex(name).slice(0, 8), 16)}.${labRegion}.elb.amazonaws.com`;
      return balancerOf(name, vpc.name, vpc.subnets.public, 'alb', dns);
    }),
    LoadBalancerAttributes: by(balancerArn, balancerAttributes),
    Listeners: by(balancerArn, (name) => [httpListenerOf(name, forwardTo(group(name)))]),
    Rules: by(listenerArn, (name) => [defaultRuleOf(name, [forwardTo(group(name))])]),
    TargetGroups: all.map(({ vpc, name }) => targetGroupOf(group(name), vpc.name, name, 80, healthCheck)),
    TargetGroupAttributes: by((name) => targetGroupArn(group(name)), targetGroupAttributes),
    TargetHealthDescriptions: by(
      (name) => targetGroupArn(group(name)),
      (_name, vpc) =>
        vpc.instances
          .filter((spec) => spec.group === 'web')
          .slice(0, 10)
          .map((spec) => ({
            Target: { Id: instanceId(spec.name), Port: 80 },
            HealthCheckPort: '80',
            TargetHealth: { State: 'healthy' as const },
          })),
    ),
  };
}

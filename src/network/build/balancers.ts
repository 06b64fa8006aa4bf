import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { parseAddress } from '../cidr.ts';
import type { Balancer, Instance, Interface, Listener, Subnet, Target, TargetGroup, Vpc } from '../model.ts';
import { byParent, seenOnce } from './seen.ts';

export function buildBalancers(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  interfaces: Map<string, Interface>,
): Map<string, Balancer> {
  const listenersOf = byParent(snapshot, (s) => s.elbv2?.Listeners);
  const rulesOf = byParent(snapshot, (s) => s.elbv2?.Rules);
  const attributesOf = byParent(snapshot, (s) => s.elbv2?.LoadBalancerAttributes);
  const nodes = nodesByBalancer(interfaces);
  const seen = seenOnce(
    snapshot,
    (s) => s.elbv2?.LoadBalancers,
    (b) => b.LoadBalancerArn,
  );
  const balancers = new Map<string, Balancer>();
  for (const [arn, { raw }] of seen) {
    const type = raw.Type ?? 'application';
    const attribute = (key: string): string | undefined => attributesOf.get(arn)?.find((a) => a.Key === key)?.Value;
    const own = nodes.get(arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length)) ?? [];
    for (const node of own) node.balancer = arn;
    balancers.set(arn, {
      arn,
      name: raw.LoadBalancerName ?? arn,
      type,
      scheme: raw.Scheme ?? 'internal',
      dnsName: raw.DNSName,
      vpc: vpcs.get(raw.VpcId ?? ''),
      state: raw.State?.Code ?? 'active',
      subnets: (raw.AvailabilityZones ?? []).flatMap((z) => subnets.get(z.SubnetId ?? '') ?? []),
      interfaces: own,
      hasGroups: (raw.SecurityGroups?.length ?? 0) > 0,
      crossZone: (attribute('load_balancing.cross_zone.enabled') ?? String(type === 'application')) === 'true',
      listeners: listenersOf.get(arn)?.map(
        (l): Listener => ({
          arn: l.ListenerArn ?? '',
          port: l.Port ?? 0,
          protocol: l.Protocol ?? '',
          targetGroups: [
            ...new Set([
              ...forwardedTo(l.DefaultActions),
              ...(rulesOf.get(l.ListenerArn ?? '') ?? []).flatMap((r) => forwardedTo(r.Actions)),
            ]),
          ],
          raw: l,
        }),
      ),
    });
  }
  return balancers;
}

/** Nodes of a balancer are known by what AWS writes into their description: `ELB app/name/0a1b…`. */
function nodesByBalancer(interfaces: Map<string, Interface>): Map<string, Interface[]> {
  const nodes = new Map<string, Interface[]>();
  for (const item of interfaces.values()) {
    const of = /^ELB ((?:app|net|gwy)\/\S+)/.exec(item.description ?? '')?.[1];
    if (of === undefined) continue;
    const list = nodes.get(of);
    if (list === undefined) nodes.set(of, [item]);
    else list.push(item);
  }
  return nodes;
}

/** Target groups that actions forward to; one with weight 0 among several gets nothing. */
function forwardedTo(actions: readonly Saved<Action>[] | undefined): string[] {
  return (actions ?? [])
    .filter((a) => a.Type === 'forward')
    .flatMap((a) => {
      const groups = a.ForwardConfig?.TargetGroups ?? [];
      const weighted = groups.filter((g) => (g.Weight ?? 1) > 0 || groups.length === 1);
      const arns = weighted.flatMap((g) => g.TargetGroupArn ?? []);
      return arns.length > 0 ? arns : a.TargetGroupArn === undefined ? [] : [a.TargetGroupArn];
    });
}

export function buildTargetGroups(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  instances: Map<string, Instance>,
): Map<string, TargetGroup> {
  const attributesOf = byParent(snapshot, (s) => s.elbv2?.TargetGroupAttributes);
  const healthOf = byParent(snapshot, (s) => s.elbv2?.TargetHealthDescriptions);
  const seen = seenOnce(
    snapshot,
    (s) => s.elbv2?.TargetGroups,
    (g) => g.TargetGroupArn,
  );
  return new Map(
    [...seen].map(([arn, { raw }]): [string, TargetGroup] => {
      const type = raw.TargetType ?? 'instance';
      const protocol = raw.Protocol ?? 'HTTP';
      const attribute = (key: string): string | undefined => attributesOf.get(arn)?.find((a) => a.Key === key)?.Value;
      const crossZone = attribute('load_balancing.cross_zone.enabled');
      const vpc = vpcs.get(raw.VpcId ?? '');
      return [
        arn,
        {
          arn,
          name: raw.TargetGroupName ?? arn,
          type,
          protocol,
          port: raw.Port,
          vpcId: raw.VpcId,
          preserveClientIp: preservesClientIp(type, protocol, attribute('preserve_client_ip.enabled')),
          crossZone: crossZone === undefined || crossZone.startsWith('use_') ? undefined : crossZone === 'true',
          targets: healthOf.get(arn)?.flatMap((h): Target[] => {
            const id = h.Target?.Id;
            if (id === undefined) return [];
            const shared = { id, port: h.Target?.Port, state: h.TargetHealth?.State };
            const instance = instances.get(id);
            if (type === 'instance') {
              const primary = instance?.interfaces[0];
              return [{ ...shared, interface: primary, address: primary?.addresses[0] }];
            }
            const address = parseAddress(id);
            if (address === undefined) return [shared];
            return [{ ...shared, address, interface: vpc?.byAddress.get(address) }];
          }),
          health: { protocol: raw.HealthCheckProtocol, port: raw.HealthCheckPort, path: raw.HealthCheckPath },
        },
      ];
    }),
  );
}

/** Whether targets see the client's address (rule S5). Only Network Load Balancers' groups have the attribute. */
function preservesClientIp(type: string, protocol: string, attribute: string | undefined): boolean {
  if (!['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'].includes(protocol)) return false;
  if (protocol.includes('UDP') || protocol.includes('QUIC')) return true;
  return attribute === undefined ? type === 'instance' : attribute === 'true';
}

import type { LabState } from '../../state.ts';
import { distributions, healthChecks } from './edge.ts';
import { interfaceEndpoints, resolverEndpoints } from './endpoints.ts';
import { directConnect, vpnTunnels } from './hybrid.ts';
import { instances } from './instances.ts';
import { applicationBalancers, gatewayBalancers, networkBalancers } from './load-balancers.ts';
import { natGateways } from './nat-gateways.ts';
import { networkFirewalls } from './network-firewalls.ts';
import { putSeries } from './put.ts';
import type { Series } from './series.ts';
import { transitGateways } from './transit-gateways.ts';
import { metricWorld, type Source } from './world.ts';

/** Namespaces and what is in them. Those of services without regions are in us-east-1 only. */
const sources: Readonly<Record<string, { source: Source; onlyIn?: string }>> = {
  'AWS/ApplicationELB': { source: applicationBalancers },
  'AWS/CloudFront': { source: distributions, onlyIn: 'us-east-1' },
  'AWS/DX': { source: directConnect },
  'AWS/EC2': { source: instances },
  'AWS/GatewayELB': { source: gatewayBalancers },
  'AWS/NATGateway': { source: natGateways },
  'AWS/NetworkELB': { source: networkBalancers },
  'AWS/NetworkFirewall': { source: networkFirewalls },
  'AWS/PrivateLinkEndpoints': { source: interfaceEndpoints },
  'AWS/Route53': { source: healthChecks, onlyIn: 'us-east-1' },
  'AWS/Route53Resolver': { source: resolverEndpoints },
  'AWS/TransitGateway': { source: transitGateways },
  'AWS/VPN': { source: vpnTunnels },
};

/**
 * The metrics that an account has in a region, by namespace. Generated from the clock and the state: the same question
 * asked twice has the same answer. Kept for one call.
 */
export interface Metrics {
  namespaces(): string[];
  in(namespace: string): readonly Series[];
}

export function metricsOf(state: LabState, account: string, region: string): Metrics {
  const world = metricWorld(state, account, region);
  const put = new Map<string, Series[]>();
  const here = state.putMetrics.filter((s) => (s.account ?? account) === account && (s.region ?? region) === region);
  for (const series of putSeries(here)) {
    put.set(series.namespace, [...(put.get(series.namespace) ?? []), series]);
  }
  const made = new Map<string, readonly Series[]>();
  return {
    namespaces: () => [...new Set([...Object.keys(sources), ...put.keys()])].sort(),
    in(namespace) {
      let found = made.get(namespace);
      if (found === undefined) {
        const { source, onlyIn } = Object.hasOwn(sources, namespace) ? sources[namespace]! : {};
        const own = source === undefined || (onlyIn ?? region) !== region ? [] : source(world);
        found = [...own, ...(put.get(namespace) ?? [])];
        made.set(namespace, found);
      }
      return found;
    },
  };
}

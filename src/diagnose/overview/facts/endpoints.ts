import type { Network, Vpc } from '../../../network/model.ts';
import { type Price, type Product, priceOf } from '../../../pricing/price.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { EndpointFacts, MissingEndpointFacts } from '../overview.ts';
import type { Way } from '../way.ts';
import { hasHosts } from './hosts.ts';
import { byPlace, compare, everywhere, grouped } from './scopes.ts';

export function endpointFacts(snapshot: Snapshot, network: Network): EndpointFacts[] | null {
  const endpoints = everywhere(
    snapshot,
    (s) => s.ec2?.VpcEndpoints,
    (e) => e.VpcEndpointId,
    (e) => e.OwnerId,
  );
  if (endpoints === undefined) return null;
  return endpoints
    .map(({ item, account, region }): EndpointFacts => {
      const name = nameOf(item);
      return {
        account,
        region,
        id: item.VpcEndpointId!,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        service: item.ServiceName ?? '',
        type: item.VpcEndpointType ?? '',
        // EC2 answers in lower case, the SDK's enum is capitalised.
        state: (item.State ?? '').toLowerCase(),
        zones: [...new Set((item.SubnetIds ?? []).flatMap((s) => network.subnets.get(s)?.zoneName ?? []))].sort(
          compare,
        ),
      };
    })
    .filter((e) => e.state !== 'deleted')
    .sort(byPlace((e) => `${e.vpc} ${e.service} ${e.id}`));
}

/**
 * Services that workloads in private subnets usually call: storage, images, management. Gateway endpoints are free;
 * whether an interface endpoint pays depends on the traffic.
 */
const usual: { service: string; type: 'Gateway' | 'Interface' }[] = [
  { service: 's3', type: 'Gateway' },
  { service: 'dynamodb', type: 'Gateway' },
  { service: 'ecr.api', type: 'Interface' },
  { service: 'ecr.dkr', type: 'Interface' },
  { service: 'ssm', type: 'Interface' },
  { service: 'ssmmessages', type: 'Interface' },
];

/** What a way's hops cost for each GB. */
const hopPrices: Partial<Record<Way['hops'][number]['kind'], Product>> = {
  'nat-gateway': 'nat-gateway-gb',
  'transit-gateway': 'tgw-gb',
};

/** Endpoints that are not there, for VPCs whose workloads go out through NAT or a transit gateway. */
export function missingEndpoints(
  snapshot: Snapshot,
  network: Network,
  exits: ReadonlyMap<string, readonly Way[]>,
): MissingEndpointFacts[] | null {
  if (!network.isRead('ec2', 'VpcEndpoints')) return null;
  const present = grouped([...network.endpoints.values()], (e) => e.vpc?.id);
  const offered = offeredServices(snapshot);
  return [...network.vpcs.values()]
    .flatMap((vpc) => {
      if (!network.isRead('ec2', 'VpcEndpoints', vpc)) return [];
      const way = paidWay(vpc, exits);
      if (way === undefined) return [];
      const has = (service: string): boolean =>
        (present.get(vpc.id) ?? []).some(
          (e) => e.service.endsWith(`.${vpc.region}.${service}`) && e.state !== 'failed',
        );
      return usual.flatMap(({ service, type }): MissingEndpointFacts[] => {
        const name = `com.amazonaws.${vpc.region}.${service}`;
        // Any endpoint to S3 will do, an interface endpoint too.
        if (has(service) || offered(vpc.region, name) === false) return [];
        return [
          {
            account: vpc.account,
            region: vpc.region,
            vpc: vpc.id,
            service: name,
            type,
            through: way.hops.filter((h) => h.kind !== 'internet-gateway').map((h) => h.id),
            savesUsdPerGb: savedPerGb(network, vpc.region, way, type, snapshot.prices?.table),
          },
        ];
      });
    })
    .sort(byPlace((m) => `${m.vpc} ${m.service}`));
}

/** The first way out of a VPC's workloads that passes something which charges for data. */
function paidWay(vpc: Vpc, exits: ReadonlyMap<string, readonly Way[]>): Way | undefined {
  return [...vpc.subnets]
    .sort((a, b) => compare(a.id, b.id))
    .filter(hasHosts)
    .flatMap((s) => exits.get(s.id) ?? [])
    .find((w) => w.end.kind === 'internet' && w.hops.some((h) => h.kind in hopPrices));
}

function savedPerGb(
  network: Network,
  region: string,
  way: Way,
  type: 'Gateway' | 'Interface',
  table: readonly Price[] | undefined,
): number | null {
  const products = way.hops.flatMap((h): Product[] => {
    const firewall = h.kind === 'endpoint' && network.endpoints.get(h.id)?.firewall !== undefined;
    const product = firewall ? 'network-firewall-gb' : hopPrices[h.kind];
    return product === undefined ? [] : [product];
  });
  const prices = products.map((p) => priceOf(p, region, table)?.usd);
  const own = type === 'Gateway' ? 0 : priceOf('interface-endpoint-gb', region, table)?.usd;
  if (own === undefined || prices.includes(undefined)) return null;
  const saved = prices.reduce<number>((sum, p) => sum + (p ?? 0), 0) - own;
  return Math.round(saved * 10_000) / 10_000;
}

/** Whether a region offers an endpoint service; undefined: not read. */
function offeredServices(snapshot: Snapshot): (region: string, service: string) => boolean | undefined {
  const byRegion = new Map<string, Set<string>>();
  for (const { region, ec2 } of snapshot.scopes) {
    if (ec2?.ServiceDetails === undefined) continue;
    const known = byRegion.get(region) ?? new Set();
    for (const { ServiceName: name } of ec2.ServiceDetails) if (name !== undefined) known.add(name);
    byRegion.set(region, known);
  }
  // moto and other stand-ins answer with an empty list: that is no statement about AWS.
  return (region, service) =>
    (byRegion.get(region)?.size ?? 0) === 0 ? undefined : byRegion.get(region)!.has(service);
}

import * as text from '../../messages/nat-advice.ts';
import type { Text } from '../../messages/text.ts';
import type { Network } from '../../network/model.ts';
import { monthly } from '../../pricing/estimate.ts';
import type { Price } from '../../pricing/price.ts';
import { type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';
import { hasHosts } from '../overview/facts/hosts.ts';
import { compare } from '../overview/facts/scopes.ts';
import { nameOrAddress } from './addresses.ts';
import {
  type BilledBy,
  breakEvenGb,
  flowLogCost,
  gatewayEndpointSaving,
  interfaceEndpointSaving,
  type Saving,
} from './estimates.ts';
import type { NatFacts } from './index.ts';
import { headroom, natLimits } from './measure.ts';

/** Something to change in how traffic goes out, and what it does to the bill. */
export interface Advice {
  code:
    | 'GATEWAY_ENDPOINT'
    | 'INTERFACE_ENDPOINT'
    | 'FLOW_LOGS'
    | 'MORE_ADDRESSES'
    | 'GATEWAY_PER_ZONE'
    | 'SPLIT_WORKLOAD'
    | 'SPREAD_PEAK';
  account: string;
  region: string;
  /** The VPC or gateway to change. */
  resource: string;
  says: Text;
  /** US dollars a month saved, or with a minus what it costs more; null: unknown. */
  monthlyUsd: number | null;
  /** True: the most that it can be, if all of the measured traffic went there. */
  upTo: boolean;
  formula: string;
  command: string;
  source: string | null;
  asOf: string | null;
}

/** The busiest hour carries so many times the mean before spreading it is worth a word. */
const steep = 3;

/** What pays for these gateways, by what they were measured to carry. Says nothing about lists that were not read. */
export function adviceFor(snapshot: Snapshot, network: Network, gateways: readonly NatFacts[]): Advice[] {
  return [...vpcsOf(gateways)].flatMap(([key, own]) => [
    ...endpoints(snapshot, network, key.split(' ')[2]!, own),
    ...flowLogs(own, snapshot.prices?.table),
    ...own.flatMap((g) => addresses(g, snapshot.prices?.table)),
    ...own.flatMap((g) => perZone(g, snapshot.prices?.table)),
    ...own.flatMap((g) => split(snapshot, g)),
    ...peak(own),
  ]);
}

function vpcsOf(gateways: readonly NatFacts[]): Map<string, NatFacts[]> {
  const found = new Map<string, NatFacts[]>();
  for (const g of gateways.filter((n) => n.state === 'available')) {
    const key = `${g.account} ${g.region} ${g.vpc}`;
    found.set(key, [...(found.get(key) ?? []), g]);
  }
  return new Map([...found].sort(([a], [b]) => compare(a, b)));
}

const priced = (prices: readonly Price[]): Pick<Advice, 'source' | 'asOf'> => ({
  source: prices[0]?.source ?? null,
  asOf: prices[0]?.asOf ?? null,
});

const gbOf = (own: readonly NatFacts[]): number | null =>
  own.some((g) => g.cost.monthlyGb === null) ? null : own.reduce((sum, g) => sum + g.cost.monthlyGb!, 0);

/** The VPCs whose subnets go out by these gateways; the gateways' own where none is known. */
function usersOf(own: readonly NatFacts[], vpc: string): string[] {
  const users = new Set(own.flatMap((g) => g.usedBy.map((u) => u.vpc)));
  return users.size === 0 ? [vpc] : [...users].sort(compare);
}

/** Free for S3 and DynamoDB; for others by the hour in each zone, so only from some traffic on. */
function endpoints(snapshot: Snapshot, network: Network, vpc: string, own: readonly NatFacts[]): Advice[] {
  const { account, region } = own[0]!;
  const scope = scopeOf(snapshot, account, region);
  const there = scope?.ec2?.VpcEndpoints;
  const total = gbOf(own);
  const table = snapshot.prices?.table;
  if (there === undefined) return [];
  const billers = new Set(own.map(billedBy));
  // Where some pay NAT and some the firewall, which GB would leave is not known, nor from how many on it pays.
  const [by] = billers.size === 1 ? billers : [];
  const zones = Math.max(1, new Set(own.flatMap((g) => g.usedBy.map((u) => u.zone))).size);
  return usersOf(own, vpc).flatMap((user): Advice[] => {
    const has = (service: string, type: string): boolean =>
      there.some(
        (e) =>
          e.VpcId === user &&
          e.VpcEndpointType === type &&
          e.ServiceName?.endsWith(`.${service}`) &&
          (e.State ?? '').toLowerCase() !== 'deleted',
      );
    const tables = tablesOf(network, user, own);
    const name = nameOfVpc(snapshot, account, region, user);
    const missing = ['s3', 'dynamodb'].filter((s) => !has(s, 'Gateway'));
    const seen = endpointShare(own, user, usersOf(own, vpc));
    const gateway = endpointSaving(own, seen?.share ?? 1, region, table);
    const interfaces = ['ecr.api', 'ecr.dkr', 'ssm'].filter((s) => !has(s, 'Interface'));
    const enough = by === undefined ? null : breakEvenGb(zones, region, table, by);
    const whole = interfaceEndpointSaving(total ?? 0, zones, region, table, by);
    return [
      ...(missing.length === 0
        ? []
        : [
            {
              code: 'GATEWAY_ENDPOINT' as const,
              account,
              region,
              resource: user,
              says: text.gatewayEndpoint(
                name,
                missing,
                [...billers],
                seen === null ? null : { ...seen, from: text.flowLogSource },
              ),
              monthlyUsd: gateway.monthlyUsd,
              upTo: seen === null || !seen.exact,
              formula: gateway.formula,
              command: missing
                .map(
                  (s) =>
                    `aws ec2 create-vpc-endpoint --vpc-id ${user} --vpc-endpoint-type Gateway --service-name com.amazonaws.${region}.${s}${tables.length === 0 ? '' : ` --route-table-ids ${tables.join(' ')}`} --region ${region}`,
                )
                .join('\n'),
              ...priced(gateway.prices),
            },
          ]),
      // Beyond doubt only where even all of the traffic would not carry the hours.
      ...(interfaces.length === 0 || total === null || (enough === null && whole.monthlyUsd !== null)
        ? []
        : [
            {
              code: 'INTERFACE_ENDPOINT' as const,
              account,
              region,
              resource: user,
              says:
                enough === null
                  ? text.interfaceEndpointUnknown(name, interfaces, by)
                  : text.interfaceEndpoint(name, interfaces, zones, enough, total),
              monthlyUsd: whole.monthlyUsd,
              upTo: true,
              formula: whole.formula,
              command:
                enough === null || total < enough
                  ? ''
                  : `aws ec2 create-vpc-endpoint --vpc-id ${user} --vpc-endpoint-type Interface --service-name com.amazonaws.${region}.${interfaces[0]} --subnet-ids SUBNET_ID --security-group-ids SG_ID --private-dns-enabled --region ${region}`,
              ...priced(whole.prices),
            },
          ]),
    ];
  });
}

/** What bills the GB of a gateway: AWS waives NAT's charge, one to one, for what a firewall before it has inspected. */
const billedBy = (g: NatFacts): BilledBy => (g.cost.waivedBehind.length > 0 ? 'network-firewall-gb' : 'nat-gateway-gb');

/** What the share of these gateways' GB costs now, by who bills it; unknown as soon as a part is. */
function endpointSaving(
  own: readonly NatFacts[],
  share: number,
  region: string,
  table: readonly Price[] | undefined,
): Saving {
  const parts = (['nat-gateway-gb', 'network-firewall-gb'] as const).flatMap((by): Saving[] => {
    const carried = own.filter((g) => billedBy(g) === by);
    if (carried.length === 0) return [];
    const gb = gbOf(carried);
    const saving = gatewayEndpointSaving((gb ?? 0) * share, region, table, by);
    return [gb === null ? { ...saving, monthlyUsd: null, formula: saving.formula.replace(/^0/, '?') } : saving];
  });
  return {
    monthlyUsd: parts.some((p) => p.monthlyUsd === null) ? null : parts.reduce((sum, p) => sum + p.monthlyUsd!, 0),
    formula: parts.map((p) => p.formula).join(' + '),
    prices: parts.flatMap((p) => p.prices),
  };
}

/**
 * The route tables of a VPC's hosts that go out by these gateways: an endpoint needs a route there, and no gateway's
 * table (an edge association) takes one. https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
function tablesOf(network: Network, vpc: string, own: readonly NatFacts[]): string[] {
  const using = new Set(own.flatMap((g) => g.usedBy.map((u) => u.subnet)));
  const subnets = (network.vpcs.get(vpc)?.subnets ?? []).filter(hasHosts);
  const behind = subnets.filter((s) => using.has(s.id));
  const chosen = behind.length > 0 ? behind : subnets;
  return [...new Set(chosen.flatMap((s) => s.table?.id ?? []))].sort(compare);
}

/**
 * The part of the gateways' bytes that a VPC exchanges with S3 and DynamoDB, by flow logs: exact where records name both
 * ends or one VPC alone uses them, else the most that it can be. Null: flow logs do not tell of every gateway.
 */
function endpointShare(
  own: readonly NatFacts[],
  user: string,
  users: readonly string[],
): { share: number; exact: boolean } | null {
  const talkers = own.map((g) => g.talkers);
  const bytes = talkers.reduce((sum, t) => sum + (t?.bytes ?? 0), 0);
  if (talkers.some((t) => t === null) || bytes === 0) return null;
  const paired = talkers.every((t) => t!.bytes === 0 || t!.endpointBytesByVpc !== null);
  const part = talkers.reduce((sum, t) => sum + (paired ? (t!.endpointBytesByVpc?.[user] ?? 0) : t!.endpointBytes), 0);
  return { share: part / bytes, exact: paired || users.length === 1 };
}

function nameOfVpc(snapshot: Snapshot, account: string, region: string, vpc: string): string {
  const raw = scopeOf(snapshot, account, region)?.ec2?.Vpcs?.find((v) => v.VpcId === vpc);
  return raw?.Tags?.find((t) => t.Key === 'Name')?.Value ?? vpc;
}

function flowLogs(own: readonly NatFacts[], table: readonly Price[] | undefined): Advice[] {
  const first = own[0]!;
  if (!own.some((g) => g.flowLogs.state === 'none')) return [];
  const known = own.filter((g) => g.measured?.attempts != null);
  const attempts = known.reduce((sum, g) => sum + g.measured!.attempts!, 0);
  const m = known[0]?.measured;
  const seconds = m ? (Date.parse(m.to) - Date.parse(m.from)) / 1000 : 0;
  const cost = flowLogCost(attempts, seconds, first.region, table);
  return [
    {
      code: 'FLOW_LOGS',
      account: first.account,
      region: first.region,
      resource: first.vpc,
      says: text.flowLogs(first.vpcName ?? first.vpc),
      monthlyUsd: known.length < own.length || cost.monthlyUsd === null ? null : -cost.monthlyUsd,
      upTo: false,
      formula: cost.formula,
      command: `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${first.vpc} --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name /netops/flow-logs/${first.vpc} --deliver-logs-permission-arn ROLE_ARN --region ${first.region}`,
      ...priced(cost.prices),
    },
  ];
}

/** Ports or connections are out, or would be with half as much again. */
const isShort = ({ measured: m, addresses }: NatFacts): boolean =>
  (m?.portAllocationErrors ?? 0) > 0 ||
  (m?.connections?.peak ?? 0) * headroom > natLimits.connectionsAnAddress * addresses;

function addresses(g: NatFacts, table: readonly Price[] | undefined): Advice[] {
  const peakCount = g.measured?.connections?.peak ?? 0;
  if (!isShort(g) || g.connectivity === 'private') return [];
  // Where errors were counted, one more at least: how many wanted a port is not known.
  const needed = Math.min(
    8,
    Math.max(g.addresses + 1, Math.ceil((peakCount * headroom) / natLimits.connectionsAnAddress)),
  );
  const more = needed - g.addresses;
  if (more <= 0) return [];
  const cost = monthly({ product: 'public-ipv4', region: g.region, quantity: more }, table);
  return [
    {
      code: 'MORE_ADDRESSES',
      account: g.account,
      region: g.region,
      resource: g.id,
      says: text.moreAddresses(g.name ?? g.id, g.addresses, needed),
      monthlyUsd: cost.monthlyUsd === null ? null : -cost.monthlyUsd,
      upTo: false,
      formula: cost.formula,
      command: `aws ec2 associate-nat-gateway-address --nat-gateway-id ${g.id} --allocation-ids EIPALLOC_ID --region ${g.region}`,
      ...priced(cost.prices),
    },
  ];
}

function perZone(g: NatFacts, table: readonly Price[] | undefined): Advice[] {
  if (g.crossZone.length === 0) return [];
  const zones = new Set(g.usedBy.filter((u) => g.crossZone.includes(u.subnet)).map((u) => u.zone));
  const cost = monthly({ product: 'nat-gateway', region: g.region, quantity: zones.size }, table);
  const address = monthly({ product: 'public-ipv4', region: g.region, quantity: zones.size }, table);
  const known = cost.monthlyUsd !== null && address.monthlyUsd !== null;
  return [
    {
      code: 'GATEWAY_PER_ZONE',
      account: g.account,
      region: g.region,
      resource: g.id,
      says: text.perZone(g.name ?? g.id, [...zones].sort(compare)),
      monthlyUsd: known ? -(cost.monthlyUsd! + address.monthlyUsd!) : null,
      upTo: false,
      formula: `${cost.formula} + ${address.formula}`,
      command: `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_ID --allocation-id EIPALLOC_ID --region ${g.region}`,
      ...priced(cost.prices),
    },
  ];
}

/** The part of a short gateway from which on a workload is worth a gateway of its own. */
const large = 0.4;

/** A gateway of its own for the host, or the VPC, that takes a large part of a short one: by ports, else by bytes. */
function split(snapshot: Snapshot, g: NatFacts): Advice[] {
  if (!isShort(g) || g.connectivity === 'private') return [];
  const ports = g.portUses?.clients.map((c) => ({ ...c.client, amount: c.ports })) ?? [];
  const bytes = g.talkers?.clients.map((c) => ({ ...c, amount: c.download + c.upload })) ?? [];
  const unit = ports.length > 0 ? 'ports' : 'bytes';
  const clients = unit === 'ports' ? ports : bytes;
  const whole = clients.reduce((sum, c) => sum + c.amount, 0);
  const byVpc = new Map<string, number>();
  for (const c of clients) if (c.vpc !== null) byVpc.set(c.vpc, (byVpc.get(c.vpc) ?? 0) + c.amount);
  const [host] = clients;
  const [vpc] = [...byVpc].sort(([a, x], [b, y]) => y - x || compare(a, b));
  const workload =
    host !== undefined && clients.length > 1 && host.amount >= large * whole
      ? { name: nameOrAddress(host), amount: host.amount }
      : vpc !== undefined && byVpc.size > 1 && vpc[1] >= large * whole
        ? { name: nameOfVpc(snapshot, g.account, g.region, vpc[0]), amount: vpc[1] }
        : undefined;
  if (workload === undefined) return [];
  const table = snapshot.prices?.table;
  const hours = monthly({ product: 'nat-gateway', region: g.region, quantity: 1 }, table);
  const address = monthly({ product: 'public-ipv4', region: g.region, quantity: 1 }, table);
  const known = hours.monthlyUsd !== null && address.monthlyUsd !== null;
  return [
    {
      code: 'SPLIT_WORKLOAD',
      account: g.account,
      region: g.region,
      resource: g.id,
      says: text.splitWorkload(g.name ?? g.id, workload.name, unit, workload.amount, whole),
      monthlyUsd: known ? -(hours.monthlyUsd! + address.monthlyUsd!) : null,
      upTo: false,
      formula: `${hours.formula} + ${address.formula}`,
      command: [
        `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_ID --allocation-id EIPALLOC_ID --region ${g.region}`,
        `aws ec2 replace-route --route-table-id ROUTE_TABLE_ID --destination-cidr-block 0.0.0.0/0 --nat-gateway-id NEW_NAT_ID --region ${g.region}`,
      ].join('\n'),
      ...priced(hours.prices),
    },
  ];
}

/** NAT is billed by the GB and not by the rate: spreading a peak buys room, not money. */
function peak(own: readonly NatFacts[]): Advice[] {
  return own.flatMap((g): Advice[] => {
    const m = g.measured;
    if (m === null || m.peakHour === null || m.byHour.length < 12) return [];
    const mean = ((m.downloadBytes ?? 0) + (m.uploadBytes ?? 0)) / m.byHour.length;
    if (mean <= 0 || m.peakHour.bytes < steep * mean) return [];
    return [
      {
        code: 'SPREAD_PEAK',
        account: g.account,
        region: g.region,
        resource: g.id,
        says: text.spreadPeak(g.name ?? g.id, m.peakHour.bytes / mean),
        monthlyUsd: 0,
        upTo: false,
        formula: `${(m.peakHour.bytes / 1e9).toFixed(2)} GB ÷ ${(mean / 1e9).toFixed(2)} GB/h`,
        command: '',
        source: null,
        asOf: null,
      },
    ];
  });
}

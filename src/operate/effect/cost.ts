import type { Call } from '../../findings/finding.ts';
import { hundredthOfACent, monthly } from '../../pricing/estimate.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** What a change makes of the network's bill. */
export interface CostEffect {
  /** US dollars a month more (less, when negative); null: unknown. */
  monthlyUsd: number | null;
  formula: string;
}

type Charge = CostEffect & { source?: string };

const nothing: Charge = { monthlyUsd: 0, formula: '' };
/** Paid by what it carries, of which nobody knows the volume yet. */
const byVolume = (formula: string): Charge => ({ monthlyUsd: null, formula });

/** Calls that neither start nor stop a network charge. What an instance itself costs is none of the network's. */
const free =
  /^(Stop|Start|Reboot)Instances$|SecurityGroup|Route$|RouteTable|Targets$|NetworkAcl|^Modify|^Replace|^Set|^(Accept|Delete)VpcPeering|Propagation$|^CreateListener$|^CreateRule$/;

/** What the calls add to the bill a month, at list prices. */
export function costOf(snapshot: Snapshot, { calls, region }: { calls: readonly Call[]; region: string }): CostEffect {
  const charges = calls.map((call) => chargeOf(snapshot, call, region));
  const known = charges.map((c) => c.monthlyUsd);
  return {
    monthlyUsd: known.includes(null) ? null : hundredthOfACent(known.reduce<number>((sum, usd) => sum + (usd ?? 0), 0)),
    formula: charges.flatMap((c) => (c.formula === '' ? [] : [c.formula])).join(' + '),
  };
}

function chargeOf(snapshot: Snapshot, { operation, input }: Call, region: string): Charge {
  const table = snapshot.prices?.table;
  const of = (product: Parameters<typeof monthly>[0]['product'], quantity = 1, sign: 1 | -1 = 1): Charge => {
    const { monthlyUsd, formula } = monthly({ product, region, quantity }, table);
    return {
      monthlyUsd: monthlyUsd === null ? null : sign * monthlyUsd,
      formula: sign < 0 ? `-(${formula})` : formula,
    };
  };
  switch (operation) {
    case 'CreateVpcEndpoint':
      return input.VpcEndpointType === 'Gateway' ? nothing : of('interface-endpoint', count(input.SubnetIds));
    case 'DeleteVpcEndpoints':
      return interfacesOf(snapshot, input.VpcEndpointIds).reduce<Charge>(
        (sum, n) => plus(sum, of('interface-endpoint', n, -1)),
        nothing,
      );
    case 'DeleteNatGateway':
      return of('nat-gateway', 1, -1);
    case 'AllocateAddress':
      return of('public-ipv4');
    case 'ReleaseAddress':
      return of('public-ipv4', 1, -1);
    case 'CreateFlowLogs':
      return byVolume(vendedLogs(region, table));
    case 'DeleteFlowLogs':
      return byVolume(`-(${vendedLogs(region, table)})`);
    case 'PutMetricAlarm':
      return byVolume('1 × $?/month');
    default:
      return free.test(operation) ? nothing : byVolume(`${operation}: $?`);
  }
}

const plus = (a: Charge, b: Charge): Charge => ({
  monthlyUsd: a.monthlyUsd === null || b.monthlyUsd === null ? null : a.monthlyUsd + b.monthlyUsd,
  formula: [a.formula, b.formula].filter((f) => f !== '').join(' + '),
});

const count = (ids: unknown): number => (Array.isArray(ids) ? ids.length : 1);

/** Of each interface endpoint among the ids, how many subnets it is in. */
const interfacesOf = (snapshot: Snapshot, ids: unknown): number[] =>
  snapshot.scopes
    .flatMap((s) => s.ec2?.VpcEndpoints ?? [])
    .filter((e) => Array.isArray(ids) && ids.includes(e.VpcEndpointId) && e.VpcEndpointType === 'Interface')
    .map((e) => e.SubnetIds?.length ?? 1);

const vendedLogs = (region: string, table: Parameters<typeof monthly>[1]): string =>
  monthly({ product: 'logs-vended', region, gb: 1 }, table).formula.replace(/^[\d.,]+ GB/, 'GB');

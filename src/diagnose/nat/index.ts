import { byUrgency, type Finding } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import { monthly, natGatewayWaiver } from '../../pricing/estimate.ts';
import type { Price } from '../../pricing/products.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { natGateways } from '../overview/checks/nat-gateways.ts';
import { exitsOf } from '../overview/exits.ts';
import { natGatewayFacts } from '../overview/facts/nat-gateways.ts';
import { compare } from '../overview/facts/scopes.ts';
import type { NatGatewayFacts } from '../overview/overview.ts';
import type { Way } from '../overview/way.ts';
import { type Advice, adviceFor } from './advice.ts';
import { trafficCauses } from './causes.ts';
import { monthlyGb } from './estimates.ts';
import { coverageOf, type LogCoverage } from './flow-logs.ts';
import { measure, type NatMeasured } from './measure.ts';
import { seriesOfNat } from './metrics.ts';
import { type SubnetEgress, subnetsBehind } from './subnets.ts';
import { type PortUses, type Talkers, talkersIn } from './talkers.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface NatFacts extends Omit<NatGatewayFacts, 'last24h' | 'monthlyUsd'> {
  vpcName: string | null;
  /** Addresses that connections leave from; each has ports of its own. */
  addresses: number;
  /** Null: CloudWatch was not read, or has no point in the window. */
  measured: NatMeasured | null;
  verdict: Verdict;
  /** Whether flow logs can tell who talks through it. */
  flowLogs: LogCoverage;
  /** Null: no flow logs that tell it, or they were not asked. */
  talkers: Talkers | null;
  /** Where its ports went, when it ran out of them; null: it did not, or flow logs do not tell. */
  portUses: PortUses | null;
  cost: {
    /** Hours, and the GB of the window at a month's length; without GB when traffic is unknown. */
    monthlyUsd: number | null;
    formula: string;
    monthlyGb: number | null;
    /** Network Firewall endpoints on its subnets' ways out: AWS waives NAT charges one to one for theirs. */
    waivedBehind: string[];
    waiverSource: string;
    source: string | null;
    asOf: string | null;
  };
}

/** The NAT gateways of a snapshot: what they carry, what is wrong, what pays. */
export interface NatDiagnosis {
  /** Null: not read. */
  gateways: NatFacts[] | null;
  /** The answer for each subnet that goes out by them; null: not read. */
  subnets: SubnetEgress[] | null;
  findings: Finding[];
  advice: Advice[];
}

export interface NatFilter {
  vpc?: string;
  id?: string;
  name?: string;
}

/** Diagnoses NAT gateways, the most urgent finding first. Pure: same snapshot, same answer. */
export function diagnoseNatGateways(snapshot: Snapshot, filter: NatFilter = {}): NatDiagnosis {
  const network = buildNetwork(snapshot);
  const exits = exitsOf(network);
  const all = natGatewayFacts(snapshot, network, exits);
  if (all === null) return { gateways: null, subnets: null, findings: [], advice: [] };
  const chosen = all.filter((n) => {
    const vpc = network.vpcs.get(n.vpc)?.name;
    return (
      (filter.id === undefined || n.id === filter.id) &&
      (filter.name === undefined || n.name === filter.name || n.id === filter.name) &&
      (filter.vpc === undefined || n.vpc === filter.vpc || vpc === filter.vpc)
    );
  });
  // The check's own text says 24 hours; this window's port errors are told below.
  const own = chosen.map((n) => ({ ...n, last24h: null }));
  const configured = natGateways.find({ snapshot, network, overview: { natGateways: own } });
  const { talkersOf, portsOf } = talkersIn(snapshot, network);
  const measured = chosen.map((n) => {
    const gateway = { ...n, addresses: Math.max(1, n.publicIps.length) };
    const figures = measure(seriesOfNat(snapshot, n.account, n.region, n.id));
    const exhausted = (figures?.portAllocationErrors ?? 0) > 0;
    return { n, figures, talkers: talkersOf(gateway), portUses: exhausted ? portsOf(gateway) : null };
  });
  const findings = [
    ...configured,
    ...measured.flatMap(({ n, figures, portUses }) => (figures === null ? [] : trafficCauses(n, figures, portUses))),
  ].sort(byUrgency);
  const gateways = measured.map(
    ({ n: { last24h: _, monthlyUsd: _fixed, ...n }, figures, talkers, portUses }): NatFacts => {
      const vpc = network.vpcs.get(n.vpc);
      return {
        ...n,
        vpcName: vpc?.name ?? null,
        addresses: Math.max(1, n.publicIps.length),
        measured: figures,
        verdict: verdictOf(n, figures, findings),
        flowLogs: coverageOf(snapshot, n),
        talkers,
        portUses,
        cost: costOf(
          n,
          figures,
          network.natGateways.get(n.id)?.regional ?? false,
          firewallsOn(exits, network, n.id),
          snapshot.prices?.table,
        ),
      };
    },
  );
  return {
    gateways,
    subnets: subnetsBehind(network, gateways),
    findings,
    advice: adviceFor(snapshot, network, gateways),
  };
}

function costOf(
  n: Pick<NatFacts, 'region'>,
  m: NatMeasured | null,
  regional: boolean,
  waivedBehind: string[],
  table: readonly Price[] | undefined,
) {
  const seconds = m === null ? 0 : (Date.parse(m.to) - Date.parse(m.from)) / 1000;
  const bytes =
    m === null || m.downloadBytes === null || m.uploadBytes === null ? null : m.downloadBytes + m.uploadBytes;
  const gb = bytes === null ? null : monthlyGb(bytes, seconds);
  const product = regional ? 'regional-nat-gateway' : 'nat-gateway';
  const estimate = monthly({ product, region: n.region, ...(gb === null ? {} : { gb }) }, table);
  return {
    monthlyUsd: estimate.monthlyUsd,
    formula: estimate.formula,
    monthlyGb: gb,
    waivedBehind,
    waiverSource: natGatewayWaiver.source,
    source: estimate.prices[0]?.source ?? null,
    asOf: estimate.prices[0]?.asOf ?? null,
  };
}

/** Firewall endpoints that packets pass on the same way out as the gateway. */
function firewallsOn(
  exits: ReadonlyMap<string, readonly Way[]>,
  network: ReturnType<typeof buildNetwork>,
  id: string,
): string[] {
  const ways = [...exits.values()].flat().filter((w) => w.hops.some((h) => h.id === id));
  const endpoints = ways.flatMap((w) => w.hops.filter((h) => h.kind === 'endpoint').map((h) => h.id));
  return [...new Set(endpoints)].filter((e) => network.endpoints.get(e)?.firewall !== undefined).sort(compare);
}

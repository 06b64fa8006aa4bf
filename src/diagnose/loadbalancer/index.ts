import { byUrgency, type Finding } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { balancerResilience } from '../overview/checks/balancer-resilience.ts';
import { balancerSettings } from '../overview/checks/balancer-settings.ts';
import { distributionFacts } from '../overview/facts/distributions.ts';
import { loadBalancerFacts } from '../overview/facts/load-balancers.ts';
import { groupsOf, type Inspected } from './case.ts';
import { alarms } from './checks/alarms.ts';
import { closedListeners } from './checks/listeners.ts';
import { checkSettings } from './checks/settings.ts';
import { trafficOf } from './checks/traffic.ts';
import { zoneBalance } from './checks/zones.ts';
import { factsOf, type LbFacts, type LbGroup, unusedGroups } from './facts.ts';
import { diagnoseTargets } from './targets.ts';

/** The load balancers of a snapshot: what there is, and what is wrong. */
export interface LbDiagnosis {
  /** Null: not read. */
  balancers: LbFacts[] | null;
  unusedGroups: LbGroup[] | null;
  findings: Finding[];
}

/** Diagnoses all load balancers, the most urgent finding first. Pure: same snapshot, same answer. */
export function diagnoseLoadBalancers(snapshot: Snapshot): LbDiagnosis {
  const inspected: Inspected = { snapshot, network: buildNetwork(snapshot) };
  const groups = groupsOf(inspected);
  const found = diagnoseTargets(groups ?? []);
  const balancers = factsOf(inspected, groups, found);
  return {
    balancers,
    unusedGroups: unusedGroups(groups, found),
    findings: [
      ...failures(inspected, groups ?? [], found),
      ...zoneBalance(inspected, groups ?? []),
      ...checkSettings(inspected, groups ?? []),
      ...weaknesses(inspected),
      ...[...inspected.network.balancers.values()].flatMap((b) => {
        const facts = balancers?.find((f) => f.arn === b.arn);
        return facts === undefined ? [] : trafficOf(inspected, facts.account, facts.region, b);
      }),
    ].sort(byUrgency),
  };
}

/** What has broken nothing yet, as an overview tells it too. */
function weaknesses({ snapshot, network }: Inspected): Finding[] {
  const overview = {
    loadBalancers: loadBalancerFacts(snapshot, network),
    distributions: distributionFacts(snapshot),
  };
  return [balancerSettings, balancerResilience].flatMap((check) => check.find({ snapshot, network, overview }));
}

/** What keeps targets from serving and clients from the balancers: the part that an overview of a network shows too. */
export function balancerFailures(inspected: Inspected): Finding[] {
  const groups = groupsOf(inspected) ?? [];
  return failures(inspected, groups, diagnoseTargets(groups));
}

const failures = (
  inspected: Inspected,
  groups: Parameters<typeof alarms>[1],
  found: ReturnType<typeof diagnoseTargets>,
): Finding[] => [...alarms(inspected, groups, found), ...found.findings, ...closedListeners(inspected)];

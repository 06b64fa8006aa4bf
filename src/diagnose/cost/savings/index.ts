import type { Finding } from '../../../findings/finding.ts';
import type { Price } from '../../../pricing/price.ts';
import type { Inspected } from '../../overview/check.ts';
import { addressesUnused } from '../../overview/checks/addresses-unused.ts';
import { firewallEndpoints } from '../../overview/checks/firewall-endpoints.ts';
import { natGateways } from '../../overview/checks/nat-gateways.ts';
import { transitAttachments } from '../../overview/checks/transit-attachments.ts';
import type { Use } from '../use.ts';
import { emptyZones } from './empty-zones.ts';
import { idleEndpoints } from './idle-endpoints.ts';
import { idleLoadBalancers } from './idle-load-balancers.ts';
import { idleNatGateways } from './idle-nat-gateways.ts';
import { type Billed, type Found, ranked, type Saving, savingBy, standingCost } from './saving.ts';
import { sharedEndpoints } from './shared-endpoints.ts';
import { storageEndpoints } from './storage-endpoints.ts';
import { duplicateVpns, idleVpns } from './vpn-connections.ts';

export type { Saving } from './saving.ts';

/** What could be saved, dearest first; of what is unknown nobody can say where it stands, so it comes last. */
export function savingsOf(
  inspected: Inspected,
  uses: readonly Use[],
  table: readonly Price[],
): (Saving & { finding: Finding })[] {
  const billed: Billed = { inspected, uses, table };
  return ranked([
    ...knownToAnalyze(billed),
    ...storageEndpoints(billed),
    ...idleNatGateways(billed),
    ...idleLoadBalancers(billed),
    ...idleEndpoints(billed),
    ...sharedEndpoints(billed),
    ...idleVpns(billed),
    ...duplicateVpns(billed),
    ...emptyZones(billed),
  ]);
}

/** Findings of the network's own checks that are about something to do away with. */
function knownToAnalyze(billed: Billed): Found[] {
  const codes = ['EIP_UNASSOCIATED', 'NAT_UNUSED', 'NFW_ENDPOINT_UNUSED', 'TGW_ATTACHMENT_NO_TABLE'];
  return [addressesUnused, natGateways, firewallEndpoints, transitAttachments]
    .flatMap((check) => check.find(billed.inspected))
    .filter((f) => codes.includes(f.code))
    .map((f) => {
      const frees = f.code === 'EIP_UNASSOCIATED' || f.code === 'NFW_ENDPOINT_UNUSED' ? f.affected : [f.resource];
      return savingBy(f, standingCost(billed, frees), frees);
    });
}

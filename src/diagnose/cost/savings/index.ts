import type { Finding, Fix } from '../../../findings/finding.ts';
import * as text from '../../../messages/cost-savings.ts';
import type { Price } from '../../../pricing/price.ts';
import type { Inspected } from '../../overview/check.ts';
import { addressesUnused } from '../../overview/checks/addresses-unused.ts';
import { firewallEndpoints } from '../../overview/checks/firewall-endpoints.ts';
import { natGateways } from '../../overview/checks/nat-gateways.ts';
import { fixByHand } from '../../overview/fix.ts';
import type { Use } from '../use.ts';
import { classicLoadBalancers } from './classic-load-balancers.ts';
import { duplicateEndpoints } from './duplicate-endpoints.ts';
import { emptyZones } from './empty-zones.ts';
import { idleEndpoints } from './idle-endpoints.ts';
import { idleLoadBalancers } from './idle-load-balancers.ts';
import { idleNatGateways } from './idle-nat-gateways.ts';
import { type Billed, type Found, ranked, type Saving, savingBy, standingCost } from './saving.ts';
import { sharedEndpoints } from './shared-endpoints.ts';
import { storageEndpoints } from './storage-endpoints.ts';
import { unusedAttachments } from './unused-attachments.ts';
import { duplicateVpns, idleVpns } from './vpn-connections.ts';
import { zoneCrossings } from './zone-crossing.ts';

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
    ...classicLoadBalancers(billed),
    ...idleEndpoints(billed),
    ...duplicateEndpoints(billed),
    ...sharedEndpoints(billed),
    ...unusedAttachments(billed),
    ...zoneCrossings(billed),
    ...idleVpns(billed),
    ...duplicateVpns(billed),
    ...emptyZones(billed),
  ]);
}

/** Findings of the network's own checks that are about something to do away with. */
function knownToAnalyze(billed: Billed): Found[] {
  const codes = ['EIP_UNASSOCIATED', 'NAT_UNUSED', 'NFW_ENDPOINT_UNUSED'];
  return [addressesUnused, natGateways, firewallEndpoints]
    .flatMap((check) => check.find(billed.inspected))
    .filter((f) => codes.includes(f.code))
    .map((f) => {
      const frees = f.code === 'NAT_UNUSED' ? [f.resource] : f.affected;
      const fixes = f.code === 'NFW_ENDPOINT_UNUSED' ? [withoutEndpoints(billed, f)] : f.fixes;
      return savingBy({ ...f, fixes }, standingCost(billed, frees), frees);
    });
}

/** A firewall gives its endpoint back by the subnet that it is in. */
function withoutEndpoints({ inspected }: Billed, { resource, region, affected }: Finding): Fix {
  const subnets = affected.flatMap((id) => inspected.network.endpoints.get(id)?.subnet?.id ?? []);
  return fixByHand(
    text.firewallEndpointFix,
    `aws network-firewall disassociate-subnets --firewall-arn ${resource} --subnet-ids ${subnets.join(' ')} --region ${region}`,
  );
}

import { finding } from '../../../findings/finding.ts';
import { unusedAddresses } from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';
import { compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

/** Elastic IPs that nothing uses: one finding an account and region. */
export const addressesUnused: Check = {
  codes: ['EIP_UNASSOCIATED'],
  find: ({ snapshot, overview }) =>
    [...grouped(overview.addresses.unassociated ?? [], (a) => `${a.account} ${a.region}`).values()].map((addresses) => {
      const [first] = addresses as [(typeof addresses)[number]];
      const ids = addresses.map((a) => a.id).sort(compare);
      return finding({
        ...about({ ...first, name: first.name ?? first.ip }),
        code: 'EIP_UNASSOCIATED',
        severity: 'low',
        priority: 'P3',
        affected: ids,
        title: unusedAddresses.title(addresses.length),
        impact: unusedAddresses.impact(),
        evidence: addresses.map((a) => ({
          says: unusedAddresses.free(a.ip),
          from: 'ec2:DescribeAddresses',
          id: a.id,
        })),
        fixes: [
          fixBy(
            snapshot,
            first,
            unusedAddresses.fix(),
            ids.map((AllocationId) => ec2('ReleaseAddress', { AllocationId })),
            (after) =>
              !after.snapshot.scopes.some((s) => s.ec2?.Addresses?.some((x) => ids.includes(x.AllocationId ?? ''))),
          ),
        ],
        references: ['https://aws.amazon.com/vpc/pricing/'],
      });
    }),
};

import { applyCalls } from '../../../changes/what-if.ts';
import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';
import { compare } from '../facts/scopes.ts';

/** Elastic IPs that nothing uses: one finding an account and region. */
export const addressesUnused: Check = {
  codes: ['EIP_UNASSOCIATED'],
  find: ({ snapshot, overview }) => {
    const places = new Map<string, NonNullable<typeof overview.addresses.unassociated>>();
    for (const a of overview.addresses.unassociated ?? []) {
      places.set(`${a.account} ${a.region}`, [...(places.get(`${a.account} ${a.region}`) ?? []), a]);
    }
    return [...places.values()].map((addresses) => {
      const where = { account: addresses[0]!.account, region: addresses[0]!.region };
      const calls = addresses.map((a) => ({
        service: 'ec2',
        operation: 'ReleaseAddress',
        input: { AllocationId: a.id },
      }));
      const after = applyCalls(snapshot, calls, where);
      return finding({
        ...where,
        code: 'EIP_UNASSOCIATED',
        severity: 'low',
        priority: 'P3',
        resource: addresses[0]!.id,
        resourceName: addresses[0]!.ip,
        affected: addresses.map((a) => a.id).sort(compare),
        title: text.unusedAddresses(addresses.length),
        impact: text.unusedAddressesImpact(),
        evidence: addresses.map((a) => ({ says: text.addressFree(a.ip), from: 'ec2:DescribeAddresses', id: a.id })),
        fixes: [
          {
            says: text.release(),
            command: addresses
              .map((a) => `aws ec2 release-address --allocation-id ${a.id} --region ${where.region}`)
              .join('\n'),
            calls,
            verified:
              after.errors.length === 0 &&
              !after.snapshot.scopes.some((s) =>
                s.ec2?.Addresses?.some((x) => addresses.some((a) => a.id === x.AllocationId)),
              ),
          },
        ],
        references: ['https://aws.amazon.com/vpc/pricing/'],
      });
    });
  },
};

import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Saved } from '../../snapshot/snapshot.ts';
import { notInSnapshot, ofParent } from '../draft.ts';
import { bareId, keptName } from '../route53/names.ts';
import { callsOf, type Undos } from './entry.ts';

const route53 = callsOf('route53');

export const undoRoute53: Undos = {
  ChangeResourceRecordSets: (world, { HostedZoneId, ChangeBatch }) => {
    const before = ofParent(world, 'route53', 'ResourceRecordSets', bareId(HostedZoneId));
    if (before === undefined) throw notInSnapshot('route53', 'ResourceRecordSets');
    const changes: Change[] = ChangeBatch?.Changes ?? [];
    const same = (a: Saved<ResourceRecordSet> | ResourceRecordSet | undefined) => (b: Saved<ResourceRecordSet>) =>
      keptName(a?.Name ?? '') === keptName(b.Name ?? '') && a?.Type === b.Type && a?.SetIdentifier === b.SetIdentifier;
    // The last change of a set is what is there after; what was there before comes back in its place.
    const last = new Map(
      changes.map((change) => {
        const { Name, Type, SetIdentifier } = change.ResourceRecordSet ?? {};
        return [[keptName(Name ?? ''), Type, SetIdentifier].join(' '), change];
      }),
    );
    const undone = [...last.values()].reverse().flatMap((change) => {
      const old = before.find(same(change.ResourceRecordSet));
      if (old !== undefined) return [{ Action: 'UPSERT', ResourceRecordSet: old }];
      if (change.Action === 'DELETE') return [];
      return [{ Action: 'DELETE', ResourceRecordSet: change.ResourceRecordSet }];
    });
    // Deletions first: a CNAME must be gone before another type takes its name.
    const Changes = undone.sort((a, b) => Number(b.Action === 'DELETE') - Number(a.Action === 'DELETE'));
    return Changes.length === 0
      ? []
      : [route53('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: { Changes } })];
  },
  AssociateVPCWithHostedZone: (_, { HostedZoneId, VPC }) => [
    route53('DisassociateVPCFromHostedZone', { HostedZoneId, VPC }),
  ],
  DisassociateVPCFromHostedZone: (_, { HostedZoneId, VPC }) => [
    route53('AssociateVPCWithHostedZone', { HostedZoneId, VPC }),
  ],
};

import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import { nameOf, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import { everywhere } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

const billed = new Set(['available', 'modifying', 'pending', 'deleting', 'rollingBack']);

/**
 * Hours of each attachment, and the GB that it sends to the gateway; nothing for what it receives, nor for the data of a
 * peering. The owner of an attached VPC pays for that VPC's attachment, the gateway's owner for VPN, Direct Connect and
 * peering. https://aws.amazon.com/transit-gateway/pricing/
 */
export const transitGatewayUses = (snapshot: Snapshot): Use[] => {
  const accounts = new Set(snapshot.accounts.map((a) => a.id));
  return [
    ...unread(snapshot, 'regions', (s) => s.ec2?.TransitGatewayAttachments, {
      service: 'transit-gateway',
      what: what.attachmentHours,
      operation: 'ec2:DescribeTransitGatewayAttachments',
    }),
    ...(
      everywhere(
        snapshot,
        (s) => s.ec2?.TransitGatewayAttachments,
        (a) => a.TransitGatewayAttachmentId,
        (a) => (a.ResourceType === 'vpc' ? a.ResourceOwnerId : a.TransitGatewayOwnerId),
      ) ?? []
    )
      // What another account pays is not on this bill.
      .filter(({ item, account }) => billed.has(item.State ?? '') && accounts.has(account))
      .flatMap(({ item, account, region }): Use[] => {
        const name = nameOf(item) ?? item.ResourceId;
        const own = {
          service: 'transit-gateway' as const,
          account,
          region,
          id: item.TransitGatewayAttachmentId!,
          ...(name === undefined ? {} : { name }),
        };
        const sent = inUnits(
          monthlySum(
            // The gateway's owner has the metrics of its attachments.
            scopeOf(snapshot, item.TransitGatewayOwnerId ?? account, region) ?? scopeOf(snapshot, account, region),
            {
              namespace: 'AWS/TransitGateway',
              metric: 'BytesIn',
              dimensions: {
                TransitGateway: item.TransitGatewayId ?? '',
                TransitGatewayAttachment: item.TransitGatewayAttachmentId!,
              },
            },
          ),
          gigabyte,
        );
        return [
          { ...own, product: 'tgw-attachment-hour', what: what.attachmentHours, quantity: hoursPerMonth },
          ...(item.ResourceType === 'peering'
            ? []
            : [{ ...own, product: 'tgw-gb' as const, what: what.transitGb, ...sent }]),
        ];
      }),
  ];
};

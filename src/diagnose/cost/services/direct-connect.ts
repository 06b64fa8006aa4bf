import type { Connection } from '@aws-sdk/client-direct-connect';
import { what, why } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Product } from '../../../pricing/price.ts';
import { products } from '../../../pricing/products.ts';
import type { Saved, Snapshot } from '../../../snapshot/snapshot.ts';
import { sumsOf } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

const billed = new Set(['available', 'down']);

/**
 * Ports by the hour and capacity, paid by the account that owns the connection; data sent over them is billed by
 * location and region. A hosted connection is one that a partner gave a VLAN; capacities below 1 Gbps, 2 and 5 Gbps are
 * hosted only. https://aws.amazon.com/directconnect/pricing/,
 * https://docs.aws.amazon.com/directconnect/latest/APIReference/API_Connection.html
 */
export const directConnectUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.directconnect?.connections, {
    service: 'direct-connect',
    what: what.dxHours('', false),
    operation: 'directconnect:DescribeConnections',
  }),
  ...snapshot.scopes.flatMap((scope) =>
    (scope.directconnect?.connections ?? [])
      .filter(
        (c) =>
          billed.has(c.connectionState ?? '') && (c.ownerAccount === undefined || c.ownerAccount === scope.account),
      )
      .flatMap((c): Use[] => {
        const bandwidth = c.bandwidth ?? '?';
        const hosted = isHosted(c);
        const product = `dx-${hosted ? 'hosted' : 'dedicated'}-${bandwidth.toLowerCase()}-hour`;
        const known = product in products ? (product as Product) : null;
        const own = {
          service: 'direct-connect' as const,
          account: scope.account,
          region: scope.region,
          id: c.connectionId ?? '',
          ...(c.connectionName === undefined ? {} : { name: c.connectionName }),
        };
        const rate = sumsOf(scope, {
          namespace: 'AWS/DX',
          metric: 'ConnectionBpsEgress',
          dimensions: { ConnectionId: c.connectionId ?? '' },
        });
        const points = rate?.values.length ?? 0;
        // A point is the mean rate of its five minutes; a period sums several of them.
        const bits =
          rate === undefined || points === 0
            ? null
            : rate.values.reduce((a, b) => a + b, 0) / ((Date.parse(rate.to) - Date.parse(rate.from)) / 300_000);
        const gb = bits === null ? null : (bits / 8 / 1e9) * hoursPerMonth * 3600;
        return [
          {
            ...own,
            product: known,
            what: what.dxHours(bandwidth, hosted),
            ...(known === null ? { quantity: null, why: why.dxBandwidth(bandwidth) } : { quantity: hoursPerMonth }),
          },
          { ...own, product: null, what: what.dxGb, quantity: null, why: why.dxGb(gb) },
        ];
      }),
  ),
];

const isHosted = (c: Saved<Connection>): boolean =>
  (c.vlan ?? 0) > 0 || /^(\d+Mbps|[25]Gbps|25Gbps)$/.test(c.bandwidth ?? '');

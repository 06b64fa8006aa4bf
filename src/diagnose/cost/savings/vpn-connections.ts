import type { VpnConnection } from '@aws-sdk/client-ec2';
import * as text from '../../../messages/cost-savings.ts';
import { nameOf, type Saved, type Scope } from '../../../snapshot/snapshot.ts';
import { called, compare, grouped } from '../../overview/facts/scopes.ts';
import { commandsOf, ec2 } from '../../overview/fix.ts';
import { monthlySum } from '../measured.ts';
import { tunnelBytes } from '../services/vpn-connections.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

type Vpn = Saved<VpnConnection> & { VpnConnectionId: string };

/** Connections that are billed. */
const live = (scope: Scope): Vpn[] =>
  (scope.ec2?.VpnConnections ?? []).filter((v): v is Vpn => v.State === 'available' && v.VpnConnectionId !== undefined);

/** A connection and its attachment to a transit gateway, which goes with it. */
const withAttachment = ({ ec2: data }: Scope, id: string): string[] => [
  id,
  ...(data?.TransitGatewayAttachments ?? [])
    .filter((a) => a.ResourceId === id)
    .flatMap((a) => a.TransitGatewayAttachmentId ?? []),
];

/** A deletion that only who runs the line can approve of: on-premises is not in the snapshot. */
const deleting = (ids: readonly string[], region: string): string =>
  commandsOf(
    ids.map((VpnConnectionId) => ec2('DeleteVpnConnection', { VpnConnectionId })),
    region,
  );

/** VPN connections whose tunnels carried nothing in the window, either way. */
export const idleVpns = (billed: Billed): Found[] =>
  billed.inspected.snapshot.scopes.flatMap((scope) =>
    live(scope)
      .filter(({ VpnConnectionId: id }) => tunnelBytes(id).every((metric) => monthlySum(scope, metric).quantity === 0))
      .map((v) => {
        const { account, region } = scope;
        const id = v.VpnConnectionId;
        const name = nameOf(v);
        return wasteOf(
          {
            account,
            region,
            id,
            ...(name === undefined ? {} : { name }),
            code: 'COST_VPN_IDLE',
            title: text.vpnIdle.title(called({ id, ...(name === undefined ? {} : { name }) })),
            evidence: [{ says: text.vpnIdle.evidence, from: 'cloudwatch:GetMetricData', id }],
            fix: { says: text.vpnIdle.fix, command: deleting([id], region), calls: [], verified: false },
            references: pricing('vpn'),
          },
          standingCost(billed, withAttachment(scope, id)),
          withAttachment(scope, id),
        );
      }),
  );

/** Several connections between the same two ends, of which each has two tunnels already. */
export const duplicateVpns = (billed: Billed): Found[] =>
  billed.inspected.snapshot.scopes.flatMap((scope) => {
    const { account, region } = scope;
    const ends = (v: Vpn): string => JSON.stringify([v.CustomerGatewayId, v.TransitGatewayId ?? v.VpnGatewayId]);
    return [...grouped(live(scope), ends).values()].flatMap((same): Found[] => {
      const [keep, ...rest] = [...same].sort((a, b) => compare(a.VpnConnectionId, b.VpnConnectionId));
      if (keep === undefined || rest.length === 0) return [];
      const ids = rest.map((v) => v.VpnConnectionId);
      const frees = ids.flatMap((id) => withAttachment(scope, id));
      return [
        wasteOf(
          {
            account,
            region,
            id: ids[0]!,
            code: 'COST_VPN_DUPLICATE',
            title: text.vpnDuplicate.title(keep.CustomerGatewayId ?? '', same.length),
            affected: ids,
            evidence: same.map((v) => ({
              says: text.vpnDuplicate.evidence,
              from: 'ec2:DescribeVpnConnections',
              id: v.VpnConnectionId,
            })),
            fix: {
              says: text.vpnDuplicate.fix(keep.VpnConnectionId),
              command: deleting(ids, region),
              calls: [],
              verified: false,
            },
            references: pricing('vpn'),
          },
          standingCost(billed, frees),
          frees,
        ),
      ];
    });
  });

import { vpnConnectionNow } from '../../behaviour/links.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { idKinds } from './ids.ts';
import { kept, type ListInput, listing, tagsOf } from './listing.ts';

/** `bgp-asn` is the customer gateway's: the one filter that looks beyond the connection. */
const describeVpnConnections = ((call: LabCall, input: ListInput) => {
  const asns = new Map(kept('CustomerGateways')(call).map((g) => [g.CustomerGatewayId, g.BgpAsn]));
  const list = listing((at) => kept('VpnConnections')(at).map((vpn) => vpnConnectionNow(at.state, vpn)), {
    answer: 'VpnConnections',
    ids: { member: 'VpnConnectionIds', kind: idKinds.vpnConnection, of: (v) => v.VpnConnectionId },
    filters: {
      'bgp-asn': (v) => asns.get(v.CustomerGatewayId),
      'customer-gateway-configuration': (v) => v.CustomerGatewayConfiguration,
      'customer-gateway-id': (v) => v.CustomerGatewayId,
      'option.static-routes-only': (v) => v.Options?.StaticRoutesOnly,
      'route.destination-cidr-block': (v) => v.Routes?.map((r) => r.DestinationCidrBlock),
      state: (v) => v.State,
      'transit-gateway-id': (v) => v.TransitGatewayId,
      type: (v) => v.Type,
      'vpn-connection-id': (v) => v.VpnConnectionId,
      'vpn-gateway-id': (v) => v.VpnGatewayId,
    },
    tags: tagsOf,
  });
  return list(call, input as never);
}) as Handler;

/** VPN connections, virtual private and customer gateways. These calls have no pages. */
export const hybridReads: Handlers = {
  DescribeVpnConnections: describeVpnConnections,
  DescribeVpnGateways: listing(kept('VpnGateways'), {
    answer: 'VpnGateways',
    ids: { member: 'VpnGatewayIds', kind: idKinds.vpnGateway, of: (v) => v.VpnGatewayId },
    filters: {
      'amazon-side-asn': (v) => v.AmazonSideAsn,
      'attachment.state': (v) => v.VpcAttachments?.map((a) => a.State),
      'attachment.vpc-id': (v) => v.VpcAttachments?.map((a) => a.VpcId),
      'availability-zone': (v) => v.AvailabilityZone,
      state: (v) => v.State,
      type: (v) => v.Type,
      'vpn-gateway-id': (v) => v.VpnGatewayId,
    },
    tags: tagsOf,
  }),
  DescribeCustomerGateways: listing(kept('CustomerGateways'), {
    answer: 'CustomerGateways',
    ids: { member: 'CustomerGatewayIds', kind: idKinds.customerGateway, of: (c) => c.CustomerGatewayId },
    filters: {
      'bgp-asn': (c) => c.BgpAsn,
      'customer-gateway-id': (c) => c.CustomerGatewayId,
      'ip-address': (c) => c.IpAddress,
      state: (c) => c.State,
      type: (c) => c.Type,
    },
    tags: tagsOf,
  }),
};

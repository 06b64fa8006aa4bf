import type { Handlers } from '../../handler.ts';
import { describe } from './describe.ts';

/** VPN connections, virtual private and customer gateways. These calls have no pages. */
export const hybridReads: Handlers = {
  DescribeVpnConnections: describe({
    key: 'VpnConnections',
    id: (v) => v.VpnConnectionId,
    ids: {
      parameter: 'VpnConnectionIds',
      prefix: 'vpn',
      notFound: 'InvalidVpnConnectionID.NotFound',
      malformed: 'InvalidVpnConnectionID',
      what: 'vpnConnection ID',
    },
    filters: {
      'customer-gateway-id': (v) => [v.CustomerGatewayId],
      state: (v) => [v.State],
      type: (v) => [v.Type],
      'option.static-routes-only': (v) => [v.Options?.StaticRoutesOnly],
      'transit-gateway-id': (v) => [v.TransitGatewayId],
      'vpn-connection-id': (v) => [v.VpnConnectionId],
      'vpn-gateway-id': (v) => [v.VpnGatewayId],
    },
  }),
  DescribeVpnGateways: describe({
    key: 'VpnGateways',
    id: (v) => v.VpnGatewayId,
    ids: { parameter: 'VpnGatewayIds', prefix: 'vgw', notFound: 'InvalidVpnGatewayID.NotFound', what: 'vpnGateway ID' },
    filters: {
      'amazon-side-asn': (v) => [v.AmazonSideAsn],
      'attachment.state': (v) => (v.VpcAttachments ?? []).map((a) => a.State),
      'attachment.vpc-id': (v) => (v.VpcAttachments ?? []).map((a) => a.VpcId),
      'availability-zone': (v) => [v.AvailabilityZone],
      state: (v) => [v.State],
      type: (v) => [v.Type],
      'vpn-gateway-id': (v) => [v.VpnGatewayId],
    },
  }),
  DescribeCustomerGateways: describe({
    key: 'CustomerGateways',
    id: (c) => c.CustomerGatewayId,
    ids: {
      parameter: 'CustomerGatewayIds',
      prefix: 'cgw',
      notFound: 'InvalidCustomerGatewayID.NotFound',
      malformed: 'InvalidCustomerGatewayId.Malformed',
      what: 'customerGateway ID',
    },
    filters: {
      'bgp-asn': (c) => [c.BgpAsn],
      'customer-gateway-id': (c) => [c.CustomerGatewayId],
      'ip-address': (c) => [c.IpAddress],
      state: (c) => [c.State],
      type: (c) => [c.Type],
    },
  }),
};

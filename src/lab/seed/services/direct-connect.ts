import type { DirectConnectData } from '../../../snapshot/data/services.ts';
import { labAccount, labHex, labRegion } from '../ids.ts';
import { transitGatewayId } from '../routes.ts';
import { directConnectGatewayId } from '../transit-gateway.ts';

export const connectionId = `dxcon-${labHex('dxcon/LAB-DX').slice(0, 8)}`;
export const virtualInterfaceId = `dxvif-${labHex('dxvif/LAB-DX-TRANSIT').slice(0, 8)}`;

/** KINX in Seoul, as DescribeLocations names it. */
const location = 'LGKNX';
const partner = 'KINX';
const customerAsn = 65010;
/** Invented: AWS names devices `<location>-<random>`. */
const device = `${location}-2vpmt8tqb4b5z`;
const vlan = 301;

/** Connection and virtual interface, in the region. */
export const seedConnections = (): DirectConnectData => ({
  connections: [
    {
      ownerAccount: labAccount,
      connectionId,
      connectionName: 'LAB-DX',
      connectionState: 'available',
      region: labRegion,
      location,
      bandwidth: '1Gbps',
      vlan,
      partnerName: partner,
      awsDevice: device,
      awsDeviceV2: device,
      awsLogicalDeviceId: `${device}-1`,
      jumboFrameCapable: true,
      hasLogicalRedundancy: 'unknown',
      providerName: partner,
      macSecCapable: false,
      portEncryptionStatus: 'Encryption Down',
      tags: [{ key: 'Name', value: 'LAB-DX' }],
    },
  ],
  virtualInterfaces: [
    {
      ownerAccount: labAccount,
      virtualInterfaceId,
      location,
      connectionId,
      virtualInterfaceType: 'transit',
      virtualInterfaceName: 'LAB-DX-TRANSIT',
      vlan,
      asn: customerAsn,
      asnLong: customerAsn,
      amazonSideAsn: 65002,
      authKey: '',
      amazonAddress: '169.254.20.1/30',
      customerAddress: '169.254.20.2/30',
      addressFamily: 'ipv4',
      virtualInterfaceState: 'available',
      customerRouterConfig: '',
      mtu: 1500,
      jumboFrameCapable: true,
      virtualGatewayId: '',
      directConnectGatewayId,
      routeFilterPrefixes: [],
      bgpPeers: [
        {
          bgpPeerId: `dxpeer-${labHex('dxpeer/LAB-DX-TRANSIT').slice(0, 8)}`,
          asn: customerAsn,
          asnLong: customerAsn,
          authKey: '',
          addressFamily: 'ipv4',
          amazonAddress: '169.254.20.1/30',
          customerAddress: '169.254.20.2/30',
          bgpPeerState: 'available',
          bgpStatus: 'up',
          awsDeviceV2: device,
          awsLogicalDeviceId: `${device}-1`,
        },
      ],
      region: labRegion,
      awsDeviceV2: device,
      awsLogicalDeviceId: `${device}-1`,
      tags: [{ key: 'Name', value: 'LAB-DX-TRANSIT' }],
      siteLinkEnabled: false,
    },
  ],
});

/** The Direct Connect gateway, its association with the transit gateway and its virtual interface: global. */
export const seedDirectConnectGateways = (): DirectConnectData => ({
  directConnectGateways: [
    {
      directConnectGatewayId,
      directConnectGatewayName: 'LAB-DXGW',
      amazonSideAsn: 65002,
      ownerAccount: labAccount,
      directConnectGatewayState: 'available',
    },
  ],
  directConnectGatewayAssociations: {
    [directConnectGatewayId]: [
      {
        directConnectGatewayId,
        directConnectGatewayOwnerAccount: labAccount,
        associationState: 'associated',
        associatedGateway: {
          id: transitGatewayId,
          type: 'transitGateway',
          ownerAccount: labAccount,
          region: labRegion,
        },
        associationId: directConnectGatewayId.replace(/.{12}$/, labHex('dxgw-assoc').slice(0, 12)),
        allowedPrefixesToDirectConnectGateway: ['10.1.0.0/16', '10.2.0.0/16', '10.11.0.0/16'].map((cidr) => ({ cidr })),
      },
    ],
  },
  directConnectGatewayAttachments: {
    [directConnectGatewayId]: [
      {
        directConnectGatewayId,
        virtualInterfaceId,
        virtualInterfaceRegion: labRegion,
        virtualInterfaceOwnerAccount: labAccount,
        attachmentState: 'attached',
        attachmentType: 'TransitVirtualInterface',
      },
    ],
  },
});

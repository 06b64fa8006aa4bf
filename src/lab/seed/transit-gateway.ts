import type {
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
  TransitGatewayRouteTableAssociation,
  TransitGatewayRouteTablePropagation,
  TransitGatewayVpcAttachment,
} from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { onPremises, vpnConnectionId } from './hybrid.ts';
import { labAccount, labId } from './ids.ts';
import { transitGatewayId } from './routes.ts';
import { subnetId } from './subnets.ts';
import { ec2Arn, named, type VpcName, vpcCidr } from './vpcs.ts';

export const tgwRouteTableId = labId('tgw-rtb', 'TGW-DMZVPC-RT');
export const attachmentId = (name: VpcName | 'DX' | 'VPN'): string => labId('tgw-attach', name);
export const directConnectGatewayId = labId('dxgw', 'LAB-DXGW').replace(
  /^dxgw-0(.{8})(.{4})(.{3}).*$/,
  '$1-$2-4$3-8000-000000065002',
);

const attachedVpcs = {
  DMZVPC: ['DMZVPC-TGW-Subnet-A', 'DMZVPC-TGW-Subnet-B'],
  VPC01: ['VPC01-TGWSubnetA', 'VPC01-TGWSubnetB'],
  VPC02: ['VPC02-TGWSubnetA', 'VPC02-TGWSubnetB'],
} as const;
type AttachedVpc = keyof typeof attachedVpcs;

interface AttachmentRef {
  TransitGatewayAttachmentId: string;
  ResourceId: string;
  ResourceType: 'vpc' | 'vpn' | 'direct-connect-gateway';
}

const vpcRef = (vpc: AttachedVpc): AttachmentRef => ({
  TransitGatewayAttachmentId: attachmentId(vpc),
  ResourceId: labId('vpc', vpc),
  ResourceType: 'vpc',
});
const dxRef: AttachmentRef = {
  TransitGatewayAttachmentId: attachmentId('DX'),
  ResourceId: directConnectGatewayId,
  ResourceType: 'direct-connect-gateway',
};
const vpnRef: AttachmentRef = {
  TransitGatewayAttachmentId: attachmentId('VPN'),
  ResourceId: vpnConnectionId,
  ResourceType: 'vpn',
};
const allAttachments = [vpcRef('DMZVPC'), vpcRef('VPC01'), vpcRef('VPC02'), dxRef, vpnRef];

export const transitGateways = (createdAt: string): Saved<TransitGateway>[] => [
  {
    TransitGatewayId: transitGatewayId,
    TransitGatewayArn: ec2Arn('transit-gateway', transitGatewayId),
    OwnerId: labAccount,
    State: 'available',
    CreationTime: createdAt,
    Description: '',
    Options: {
      AmazonSideAsn: 65001,
      AutoAcceptSharedAttachments: 'disable',
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
      DnsSupport: 'enable',
      VpnEcmpSupport: 'enable',
      MulticastSupport: 'disable',
      SecurityGroupReferencingSupport: 'disable',
      TransitGatewayCidrBlocks: [],
    },
    Tags: named('TGW'),
  },
];

export const transitGatewayVpcAttachments = (createdAt: string): Saved<TransitGatewayVpcAttachment>[] =>
  (Object.keys(attachedVpcs) as AttachedVpc[]).map((vpc) => ({
    TransitGatewayAttachmentId: attachmentId(vpc),
    TransitGatewayId: transitGatewayId,
    VpcId: labId('vpc', vpc),
    VpcOwnerId: labAccount,
    State: 'available',
    SubnetIds: attachedVpcs[vpc].map(subnetId),
    CreationTime: createdAt,
    Options: {
      ApplianceModeSupport: 'enable',
      DnsSupport: 'enable',
      Ipv6Support: 'disable',
      SecurityGroupReferencingSupport: 'disable',
    },
    Tags: named(`TGW-${vpc}`),
  }));

export const transitGatewayAttachments = (createdAt: string): Saved<TransitGatewayAttachment>[] =>
  allAttachments.map((ref) => ({
    ...ref,
    TransitGatewayId: transitGatewayId,
    TransitGatewayOwnerId: labAccount,
    ResourceOwnerId: labAccount,
    State: 'available',
    Association: { TransitGatewayRouteTableId: tgwRouteTableId, State: 'associated' },
    CreationTime: createdAt,
    Tags: named(
      ref === dxRef
        ? 'TGW-DXGW'
        : ref === vpnRef
          ? 'TGW-VPN'
          : `TGW-${(Object.keys(attachedVpcs) as AttachedVpc[]).find((v) => labId('vpc', v) === ref.ResourceId)}`,
    ),
  }));

export const transitGatewayRouteTables = (createdAt: string): Saved<TransitGatewayRouteTable>[] => [
  {
    TransitGatewayRouteTableId: tgwRouteTableId,
    TransitGatewayId: transitGatewayId,
    State: 'available',
    DefaultAssociationRouteTable: false,
    DefaultPropagationRouteTable: false,
    CreationTime: createdAt,
    Tags: named('TGW-DMZVPC-RT'),
  },
];

export const associations = (): Record<string, Saved<TransitGatewayRouteTableAssociation>[]> => ({
  [tgwRouteTableId]: allAttachments.map((ref) => ({ ...ref, State: 'associated' })),
});

/** Both hybrid attachments propagate the on-premises network. */
export const propagations = (): Record<string, Saved<TransitGatewayRouteTablePropagation>[]> => ({
  [tgwRouteTableId]: [dxRef, vpnRef].map((ref) => ({ ...ref, State: 'enabled' })),
});

/** The table shows the preferred of the two propagated routes only: Direct Connect before VPN. */
export const transitGatewayRoutes = (): Record<string, Saved<TransitGatewayRoute>[]> => {
  const route = (cidr: string, ref: AttachmentRef, type: 'static' | 'propagated'): Saved<TransitGatewayRoute> => ({
    DestinationCidrBlock: cidr,
    State: 'active',
    Type: type,
    TransitGatewayAttachments: [ref],
  });
  return {
    [tgwRouteTableId]: [
      route('0.0.0.0/0', vpcRef('DMZVPC'), 'static'),
      route(vpcCidr.VPC01, vpcRef('VPC01'), 'static'),
      route(vpcCidr.VPC02, vpcRef('VPC02'), 'static'),
      route(vpcCidr.DMZVPC, vpcRef('DMZVPC'), 'static'),
      route(onPremises, dxRef, 'propagated'),
    ],
  };
};

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
import { type SubnetSpec, subnetSpec } from './subnets.ts';
import { ec2Arn, named, vpcCidr } from './vpcs.ts';

const tableName = 'TGW-DMZVPC-RT';
export const tgwRouteTableId = labId('tgw-rtb', tableName);
/** The id of an attachment: a VPC's by the VPC's name, else `DX` or `VPN`. */
export const attachmentId = (name: string): string => labId('tgw-attach', name);
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

/** An attachment as associations, propagations and routes name it. */
export interface AttachmentRef {
  TransitGatewayAttachmentId: string;
  ResourceId: string;
  ResourceType: 'vpc' | 'vpn' | 'direct-connect-gateway';
}

export const vpcRef = (vpc: string): AttachmentRef => ({
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

export function transitGatewayOf(name: string, asn: number, createdAt: string): Saved<TransitGateway> {
  const id = labId('tgw', name);
  return {
    TransitGatewayId: id,
    TransitGatewayArn: ec2Arn('transit-gateway', id),
    OwnerId: labAccount,
    State: 'available',
    CreationTime: createdAt,
    Description: '',
    Options: {
      AmazonSideAsn: asn,
      AutoAcceptSharedAttachments: 'disable',
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
      DnsSupport: 'enable',
      VpnEcmpSupport: 'enable',
      MulticastSupport: 'disable',
      SecurityGroupReferencingSupport: 'disable',
      TransitGatewayCidrBlocks: [],
    },
    Tags: named(name),
  };
}

/** @param gateway the transit gateway's name */
export const vpcAttachmentOf = (
  gateway: string,
  vpc: string,
  subnets: readonly SubnetSpec[],
  applianceMode: 'enable' | 'disable',
  createdAt: string,
): Saved<TransitGatewayVpcAttachment> => ({
  TransitGatewayAttachmentId: attachmentId(vpc),
  TransitGatewayId: labId('tgw', gateway),
  VpcId: labId('vpc', vpc),
  VpcOwnerId: labAccount,
  State: 'available',
  SubnetIds: subnets.map((s) => labId('subnet', s.name)),
  CreationTime: createdAt,
  Options: {
    ApplianceModeSupport: applianceMode,
    DnsSupport: 'enable',
    Ipv6Support: 'disable',
    SecurityGroupReferencingSupport: 'disable',
  },
  Tags: named(`${gateway}-${vpc}`),
});

/** An attachment of any kind, associated with a route table; gateway and table by name. */
export const attachmentOf = (
  ref: AttachmentRef,
  name: string,
  gateway: string,
  table: string,
  createdAt: string,
): Saved<TransitGatewayAttachment> => ({
  ...ref,
  TransitGatewayId: labId('tgw', gateway),
  TransitGatewayOwnerId: labAccount,
  ResourceOwnerId: labAccount,
  State: 'available',
  Association: { TransitGatewayRouteTableId: labId('tgw-rtb', table), State: 'associated' },
  CreationTime: createdAt,
  Tags: named(name),
});

export const transitGatewayRouteTableOf = (
  name: string,
  gateway: string,
  createdAt: string,
): Saved<TransitGatewayRouteTable> => ({
  TransitGatewayRouteTableId: labId('tgw-rtb', name),
  TransitGatewayId: labId('tgw', gateway),
  State: 'available',
  DefaultAssociationRouteTable: false,
  DefaultPropagationRouteTable: false,
  CreationTime: createdAt,
  Tags: named(name),
});

export const routeToAttachment = (
  cidr: string,
  ref: AttachmentRef,
  type: 'static' | 'propagated',
): Saved<TransitGatewayRoute> => ({
  DestinationCidrBlock: cidr,
  State: 'active',
  Type: type,
  TransitGatewayAttachments: [ref],
});

export const transitGateways = (createdAt: string): Saved<TransitGateway>[] => [
  transitGatewayOf('TGW', 65001, createdAt),
];

export const transitGatewayVpcAttachments = (createdAt: string): Saved<TransitGatewayVpcAttachment>[] =>
  (Object.keys(attachedVpcs) as AttachedVpc[]).map((vpc) =>
    vpcAttachmentOf('TGW', vpc, attachedVpcs[vpc].map(subnetSpec), 'enable', createdAt),
  );

export const transitGatewayAttachments = (createdAt: string): Saved<TransitGatewayAttachment>[] => [
  ...(Object.keys(attachedVpcs) as AttachedVpc[]).map((vpc) =>
    attachmentOf(vpcRef(vpc), `TGW-${vpc}`, 'TGW', tableName, createdAt),
  ),
  attachmentOf(dxRef, 'TGW-DXGW', 'TGW', tableName, createdAt),
  attachmentOf(vpnRef, 'TGW-VPN', 'TGW', tableName, createdAt),
];

export const transitGatewayRouteTables = (createdAt: string): Saved<TransitGatewayRouteTable>[] => [
  transitGatewayRouteTableOf(tableName, 'TGW', createdAt),
];

export const associations = (): Record<string, Saved<TransitGatewayRouteTableAssociation>[]> => ({
  [tgwRouteTableId]: allAttachments.map((ref) => ({ ...ref, State: 'associated' })),
});

/** Both hybrid attachments propagate the on-premises network. */
export const propagations = (): Record<string, Saved<TransitGatewayRouteTablePropagation>[]> => ({
  [tgwRouteTableId]: [dxRef, vpnRef].map((ref) => ({ ...ref, State: 'enabled' })),
});

/** What the site advertises over BGP, by the VPN connection or Direct Connect gateway that hears it. No AWS call tells. */
export const advertisedOverBgp: Record<string, string[]> = {
  [vpnConnectionId]: [onPremises],
  [directConnectGatewayId]: [onPremises],
};

/** The table shows the preferred of the two propagated routes only: Direct Connect before VPN. */
export const transitGatewayRoutes = (): Record<string, Saved<TransitGatewayRoute>[]> => ({
  [tgwRouteTableId]: [
    routeToAttachment('0.0.0.0/0', vpcRef('DMZVPC'), 'static'),
    routeToAttachment(vpcCidr.VPC01, vpcRef('VPC01'), 'static'),
    routeToAttachment(vpcCidr.VPC02, vpcRef('VPC02'), 'static'),
    routeToAttachment(vpcCidr.DMZVPC, vpcRef('DMZVPC'), 'static'),
    routeToAttachment(onPremises, dxRef, 'propagated'),
  ],
});

import type { Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type Cidr, parseAddress, parseCidr } from '../cidr.ts';
import type { InternetGateway, NatGateway, Peering, PeeringSide, RouteTable, Subnet, Vpc } from '../model.ts';
import { seenOnce } from './seen.ts';

/** EC2 answers `available` for an attached internet gateway, where the SDK's enum says `attached`. */
const attachedStates = new Set(['available', 'attached']);

export function buildInternetGateways(snapshot: Snapshot, vpcs: Map<string, Vpc>): Map<string, InternetGateway> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.InternetGateways,
    (g) => g.InternetGatewayId,
    (g) => g.OwnerId,
  );
  const gateways = new Map<string, InternetGateway>();
  for (const [id, { raw }] of seen) {
    const attachment = raw.Attachments?.[0];
    const vpc = vpcs.get(attachment?.VpcId ?? '');
    const gateway = {
      id,
      name: nameOf(raw),
      vpc,
      attached: attachedStates.has(attachment?.State ?? ''),
      egressOnly: false,
    };
    gateways.set(id, gateway);
    if (vpc !== undefined && gateway.attached) vpc.internetGateway = gateway;
  }
  return gateways;
}

export function buildEgressOnlyGateways(snapshot: Snapshot, vpcs: Map<string, Vpc>): Map<string, InternetGateway> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.EgressOnlyInternetGateways,
    (g) => g.EgressOnlyInternetGatewayId,
  );
  const gateways = new Map<string, InternetGateway>();
  for (const [id, { raw }] of seen) {
    const attachment = raw.Attachments?.[0];
    const vpc = vpcs.get(attachment?.VpcId ?? '');
    const gateway = {
      id,
      name: nameOf(raw),
      vpc,
      attached: attachedStates.has(attachment?.State ?? ''),
      egressOnly: true,
    };
    gateways.set(id, gateway);
    if (vpc !== undefined && gateway.attached) vpc.egressOnlyGateway = gateway;
  }
  return gateways;
}

export function buildNatGateways(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  tables: Map<string, RouteTable>,
): Map<string, NatGateway> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.NatGateways,
    (g) => g.NatGatewayId,
  );
  return new Map(
    [...seen].map(([id, { raw }]): [string, NatGateway] => {
      const regional = raw.AvailabilityMode === 'regional';
      const inUse = (raw.NatGatewayAddresses ?? []).filter(
        (a) => a.Status === undefined || ['succeeded', 'associating', 'assigning'].includes(a.Status),
      );
      return [
        id,
        {
          id,
          name: nameOf(raw),
          vpc: vpcs.get(raw.VpcId ?? ''),
          subnet: regional ? undefined : subnets.get(raw.SubnetId ?? ''),
          state: raw.State ?? 'available',
          connectivity: raw.ConnectivityType === 'private' ? 'private' : 'public',
          regional,
          table: tables.get(raw.RouteTableId ?? ''),
          addresses: inUse
            .sort((a, b) => Number(b.IsPrimary ?? false) - Number(a.IsPrimary ?? false))
            .map((a) => ({
              private: a.PrivateIp === undefined ? undefined : parseAddress(a.PrivateIp),
              public: a.PublicIp === undefined ? undefined : parseAddress(a.PublicIp),
              zone: a.AvailabilityZoneId ?? a.AvailabilityZone,
            })),
        },
      ];
    }),
  );
}

export function buildPeerings(snapshot: Snapshot, vpcs: Map<string, Vpc>): Map<string, Peering> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.VpcPeeringConnections,
    (p) => p.VpcPeeringConnectionId,
    (p) => p.AccepterVpcInfo?.OwnerId,
  );
  const peerings = new Map<string, Peering>();
  for (const [id, { raw }] of seen) {
    const side = (info: typeof raw.AccepterVpcInfo): PeeringSide => {
      const vpc = vpcs.get(info?.VpcId ?? '');
      const blocks = [
        info?.CidrBlock,
        ...(info?.CidrBlockSet ?? []).map((b) => b.CidrBlock),
        ...(info?.Ipv6CidrBlockSet ?? []).map((b) => b.Ipv6CidrBlock),
      ];
      const cidrs = [...new Set(blocks)].flatMap((b): Cidr[] => (b === undefined ? [] : [parseCidr(b) ?? []].flat()));
      return {
        vpcId: info?.VpcId ?? '',
        vpc,
        account: info?.OwnerId ?? vpc?.account,
        region: info?.Region ?? vpc?.region,
        // The VPC itself knows its blocks better than a peering that may be in another account.
        cidrs: vpc === undefined || vpc.cidrs.length === 0 ? cidrs : vpc.cidrs,
      };
    };
    const peering: Peering = {
      id,
      name: nameOf(raw),
      state: raw.Status?.Code ?? 'active',
      sides: [side(raw.RequesterVpcInfo), side(raw.AccepterVpcInfo)],
    };
    peerings.set(id, peering);
    for (const { vpc } of peering.sides) vpc?.peerings.push(peering);
  }
  return peerings;
}

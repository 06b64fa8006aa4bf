import type { Subnet as Ec2Subnet, Vpc as Ec2Vpc } from '@aws-sdk/client-ec2';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import * as addressSet from '../address-set.ts';
import { type Cidr, parseCidr } from '../cidr.ts';
import type { Subnet, Vpc } from '../model.ts';
import { byParent, seenOnce } from './seen.ts';

const cidrsOf = (texts: readonly (string | undefined)[]): Cidr[] => {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    if (text === undefined || seen.has(text)) return [];
    seen.add(text);
    return parseCidr(text) ?? [];
  });
};

/** The VPC's blocks in use, the primary first; blocks that are being taken away or failed are none. */
function vpcCidrs(vpc: Saved<Ec2Vpc>): Cidr[] {
  const inUse = (state: string | undefined): boolean => state === undefined || state === 'associated';
  return cidrsOf([
    vpc.CidrBlock,
    ...(vpc.CidrBlockAssociationSet ?? []).filter((a) => inUse(a.CidrBlockState?.State)).map((a) => a.CidrBlock),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? [])
      .filter((a) => inUse(a.Ipv6CidrBlockState?.State))
      .map((a) => a.Ipv6CidrBlock),
  ]);
}

export function buildVpcs(snapshot: Snapshot): Map<string, Vpc> {
  const attributes = byParent(snapshot, (s) => s.ec2?.VpcAttributes);
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.Vpcs,
    (v) => v.VpcId,
    (v) => v.OwnerId,
  );
  return new Map(
    [...seen].map(([id, { raw, scope, scopes }]): [string, Vpc] => {
      const cidrs = vpcCidrs(raw);
      return [
        id,
        {
          id,
          name: nameOf(raw),
          account: raw.OwnerId ?? scope.account,
          region: scope.region,
          scopes,
          cidrs,
          addresses: addressSet.ofCidrs(cidrs),
          subnets: [],
          attachments: [],
          peerings: [],
          byAddress: new Map(),
          edgeTables: new Map(),
          dnsSupport: attributes.get(id)?.EnableDnsSupport,
        },
      ];
    }),
  );
}

/** Subnets by id, each joined to its VPC. A subnet of a VPC that is not in the snapshot gets a VPC that holds only it. */
export function buildSubnets(snapshot: Snapshot, vpcs: Map<string, Vpc>): Map<string, Subnet> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.Subnets,
    (s) => s.SubnetId,
    (s) => s.OwnerId,
  );
  const zoneIds = zoneIdsByName(snapshot);
  const subnets = new Map<string, Subnet>();
  for (const [id, { raw, scope, scopes }] of seen) {
    const vpcId = raw.VpcId ?? '';
    const cidrs = subnetCidrs(raw);
    let vpc = vpcs.get(vpcId);
    if (vpc === undefined) {
      vpc = {
        id: vpcId,
        account: raw.OwnerId ?? scope.account,
        region: scope.region,
        scopes: [...scopes],
        cidrs: [],
        addresses: addressSet.noAddresses,
        subnets: [],
        attachments: [],
        peerings: [],
        byAddress: new Map(),
        edgeTables: new Map(),
      };
      vpcs.set(vpcId, vpc);
    }
    // A shared subnet is seen where its VPC may not be: what that account reads counts for the VPC.
    for (const s of scopes) if (!vpc.scopes.includes(s)) vpc.scopes.push(s);
    const zoneName = raw.AvailabilityZone ?? '';
    const subnet: Subnet = {
      id,
      name: nameOf(raw),
      vpc,
      zone: raw.AvailabilityZoneId ?? zoneIds.get(`${scope.account} ${zoneName}`) ?? zoneName,
      zoneName,
      cidrs,
      addresses: addressSet.ofCidrs(cidrs),
      interfaces: [],
    };
    vpc.subnets.push(subnet);
    subnets.set(id, subnet);
  }
  return subnets;
}

const subnetCidrs = (subnet: Saved<Ec2Subnet>): Cidr[] =>
  cidrsOf([subnet.CidrBlock, ...(subnet.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock)]);

/** Accounts name zones differently: `ap-northeast-2a` of one is another zone than that of the next. Ids agree. */
function zoneIdsByName(snapshot: Snapshot): Map<string, string> {
  const ids = new Map<string, string>();
  for (const scope of snapshot.scopes) {
    for (const zone of scope.ec2?.AvailabilityZones ?? [])
      if (zone.ZoneName && zone.ZoneId) ids.set(`${scope.account} ${zone.ZoneName}`, zone.ZoneId);
    for (const subnet of scope.ec2?.Subnets ?? [])
      if (subnet.AvailabilityZone && subnet.AvailabilityZoneId)
        ids.set(`${scope.account} ${subnet.AvailabilityZone}`, subnet.AvailabilityZoneId);
  }
  return ids;
}

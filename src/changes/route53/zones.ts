import type {
  AssociateVPCWithHostedZoneRequest,
  DisassociateVPCFromHostedZoneRequest,
  VPC,
} from '@aws-sdk/client-route-53';
import type { Saved } from '../../snapshot/snapshot.ts';
import { known, notInSnapshot, ofParent, setOfParent } from '../draft.ts';
import { AwsError, type World } from '../world.ts';
import { changeInfo, zoneOf } from './lookup.ts';
import { bareId, keptName } from './names.ts';

type Vpc = Readonly<Saved<VPC>>;

function vpcsOf(world: World, zone: string): readonly Vpc[] {
  const vpcs = ofParent(world, 'route53', 'HostedZoneVPCs', zone);
  if (vpcs === undefined && world.partial) throw notInSnapshot('route53', 'HostedZoneVPCs');
  return vpcs ?? [];
}

function vpcFrom(world: World, vpc: VPC | undefined): Saved<VPC> {
  const { VPCId, VPCRegion } = vpc ?? {};
  if (VPCId === undefined || VPCRegion === undefined) {
    throw new AwsError('InvalidVPCId', 'The VPC ID and its region must be given.');
  }
  const region = world.snapshot.scopes.find((s) => s.account === world.account && s.region === VPCRegion);
  if (region?.ec2?.Vpcs?.some((v) => v.VpcId === VPCId) === false) {
    throw new AwsError('InvalidVPCId', `The VPC: ${VPCId} that you provided is not found in region ${VPCRegion}.`);
  }
  return { VPCId, VPCRegion };
}

const same = (a: Vpc, b: Vpc): boolean => a.VPCId === b.VPCId && a.VPCRegion === b.VPCRegion;

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html */
export function AssociateVPCWithHostedZone(world: World, input: AssociateVPCWithHostedZoneRequest) {
  const { zone, id } = zoneOf(world, input.HostedZoneId);
  if (zone.Config?.PrivateZone !== true) {
    throw new AwsError(
      'PublicZoneVPCAssociation',
      `You're trying to associate the VPC ${input.VPC?.VPCId} with the public hosted zone ${id}.`,
    );
  }
  const before = vpcsOf(world, id);
  const vpc = vpcFrom(world, input.VPC);
  for (const other of known(world, 'route53', 'HostedZones') ?? []) {
    if (keptName(other.Name ?? '') !== keptName(zone.Name ?? '')) continue;
    if (ofParent(world, 'route53', 'HostedZoneVPCs', bareId(other.Id))?.some((v) => same(v, vpc))) {
      throw new AwsError(
        'ConflictingDomainExists',
        `The VPC ${vpc.VPCId} in region ${vpc.VPCRegion} has already been associated with the hosted zone ${bareId(other.Id)} with the same domain name.`,
      );
    }
  }
  setOfParent(world, 'route53', 'HostedZoneVPCs', id, [...before, vpc]);
  return changeInfo(world, input.Comment);
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html */
export function DisassociateVPCFromHostedZone(world: World, input: DisassociateVPCFromHostedZoneRequest) {
  const { id } = zoneOf(world, input.HostedZoneId);
  const before = vpcsOf(world, id);
  const vpc: Vpc = { VPCId: input.VPC?.VPCId, VPCRegion: input.VPC?.VPCRegion };
  if (!before.some((v) => same(v, vpc))) {
    throw new AwsError('VPCAssociationNotFound', `The VPC ${vpc.VPCId} and the hosted zone ${id} are not associated.`, {
      status: 404,
    });
  }
  if (before.length === 1) {
    throw new AwsError(
      'LastVPCAssociation',
      `The VPC ${vpc.VPCId} is the last one associated with the private hosted zone ${id}.`,
    );
  }
  setOfParent(
    world,
    'route53',
    'HostedZoneVPCs',
    id,
    before.filter((v) => !same(v, vpc)),
  );
  return changeInfo(world, input.Comment);
}

import type {
  AcceptVpcPeeringConnectionRequest,
  CreateVpcPeeringConnectionRequest,
  DeleteVpcPeeringConnectionRequest,
  RejectVpcPeeringConnectionRequest,
  VpcPeeringConnectionVpcInfo,
} from '@aws-sdk/client-ec2';
import { overlap, parseCidr } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit } from '../draft.ts';
import { required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, findMaybe, type Resource } from './lookup.ts';
import { settleRoutesTo } from './route-targets.ts';
import { tagsFor } from './tag-specifications.ts';

type Info = Saved<VpcPeeringConnectionVpcInfo>;
type Peering = Resource<'peering'>;

/** A side of a peering; the other account's or region's VPC says nothing of itself until it accepts. */
function infoOf(world: World, id: string, owner: string, region: string): Info {
  const vpc = owner === world.account && region === world.region ? findMaybe(world, 'vpc', id) : undefined;
  return {
    ...(vpc === undefined
      ? {}
      : {
          CidrBlock: vpc.CidrBlock,
          CidrBlockSet: (vpc.CidrBlockAssociationSet ?? [{ CidrBlock: vpc.CidrBlock }]).map((a) => ({
            CidrBlock: a.CidrBlock,
          })),
          Ipv6CidrBlockSet: (vpc.Ipv6CidrBlockAssociationSet ?? []).map((a) => ({ Ipv6CidrBlock: a.Ipv6CidrBlock })),
          PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false },
        }),
    OwnerId: owner,
    VpcId: id,
    Region: region,
  };
}

const blocksOf = (info: Info) =>
  [
    ...(info.CidrBlockSet ?? []).map((b) => b.CidrBlock),
    ...(info.Ipv6CidrBlockSet ?? []).map((b) => b.Ipv6CidrBlock),
  ].flatMap((text) => parseCidr(text ?? '') ?? []);

const status = (Code: NonNullable<Peering['Status']>['Code'], Message: string) => ({ Code, Message });

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html: VPCs whose blocks overlap
 * cannot be peered; AWS answers with a connection in the state `failed`.
 */
export function CreateVpcPeeringConnection(world: World, input: CreateVpcPeeringConnectionRequest) {
  const requester = find(world, 'vpc', required(input.VpcId, 'vpcId'));
  const peer = required(input.PeerVpcId, 'peerVpcId');
  const owner = input.PeerOwnerId ?? world.account;
  const region = input.PeerRegion ?? world.region;
  const Tags = tagsFor('vpc-peering-connection', input.TagSpecifications);
  if (peer === requester.VpcId) {
    throw new AwsError('InvalidParameterValue', 'A VPC cannot be peered with itself.');
  }
  if (owner === world.account && region === world.region) find(world, 'vpc', peer);
  const pair = [requester.VpcId, peer];
  const existing = all(world, 'ec2', 'VpcPeeringConnections').find(
    (p) =>
      pair.includes(p.AccepterVpcInfo?.VpcId) &&
      pair.includes(p.RequesterVpcInfo?.VpcId) &&
      (p.Status?.Code === 'active' || p.Status?.Code === 'pending-acceptance'),
  );
  if (existing !== undefined) return { VpcPeeringConnection: existing };
  const RequesterVpcInfo = infoOf(world, requester.VpcId!, world.account, world.region);
  const AccepterVpcInfo = infoOf(world, peer, owner, region);
  const overlaps = blocksOf(RequesterVpcInfo).some((a) => blocksOf(AccepterVpcInfo).some((b) => overlap(a, b)));
  const peering = {
    AccepterVpcInfo,
    RequesterVpcInfo,
    ...(overlaps ? {} : { ExpirationTime: new Date(world.now.getTime() + 7 * 86_400_000).toISOString() }),
    Status: overlaps
      ? status('failed', 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range')
      : status('pending-acceptance', `Pending Acceptance by ${owner}`),
    Tags,
    VpcPeeringConnectionId: world.newId('pcx'),
  };
  add(world, 'ec2', 'VpcPeeringConnections', peering);
  return { VpcPeeringConnection: peering };
}

function setStatus(
  world: World,
  id: string,
  from: readonly string[],
  to: NonNullable<Peering['Status']>,
): Readonly<Peering> {
  const peering = find(world, 'peering', id);
  if (!from.includes(peering.Status?.Code ?? '')) {
    throw new AwsError(
      'InvalidStateTransition',
      `Invalid state transition for ${id}, attempted to transition from ${peering.Status?.Code} to ${to.Code}`,
    );
  }
  const [edited] = edit(
    world,
    'ec2',
    'VpcPeeringConnections',
    (p) => p.VpcPeeringConnectionId === id,
    (copy) => {
      copy.Status = to;
      delete copy.ExpirationTime;
    },
  );
  settleRoutesTo(world, id);
  return edited!;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptVpcPeeringConnection.html */
export function AcceptVpcPeeringConnection(world: World, input: AcceptVpcPeeringConnectionRequest) {
  const id = required(input.VpcPeeringConnectionId, 'vpcPeeringConnectionId');
  if (find(world, 'peering', id).Status?.Code === 'active') {
    return { VpcPeeringConnection: find(world, 'peering', id) };
  }
  return { VpcPeeringConnection: setStatus(world, id, ['pending-acceptance'], status('active', 'Active')) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RejectVpcPeeringConnection.html */
export function RejectVpcPeeringConnection(world: World, input: RejectVpcPeeringConnectionRequest) {
  const id = required(input.VpcPeeringConnectionId, 'vpcPeeringConnectionId');
  setStatus(world, id, ['pending-acceptance'], status('rejected', 'Inactive'));
  return { Return: true };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcPeeringConnection.html: it shows as deleted for a while. */
export function DeleteVpcPeeringConnection(world: World, input: DeleteVpcPeeringConnectionRequest) {
  const id = required(input.VpcPeeringConnectionId, 'vpcPeeringConnectionId');
  setStatus(world, id, ['active', 'pending-acceptance', 'failed'], status('deleted', `Deleted by ${world.account}`));
  return { Return: true };
}

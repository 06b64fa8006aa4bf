import { known } from '../draft.ts';
import { AwsError, type World } from '../world.ts';
import { find, findIfRead, findMaybe, type Resource } from './lookup.ts';
import type { Part } from './permissions.ts';

type Group = Readonly<Resource<'security-group'>>;

/** A part as it will be stored in a group: its source exists, and a referenced group has its owner. */
export function resolved(world: World, group: Group, part: Part): Part {
  if (part.list === 'PrefixListIds') findIfRead(world, 'prefix-list', part.peer);
  if (part.list !== 'UserIdGroupPairs') return part;
  const owner = part.group?.UserId;
  const other = findMaybe(world, 'security-group', part.peer);
  if (other === undefined) {
    // Another account's group cannot be looked up, only its peering.
    if (owner !== undefined && owner !== world.account) return part;
    find(world, 'security-group', part.peer);
    return part;
  }
  const { VpcPeeringConnectionId: asked } = part.group ?? {};
  const { UserId = other.OwnerId ?? world.account } = part.group ?? {};
  if (other.VpcId === group.VpcId) return { ...part, group: { UserId } };
  const peering = peeringBetween(world, group.VpcId ?? '', other.VpcId ?? '', asked);
  if (peering !== undefined) {
    const { VpcPeeringConnectionId, Status } = peering;
    return {
      ...part,
      group: { UserId, VpcId: other.VpcId, VpcPeeringConnectionId, PeeringStatus: Status?.Code },
    };
  }
  if (sharesVpc(world, other.GroupId ?? '', group.VpcId ?? '') || referencesOverTransitGateway(world)) {
    return { ...part, group: { UserId, VpcId: other.VpcId } };
  }
  throw new AwsError(
    'InvalidGroup.NotFound',
    `You have specified two resources that belong to different networks. (${group.GroupId}, ${other.GroupId})`,
  );
}

const peeringBetween = (world: World, a: string, b: string, id: string | undefined) =>
  (known(world, 'ec2', 'VpcPeeringConnections') ?? []).find((p) => {
    const ends = [p.AccepterVpcInfo?.VpcId, p.RequesterVpcInfo?.VpcId];
    if (id !== undefined && p.VpcPeeringConnectionId !== id) return false;
    return p.Status?.Code === 'active' && ends.includes(a) && ends.includes(b);
  });

const sharesVpc = (world: World, group: string, vpc: string): boolean =>
  (known(world, 'ec2', 'SecurityGroupVpcAssociations') ?? []).some(
    (a) => a.GroupId === group && a.VpcId === vpc && a.State === 'associated',
  );

const referencesOverTransitGateway = (world: World): boolean =>
  (known(world, 'ec2', 'TransitGateways') ?? []).some((t) => t.Options?.SecurityGroupReferencingSupport === 'enable');

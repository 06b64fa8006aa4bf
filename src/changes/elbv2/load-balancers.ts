import type {
  DeleteLoadBalancerInput,
  LoadBalancer,
  ModifyLoadBalancerAttributesInput,
  SetSecurityGroupsInput,
  SetSubnetsInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all, edit, known, notInSnapshot, ofParent, remove, setOfParent } from '../draft.ts';
import { createManagedInterface } from '../ec2/interface-create.ts';
import { checkGroups, setInterfaceGroups } from '../ec2/interface-groups.ts';
import { releaseInterface } from '../ec2/interface-release.ts';
import { findMaybe } from '../ec2/lookup.ts';
import { newPublicAddress, publicDnsName, setAssociation } from '../ec2/public-addresses.ts';
import { AwsError, type World } from '../world.ts';
import { withAttributes } from './attributes.ts';
import { settleUse } from './in-use.ts';
import { loadBalancerOf, needed, type SavedLoadBalancer, validation } from './lookup.ts';

/** `ELB app/name/50dc6c495c0c9188`: how a balancer's interfaces are described, and found. */
const descriptionOf = (balancer: SavedLoadBalancer): string =>
  `ELB ${balancer.LoadBalancerArn?.split(':loadbalancer/')[1] ?? ''}`;

const interfacesOf = (world: World, balancer: SavedLoadBalancer) =>
  (known(world, 'ec2', 'NetworkInterfaces') ?? []).filter((card) => card.Description === descriptionOf(balancer));

interface Mapping {
  SubnetId: string;
  AllocationId?: string;
  PrivateIPv4Address?: string;
}

/** The subnets asked for, each with its zone: in the balancer's VPC, one a zone, for an application balancer two at least. */
function mappingsFrom(world: World, balancer: SavedLoadBalancer, input: SetSubnetsInput) {
  const mappings: Mapping[] = input.SubnetMappings
    ? input.SubnetMappings.map((m) => ({ ...m, SubnetId: needed(m.SubnetId, 'subnetMappings.1.member.subnetId') }))
    : needed(input.Subnets, 'subnets').map((SubnetId) => ({ SubnetId }));
  if (mappings.length === 0) throw validation('At least one subnet must be specified');
  if (known(world, 'ec2', 'Subnets') === undefined) throw notInSnapshot('ec2', 'Subnets');
  const zoned = mappings.map((mapping) => {
    const subnet = findMaybe(world, 'subnet', mapping.SubnetId);
    if (subnet === undefined) {
      throw new AwsError('SubnetNotFound', `The subnet ID '${mapping.SubnetId}' does not exist`);
    }
    if (subnet.VpcId !== balancer.VpcId) {
      throw new AwsError('InvalidSubnet', `The subnet '${mapping.SubnetId}' is not in the VPC '${balancer.VpcId}'`);
    }
    return { ...mapping, ZoneName: subnet.AvailabilityZone };
  });
  if (new Set(zoned.map((m) => m.ZoneName)).size < zoned.length) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    );
  }
  if (balancer.Type === 'application' && zoned.length < 2) {
    throw validation('At least two subnets in two different Availability Zones must be specified');
  }
  return zoned;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
export function SetSubnets(world: World, input: SetSubnetsInput) {
  const balancer = loadBalancerOf(world, input.LoadBalancerArn);
  const mappings = mappingsFrom(world, balancer, input);
  const before = balancer.AvailabilityZones ?? [];
  const stays = (subnet: string | undefined): boolean => mappings.some((m) => m.SubnetId === subnet);
  for (const card of interfacesOf(world, balancer)) {
    if (!stays(card.SubnetId)) releaseInterface(world, card.NetworkInterfaceId!, true);
  }
  const AvailabilityZones = mappings.map((mapping): Saved<NonNullable<LoadBalancer['AvailabilityZones']>[number]> => {
    const { ZoneName, SubnetId } = mapping;
    const old = before.find((zone) => zone.SubnetId === SubnetId);
    if (old !== undefined) return old;
    const LoadBalancerAddresses = addNode(world, balancer, mapping);
    return { ZoneName, SubnetId, LoadBalancerAddresses };
  });
  edit(
    world,
    'elbv2',
    'LoadBalancers',
    (b) => b.LoadBalancerArn === balancer.LoadBalancerArn,
    (copy) => {
      copy.AvailabilityZones = AvailabilityZones;
      if (input.IpAddressType) copy.IpAddressType = input.IpAddressType;
    },
  );
  return {
    AvailabilityZones,
    ...(balancer.IpAddressType ? { IpAddressType: input.IpAddressType ?? balancer.IpAddressType } : {}),
  };
}

/** A node of the balancer in one more subnet. Answers the fixed addresses of its zone, which only a network balancer has. */
function addNode(world: World, balancer: SavedLoadBalancer, mapping: Mapping) {
  const isNetwork = balancer.Type === 'network';
  const card = createManagedInterface(world, {
    subnet: mapping.SubnetId,
    description: descriptionOf(balancer),
    type: isNetwork ? 'network_load_balancer' : balancer.Type === 'gateway' ? 'gateway_load_balancer' : 'interface',
    requester: 'amazon-elb',
    groups: balancer.SecurityGroups ?? [],
    sourceDestCheck: !isNetwork,
    ...(mapping.PrivateIPv4Address ? { address: mapping.PrivateIPv4Address } : {}),
  });
  if (balancer.Scheme !== 'internet-facing') return [];
  const own = mapping.AllocationId ? findMaybe(world, 'address', mapping.AllocationId) : undefined;
  if (mapping.AllocationId && own === undefined && known(world, 'ec2', 'Addresses') !== undefined) {
    throw new AwsError('AllocationIdNotFound', `The allocation IDs '${mapping.AllocationId}' do not exist`);
  }
  const PublicIp = own?.PublicIp ?? newPublicAddress(world);
  setAssociation(world, card.NetworkInterfaceId!, card.PrivateIpAddress, {
    ...(mapping.AllocationId ? { AllocationId: mapping.AllocationId, AssociationId: world.newId('eipassoc') } : {}),
    IpOwnerId: mapping.AllocationId ? world.account : 'amazon-elb',
    PublicDnsName: publicDnsName(world, card.VpcId, PublicIp),
    PublicIp,
  });
  return mapping.AllocationId ? [{ IpAddress: PublicIp, AllocationId: mapping.AllocationId }] : [];
}

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html: its listeners and
 * interfaces go with it, its target groups stay. One that is not there is deleted already.
 */
export function DeleteLoadBalancer(world: World, input: DeleteLoadBalancerInput) {
  const arn = needed(input.LoadBalancerArn, 'loadBalancerArn');
  const balancer = all(world, 'elbv2', 'LoadBalancers').find((b) => b.LoadBalancerArn === arn);
  if (balancer === undefined) return {};
  const attributes = ofParent(world, 'elbv2', 'LoadBalancerAttributes', arn) ?? [];
  if (attributes.some((a) => a.Key === 'deletion_protection.enabled' && a.Value === 'true')) {
    throw new AwsError(
      'OperationNotPermitted',
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
    );
  }
  for (const card of interfacesOf(world, balancer)) releaseInterface(world, card.NetworkInterfaceId!, true);
  for (const { ListenerArn = '' } of ofParent(world, 'elbv2', 'Listeners', arn) ?? []) {
    setOfParent(world, 'elbv2', 'Rules', ListenerArn, undefined);
    setOfParent(world, 'elbv2', 'Tags', ListenerArn, undefined);
  }
  for (const key of ['Listeners', 'LoadBalancerAttributes', 'Tags'] as const)
    setOfParent(world, 'elbv2', key, arn, undefined);
  remove(world, 'elbv2', 'LoadBalancers', (b) => b.LoadBalancerArn === arn);
  settleUse(world);
  return {};
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSecurityGroups.html */
export function SetSecurityGroups(world: World, input: SetSecurityGroupsInput) {
  const balancer = loadBalancerOf(world, input.LoadBalancerArn);
  if (balancer.Type === 'gateway') {
    throw new AwsError('InvalidConfigurationRequest', 'Security groups are not supported for gateway load balancers');
  }
  if (balancer.Type === 'network' && (balancer.SecurityGroups ?? []).length === 0) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      'You cannot set security groups on a Network Load Balancer that was created without any',
    );
  }
  const SecurityGroupIds = groupsFrom(world, balancer, needed(input.SecurityGroups, 'securityGroups'));
  edit(
    world,
    'elbv2',
    'LoadBalancers',
    (b) => b.LoadBalancerArn === balancer.LoadBalancerArn,
    (copy) => {
      copy.SecurityGroups = SecurityGroupIds;
    },
  );
  const cards = interfacesOf(world, balancer).map((card) => card.NetworkInterfaceId ?? '');
  setInterfaceGroups(world, new Set(cards), SecurityGroupIds);
  return { SecurityGroupIds };
}

/** Groups checked as EC2 does, refused with Elastic Load Balancing's own code. */
function groupsFrom(world: World, balancer: SavedLoadBalancer, ids: readonly string[]): string[] {
  try {
    return checkGroups(world, ids, balancer.VpcId);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'NotInSnapshot') throw error;
    throw new AwsError('InvalidSecurityGroup', `One or more security groups are invalid: ${error.message}`);
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyLoadBalancerAttributes.html */
export function ModifyLoadBalancerAttributes(world: World, input: ModifyLoadBalancerAttributesInput) {
  const arn = loadBalancerOf(world, input.LoadBalancerArn).LoadBalancerArn!;
  const before = ofParent(world, 'elbv2', 'LoadBalancerAttributes', arn);
  if (before === undefined && world.partial) throw notInSnapshot('elbv2', 'LoadBalancerAttributes');
  const Attributes = withAttributes('Load balancer', before ?? [], needed(input.Attributes, 'attributes'));
  setOfParent(world, 'elbv2', 'LoadBalancerAttributes', arn, Attributes);
  return { Attributes };
}

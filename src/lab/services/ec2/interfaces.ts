import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, listing, pagesOf1000, unknownAttribute } from './listing.ts';

export type Interface = Saved<NetworkInterface>;

const attributesOf: Record<string, (i: Interface, call: LabCall) => Record<string, unknown>> = {
  attachment: (i) => ({ Attachment: i.Attachment }),
  description: (i) => ({ Description: { Value: i.Description } }),
  groupSet: (i) => ({ Groups: i.Groups }),
  sourceDestCheck: (i) => ({ SourceDestCheck: { Value: i.SourceDestCheck } }),
  // Kept where it was set; else an address of Amazon's own pool says that the interface was made with one.
  associatePublicIpAddress: (i, call) => ({
    AssociatePublicIpAddress:
      call.here.ec2?.NetworkInterfaceAttributes?.[i.NetworkInterfaceId!]?.AssociatePublicIpAddress ??
      i.Association?.IpOwnerId === 'amazon',
  }),
};

const describeAttribute = ((call: LabCall, input: { NetworkInterfaceId: string; Attribute?: string }) => {
  const byId = new Map(kept('NetworkInterfaces')(call).map((i) => [i.NetworkInterfaceId!, i]));
  requireIds(idKinds.networkInterface, [input.NetworkInterfaceId], byId);
  const { Attribute: attribute = '' } = input;
  if (!Object.hasOwn(attributesOf, attribute)) throw unknownAttribute(attribute);
  return {
    NetworkInterfaceId: input.NetworkInterfaceId,
    ...attributesOf[attribute]!(byId.get(input.NetworkInterfaceId)!, call),
  };
}) as Handler;

export const interfaceFilters: FilterTable<Interface> = {
  'addresses.association.owner-id': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.IpOwnerId),
  'addresses.association.public-ip': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.PublicIp),
  'addresses.primary': (i) => i.PrivateIpAddresses?.map((a) => a.Primary),
  'addresses.private-ip-address': (i) => i.PrivateIpAddresses?.map((a) => a.PrivateIpAddress),
  'association.allocation-id': (i) => i.Association?.AllocationId,
  'association.association-id': (i) => i.Association?.AssociationId,
  'association.ip-owner-id': (i) => i.Association?.IpOwnerId,
  'association.public-dns-name': (i) => i.Association?.PublicDnsName,
  'association.public-ip': (i) => i.Association?.PublicIp,
  'attachment.attach-time': (i) => i.Attachment?.AttachTime,
  'attachment.attachment-id': (i) => i.Attachment?.AttachmentId,
  'attachment.delete-on-termination': (i) => i.Attachment?.DeleteOnTermination,
  'attachment.device-index': (i) => i.Attachment?.DeviceIndex,
  'attachment.instance-id': (i) => i.Attachment?.InstanceId,
  'attachment.instance-owner-id': (i) => i.Attachment?.InstanceOwnerId,
  'attachment.status': (i) => i.Attachment?.Status,
  'availability-zone': (i) => i.AvailabilityZone,
  'availability-zone-id': (i) => i.AvailabilityZoneId,
  description: (i) => i.Description,
  'group-id': (i) => i.Groups?.map((g) => g.GroupId),
  'group-name': (i) => i.Groups?.map((g) => g.GroupName),
  'interface-type': (i) => i.InterfaceType,
  'ipv6-addresses.ipv6-address': (i) => i.Ipv6Addresses?.map((a) => a.Ipv6Address),
  'mac-address': (i) => i.MacAddress,
  'network-interface-id': (i) => i.NetworkInterfaceId,
  'operator.managed': (i) => i.Operator?.Managed ?? false,
  'operator.principal': (i) => i.Operator?.Principal,
  'owner-id': (i) => i.OwnerId,
  'private-dns-name': (i) => i.PrivateDnsName,
  'private-ip-address': (i) => i.PrivateIpAddress,
  'requester-id': (i) => i.RequesterId,
  'requester-managed': (i) => i.RequesterManaged,
  'source-dest-check': (i) => i.SourceDestCheck,
  status: (i) => i.Status,
  'subnet-id': (i) => i.SubnetId,
  'vpc-id': (i) => i.VpcId,
};

export const interfaceReads: Handlers = {
  DescribeNetworkInterfaces: listing(kept('NetworkInterfaces'), {
    answer: 'NetworkInterfaces',
    ids: {
      member: 'NetworkInterfaceIds',
      kind: idKinds.networkInterface,
      of: (i) => i.NetworkInterfaceId,
      refusesSize: 'networkInterfaceIdSet',
    },
    filters: interfaceFilters,
    tags: (i) => i.TagSet,
    pages: pagesOf1000,
  }),
  DescribeNetworkInterfaceAttribute: describeAttribute,
};

import type { Instance, InstanceStatus, Reservation } from '@aws-sdk/client-ec2';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { FilterTable } from '../../filters.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { idKinds, requireIds } from './ids.ts';
import { type Interface, interfaceFilters } from './interfaces.ts';
import { kept, type ListInput, type Listing, listing, pagesOf1000, select, unknownAttribute } from './listing.ts';

type SavedInstance = Saved<Instance>;

/** An instance with what its reservation and its interfaces say of it. */
interface Launched {
  instance: SavedInstance;
  reservation: Saved<Reservation>;
  interfaces: () => Interface[];
}

function launched(call: LabCall): Launched[] {
  let byId: Map<string | undefined, Interface> | undefined;
  const interfacesOf = (instance: SavedInstance): Interface[] => {
    byId ??= new Map(kept('NetworkInterfaces')(call).map((i) => [i.NetworkInterfaceId, i]));
    return (instance.NetworkInterfaces ?? []).flatMap((i) => byId?.get(i.NetworkInterfaceId) ?? []);
  };
  return kept('Reservations')(call).flatMap((reservation) =>
    (reservation.Instances ?? []).map((instance) => ({
      instance,
      reservation,
      interfaces: () => interfacesOf(instance),
    })),
  );
}

const ofInstance = (look: FilterTable<SavedInstance>): FilterTable<Launched> =>
  Object.fromEntries(Object.entries(look).map(([name, of]) => [name, ({ instance }: Launched) => of(instance)]));

/** What DescribeInstances asks of interfaces beyond what DescribeNetworkInterfaces does. */
const moreOfInterfaces: FilterTable<Interface> = {
  'addresses.association.allocation-id': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.AllocationId),
  'addresses.association.association-id': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.AssociationId),
  'addresses.association.carrier-ip': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.CarrierIp),
  'addresses.association.customer-owned-ip': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.CustomerOwnedIp),
  'addresses.association.ip-owner-id': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.IpOwnerId),
  'addresses.association.public-dns-name': (i) => i.PrivateIpAddresses?.map((a) => a.Association?.PublicDnsName),
  'addresses.private-dns-name': (i) => i.PrivateIpAddresses?.map((a) => a.PrivateDnsName),
  'association.carrier-ip': (i) => i.Association?.CarrierIp,
  'association.customer-owned-ip': (i) => i.Association?.CustomerOwnedIp,
  'attachment.network-card-index': (i) => i.Attachment?.NetworkCardIndex,
  'deny-all-igw-traffic': (i) => i.DenyAllIgwTraffic ?? false,
  'ipv4-prefixes.ipv4-prefix': (i) => i.Ipv4Prefixes?.map((p) => p.Ipv4Prefix),
  'ipv6-address': (i) => i.Ipv6Address,
  'ipv6-addresses.is-primary-ipv6': (i) => i.Ipv6Addresses?.map((a) => a.IsPrimaryIpv6),
  'ipv6-native': (i) => i.Ipv6Native ?? false,
  'ipv6-prefixes.ipv6-prefix': (i) => i.Ipv6Prefixes?.map((p) => p.Ipv6Prefix),
  'outpost-arn': (i) => i.OutpostArn,
  'public-dns-name': (i) => i.PublicDnsName,
  'tag-key': (i) => i.TagSet?.map((t) => t.Key),
  'tag-value': (i) => i.TagSet?.map((t) => t.Value),
};

const ofInterfaces = (look: FilterTable<Interface>): FilterTable<Launched> =>
  Object.fromEntries(
    Object.entries(look).map(([name, of]) => [
      `network-interface.${name}`,
      ({ interfaces }: Launched) => interfaces().flatMap((i) => of(i)),
    ]),
  );

const instanceFilters = ofInstance({
  affinity: (i) => i.Placement?.Affinity,
  architecture: (i) => i.Architecture,
  'availability-zone': (i) => i.Placement?.AvailabilityZone,
  'availability-zone-id': (i) => i.Placement?.AvailabilityZoneId,
  'block-device-mapping.attach-time': (i) => i.BlockDeviceMappings?.map((b) => b.Ebs?.AttachTime),
  'block-device-mapping.delete-on-termination': (i) => i.BlockDeviceMappings?.map((b) => b.Ebs?.DeleteOnTermination),
  'block-device-mapping.device-name': (i) => i.BlockDeviceMappings?.map((b) => b.DeviceName),
  'block-device-mapping.status': (i) => i.BlockDeviceMappings?.map((b) => b.Ebs?.Status),
  'block-device-mapping.volume-id': (i) => i.BlockDeviceMappings?.map((b) => b.Ebs?.VolumeId),
  'boot-mode': (i) => i.BootMode,
  'capacity-reservation-id': (i) => i.CapacityReservationId,
  'capacity-reservation-specification.capacity-reservation-preference': (i) =>
    i.CapacityReservationSpecification?.CapacityReservationPreference,
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id': (i) =>
    i.CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationId,
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn': (i) =>
    i.CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationResourceGroupArn,
  'client-token': (i) => i.ClientToken,
  'current-instance-boot-mode': (i) => i.CurrentInstanceBootMode,
  'dns-name': (i) => i.PublicDnsName,
  'ebs-optimized': (i) => i.EbsOptimized,
  'ena-support': (i) => i.EnaSupport,
  'enclave-options.enabled': (i) => i.EnclaveOptions?.Enabled ?? false,
  'hibernation-options.configured': (i) => i.HibernationOptions?.Configured ?? false,
  'host-id': (i) => i.Placement?.HostId,
  hypervisor: (i) => i.Hypervisor,
  'iam-instance-profile.arn': (i) => i.IamInstanceProfile?.Arn,
  'iam-instance-profile.id': (i) => i.IamInstanceProfile?.Id,
  'image-id': (i) => i.ImageId,
  'instance-id': (i) => i.InstanceId,
  'instance-lifecycle': (i) => i.InstanceLifecycle,
  'instance-state-code': (i) => i.State?.Code,
  'instance-state-name': (i) => i.State?.Name,
  'instance-type': (i) => i.InstanceType,
  'instance.group-id': (i) => i.SecurityGroups?.map((g) => g.GroupId),
  'instance.group-name': (i) => i.SecurityGroups?.map((g) => g.GroupName),
  'ip-address': (i) => i.PublicIpAddress,
  'ipv6-address': (i) => i.Ipv6Address,
  'kernel-id': (i) => i.KernelId,
  'key-name': (i) => i.KeyName,
  'launch-index': (i) => i.AmiLaunchIndex,
  'launch-time': (i) => i.LaunchTime,
  'maintenance-options.auto-recovery': (i) => i.MaintenanceOptions?.AutoRecovery ?? 'default',
  'metadata-options.http-endpoint': (i) => i.MetadataOptions?.HttpEndpoint,
  // EC2 documents it, though no member of an instance holds it: the endpoint is IPv4 wherever it is on.
  'metadata-options.http-protocol-ipv4': (i) => i.MetadataOptions?.HttpEndpoint,
  'metadata-options.http-protocol-ipv6': (i) => i.MetadataOptions?.HttpProtocolIpv6,
  'metadata-options.http-put-response-hop-limit': (i) => i.MetadataOptions?.HttpPutResponseHopLimit,
  'metadata-options.http-tokens': (i) => i.MetadataOptions?.HttpTokens,
  'metadata-options.instance-metadata-tags': (i) => i.MetadataOptions?.InstanceMetadataTags,
  'metadata-options.state': (i) => i.MetadataOptions?.State,
  'monitoring-state': (i) => i.Monitoring?.State,
  'network-performance-options.bandwidth-weighting': (i) =>
    i.NetworkPerformanceOptions?.BandwidthWeighting ?? 'default',
  'operator.managed': (i) => i.Operator?.Managed ?? false,
  'operator.principal': (i) => i.Operator?.Principal,
  'outpost-arn': (i) => i.OutpostArn,
  'placement-group-name': (i) => i.Placement?.GroupName,
  'placement-partition-number': (i) => i.Placement?.PartitionNumber,
  platform: (i) => i.Platform,
  'platform-details': (i) => i.PlatformDetails,
  'private-dns-name': (i) => i.PrivateDnsName,
  'private-dns-name-options.enable-resource-name-dns-a-record': (i) =>
    i.PrivateDnsNameOptions?.EnableResourceNameDnsARecord,
  'private-dns-name-options.enable-resource-name-dns-aaaa-record': (i) =>
    i.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord,
  'private-dns-name-options.hostname-type': (i) => i.PrivateDnsNameOptions?.HostnameType,
  'private-ip-address': (i) => i.PrivateIpAddress,
  'product-code': (i) => i.ProductCodes?.map((p) => p.ProductCodeId),
  'product-code.type': (i) => i.ProductCodes?.map((p) => p.ProductCodeType),
  'ramdisk-id': (i) => i.RamdiskId,
  reason: (i) => i.StateTransitionReason,
  'root-device-name': (i) => i.RootDeviceName,
  'root-device-type': (i) => i.RootDeviceType,
  'source-dest-check': (i) => i.SourceDestCheck,
  'spot-instance-request-id': (i) => i.SpotInstanceRequestId,
  'state-reason-code': (i) => i.StateReason?.Code,
  'state-reason-message': (i) => i.StateReason?.Message,
  'subnet-id': (i) => i.SubnetId,
  tenancy: (i) => i.Placement?.Tenancy,
  'tpm-support': (i) => i.TpmSupport,
  'usage-operation': (i) => i.UsageOperation,
  'usage-operation-update-time': (i) => i.UsageOperationUpdateTime,
  'virtualization-type': (i) => i.VirtualizationType,
  'vpc-id': (i) => i.VpcId,
});

const described: Listing<Launched> = {
  answer: 'Reservations',
  ids: {
    member: 'InstanceIds',
    kind: idKinds.instance,
    of: (l) => l.instance.InstanceId,
    refusesSize: 'instancesSet',
  },
  filters: {
    ...instanceFilters,
    ...ofInterfaces(interfaceFilters),
    ...ofInterfaces(moreOfInterfaces),
    'owner-id': (l) => l.reservation.OwnerId,
    'requester-id': (l) => l.reservation.RequesterId,
    'reservation-id': (l) => l.reservation.ReservationId,
  },
  tags: (l) => l.instance.Tags,
  pages: pagesOf1000,
};

/** A page counts instances; a reservation shows those of its instances that are on the page. */
const describeInstances = ((call: LabCall, input: ListInput) => {
  const { items, next } = select(launched, described, call, input);
  const reservations = new Map<Saved<Reservation>, SavedInstance[]>();
  for (const { reservation, instance } of items) {
    const shown = reservations.get(reservation);
    if (shown === undefined) reservations.set(reservation, [instance]);
    else shown.push(instance);
  }
  return {
    Reservations: [...reservations].map(([reservation, Instances]) => ({ ...reservation, Instances })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}) as Handler;

type Status = Saved<InstanceStatus>;

/**
 * The status checks of an instance. They are made while it runs; the instance's own check fails when its operating
 * system hangs. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html
 */
function statusOf(call: LabCall, instance: SavedInstance, kept: Status | undefined): Status {
  const check = (status: 'ok' | 'impaired') => ({
    Status: status,
    Details: [{ Name: 'reachability' as const, Status: status === 'ok' ? ('passed' as const) : ('failed' as const) }],
  });
  const running = instance.State?.Name === 'running';
  const hangs = call.state.hosts[instance.InstanceId!]?.silent === true;
  const none = { Status: 'not-applicable' as const };
  return {
    InstanceId: instance.InstanceId,
    AvailabilityZone: instance.Placement?.AvailabilityZone,
    AvailabilityZoneId: instance.Placement?.AvailabilityZoneId,
    InstanceState: instance.State,
    InstanceStatus: !running ? none : hangs ? check('impaired') : (kept?.InstanceStatus ?? check('ok')),
    SystemStatus: running ? (kept?.SystemStatus ?? check('ok')) : none,
    AttachedEbsStatus: running ? (kept?.AttachedEbsStatus ?? check('ok')) : none,
    Events: kept?.Events ?? [],
    Operator: instance.Operator ?? { Managed: false },
  } as Status;
}

/** Of the asked instances, or of all, those that run; with IncludeAllInstances the others too. */
function statuses(call: LabCall, input: ListInput): Status[] {
  const asked = (input.InstanceIds as string[] | undefined) ?? [];
  const all = launched(call).map((l) => l.instance);
  if (asked.length > 0 && input.MaxResults !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  requireIds(idKinds.instance, asked, new Set(all.map((i) => i.InstanceId ?? '')));
  const known = new Map(kept('InstanceStatuses')(call).map((s) => [s.InstanceId, s]));
  const wanted = new Set<string | undefined>(asked);
  return all
    .filter((i) => wanted.size === 0 || wanted.has(i.InstanceId))
    .filter((i) => input.IncludeAllInstances === true || i.State?.Name === 'running')
    .map((i) => statusOf(call, i, known.get(i.InstanceId)));
}

const describeInstanceStatus = listing(statuses, {
  answer: 'InstanceStatuses',
  filters: {
    'application-status.status': (s) => s.ApplicationStatus?.Status,
    'attached-ebs-status.status': (s) => s.AttachedEbsStatus?.Status,
    'availability-zone': (s) => s.AvailabilityZone,
    'availability-zone-id': (s) => s.AvailabilityZoneId,
    'event.code': (s) => s.Events?.map((e) => e.Code),
    'event.description': (s) => s.Events?.map((e) => e.Description),
    'event.instance-event-id': (s) => s.Events?.map((e) => e.InstanceEventId),
    'event.not-after': (s) => s.Events?.map((e) => e.NotAfter),
    'event.not-before': (s) => s.Events?.map((e) => e.NotBefore),
    'event.not-before-deadline': (s) => s.Events?.map((e) => e.NotBeforeDeadline),
    'instance-state-code': (s) => s.InstanceState?.Code,
    'instance-state-name': (s) => s.InstanceState?.Name,
    'instance-status.reachability': (s) => s.InstanceStatus?.Details?.map((d) => d.Status),
    'instance-status.status': (s) => s.InstanceStatus?.Status,
    'operator.managed': (s) => s.Operator?.Managed,
    'operator.principal': (s) => s.Operator?.Principal,
    'system-status.reachability': (s) => s.SystemStatus?.Details?.map((d) => d.Status),
    'system-status.status': (s) => s.SystemStatus?.Status,
  },
  pages: pagesOf1000,
});

/** What the lab does not keep of an instance is answered as it is when nobody has set it. */
const attributesOf: Record<string, (i: SavedInstance) => Record<string, unknown>> = {
  blockDeviceMapping: (i) => ({ BlockDeviceMappings: i.BlockDeviceMappings ?? [] }),
  disableApiStop: () => ({ DisableApiStop: { Value: false } }),
  disableApiTermination: () => ({ DisableApiTermination: { Value: false } }),
  ebsOptimized: (i) => ({ EbsOptimized: { Value: i.EbsOptimized ?? false } }),
  enaSupport: (i) => ({ EnaSupport: { Value: i.EnaSupport ?? false } }),
  enclaveOptions: (i) => ({ EnclaveOptions: { Enabled: i.EnclaveOptions?.Enabled ?? false } }),
  groupSet: (i) => ({ Groups: i.SecurityGroups ?? [] }),
  instanceInitiatedShutdownBehavior: () => ({ InstanceInitiatedShutdownBehavior: { Value: 'stop' } }),
  instanceType: (i) => ({ InstanceType: { Value: i.InstanceType } }),
  kernel: (i) => ({ KernelId: i.KernelId === undefined ? {} : { Value: i.KernelId } }),
  productCodes: (i) => ({ ProductCodes: i.ProductCodes ?? [] }),
  ramdisk: (i) => ({ RamdiskId: i.RamdiskId === undefined ? {} : { Value: i.RamdiskId } }),
  rootDeviceName: (i) => ({ RootDeviceName: { Value: i.RootDeviceName } }),
  sourceDestCheck: (i) => ({ SourceDestCheck: { Value: i.SourceDestCheck } }),
  sriovNetSupport: () => ({ SriovNetSupport: {} }),
  userData: () => ({ UserData: {} }),
};

const describeInstanceAttribute = ((call: LabCall, input: { InstanceId: string; Attribute: string }) => {
  const byId = new Map(launched(call).map(({ instance }) => [instance.InstanceId!, instance]));
  requireIds(idKinds.instance, [input.InstanceId], byId);
  if (!Object.hasOwn(attributesOf, input.Attribute)) throw unknownAttribute(input.Attribute);
  return { InstanceId: input.InstanceId, ...attributesOf[input.Attribute]!(byId.get(input.InstanceId)!) };
}) as Handler;

export const instanceReads: Handlers = {
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceAttribute: describeInstanceAttribute,
};

import { AwsError } from '../../../changes/world.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { describe } from './describe.ts';

const describeInterfaceAttribute = ((call: LabCall, input: { NetworkInterfaceId: string; Attribute: string }) => {
  const eni = call.here.ec2?.NetworkInterfaces?.find((i) => i.NetworkInterfaceId === input.NetworkInterfaceId);
  if (eni === undefined) {
    throw new AwsError(
      'InvalidNetworkInterfaceID.NotFound',
      `The networkInterface ID '${input.NetworkInterfaceId}' does not exist`,
    );
  }
  const answer = { NetworkInterfaceId: eni.NetworkInterfaceId };
  switch (input.Attribute) {
    case 'description':
      return { ...answer, Description: { Value: eni.Description } };
    case 'groupSet':
      return { ...answer, Groups: eni.Groups };
    case 'sourceDestCheck':
      return { ...answer, SourceDestCheck: { Value: eni.SourceDestCheck } };
    case 'attachment':
      return { ...answer, Attachment: eni.Attachment };
    default:
      throw new AwsError('InvalidParameterValue', `Value (${input.Attribute}) for parameter attribute is invalid.`);
  }
}) as Handler;

/** Network interfaces and VPC endpoints. */
export const interfaceReads: Handlers = {
  DescribeNetworkInterfaces: describe({
    key: 'NetworkInterfaces',
    id: (i) => i.NetworkInterfaceId,
    ids: {
      parameter: 'NetworkInterfaceIds',
      prefix: 'eni',
      notFound: 'InvalidNetworkInterfaceID.NotFound',
      malformed: 'InvalidNetworkInterfaceId.Malformed',
      what: 'networkInterface ID',
    },
    filters: {
      'association.allocation-id': (i) => [i.Association?.AllocationId],
      'association.association-id': (i) => [i.Association?.AssociationId],
      'association.ip-owner-id': (i) => [i.Association?.IpOwnerId],
      'association.public-dns-name': (i) => [i.Association?.PublicDnsName],
      'association.public-ip': (i) => [i.Association?.PublicIp],
      'addresses.association.public-ip': (i) => (i.PrivateIpAddresses ?? []).map((a) => a.Association?.PublicIp),
      'addresses.primary': (i) => (i.PrivateIpAddresses ?? []).map((a) => a.Primary),
      'addresses.private-ip-address': (i) => (i.PrivateIpAddresses ?? []).map((a) => a.PrivateIpAddress),
      'attachment.attachment-id': (i) => [i.Attachment?.AttachmentId],
      'attachment.device-index': (i) => [i.Attachment?.DeviceIndex],
      'attachment.instance-id': (i) => [i.Attachment?.InstanceId],
      'attachment.instance-owner-id': (i) => [i.Attachment?.InstanceOwnerId],
      'attachment.status': (i) => [i.Attachment?.Status],
      'availability-zone': (i) => [i.AvailabilityZone],
      description: (i) => [i.Description],
      'group-id': (i) => (i.Groups ?? []).map((g) => g.GroupId),
      'group-name': (i) => (i.Groups ?? []).map((g) => g.GroupName),
      'interface-type': (i) => [i.InterfaceType],
      'ipv6-addresses.ipv6-address': (i) => (i.Ipv6Addresses ?? []).map((a) => a.Ipv6Address),
      'mac-address': (i) => [i.MacAddress],
      'network-interface-id': (i) => [i.NetworkInterfaceId],
      'owner-id': (i) => [i.OwnerId],
      'private-dns-name': (i) => [i.PrivateDnsName],
      'private-ip-address': (i) => [i.PrivateIpAddress],
      'requester-id': (i) => [i.RequesterId],
      'requester-managed': (i) => [i.RequesterManaged],
      'source-dest-check': (i) => [i.SourceDestCheck],
      status: (i) => [i.Status],
      'subnet-id': (i) => [i.SubnetId],
      'vpc-id': (i) => [i.VpcId],
    },
  }),
  DescribeNetworkInterfaceAttribute: describeInterfaceAttribute,
  DescribeVpcEndpoints: describe({
    key: 'VpcEndpoints',
    id: (e) => e.VpcEndpointId,
    ids: {
      parameter: 'VpcEndpointIds',
      prefix: 'vpce',
      notFound: 'InvalidVpcEndpointId.NotFound',
      malformed: 'InvalidVpcEndpointId.Malformed',
      what: 'Vpc Endpoint Id',
    },
    pages: { least: 1, most: 1000 },
    filters: {
      'ip-address-type': (e) => [e.IpAddressType],
      'service-name': (e) => [e.ServiceName],
      'vpc-id': (e) => [e.VpcId],
      'vpc-endpoint-id': (e) => [e.VpcEndpointId],
      'vpc-endpoint-state': (e) => [e.State],
      'vpc-endpoint-type': (e) => [e.VpcEndpointType],
    },
  }),
  DescribeVpcEndpointServiceConfigurations: describe({
    key: 'ServiceConfigurations',
    id: (s) => s.ServiceId,
    ids: {
      parameter: 'ServiceIds',
      prefix: 'vpce-svc',
      notFound: 'InvalidVpcEndpointServiceId.NotFound',
      what: 'VpcEndpointService Id',
    },
    filters: {
      'service-name': (s) => [s.ServiceName],
      'service-id': (s) => [s.ServiceId],
      'service-state': (s) => [s.ServiceState],
    },
  }),
  DescribeVpcEndpointServices: ((
    call: LabCall,
    input: { ServiceNames?: string[]; MaxResults?: number; NextToken?: string },
  ) => {
    const zones = (call.here.ec2?.AvailabilityZones ?? []).map((z) => z.ZoneName!);
    const all = services.map((name) => ({
      ServiceName: `com.amazonaws.${call.region}.${name}`,
      ServiceId: `vpce-svc-${name}`,
      ServiceType: [{ ServiceType: gatewayServices.has(name) ? ('Gateway' as const) : ('Interface' as const) }],
      AvailabilityZones: zones,
      Owner: 'amazon',
      BaseEndpointDnsNames: [`${name}.${call.region}.vpce.amazonaws.com`],
      AcceptanceRequired: false,
      VpcEndpointPolicySupported: true,
      ManagesVpcEndpoints: false,
    }));
    const missing = input.ServiceNames?.find((n) => !all.some((s) => s.ServiceName === n));
    if (missing !== undefined) {
      throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${missing}' does not exist`);
    }
    const picked = input.ServiceNames ? all.filter((s) => input.ServiceNames!.includes(s.ServiceName)) : all;
    const { items, next } = page(
      picked,
      { size: input.MaxResults, token: input.NextToken, question: input.ServiceNames },
      { usual: 1000, most: 1000 },
    );
    return {
      ServiceNames: picked.map((s) => s.ServiceName),
      ServiceDetails: items,
      ...(next ? { NextToken: next } : {}),
    };
  }) as Handler,
};

const gatewayServices = new Set(['s3', 'dynamodb']);
/** Services that the lab's region offers endpoints for: the ones that a network report speaks of. */
const services = [
  'dynamodb',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'kms',
  'logs',
  'monitoring',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'sts',
];

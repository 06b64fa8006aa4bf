import type { ResolverEndpoint } from '@aws-sdk/client-route53resolver';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { answerWithSize, dataOf, type Filters, filtered, type ListInput, notFound, required } from './list.ts';

type Endpoint = Saved<ResolverEndpoint>;

const filters: Filters<Endpoint> = {
  CreatorRequestId: (e) => e.CreatorRequestId,
  Direction: (e) => e.Direction,
  HostVPCId: (e) => e.HostVPCId,
  IpAddressCount: (e) => e.IpAddressCount,
  Name: (e) => e.Name,
  SecurityGroupIds: (e) => e.SecurityGroupIds,
  Status: (e) => e.Status,
};

const listResolverEndpoints = (call: LabCall, input: ListInput) =>
  answerWithSize('ResolverEndpoints', filtered(dataOf(call).ResolverEndpoints ?? [], input, filters), input);

function endpointOf(call: LabCall, given: string | undefined): Endpoint {
  const id = required(given, 'resolverEndpointId');
  const endpoint = dataOf(call).ResolverEndpoints?.find((e) => e.Id === id);
  if (endpoint === undefined) throw notFound(`Resolver endpoint with ID "${id}" does not exist.`);
  return endpoint;
}

const getResolverEndpoint = (call: LabCall, input: { ResolverEndpointId?: string }) => ({
  ResolverEndpoint: endpointOf(call, input.ResolverEndpointId),
});

function listResolverEndpointIpAddresses(call: LabCall, input: ListInput & { ResolverEndpointId?: string }) {
  const { Id } = endpointOf(call, input.ResolverEndpointId);
  return answerWithSize('IpAddresses', dataOf(call).IpAddresses?.[Id ?? ''] ?? [], input);
}

export const reads: Handlers = {
  ListResolverEndpoints: listResolverEndpoints,
  GetResolverEndpoint: getResolverEndpoint,
  ListResolverEndpointIpAddresses: listResolverEndpointIpAddresses,
};

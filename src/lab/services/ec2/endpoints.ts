import type { AllowedPrincipal } from '@aws-sdk/client-ec2';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import type { PageRules } from '../../paging.ts';
import { endpointServices } from '../../seed/endpoint-services.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, type ListInput, listing, select, tagsOf } from './listing.ts';

/** "If the value is greater than 1,000, we return only 1,000 items." */
const pages: PageRules = { usual: 1000, least: 1, most: 1000, clamp: true };

/** These calls name a filter that they do not have with a code of their own. */
const unknownFilter = 'InvalidFilter';

const describeServices = ((call: LabCall, input: ListInput & { ServiceNames?: string[] }) => {
  const all = call.here.ec2?.ServiceDetails ?? endpointServices(call.region);
  const { ServiceNames: asked = [] } = input;
  const missing = asked.find((name) => !all.some((s) => s.ServiceName === name));
  if (missing !== undefined) {
    throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${missing}' does not exist`);
  }
  const named = asked.length === 0 ? all : all.filter((s) => asked.includes(s.ServiceName ?? ''));
  const { items, next } = select(
    () => named,
    {
      answer: 'ServiceDetails',
      filters: {
        owner: (s) => s.Owner,
        'service-name': (s) => s.ServiceName,
        'service-region': (s) => s.ServiceRegion,
        'service-type': (s) => s.ServiceType?.map((t) => t.ServiceType),
        'supported-ip-address-types': (s) => s.SupportedIpAddressTypes,
      },
      tags: tagsOf,
      unknownFilter,
      pages,
    },
    call,
    input,
  );
  return {
    ServiceNames: [...new Set(items.map((s) => s.ServiceName))],
    ServiceDetails: items,
    ...(next === undefined ? {} : { NextToken: next }),
  };
}) as Handler;

/** VPC endpoints, the services they lead to, and those that the account offers itself. */
export const endpointReads: Handlers = {
  DescribeVpcEndpoints: listing(kept('VpcEndpoints'), {
    answer: 'VpcEndpoints',
    ids: { member: 'VpcEndpointIds', kind: idKinds.endpoint, of: (e) => e.VpcEndpointId },
    filters: {
      'ip-address-type': (e) => e.IpAddressType,
      'service-name': (e) => e.ServiceName,
      'service-region': (e) => e.ServiceRegion,
      'vpc-endpoint-id': (e) => e.VpcEndpointId,
      'vpc-endpoint-state': (e) => e.State,
      'vpc-endpoint-type': (e) => e.VpcEndpointType,
      'vpc-id': (e) => e.VpcId,
    },
    tags: tagsOf,
    unknownFilter,
    pages,
  }),
  DescribeVpcEndpointServices: describeServices,
  DescribeVpcEndpointServiceConfigurations: listing(kept('ServiceConfigurations'), {
    answer: 'ServiceConfigurations',
    ids: { member: 'ServiceIds', kind: idKinds.endpointService, of: (s) => s.ServiceId },
    filters: {
      'service-id': (s) => s.ServiceId,
      'service-name': (s) => s.ServiceName,
      'service-state': (s) => s.ServiceState,
      'supported-ip-address-types': (s) => s.SupportedIpAddressTypes,
    },
    tags: tagsOf,
    unknownFilter,
    pages,
  }),
  DescribeVpcEndpointServicePermissions: listing(
    (call, input) => {
      const id = String(input.ServiceId);
      const known = new Set(kept('ServiceConfigurations')(call).map((s) => s.ServiceId ?? ''));
      requireIds(idKinds.endpointService, [id], known);
      // Nobody besides the account itself, as a service begins.
      return call.here.ec2?.VpcEndpointServicePermissions?.[id] ?? ([] as Saved<AllowedPrincipal>[]);
    },
    {
      answer: 'AllowedPrincipals',
      filters: { principal: (p) => p.Principal, 'principal-type': (p) => p.PrincipalType },
      unknownFilter,
      pages,
    },
  ),
};

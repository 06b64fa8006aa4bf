import type { GetDomainDetailCommandInput, ListDomainsCommandInput } from '@aws-sdk/client-route-53-domains';
import { AwsError } from '../../changes/world.ts';
import type { Route53DomainsData } from '../../snapshot/data/services.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

type Domain = NonNullable<Route53DomainsData['Domains']>[number];

/** Registrations are answered in us-east-1 only: other regions have no endpoint. */
function domains(call: LabCall): Domain[] {
  if (call.region !== 'us-east-1') throw new AwsError('UnsupportedOperation', 'Route 53 Domains is in us-east-1 only.');
  return call.global.route53domains?.Domains ?? [];
}

function listDomains(call: LabCall, input: ListDomainsCommandInput) {
  const { items, next } = page(
    domains(call),
    { size: input.MaxItems, token: input.Marker, question: {} },
    { usual: 20, least: 0, most: 100, badToken: 'InvalidInput', badSize: 'InvalidInput', sizeName: 'maxItems' },
  );
  return { Domains: items, ...(next === undefined ? {} : { NextPageMarker: next }) };
}

/** What the list tells of a domain, as its details have it. Contacts are nobody's business here. */
function getDomainDetail(call: LabCall, input: GetDomainDetailCommandInput) {
  const found = domains(call).find((d) => d.DomainName === input.DomainName);
  if (found === undefined)
    throw new AwsError('InvalidInput', `Domain ${input.DomainName} not found in ${call.account} account`);
  return {
    DomainName: found.DomainName,
    AutoRenew: found.AutoRenew,
    ExpirationDate: found.Expiry,
    StatusList: found.TransferLock ? ['clientTransferProhibited'] : ['ok'],
    Nameservers: [],
  };
}

export const reads: Handlers = { ListDomains: listDomains, GetDomainDetail: getDomainDetail };

import { ListDomainsCommand, Route53DomainsClient } from '@aws-sdk/client-route-53-domains';
import type { Route53DomainsData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<Route53DomainsData> = {
  Domains: {
    operations: ['route53domains:ListDomains'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new ListDomainsCommand({ Marker, MaxItems: 100 }),
          (o) => o.Domains,
          (o) => o.NextPageMarker,
        ),
        (d) => d.DomainName,
      ),
  },
};

export const collector: Collector<Route53DomainsData> = {
  service: 'route53domains',
  iamPrefix: 'route53domains',
  parallel: 1,
  client: (config) => new Route53DomainsClient(config as never),
  reads,
};

import {
  GetDNSSECCommand,
  GetHealthCheckStatusCommand,
  GetHostedZoneCommand,
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListQueryLoggingConfigsCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandOutput,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { Route53Data } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<Route53Data> = {
  HostedZones: {
    operations: ['route53:ListHostedZones'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new ListHostedZonesCommand({ Marker, MaxItems: 100 }),
          (o) => o.HostedZones,
          (o) => o.NextMarker,
        ),
        (z) => z.Id,
      ),
  },
  HostedZoneVPCs: {
    operations: ['route53:GetHostedZone'],
    where: 'global',
    after: ['HostedZones'],
    run: (ask, { HostedZones = [] }) =>
      ask.each('route53:GetHostedZone', HostedZones.filter((z) => z.Config?.PrivateZone).map(bareId), async (Id) =>
        sorted((await ask.send(new GetHostedZoneCommand({ Id }))).VPCs ?? [], (v) => v.VPCId),
      ),
  },
  ResourceRecordSets: {
    operations: ['route53:ListResourceRecordSets'],
    where: 'global',
    after: ['HostedZones'],
    run: (ask, { HostedZones = [] }) =>
      ask.each('route53:ListResourceRecordSets', HostedZones.map(bareId), (HostedZoneId) =>
        ask.pages(
          (place) => new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300, ...startAt(place) }),
          (o) => o.ResourceRecordSets,
          nextPlace,
        ),
      ),
  },
  HealthChecks: {
    operations: ['route53:ListHealthChecks'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (Marker) => new ListHealthChecksCommand({ Marker, MaxItems: 1000 }),
          (o) => o.HealthChecks,
          (o) => o.NextMarker,
        ),
        (h) => h.Id,
      ),
  },
  HealthCheckObservations: {
    operations: ['route53:GetHealthCheckStatus'],
    where: 'global',
    after: ['HealthChecks'],
    run: (ask, { HealthChecks = [] }) =>
      ask.each(
        'route53:GetHealthCheckStatus',
        // Checks without checkers of their own have no status of this kind.
        HealthChecks.filter((h) => !withoutCheckers.has(h.HealthCheckConfig?.Type ?? '')).map((h) => h.Id),
        async (HealthCheckId) =>
          sorted(
            (await ask.send(new GetHealthCheckStatusCommand({ HealthCheckId }))).HealthCheckObservations ?? [],
            (o) => `${o.Region} ${o.IPAddress}`,
          ),
      ),
  },
  QueryLoggingConfigs: {
    operations: ['route53:ListQueryLoggingConfigs'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (NextToken) => new ListQueryLoggingConfigsCommand({ NextToken, MaxResults: 100 }),
          (o) => o.QueryLoggingConfigs,
        ),
        (q) => q.Id,
      ),
  },
  DNSSEC: {
    operations: ['route53:GetDNSSEC'],
    where: 'global',
    after: ['HostedZones'],
    onRequest: true,
    run: (ask, { HostedZones = [] }) =>
      ask.each(
        'route53:GetDNSSEC',
        // Private zones cannot be signed: the call refuses them.
        HostedZones.filter((z) => !z.Config?.PrivateZone).map(bareId),
        async (HostedZoneId) => {
          const { Status, KeySigningKeys = [] } = await ask.send(new GetDNSSECCommand({ HostedZoneId }));
          return { Status, KeySigningKeys: sorted(KeySigningKeys, (k) => k.Name) };
        },
      ),
  },
};

const withoutCheckers = new Set(['CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL']);

const bareId = (zone: { Id?: string }): string => (zone.Id ?? '').replace('/hostedzone/', '');

/** The place of the next page is three values: they travel as one token. */
const nextPlace = (o: ListResourceRecordSetsCommandOutput): string | undefined =>
  o.IsTruncated ? JSON.stringify([o.NextRecordName, o.NextRecordType, o.NextRecordIdentifier ?? null]) : undefined;

function startAt(place: string | undefined): object {
  if (place === undefined) return {};
  const [StartRecordName, StartRecordType, StartRecordIdentifier] = JSON.parse(place) as (string | null)[];
  return { StartRecordName, StartRecordType, ...(StartRecordIdentifier ? { StartRecordIdentifier } : {}) };
}

export const collector: Collector<Route53Data> = {
  service: 'route53',
  iamPrefix: 'route53',
  // Five calls a second an account: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
  parallel: 5,
  client: (config) => new Route53Client(config as never),
  reads,
};

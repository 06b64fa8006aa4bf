import {
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
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved, sorted } from '../read.ts';

const bareId = (zone: { Id?: string }): string => (zone.Id ?? '').replace('/hostedzone/', '');

/** Hosted zones with VPCs and records, health checks with what their checkers see. */
export async function collectRoute53(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new Route53Client(config);
  const options = { abortSignal: reading.signal };
  const data: Route53Data = {};

  const zones = async (): Promise<void> => {
    const found = await read(reading, 'route53:ListHostedZones', () =>
      pages(
        (Marker) => client.send(new ListHostedZonesCommand({ Marker }), options),
        (o) => o.HostedZones,
        (o) => o.NextMarker,
      ),
    );
    if (found === undefined) return;
    data.HostedZones = sorted(found, (z) => z.Id);
    const [vpcs, records] = await Promise.all([
      readEach(
        reading,
        'route53:GetHostedZone',
        found.filter((z) => z.Config?.PrivateZone),
        bareId,
        async (z) =>
          sorted(
            saved((await client.send(new GetHostedZoneCommand({ Id: bareId(z) }), options)).VPCs ?? []),
            (v) => v.VPCId,
          )!,
      ),
      readEach(reading, 'route53:ListResourceRecordSets', found, bareId, (z) =>
        pages(
          // The place of the next page is three values: they travel as one token.
          (token) =>
            client.send(
              new ListResourceRecordSetsCommand({ HostedZoneId: bareId(z), ...(token ? JSON.parse(token) : {}) }),
              options,
            ),
          (o) => o.ResourceRecordSets,
          nextRecord,
        ),
      ),
    ]);
    if (vpcs) data.HostedZoneVPCs = vpcs;
    if (records) data.ResourceRecordSets = records;
  };

  const healthChecks = async (): Promise<void> => {
    const found = await read(reading, 'route53:ListHealthChecks', () =>
      pages(
        (Marker) => client.send(new ListHealthChecksCommand({ Marker }), options),
        (o) => o.HealthChecks,
        (o) => o.NextMarker,
      ),
    );
    if (found === undefined) return;
    data.HealthChecks = sorted(found, (h) => h.Id);
    const observed = await readEach(
      reading,
      'route53:GetHealthCheckStatus',
      // A calculated check has no checkers of its own.
      found.filter(
        (h) => h.HealthCheckConfig?.Type !== 'CALCULATED' && h.HealthCheckConfig?.Type !== 'RECOVERY_CONTROL',
      ),
      (h) => h.Id!,
      async (h) =>
        saved(
          (await client.send(new GetHealthCheckStatusCommand({ HealthCheckId: h.Id }), options))
            .HealthCheckObservations ?? [],
        ),
    );
    if (observed) data.HealthCheckObservations = observed;
  };

  const queryLogs = async (): Promise<void> => {
    const found = await read(reading, 'route53:ListQueryLoggingConfigs', () =>
      pages(
        (NextToken) => client.send(new ListQueryLoggingConfigsCommand({ NextToken }), options),
        (o) => o.QueryLoggingConfigs,
        (o) => o.NextToken,
      ),
    );
    if (found) data.QueryLoggingConfigs = sorted(found, (q) => q.Id);
  };

  await Promise.all([zones(), healthChecks(), queryLogs()]);
  reading.scope.route53 = data;
}

const nextRecord = (o: ListResourceRecordSetsCommandOutput): string | undefined =>
  o.IsTruncated
    ? JSON.stringify({
        StartRecordName: o.NextRecordName,
        StartRecordType: o.NextRecordType,
        ...(o.NextRecordIdentifier === undefined ? {} : { StartRecordIdentifier: o.NextRecordIdentifier }),
      })
    : undefined;

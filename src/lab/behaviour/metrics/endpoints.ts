import { officeHours } from './day.ts';
import { noise, rounded } from './noise.ts';
import { dimensions, merged, type Sample, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/** Instances of a VPC that ran at the end of a minute. */
function runningIn(world: MetricWorld, vpc: string | undefined): (minute: number) => number {
  const ids = (world.here.ec2?.Reservations ?? []).flatMap((r) =>
    (r.Instances ?? []).flatMap((i) => (i.VpcId === vpc && i.InstanceId !== undefined ? [i.InstanceId] : [])),
  );
  return (minute) => {
    const conditions = world.course.at(minute);
    return ids.filter((id) => conditions.traffic(id) !== undefined).length;
  };
}

/**
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html: of interface endpoints and
 * Gateway Load Balancer endpoints. A VPC's machines keep their agents' connections to its services open.
 */
export const interfaceEndpoints: Source = (world) =>
  (world.here.ec2?.VpcEndpoints ?? [])
    // EC2 answers small letters, whatever the SDK's enum says.
    .filter(
      (e) => e.State?.toLowerCase() === 'available' && e.VpcEndpointType !== 'Gateway' && e.RequesterManaged !== true,
    )
    .flatMap((endpoint) => {
      const id = endpoint.VpcEndpointId!;
      const clients = runningIn(world, endpoint.VpcId);
      const carried = (minute: number): number => {
        const { up, down } = world.flows.through(id, minute).bytes;
        const own =
          endpoint.VpcEndpointType === 'Interface' ? clients(minute) * (9_000 + 6_000 * noise(id, minute)) : 0;
        return Math.round(up + down + own);
      };
      const metric =
        (value: (minute: number) => number) =>
        (minute: number): Sample | undefined =>
          single(value(minute));
      return seriesOf(
        {
          namespace: 'AWS/PrivateLinkEndpoints',
          dimensions: dimensions({
            'Endpoint Type': endpoint.VpcEndpointType,
            'Service Name': endpoint.ServiceName,
            'VPC Endpoint Id': id,
            'VPC Id': endpoint.VpcId,
          }),
          delayMinutes: 3,
        },
        {
          ActiveConnections: ['Count', metric(clients)],
          BytesProcessed: ['Bytes', metric(carried)],
          NewConnections: ['Count', metric((minute) => rounded(clients(minute) * 0.1, `${id} new`, minute))],
          PacketsDropped: ['Count', metric(() => 0)],
          RstPacketsReceived: ['Count', metric(() => 0)],
        },
      );
    });

/**
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-with-cloudwatch.html: every five minutes,
 * for an endpoint and for each of its addresses.
 */
export const resolverEndpoints: Source = (world) =>
  (world.here.route53resolver?.ResolverEndpoints ?? [])
    .filter((e) => e.Status === 'OPERATIONAL')
    .flatMap((endpoint) => {
      const id = endpoint.Id!;
      const outbound = endpoint.Direction === 'OUTBOUND';
      const vpcs = outbound ? forwardedFrom(world, id) : [];
      const clients = vpcs.map((vpc) => runningIn(world, vpc));
      const addresses = world.here.route53resolver?.IpAddresses?.[id] ?? [];
      const queries = (address: string, minute: number): number => {
        // Machines look names of the site up; the site's look up ours.
        const wanted = outbound
          ? clients.reduce((sum, count) => sum + count(minute), 0) * 1.5 * officeHours(minute)
          : 30 * officeHours(minute);
        const each = (wanted * (0.8 + 0.4 * noise(`${id} queries`, minute))) / Math.max(1, addresses.length);
        return rounded(each, address, minute);
      };
      const metric =
        (of: readonly string[]) =>
        (minute: number): Sample | undefined => {
          const sample = merged(of.map((address) => single(queries(address, minute))));
          return sample === undefined ? undefined : single(sample.sum);
        };
      const name = outbound ? 'OutboundQueryVolume' : 'InboundQueryVolume';
      const aggregate = outbound ? 'OutboundQueryAggregateVolume' : undefined;
      const resource = { namespace: 'AWS/Route53Resolver', everyMinutes: 5 as const, delayMinutes: 5 };
      const ips = addresses.map((a) => a.IpId ?? '');
      return [
        ...seriesOf(
          { ...resource, dimensions: dimensions({ EndpointId: id }) },
          {
            [name]: ['Count', metric(ips)] as const,
            EndpointHealthyENICount: [
              'Count',
              () => single(addresses.filter((a) => a.Status === 'ATTACHED').length),
            ] as const,
            EndpointUnhealthyENICount: [
              'Count',
              () => single(addresses.filter((a) => a.Status !== 'ATTACHED').length),
            ] as const,
          },
        ),
        ...(aggregate === undefined
          ? []
          : addresses.flatMap((a) =>
              seriesOf(
                { ...resource, dimensions: dimensions({ RniId: a.IpId }) },
                { [aggregate]: ['Count', metric([a.IpId ?? ''])] as const },
              ),
            )),
      ];
    });

/** VPCs whose queries a rule sends to an outbound endpoint. */
function forwardedFrom(world: MetricWorld, endpoint: string): string[] {
  const { ResolverRules = [], ResolverRuleAssociations = [] } = world.here.route53resolver ?? {};
  const rules = new Set(ResolverRules.flatMap((r) => (r.ResolverEndpointId === endpoint ? [r.Id] : [])));
  return [
    ...new Set(ResolverRuleAssociations.flatMap((a) => (rules.has(a.ResolverRuleId) && a.VPCId ? [a.VPCId] : []))),
  ];
}

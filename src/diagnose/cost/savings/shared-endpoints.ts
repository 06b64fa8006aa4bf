import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import * as text from '../../../messages/cost-savings.ts';
import { priced } from '../../../pricing/estimate.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { type At, compare, grouped } from '../../overview/facts/scopes.ts';
import { priceRegion } from '../items.ts';
import { added, gigabyte, inUnits, monthlySum } from '../measured.ts';
import { billedEndpoints, bytesOfEndpoint } from '../services/endpoints.ts';
import { type Amount, type Billed, type Found, standingCost, wasteOf } from './saving.ts';

const central =
  'https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html';

/**
 * Interface endpoints to one service in several VPCs that a transit gateway joins: one could serve them all.
 */
export function sharedEndpoints(billed: Billed): Found[] {
  const { snapshot, network } = billed.inspected;
  const gatewayOf = (vpc: string): string | undefined =>
    (network.vpcs.get(vpc)?.attachments ?? []).map((a) => a.transitGateway).sort(compare)[0];
  const groups = grouped(
    billedEndpoints(snapshot).filter(({ item }) => item.VpcEndpointType === 'Interface'),
    ({ item, account, region }) => {
      const gateway = gatewayOf(item.VpcId ?? '');
      return gateway === undefined ? undefined : JSON.stringify([account, region, gateway, item.ServiceName]);
    },
  );
  return [...groups.values()].flatMap((same): Found[] => {
    const vpcs = new Set(same.map((e) => e.item.VpcId));
    if (vpcs.size < 2) return [];
    // The one in most zones stays; of several that of the largest VPC, so that all services share one.
    const size = (id: string | undefined): number => network.vpcs.get(id ?? '')?.subnets.length ?? 0;
    const [keep, ...rest] = [...same].sort(
      (a, b) =>
        (b.item.SubnetIds?.length ?? 0) - (a.item.SubnetIds?.length ?? 0) ||
        size(b.item.VpcId) - size(a.item.VpcId) ||
        compare(a.item.VpcEndpointId ?? '', b.item.VpcEndpointId ?? ''),
    ) as [(typeof same)[number], ...typeof same];
    const ids = rest.map((e) => e.item.VpcEndpointId!);
    const vpcName = (id: string | undefined): string => network.vpcs.get(id ?? '')?.name ?? id ?? '';
    return [
      wasteOf(
        {
          account: keep.account,
          region: keep.region,
          id: ids[0]!,
          code: 'COST_ENDPOINT_SHARED',
          title: text.endpointShared.title(keep.item.ServiceName ?? '', [...vpcs].map(vpcName).sort(compare)),
          affected: ids,
          evidence: same.map((e) => ({
            says: text.endpointShared.evidence(vpcName(e.item.VpcId), e.item.SubnetIds?.length ?? 0),
            from: 'ec2:DescribeVpcEndpoints',
            id: e.item.VpcEndpointId!,
          })),
          // Names must be led to the one that stays first: nothing is proven by the deletion alone.
          fix: {
            says: text.endpointShared.fix(vpcName(keep.item.VpcId)),
            command: moving(
              keep,
              rest,
              snapshot.scopes
                .flatMap((s) => s.ec2?.ServiceDetails ?? [])
                .find((d) => d.ServiceName === keep.item.ServiceName)?.PrivateDnsName,
            ),
            calls: [],
            verified: false,
          },
          references: [central],
        },
        netOf(
          billed,
          keep.region,
          rest.map((e) => e.item),
        ),
        ids,
      ),
    ];
  });
}

/**
 * The steps, each after the last: the endpoint's own name gives way to a private hosted zone, and each other VPC gets
 * the zone as soon as its endpoint, whose name would be in conflict with it, is gone.
 */
function moving(
  keep: At<Saved<VpcEndpoint>>,
  rest: readonly At<Saved<VpcEndpoint>>[],
  privateName: string | undefined,
): string {
  const { item, region } = keep;
  const [, service = 'SERVICE'] = /^com\.amazonaws\.[^.]+\.(.+)$/.exec(item.ServiceName ?? '') ?? [];
  const name = privateName ?? `${service.split('.').reverse().join('.')}.${region}.amazonaws.com`;
  const [entry] = item.DnsEntries ?? [];
  const alias = {
    HostedZoneId: entry?.HostedZoneId ?? 'ENDPOINT_ZONE_ID',
    DNSName: entry?.DnsName ?? 'ENDPOINT_DNS_NAME',
    EvaluateTargetHealth: false,
  };
  const record = { Action: 'CREATE', ResourceRecordSet: { Name: name, Type: 'A', AliasTarget: alias } };
  const vpc = (id: string | undefined): string => `VPCRegion=${region},VPCId=${id}`;
  return [
    `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${item.VpcEndpointId} --no-private-dns-enabled --region ${region}`,
    `aws route53 create-hosted-zone --name ${name} --caller-reference ${item.VpcEndpointId} --vpc ${vpc(item.VpcId)}`,
    `aws route53 change-resource-record-sets --hosted-zone-id HOSTED_ZONE_ID --change-batch '${JSON.stringify({ Changes: [record] })}'`,
    ...rest.flatMap((e) => [
      `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${e.item.VpcEndpointId} --region ${region}`,
      `aws route53 associate-vpc-with-hosted-zone --hosted-zone-id HOSTED_ZONE_ID --vpc ${vpc(e.item.VpcId)}`,
    ]),
  ].join('\n');
}

/**
 * The hours of the endpoints that go, less what takes their place: the transit gateway's charge for each GB that they
 * carry now, and a private hosted zone for the name. Where no traffic is known, the most that it can be.
 */
function netOf(billed: Billed, region: string, endpoints: readonly Saved<VpcEndpoint>[]): Amount {
  const { snapshot } = billed.inspected;
  const hours = standingCost(
    billed,
    endpoints.map((e) => e.VpcEndpointId!),
  );
  const carried = snapshot.scopes.flatMap((scope) =>
    scope.region === region
      ? endpoints
          .filter((e) => scope.ec2?.VpcEndpoints?.some((own) => own.VpcEndpointId === e.VpcEndpointId))
          .map((e) => inUnits(monthlySum(scope, bytesOfEndpoint(e)), gigabyte))
      : [],
  );
  const { quantity } = added(...carried);
  const zone = priced('route53-zone-month', priceRegion('global'), 1, billed.table);
  const data = quantity === null ? undefined : priced('tgw-gb', region, quantity, billed.table);
  const parts = [hours, zone, ...(data === undefined ? [] : [data])];
  const known = parts.every((p) => p.monthlyUsd !== null);
  return {
    monthlyUsd: known ? hours.monthlyUsd! - zone.monthlyUsd! - (data?.monthlyUsd ?? 0) : null,
    formula: [hours.formula, zone.formula, data?.formula ?? '? GB'].join(' − '),
    prices: parts.flatMap((p) => p.prices),
    upTo: data === undefined,
  };
}

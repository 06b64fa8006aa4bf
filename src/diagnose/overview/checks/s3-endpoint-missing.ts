import { finding } from '../../../findings/finding.ts';
import { s3Endpoint } from '../../../messages/findings/account.ts';
import type { Check, Inspected } from '../check.ts';
import { hasHosts } from '../facts/hosts.ts';
import { compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { MissingEndpointFacts } from '../overview.ts';

const daysPerMonth = 730 / 24;

/** VPCs that pay NAT gateways for their way to S3, which a gateway endpoint gives for nothing: one finding an account and region. */
export const s3EndpointMissing: Check = {
  codes: ['ENDPOINT_S3_MISSING'],
  find: (inspected) => {
    const { snapshot, network, overview } = inspected;
    const missing = (overview.missingEndpoints ?? []).filter((m) => m.service.endsWith('.s3'));
    const nameOf = (id: string): string => overview.names[id] ?? id;
    return [...grouped(missing, (m) => `${m.account} ${m.region}`).values()].map((of) => {
      of.sort((a, b) => compare(nameOf(a.vpc), nameOf(b.vpc)));
      const [first] = of as [MissingEndpointFacts];
      const tables = (vpc: string): string[] =>
        [...new Set((network.vpcs.get(vpc)?.subnets ?? []).filter(hasHosts).flatMap((s) => s.table?.id ?? []))].sort(
          compare,
        );
      return finding({
        ...about({ ...first, id: first.vpc, name: nameOf(first.vpc) }),
        code: 'ENDPOINT_S3_MISSING',
        severity: 'low',
        priority: 'P2',
        affected: of.map((m) => m.vpc),
        title: s3Endpoint.title(of.map((m) => nameOf(m.vpc))),
        impact: s3Endpoint.impact(...savings(inspected, of)),
        evidence: of.map((m) => ({
          says: s3Endpoint.through(nameOf(m.vpc), m.through.map(nameOf).join(' → ')),
          from: 'ec2:DescribeVpcEndpoints',
          id: m.vpc,
        })),
        fixes: [
          fixBy(
            snapshot,
            first,
            s3Endpoint.fix(),
            of.map((m) =>
              ec2('CreateVpcEndpoint', {
                VpcId: m.vpc,
                ServiceName: m.service,
                VpcEndpointType: 'Gateway',
                RouteTableIds: tables(m.vpc),
              }),
            ),
            (after) =>
              of.every((m) =>
                [...after.network().endpoints.values()].some((e) => e.vpc?.id === m.vpc && e.service === m.service),
              ),
          ),
        ],
        references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html'],
      });
    });
  },
};

/** What a GB of S3 traffic costs on its way now, and what all that the NAT gateways carried would come to: no more can be saved. */
function savings({ overview }: Inspected, of: readonly MissingEndpointFacts[]): Parameters<typeof s3Endpoint.impact> {
  const rates = of.map((m) => m.savesUsdPerGb);
  const rate = rates.every((r) => r === rates[0]) ? rates[0] : null;
  if (rate === null || rate === undefined || rate <= 0) return [undefined, undefined];
  const nats = new Set(of.flatMap((m) => m.through));
  const carried = (overview.natGateways ?? [])
    .filter((n) => nats.has(n.id))
    .map((n) => (n.last24h === null ? null : sum(n.last24h.downloadBytes, n.last24h.uploadBytes)));
  const bytes = carried.length === 0 ? null : carried.reduce<number | null>(sum, 0);
  if (bytes === null || bytes === 0) return [`$${rate}`, undefined];
  const gb = bytes / 1e9;
  return [`$${rate}`, { gb: gb.toFixed(gb < 10 ? 1 : 0), usd: `$${(gb * daysPerMonth * rate).toFixed(2)}` }];
}

/** Unknown as soon as one of them is. */
const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

import { opensService } from '../../diagnose/overview/checks/security-groups-open.ts';
import { highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import type { Text } from '../../messages/text.ts';
import type { Interface } from '../../network/model.ts';
import { resolvePlace } from '../../network/places.ts';
import type { Audited } from '../check.ts';

/** An interface of something that holds data, and how that is known. */
export interface DataHost {
  interface: Interface;
  /** TCP ports that it may be asked on, of those that its groups let anybody in on. */
  ports: readonly number[];
  says: Text;
}

/**
 * AWS's managed databases and file systems, by what AWS writes into their interfaces' descriptions, with their default
 * ports. RDS writes the same for every engine, DocumentDB and Neptune among them.
 */
const managed: [RegExp, string, readonly number[]][] = [
  [/^RDSNetworkInterface$/, 'RDS', [1433, 1521, 3306, 5432, 8182, 27017, 50000]],
  [/^ElastiCache /, 'ElastiCache', [6379, 11211]],
  [/^ES /, 'OpenSearch', [443]],
  [/^RedshiftNetworkInterface$/, 'Redshift', [5439]],
  [/^Amazon MSK/, 'MSK', [9092, 9094, 9096, 9098]],
  [/^EFS mount target /, 'EFS', [2049]],
];

/** Where a rule is too wide to tell what it is for. */
const usual = [22, 80, 443, 3389];
/** A wider range is no sign of one service. */
const narrow = 100;

const dataServices = highRiskServices.filter((s) => s.data === true);

/**
 * The interfaces that hold data: AWS's managed databases, hosts whose groups have a rule for a database's port, and what
 * the intent declares as sensitive. A group open on every port says nothing about what is behind it.
 */
export function dataHostsOf(audited: Audited): DataHost[] {
  const { network, intent } = audited;
  const declared = new Set(
    intent.sensitive
      .flatMap((segment) => intent.segments[segment] ?? [])
      .flatMap((text) => {
        const resolved = resolvePlace(network, text, 'destination');
        return 'found' in resolved && resolved.found.kind === 'hosts'
          ? resolved.found.hosts.flatMap((h) => h.interfaces.map((i) => i.id))
          : [];
      }),
  );
  const byGroups = new Map<string, ReturnType<typeof serviceOf>>();
  return [...network.interfaces.values()].flatMap((item): DataHost[] => {
    const known = managed.find(([pattern]) => pattern.test(item.description ?? ''));
    if (known !== undefined) {
      const [, name, ports] = known;
      const says = { ko: `${name}의 인터페이스`, en: `interface of ${name}` };
      return [{ interface: item, ports: admittedPorts(item, ports), says }];
    }
    if (item.kind !== 'instance' && item.kind !== 'other') return [];
    if (!byGroups.has(item.groups.key)) byGroups.set(item.groups.key, serviceOf(item));
    const service = byGroups.get(item.groups.key);
    if (service !== undefined) return [{ interface: item, ...service }];
    return declared.has(item.id)
      ? [
          {
            interface: item,
            ports: admittedPorts(item, usual),
            says: { ko: '민감 구간으로 선언됨', en: 'declared as sensitive' },
          },
        ]
      : [];
  });
}

/** The TCP ports that an interface's groups name, and of some others those that they admit. */
function admittedPorts(item: Interface, others: readonly number[]): number[] {
  const ranges = item.groups
    .rules('ingress')
    .filter((r) => r.protocol === -1 || r.protocol === 6)
    .flatMap((r) => r.ports.flatMap((from, i) => (i % 2 === 0 ? [[from, r.ports[i + 1]!] as const] : [])));
  const named = ranges.filter(([from, to]) => to - from <= narrow).map(([from]) => from);
  const admitted = others.filter((port) => ranges.some(([from, to]) => from <= port && port <= to));
  return [...new Set([...named, ...admitted])].sort((a, b) => a - b);
}

function serviceOf(item: Interface): { ports: number[]; says: Text } | undefined {
  for (const group of item.groups.groups) {
    for (const permission of group.raw.IpPermissions ?? []) {
      const { IpProtocol: protocol, FromPort: from = 0, ToPort: to = 65535 } = permission;
      if (protocol === '-1' || to - from > narrow) continue;
      const service = dataServices.find((s) => opensService(permission, s));
      if (service === undefined) continue;
      const port = service.tcp.find((p) => from <= p && p <= to) ?? service.tcp[0]!;
      const what = `${service.name} ${port}`;
      return {
        ports: [port],
        says: {
          ko: `보안 그룹 ${group.name ?? group.id}에 ${what} 규칙이 있음`,
          en: `security group ${group.name ?? group.id} has a rule for ${what}`,
        },
      };
    }
  }
  return undefined;
}

import { opensService } from '../../diagnose/overview/checks/security-groups-open.ts';
import { highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import type { Text } from '../../messages/text.ts';
import type { Interface } from '../../network/model.ts';
import { resolvePlace } from '../../network/places.ts';
import type { Audited } from '../check.ts';

/** An interface of something that holds data, and how that is known. */
export interface DataHost {
  interface: Interface;
  /** The port that it is asked on; undefined: only declared as sensitive. */
  port?: number;
  says: Text;
}

/** AWS's managed databases, by what AWS writes into their interfaces' descriptions. */
const managed: [RegExp, string, number | undefined][] = [
  [/^RDSNetworkInterface$/, 'RDS', 3306],
  [/^ElastiCache /, 'ElastiCache', 6379],
  [/^ES /, 'OpenSearch', 443],
  [/^RedshiftNetworkInterface$/, 'Redshift', 5439],
  [/^Amazon MSK/, 'MSK', 9092],
];

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
      const [, name, port] = known;
      const says = { ko: `${name}의 인터페이스`, en: `interface of ${name}` };
      return [{ interface: item, ...(port === undefined ? {} : { port }), says }];
    }
    if (item.kind !== 'instance' && item.kind !== 'other') return [];
    if (!byGroups.has(item.groups.key)) byGroups.set(item.groups.key, serviceOf(item));
    const service = byGroups.get(item.groups.key);
    if (service !== undefined) return [{ interface: item, ...service }];
    return declared.has(item.id)
      ? [{ interface: item, says: { ko: '민감 구간으로 선언됨', en: 'declared as sensitive' } }]
      : [];
  });
}

function serviceOf(item: Interface): { port: number; says: Text } | undefined {
  for (const group of item.groups.groups) {
    for (const permission of group.raw.IpPermissions ?? []) {
      const { IpProtocol: protocol, FromPort: from = 0, ToPort: to = 65535 } = permission;
      // A wide range is no sign of a database.
      if (protocol === '-1' || to - from > 100) continue;
      const service = dataServices.find((s) => opensService(permission, s));
      if (service === undefined) continue;
      const port = service.tcp.find((p) => from <= p && p <= to) ?? service.tcp[0]!;
      const what = `${service.name} ${port}`;
      return {
        port,
        says: {
          ko: `보안 그룹 ${group.name ?? group.id}에 ${what} 규칙이 있음`,
          en: `security group ${group.name ?? group.id} has a rule for ${what}`,
        },
      };
    }
  }
  return undefined;
}

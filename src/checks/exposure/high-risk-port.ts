import { type HighRiskService, highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import type { Call } from '../../findings/finding.ts';
import { formatAddress } from '../../network/cidr.ts';
import type { Exposed } from '../../network/exposure.ts';
import type { Interface } from '../../network/model.ts';
import { protocolOf } from '../../network/security-groups.ts';
import { areBalancersAnswered } from '../answered.ts';
import { type Examined, ec2, type Place, type SecurityCheck } from '../check.ts';
import { permissionOf, type Rule, rulesOf } from '../security-groups/rules.ts';
import { isWide, openingText, opensPort } from './openings.ts';
import { publicInterfacesOf } from './public-interfaces.ts';
import { modelReads, reachabilityReads } from './reads.ts';

/** High-risk ports that the internet does reach, by the engine. */
export const highRiskPort: SecurityCheck = {
  code: 'EXPOSED_HIGH_RISK_PORT',
  area: 'exposure',
  severity: 'critical',
  title: {
    ko: '인터넷이 위험 포트에 실제로 닿지 않습니다',
    en: 'The internet reaches no high-risk port',
  },
  why: {
    ko: '규칙만 열린 것이 아니라 경로, NACL, 보안 그룹을 모두 지나 실제로 연결됩니다.',
    en: 'Not only does a rule say so: routes, network ACLs and groups let a connection through.',
  },
  remedy: {
    says: {
      ko: '실제로 쓰는 출발지만 허용하는 규칙을 먼저 추가한 뒤 전체 개방 규칙을 지우거나, 퍼블릭 주소를 뗍니다.',
      en: 'Allow the sources in use first, then revoke what is open to all; or take the public address away.',
    },
    cli: ({ id, region }) => `netops path internet ${id} --region ${region}`,
    cloudFormation: `SecurityGroupIngress:
  - CidrIp: TRUSTED_CIDR`,
    terraform: 'cidr_blocks = ["TRUSTED_CIDR"]',
  },
  minutes: 30,
  frameworks: { cis: ['6.3', '6.4'], fsbp: ['EC2.19', 'EC2.9'], ismsp: ['2.6.1', '2.6.6'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html'],
  where: 'region',
  reads: [
    ...reachabilityReads,
    'elbv2.LoadBalancers',
    'elbv2.Listeners',
    'elbv2.TargetGroups',
    'elbv2.TargetHealthDescriptions',
  ],
  optionalReads: modelReads,

  examine: (place) => {
    const reached = new Map<string, Exposed[]>();
    const behind = new Set<Interface>();
    for (const e of place.audited.exposed()) {
      // An application balancer speaks HTTP to its targets; a network balancer passes on whatever comes.
      if (e.through !== undefined && e.through.balancer.type !== 'network') continue;
      reached.set(e.interface.id, [...(reached.get(e.interface.id) ?? []), e]);
      const { account, vpc } = e.interface;
      if (e.through !== undefined && account === place.account && vpc.region === place.region) behind.add(e.interface);
    }
    const asked = [...new Set([...publicInterfacesOf(place), ...behind])];
    return [...asked.map((item) => examined(item, reached.get(item.id) ?? [])), ...unansweredOf(place)];
  },
};

function examined(item: Interface, reached: readonly Exposed[]): Examined {
  const name = item.instance?.name ?? item.name ?? item.id;
  const ways = reached.flatMap(({ address, openings, through }) =>
    openings.map((opening) => ({ address, opening, through })),
  );
  const services = highRiskServices.flatMap((service) => {
    const open = ways.filter(
      ({ opening }) =>
        isWide(opening) &&
        (service.tcp.some((p) => opensPort(opening, 'tcp', p)) ||
          (service.udp ?? []).some((p) => opensPort(opening, 'udp', p))),
    );
    return open.length === 0 ? [] : [{ service, open }];
  });
  if (services.length === 0) return { id: item.id, name };
  const names = services.map((s) => s.service.name).join(', ');
  const [first] = services[0]!.open;
  return {
    id: item.id,
    name,
    wrong: [
      {
        reach: 'internet' as const,
        affected: item.instance === undefined ? [] : [item.instance.id],
        calls: closing(
          item,
          services.map((s) => s.service),
        ),
        title: {
          ko: `인터넷에서 ${name}(${formatAddress(first!.address)})의 ${names} 포트에 실제로 접속됩니다`,
          en: `the internet does reach ${names} of ${name} (${formatAddress(first!.address)})`,
        },
        evidence: [...new Set(services.flatMap((s) => s.open))].slice(0, 5).map(({ address, opening, through }) => ({
          says: openingText(formatAddress(address), opening, through),
          from: 'ec2:DescribeNetworkInterfaces',
          id: item.id,
        })),
      },
    ],
  };
}

/** Revokes what lets anybody in to some services, in every group of an interface. */
const closing = (item: Interface, services: readonly HighRiskService[]): Call[] =>
  item.groups.groups.flatMap(({ id, raw }) => {
    const open = rulesOf(raw, 'ingress').filter((r) => isForAnybody(r) && services.some((s) => isFor(r, s)));
    return open.length === 0
      ? []
      : [ec2('RevokeSecurityGroupIngress', { GroupId: id, IpPermissions: open.map(permissionOf) })];
  });

const isForAnybody = ({ kind, peer }: Rule): boolean => kind.startsWith('ip') && isWide({ sources: [peer] });

function isFor({ protocol, from, to }: Rule, { tcp, udp = [] }: HighRiskService): boolean {
  if (protocol === '-1') return true;
  const number = protocolOf(protocol);
  const ports = number === 6 ? tcp : number === 17 ? udp : [];
  return ports.some((port) => from === -1 || (from <= port && port <= to));
}

/** Public network balancers of which it was not answered where they lead. */
function unansweredOf({ scope }: Place): Examined[] {
  const known = areBalancersAnswered(scope);
  return (scope.elbv2?.LoadBalancers ?? [])
    .filter((b) => b.Type === 'network' && b.Scheme === 'internet-facing' && !known)
    .map((b) => ({ id: b.LoadBalancerArn ?? '', name: b.LoadBalancerName ?? '', unread: true }));
}

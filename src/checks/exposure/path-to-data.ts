import { josa } from '../../messages/josa.ts';
import { passes } from '../../network/can-reach.ts';
import { areBalancersAnswered, isTransitAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { dataHostsOf } from './data-hosts.ts';
import { modelReads, reachabilityReads, transitReads } from './reads.ts';
import { steppingStonesOf } from './stepping-stones.ts';

/** Data tiers that a host which the internet reaches can connect to. */
export const pathToData: SecurityCheck = {
  code: 'PATH_TO_DATA',
  area: 'exposure',
  severity: 'medium',
  title: {
    ko: '인터넷에 노출된 호스트에서 데이터 계층에 바로 닿지 않습니다',
    en: 'No host that the internet reaches can connect to a data tier',
  },
  why: {
    ko: '노출된 호스트가 뚫리면 한 번만 더 건너 데이터에 닿습니다.',
    en: 'Who gets into the exposed host is one step from the data.',
  },
  remedy: {
    says: {
      ko: '데이터 계층의 규칙을 애플리케이션 그룹만 허용하도록 좁히고, 노출된 호스트와 계층을 나눕니다.',
      en: 'Let the data tier admit only the application’s group, and put a tier between it and what is exposed.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-network-interfaces --network-interface-ids ${id} --query "NetworkInterfaces[].Groups" --region ${region}`,
    cloudFormation: `SecurityGroupIngress:
  - SourceSecurityGroupId: APPLICATION_GROUP`,
    terraform: 'security_groups = ["APPLICATION_GROUP"]',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.6.1', '2.6.4'] },
  references: ['https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/welcome.html'],
  where: 'region',
  reads: [
    ...reachabilityReads,
    ...transitReads,
    'ec2.Reservations',
    'elbv2.LoadBalancers',
    'elbv2.Listeners',
    'elbv2.TargetGroups',
    'elbv2.TargetHealthDescriptions',
  ],
  optionalReads: modelReads,

  examine: (place) => {
    const { network } = place.audited;
    const stones = steppingStonesOf(place.audited);
    const known = isTransitAnswered(place.scope) && areBalancersAnswered(place.scope);
    return dataHostsOf(place.audited)
      .filter((h) => h.interface.account === place.account && h.interface.vpc.region === place.region)
      .map((host) => {
        const { id } = host.interface;
        const name = host.interface.instance?.name ?? host.interface.name ?? id;
        const ways = stones.flatMap((stone) => {
          if (stone.interface.id === id) return [];
          const reaches = (port: number): boolean =>
            passes(network, { from: stone.interface.id, to: id, protocol: 'tcp', port }) === 'all';
          const port = host.ports.find(reaches);
          return port === undefined ? [] : [{ ...stone, port }];
        });
        if (ways.length === 0) return known ? { id, name } : { id, name, unread: true as const };
        const direct = ways.some((w) => !w.behindBalancer);
        const through = [...new Set(ways.map((w) => w.name))].sort();
        const ports = [...new Set(ways.map((w) => w.port))].sort((a, b) => a - b).join(', ');
        return {
          id,
          name,
          wrong: [
            {
              severity: direct ? ('high' as const) : ('medium' as const),
              reach: direct ? ('internet' as const) : ('inside' as const),
              affected: ways.map((w) => w.interface.id).sort(),
              title: {
                ko: `인터넷 → ${through.slice(0, 3).join(', ')} → ${name}:${ports} 경로가 열려 있습니다`,
                en: `internet → ${through.slice(0, 3).join(', ')} → ${name}:${ports} is open`,
              },
              evidence: [
                { says: host.says, from: 'ec2:DescribeSecurityGroups', id },
                ...ways.slice(0, 4).map((w) => ({
                  says: {
                    ko: `${josa(w.name, '은/는')} ${w.behindBalancer ? '로드 밸런서를 거쳐 ' : ''}인터넷에서 접속되고, tcp ${w.port}로 ${name}에 닿음`,
                    en: `${w.name} is reached from the internet${w.behindBalancer ? ' through a balancer' : ''} and reaches ${name} on tcp ${w.port}`,
                  },
                  from: 'ec2:DescribeNetworkInterfaces',
                  id: w.interface.id,
                })),
              ],
            },
          ],
        };
      });
  },
};

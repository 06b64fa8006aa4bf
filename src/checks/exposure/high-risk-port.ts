import { highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import { formatAddress } from '../../network/cidr.ts';
import type { Exposed } from '../../network/exposure.ts';
import type { SecurityCheck } from '../check.ts';
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
      ko: '보안 그룹에서 출발지를 좁히거나 퍼블릭 주소를 뗍니다.',
      en: 'Narrow the sources in the security group, or take the public address away.',
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
  reads: [...reachabilityReads],
  optionalReads: modelReads,

  examine: (place) => {
    const directly = new Map<string, Exposed[]>();
    for (const e of place.audited.exposed())
      if (e.through === undefined) directly.set(e.interface.id, [...(directly.get(e.interface.id) ?? []), e]);
    return publicInterfacesOf(place).map((item) => {
      const name = item.instance?.name ?? item.name ?? item.id;
      const direct = (directly.get(item.id) ?? []).flatMap((e) =>
        e.openings.map((o) => ({ address: e.address, opening: o })),
      );
      const services = highRiskServices.flatMap((service) => {
        const open = direct.filter(
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
            title: {
              ko: `인터넷에서 ${name}(${formatAddress(first!.address)})의 ${names} 포트에 실제로 접속됩니다`,
              en: `the internet does reach ${names} of ${name} (${formatAddress(first!.address)})`,
            },
            evidence: [...new Set(services.flatMap((s) => s.open))].slice(0, 5).map(({ address, opening }) => ({
              says: openingText(formatAddress(address), opening),
              from: 'ec2:DescribeNetworkInterfaces',
              id: item.id,
            })),
          },
        ],
      };
    });
  },
};

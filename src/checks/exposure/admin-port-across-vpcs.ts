import { isTransitAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { vpcsInUse } from '../subjects.ts';
import { adminWaysInto } from './admin-ways.ts';
import { modelReads, reachabilityReads, transitReads } from './reads.ts';

/** Ways in for operators that other VPCs reach. */
export const adminPortAcrossVpcs: SecurityCheck = {
  code: 'ADMIN_PORT_ACROSS_VPCS',
  area: 'exposure',
  severity: 'medium',
  title: {
    ko: '다른 VPC에서 관리 포트(22, 3389)에 닿지 않습니다',
    en: 'No other VPC reaches SSH or RDP',
  },
  why: {
    ko: '한 VPC가 뚫리면 관리 포트로 옆 VPC까지 옮겨 갑니다.',
    en: 'Who is in one VPC goes on to the next by its admin ports.',
  },
  remedy: {
    says: {
      ko: '관리망(배스천, 관리 VPC)만 허용하거나 SSM Session Manager로 바꾸고 포트를 닫습니다.',
      en: 'Admit the management network alone, or use SSM Session Manager and close the port.',
    },
    cli: ({ id, region }) => `netops exposure --to ${id} --region ${region}`,
    cloudFormation: `SecurityGroupIngress:
  - FromPort: 22
    ToPort: 22
    CidrIp: MANAGEMENT_CIDR`,
    terraform: 'cidr_blocks = ["MANAGEMENT_CIDR"]',
  },
  minutes: 60,
  frameworks: { ismsp: ['2.6.1', '2.6.6'] },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html'],
  where: 'region',
  reads: [...reachabilityReads, ...transitReads, 'ec2.Reservations'],
  optionalReads: modelReads,

  examine: (place) => {
    const { ways, unasked } = adminWaysInto(place.audited);
    const known = isTransitAnswered(place.scope);
    return vpcsInUse(place).map(({ id, name = id }) => {
      const into = ways.get(id) ?? [];
      if (into.length === 0) return { id, name, ...(unasked.has(id) || !known ? { unread: true as const } : {}) };
      const from = [...new Set(into.map((w) => w.from))].sort();
      const ports = [...new Set(into.map((w) => w.port))].sort((a, b) => a - b);
      return {
        id,
        name,
        wrong: [
          {
            affected: [...new Set(into.map((w) => w.to))].sort(),
            title: {
              ko: `${from.join(', ')}에서 ${name}의 관리 포트 ${ports.join(', ')}에 접속됩니다`,
              en: `${from.join(', ')} reach${from.length === 1 ? 'es' : ''} admin port${ports.length === 1 ? '' : 's'} ${ports.join(', ')} in ${name}`,
            },
            evidence: into.slice(0, 6).map((w) => ({
              says: { ko: `${w.source} → ${w.target} tcp ${w.port}`, en: `${w.source} → ${w.target} tcp ${w.port}` },
              from: 'ec2:DescribeSecurityGroups',
              id: w.to,
            })),
          },
        ],
      };
    });
  },
};

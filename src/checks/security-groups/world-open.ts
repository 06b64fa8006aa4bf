import { highRiskServices } from '../../diagnose/overview/high-risk-ports.ts';
import type { Text } from '../../messages/text.ts';
import type { Frameworks, SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { worldOpenByReach } from './by-reach.ts';

/**
 * The check that no group opens a service to any address. How bad a finding is depends on what routes let through to the
 * group's interfaces, not on the rule alone.
 */
export function worldOpen(code: string, { why, frameworks }: { why: Text; frameworks: Frameworks }): SecurityCheck {
  const service = highRiskServices.find((s) => s.code === code);
  if (service === undefined) throw new Error(`no service has the code ${code}`);
  const { name, tcp, admin } = service;
  const port = tcp[0]!;
  return {
    code,
    area: 'security-groups',
    severity: 'critical',
    title: {
      ko: `${name} 포트를 전 세계에 여는 보안 그룹이 없습니다`,
      en: `No security group opens ${name} to the world`,
    },
    why,
    remedy: {
      says: admin
        ? {
            ko: '관리망 대역만 허용하는 규칙을 먼저 추가한 뒤 이 규칙을 지웁니다. SSM Session Manager를 쓰면 열 필요가 없습니다.',
            en: 'Allow the management network first, then revoke this rule. With SSM Session Manager the port need not be open at all.',
          }
        : {
            ko: '실제로 쓰는 출발지만 허용하는 규칙을 먼저 추가한 뒤 이 규칙을 지웁니다.',
            en: 'Allow the sources in use first, then revoke this rule.',
          },
      cli: ({ id, region }) =>
        `aws ec2 revoke-security-group-ingress --group-id ${id} --protocol tcp --port ${port} --cidr 0.0.0.0/0 --region ${region}`,
      cloudFormation: `SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: ${port}\n    ToPort: ${port}\n    CidrIp: TRUSTED_CIDR`,
      terraform: `ingress {\n  protocol    = "tcp"\n  from_port   = ${port}\n  to_port     = ${port}\n  cidr_blocks = ["TRUSTED_CIDR"]\n}`,
    },
    minutes: 30,
    frameworks,
    references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19'],
    where: 'region',
    reads: ['ec2.SecurityGroups'],
    optionalReads: modelReads,
    examine: worldOpenByReach(code),
  };
}

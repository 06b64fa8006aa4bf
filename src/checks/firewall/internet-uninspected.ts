import { josa } from '../../messages/josa.ts';
import { plural } from '../../messages/plural.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { modelReads, reachabilityReads } from '../exposure/reads.ts';
import { vpcsInUse } from '../subjects.ts';

/** VPCs that face the internet with no firewall on the way in. */
export const internetUninspected: SecurityCheck = {
  code: 'VPC_INTERNET_UNINSPECTED',
  area: 'firewall',
  severity: 'low',
  title: {
    ko: '인터넷을 향한 VPC에 방화벽이 있습니다',
    en: 'VPCs that face the internet have a firewall',
  },
  why: {
    ko: '보안 그룹 말고는 들어오는 트래픽을 보는 것이 없습니다. 알려진 공격을 탐지하거나 막지 못합니다.',
    en: 'Security groups aside, nothing looks at what comes in: known attacks are neither seen nor stopped.',
  },
  remedy: {
    says: {
      ko: 'Network Firewall이나 Gateway Load Balancer 엔드포인트를 인터넷 게이트웨이와 서브넷 사이에 둡니다. CloudFront·WAF로 충분한지도 검토합니다.',
      en: 'Put a Network Firewall or Gateway Load Balancer endpoint between internet gateway and subnets, or make sure that CloudFront and WAF are enough.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall create-firewall --firewall-name NAME --firewall-policy-arn POLICY_ARN --vpc-id ${id} --subnet-mappings SubnetId=SUBNET_ID --region ${region}`,
    cloudFormation: `Type: AWS::NetworkFirewall::Firewall
Properties:
  VpcId: VPC_ID
  FirewallPolicyArn: POLICY_ARN`,
    terraform: `resource "aws_networkfirewall_firewall" "this" {
  vpc_id              = "VPC_ID"
  firewall_policy_arn = "POLICY_ARN"
}`,
  },
  minutes: 480,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html'],
  where: 'region',
  reads: [...reachabilityReads, 'ec2.PrefixListEntries', 'networkfirewall.Firewalls'],
  optionalReads: modelReads,

  examine: (place) => {
    const { network } = place.audited;
    return vpcsInUse(place).flatMap(({ id, name = id }) => {
      // By the way in alone: a target behind a balancer has the balancer's.
      const reached = place.audited.exposed().filter((e) => e.interface.vpc.id === id && e.through === undefined);
      if (reached.length === 0) return [];
      const guarded = [...network.endpoints.values()].some(
        (e) => e.vpc?.id === id && (e.firewall !== undefined || e.type === 'gateway-load-balancer'),
      );
      if (guarded) return [{ id, name }];
      const interfaces = [...new Set(reached.map((e) => e.interface.id))].sort();
      const names = [...new Set(reached.map((e) => e.interface.instance?.name ?? e.interface.name ?? e.interface.id))];
      return [
        {
          id,
          name,
          wrong: [
            {
              reach: 'internet' as const,
              affected: interfaces,
              title: {
                ko: `${josa(name, '은/는')} 인터넷을 향해 있지만 방화벽이 없습니다`,
                en: `${name} faces the internet without a firewall`,
              },
              evidence: [
                {
                  says: {
                    ko: `인터넷에서 닿는 인터페이스 ${interfaces.length}개: ${names.slice(0, 4).join(', ')}`,
                    en: `${plural(interfaces.length, 'interface')} reached from the internet: ${names.slice(0, 4).join(', ')}`,
                  },
                  from: 'ec2:DescribeNetworkInterfaces',
                  id,
                },
                setting('ec2:DescribeVpcEndpoints', id, 'firewall endpoints', 0),
              ],
            },
          ],
        },
      ];
    });
  },
};

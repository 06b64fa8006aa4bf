import { type SecurityCheck, setting } from '../check.ts';

/** Firewalls with endpoints in one zone alone. */
export const singleZone: SecurityCheck = {
  code: 'NFW_SINGLE_ZONE',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '방화벽이 여러 가용 영역에 있습니다',
    en: 'Firewalls have endpoints in more than one zone',
  },
  why: {
    ko: '그 영역에 장애가 나면 다른 영역의 트래픽까지 끊깁니다.',
    en: 'When that zone fails, the others lose their traffic too.',
  },
  remedy: {
    says: {
      ko: '쓰는 영역마다 방화벽 서브넷을 추가하고, 라우팅을 같은 영역의 엔드포인트로 바꿉니다.',
      en: 'Add a firewall subnet in each zone in use and route to the endpoint of the same zone.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall associate-subnets --firewall-arn ${id} --subnet-mappings SubnetId=SUBNET_ID --region ${region}`,
    cloudFormation: `SubnetMappings:
  - SubnetId: SUBNET_A
  - SubnetId: SUBNET_B`,
    terraform: 'subnet_mapping { subnet_id = "SUBNET_B" }',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.9.2'] },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-1',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'ec2.Subnets'],

  examine: ({ scope }) => {
    const zones = new Map((scope.ec2?.Subnets ?? []).map((s) => [s.SubnetId, s.AvailabilityZone]));
    return (scope.networkfirewall?.Firewalls ?? []).map(({ Firewall: firewall }) => {
      const id = firewall.FirewallArn ?? '';
      const name = firewall.FirewallName ?? id;
      const own = (firewall.SubnetMappings ?? []).map((m) => m.SubnetId ?? '');
      // One attached to a transit gateway has zones (by their ids) instead of subnets.
      const mapped = (firewall.AvailabilityZoneMappings ?? []).flatMap((m) => m.AvailabilityZone ?? []);
      const inZones = new Set([...mapped, ...own.flatMap((s) => zones.get(s) ?? [])]);
      if (inZones.size === 0 || own.some((s) => !zones.has(s))) return { id, name, unread: true as const };
      if (inZones.size > 1) return { id, name };
      const [zone = ''] = inZones;
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `방화벽 ${name}의 엔드포인트가 ${zone} 한 곳에만 있습니다`,
              en: `firewall ${name} has endpoints in ${zone} alone`,
            },
            affected: own,
            evidence: [
              ...own.map((s) => setting('networkfirewall:DescribeFirewall', id, 'SubnetMappings', `${s} (${zone})`)),
              ...mapped.map((z) => setting('networkfirewall:DescribeFirewall', id, 'AvailabilityZoneMappings', z)),
            ],
          },
        ],
      };
    });
  },
};

import { type SecurityCheck, setting } from '../check.ts';
/** Firewalls that anybody can delete or move by mistake. */
export const deletionProtectionOff: SecurityCheck = {
  code: 'NFW_DELETION_PROTECTION_OFF',
  area: 'firewall',
  severity: 'low',
  title: {
    ko: '방화벽의 삭제 방지가 켜져 있습니다',
    en: 'Firewalls are protected from deletion',
  },
  why: {
    ko: '실수 한 번으로 방화벽이나 서브넷 연결이 사라지고, 그 경로의 통신이 모두 끊깁니다.',
    en: 'One mistake removes the firewall or a subnet of it, and all traffic that is routed to it drops.',
  },
  remedy: {
    says: {
      ko: '삭제 방지와 서브넷 변경 방지를 켭니다.',
      en: 'Switch deletion and subnet change protection on.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall update-firewall-delete-protection --firewall-arn ${id} --delete-protection --region ${region}`,
    cloudFormation: `DeleteProtection: true
SubnetChangeProtection: true`,
    terraform: `delete_protection        = true
subnet_change_protection = true`,
  },
  minutes: 5,
  frameworks: { fsbp: ['NetworkFirewall.9', 'NetworkFirewall.10'], ismsp: ['2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-9',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls'],

  examine: ({ scope }) =>
    (scope.networkfirewall?.Firewalls ?? []).map(({ Firewall: firewall }) => {
      const id = firewall.FirewallArn ?? '';
      const name = firewall.FirewallName ?? id;
      const off = (['DeleteProtection', 'SubnetChangeProtection'] as const).filter((key) => firewall[key] !== true);
      if (off.length === 0) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            reach: 'nobody' as const,
            title: {
              ko: `방화벽 ${name}의 ${off.includes('DeleteProtection') ? '삭제' : '서브넷 변경'} 방지가 꺼져 있습니다`,
              en: `firewall ${name} has no ${off.includes('DeleteProtection') ? 'deletion' : 'subnet change'} protection`,
            },
            evidence: off.map((key) => setting('networkfirewall:DescribeFirewall', id, key, false)),
          },
        ],
      };
    }),
};

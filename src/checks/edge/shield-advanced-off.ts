import { type SecurityCheck, setting } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';

/** Accounts that face the internet without Shield Advanced. */
export const shieldAdvancedOff: SecurityCheck = {
  code: 'SHIELD_ADVANCED_OFF',
  area: 'edge',
  severity: 'info',
  title: {
    ko: '인터넷에 노출된 자원을 Shield Advanced로 보호합니다',
    en: 'What faces the internet has Shield Advanced',
  },
  why: {
    ko: 'Shield Standard는 3·4계층의 흔한 공격만 막습니다. 큰 공격에서 대응팀 지원과 요금 보호를 받지 못합니다.',
    en: 'Shield Standard stops common layer 3 and 4 attacks; in a large one there is no response team and no cost protection.',
  },
  remedy: {
    says: {
      ko: '월 3,000달러에 1년 약정이므로, 중단 비용이 그보다 큰 서비스라면 가입합니다. 아니면 예외로 기록합니다.',
      en: 'It is USD 3,000 a month with a year’s commitment: subscribe where an outage costs more, else record an exception.',
    },
    cli: () => 'aws shield create-subscription',
    cloudFormation: `Type: AWS::Shield::Protection
Properties:
  ResourceArn: RESOURCE_ARN`,
    terraform: `resource "aws_shield_protection" "alb" {
  name         = "NAME"
  resource_arn = "RESOURCE_ARN"
}`,
  },
  minutes: 60,
  frameworks: { ismsp: ['2.10.1'] },
  references: ['https://aws.amazon.com/shield/pricing/'],
  where: 'global',
  reads: ['shield.SubscriptionState', 'cloudfront.Distributions'],
  optionalReads: modelReads,

  examine: ({ scope, account, audited }) => {
    const faces = audited.exposed().filter((e) => e.interface.account === account);
    const sites = (scope.cloudfront?.Distributions ?? []).filter((d) => d.Enabled !== false);
    if (faces.length + sites.length === 0) return [];
    const state = scope.shield?.SubscriptionState ?? '';
    if (state === 'ACTIVE') return [{ id: account }];
    return [
      {
        id: account,
        wrong: [
          {
            title: {
              ko: `인터넷에 노출된 자원이 있지만 Shield Advanced에 가입하지 않았습니다`,
              en: `resources face the internet without Shield Advanced`,
            },
            evidence: [
              setting('shield:GetSubscriptionState', account, 'SubscriptionState', state),
              setting('cloudfront:ListDistributions', account, 'distributions', sites.length),
              setting('ec2:DescribeNetworkInterfaces', account, 'ways in from the internet', faces.length),
            ],
          },
        ],
      },
    ];
  },
};

import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { distributionsOf } from '../subjects.ts';

/** Distributions without protection although Shield Advanced is paid for. */
export const shieldUnprotected: SecurityCheck = {
  code: 'SHIELD_UNPROTECTED',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'Shield Advanced 가입 계정의 배포가 모두 보호됩니다',
    en: 'With Shield Advanced every distribution is protected',
  },
  why: {
    ko: '구독료를 내고도 이 자원은 보호 대상이 아닙니다.',
    en: 'The subscription is paid, and this is not protected by it.',
  },
  remedy: {
    says: {
      ko: '보호 대상에 추가합니다. 추가 비용은 없습니다.',
      en: 'Add a protection; it costs nothing more.',
    },
    cli: ({ id, account }) =>
      `aws shield create-protection --name ${id} --resource-arn arn:aws:cloudfront::${account}:distribution/${id}`,
    cloudFormation: `Type: AWS::Shield::Protection
Properties:
  ResourceArn: DISTRIBUTION_ARN`,
    terraform: `resource "aws_shield_protection" "site" {
  name         = "NAME"
  resource_arn = "DISTRIBUTION_ARN"
}`,
  },
  minutes: 10,
  frameworks: { ismsp: ['2.10.1'] },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/configure-new-protection.html'],
  where: 'global',
  reads: ['shield.SubscriptionState', 'shield.Protections', 'cloudfront.Distributions'],

  examine: (place) => {
    if (place.scope.shield?.SubscriptionState !== 'ACTIVE') return [];
    const covered = (place.scope.shield.Protections ?? []).flatMap((p) => p.ResourceArn ?? []);
    return distributionsOf(place).map(({ id, name = id }) => {
      if (covered.some((arn) => arn.endsWith(`distribution/${id}`))) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `CloudFront 배포 ${josa(name, '이/가')} Shield Advanced 보호 대상이 아닙니다`,
              en: `distribution ${name} is not among Shield Advanced’s protections`,
            },
            evidence: [setting('shield:ListProtections', id, 'protections', covered.length)],
          },
        ],
      };
    });
  },
};

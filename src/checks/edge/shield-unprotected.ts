import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { josa } from '../../messages/josa.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { type Place, type SecurityCheck, setting } from '../check.ts';
import { distributionsOf } from '../subjects.ts';

/** The internet-facing application balancers of an account's regions. */
const publicBalancersOf = ({ audited, account }: Place): Saved<LoadBalancer>[] =>
  audited.snapshot.scopes
    .filter((s) => s.account === account)
    .flatMap((s) => s.elbv2?.LoadBalancers ?? [])
    .filter((b) => b.Type === 'application' && b.Scheme === 'internet-facing');

/** Distributions and public balancers without protection although Shield Advanced is paid for. */
export const shieldUnprotected: SecurityCheck = {
  code: 'SHIELD_UNPROTECTED',
  area: 'edge',
  severity: 'medium',
  title: {
    ko: 'Shield Advanced 가입 계정의 배포와 인터넷용 ALB가 모두 보호됩니다',
    en: 'With Shield Advanced every distribution and public balancer is protected',
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
    cli: ({ id, account }) => {
      const arn = id.startsWith('arn:') ? id : `arn:aws:cloudfront::${account}:distribution/${id}`;
      return `aws shield create-protection --name ${arn.split('/').at(-1)} --resource-arn ${arn}`;
    },
    cloudFormation: `Type: AWS::Shield::Protection
Properties:
  ResourceArn: RESOURCE_ARN`,
    terraform: `resource "aws_shield_protection" "site" {
  name         = "NAME"
  resource_arn = "RESOURCE_ARN"
}`,
  },
  minutes: 10,
  frameworks: { ismsp: ['2.10.1'] },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/configure-new-protection.html'],
  where: 'global',
  reads: ['shield.SubscriptionState', 'shield.Protections', 'cloudfront.Distributions'],
  optionalReads: ['elbv2.LoadBalancers'],

  examine: (place) => {
    if (place.scope.shield?.SubscriptionState !== 'ACTIVE') return [];
    const covered = (place.scope.shield.Protections ?? []).flatMap((p) => p.ResourceArn ?? []);
    const balancers = publicBalancersOf(place).map((b) => ({
      id: b.LoadBalancerArn ?? '',
      name: b.LoadBalancerName ?? '',
      kind: { ko: '인터넷용 ALB', en: 'public balancer' },
    }));
    const distributions = distributionsOf(place).map((d) => ({
      ...d,
      kind: { ko: 'CloudFront 배포', en: 'distribution' },
    }));
    return [...distributions, ...balancers].map(({ id, name = id, kind }) => {
      if (covered.some((arn) => arn === id || arn.endsWith(`distribution/${id}`))) return { id, name };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `${kind.ko} ${josa(name, '이/가')} Shield Advanced 보호 대상이 아닙니다`,
              en: `${kind.en} ${name} is not among Shield Advanced’s protections`,
            },
            evidence: [setting('shield:ListProtections', id, 'protections', covered.length)],
          },
        ],
      };
    });
  },
};

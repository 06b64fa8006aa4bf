import { type SecurityCheck, setting } from '../check.ts';

/** Registered domains that can be transferred away. */
export const domainTransferUnlocked: SecurityCheck = {
  code: 'DOMAIN_TRANSFER_UNLOCKED',
  area: 'dns',
  severity: 'medium',
  title: {
    ko: '등록한 도메인의 이전 잠금이 켜져 있습니다',
    en: 'Registered domains are locked against transfer',
  },
  why: {
    ko: '인증 코드가 새면 도메인이 다른 등록 기관으로 넘어갑니다.',
    en: 'With a leaked code the domain moves to another registrar.',
  },
  remedy: {
    says: {
      ko: '이전 잠금을 켭니다. .kr처럼 지원하지 않는 도메인은 예외로 기록합니다.',
      en: 'Switch the transfer lock on; record an exception for TLDs that have none.',
    },
    cli: ({ id }) => `aws route53domains enable-domain-transfer-lock --domain-name ${id} --region us-east-1`,
    terraform: `resource "aws_route53domains_registered_domain" "this" {
  transfer_lock = true
}`,
  },
  minutes: 5,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html'],
  where: 'global',
  reads: ['route53domains.Domains'],

  examine: ({ scope }) =>
    (scope.route53domains?.Domains ?? []).map((domain) => {
      const id = domain.DomainName ?? '';
      if (domain.TransferLock === true) return { id };
      return {
        id,
        wrong: [
          {
            title: {
              ko: `도메인 ${id}의 이전 잠금이 꺼져 있습니다`,
              en: `domain ${id} is not locked against transfer`,
            },
            evidence: [setting('route53domains:ListDomains', id, 'TransferLock', false)],
          },
        ],
      };
    }),
};

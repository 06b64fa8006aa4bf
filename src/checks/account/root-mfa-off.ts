import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { rootOf } from '../subjects.ts';

/** A root user without MFA. */
export const rootMfaOff: SecurityCheck = {
  code: 'ACCOUNT_ROOT_MFA_OFF',
  area: 'account',
  severity: 'critical',
  title: {
    ko: '루트 사용자에 MFA가 설정되어 있습니다',
    en: 'The root user has MFA',
  },
  why: {
    ko: '암호 하나만 새면 계정 전체를 빼앗깁니다.',
    en: 'One leaked password is the whole account.',
  },
  remedy: {
    says: {
      ko: '루트로 로그인해 MFA를 등록합니다. 조직이라면 루트 자격 증명을 중앙에서 없앱니다.',
      en: 'Sign in as root and register MFA; in an organization remove root credentials centrally.',
    },
    cli: () => 'aws iam get-account-summary --query SummaryMap.AccountMFAEnabled',
    cloudFormation: '# Not possible: the root user signs in to the console',
    terraform: '# Not possible: the root user signs in to the console',
  },
  minutes: 15,
  frameworks: { cis: ['2.5'], fsbp: ['IAM.9'], ismsp: ['2.5.3', '2.5.5'] },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html'],
  where: 'global',
  reads: ['iam.SummaryMap'],

  examine: fromOverview('ACCOUNT_ROOT_MFA_OFF', rootOf),
};

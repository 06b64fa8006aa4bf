import { rootMfa } from '../../messages/findings/account.ts';
import { type SecurityCheck, setting } from '../check.ts';
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
  },
  minutes: 15,
  frameworks: { cis: ['2.5'], ismsp: ['2.5.3', '2.5.5'] },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html'],
  where: 'global',
  reads: ['iam.SummaryMap'],

  examine: (place) => {
    const {
      AccountMFAEnabled: mfa,
      AccountPasswordPresent: password,
      AccountAccessKeysPresent: keys,
    } = place.scope.iam?.SummaryMap ?? {};
    return rootOf(place).map(({ id }) => {
      if (mfa === undefined) return { id, unread: true as const };
      // Where the organization has taken the root user's credentials away nobody can sign in:
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
      if (mfa > 0 || (password === 0 && keys === 0)) return { id };
      return {
        id,
        wrong: [
          {
            title: rootMfa.title(),
            impact: rootMfa.impact(),
            evidence: [setting('iam:GetAccountSummary', id, 'AccountMFAEnabled', mfa)],
          },
        ],
      };
    });
  },
};

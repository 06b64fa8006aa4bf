import { type SecurityCheck, setting } from '../check.ts';
import { rootOf } from '../subjects.ts';

/** A root user with access keys. */
export const rootAccessKey: SecurityCheck = {
  code: 'ACCOUNT_ROOT_ACCESS_KEY',
  area: 'account',
  severity: 'critical',
  title: {
    ko: '루트 사용자에 액세스 키가 없습니다',
    en: 'The root user has no access keys',
  },
  why: {
    ko: '권한을 제한할 수 없는 키입니다. 새면 계정 전체를 빼앗깁니다.',
    en: 'Nothing can limit such a key: leaked, it is the whole account.',
  },
  remedy: {
    says: {
      ko: '루트 액세스 키를 지우고 IAM 역할을 씁니다.',
      en: 'Delete the key and use IAM roles.',
    },
    cli: () => 'aws iam get-account-summary --query SummaryMap.AccountAccessKeysPresent',
  },
  minutes: 15,
  frameworks: { cis: ['2.4'], fsbp: ['IAM.4'], ismsp: ['2.5.5'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-4'],
  where: 'global',
  reads: ['iam.SummaryMap'],

  examine: (place) =>
    rootOf(place).map(({ id }) => {
      const keys = place.scope.iam?.SummaryMap?.AccountAccessKeysPresent;
      if (keys === undefined) return { id, unread: true as const };
      if (keys === 0) return { id };
      return {
        id,
        wrong: [
          {
            title: { ko: '루트 사용자에 액세스 키가 있습니다', en: 'the root user has access keys' },
            evidence: [setting('iam:GetAccountSummary', id, 'AccountAccessKeysPresent', keys)],
          },
        ],
      };
    }),
};

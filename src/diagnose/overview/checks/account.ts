import { finding } from '../../../findings/finding.ts';
import { guardDuty, rootMfa } from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';
import { fixByHand } from '../fix.ts';

/** The root user's MFA, and GuardDuty in the regions read: one finding an account. */
export const account: Check = {
  codes: ['ACCOUNT_ROOT_MFA_OFF', 'GUARDDUTY_OFF'],
  find: ({ overview }) =>
    overview.protection.flatMap((guards) => {
      const off = (guards.guardDuty ?? []).filter((g) => !g.enabled).map((g) => g.region);
      return [
        ...(guards.rootMfa === false
          ? [
              finding({
                account: guards.account,
                region: 'global',
                code: 'ACCOUNT_ROOT_MFA_OFF',
                severity: 'critical',
                priority: 'P1',
                resource: `arn:aws:iam::${guards.account}:root`,
                title: rootMfa.title(),
                impact: rootMfa.impact(),
                evidence: [{ says: rootMfa.summary(), from: 'iam:GetAccountSummary', id: guards.account }],
                fixes: [fixByHand(rootMfa.fix(), 'aws iam get-account-summary --query SummaryMap.AccountMFAEnabled')],
                references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html'],
              }),
            ]
          : []),
        ...(off.length > 0
          ? [
              finding({
                account: guards.account,
                region: off[0]!,
                code: 'GUARDDUTY_OFF',
                severity: 'medium',
                priority: 'P2',
                resource: guards.account,
                title: guardDuty.title(off),
                impact: guardDuty.impact(),
                evidence: off.map((region) => ({
                  says: guardDuty.none(region),
                  from: 'guardduty:ListDetectors',
                  id: guards.account,
                })),
                fixes: [
                  fixByHand(
                    guardDuty.fix(),
                    off.map((region) => `aws guardduty create-detector --enable --region ${region}`).join('\n'),
                  ),
                ],
                references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html'],
              }),
            ]
          : []),
      ];
    }),
};

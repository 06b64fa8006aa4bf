import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';

/** The root user's MFA, and GuardDuty in the regions read. */
export const account: Check = {
  codes: ['ACCOUNT_ROOT_MFA_OFF', 'GUARDDUTY_OFF'],
  find: ({ snapshot }) =>
    snapshot.scopes.flatMap((scope) => [
      ...(scope.iam?.SummaryMap?.AccountMFAEnabled === 0
        ? [
            finding({
              account: scope.account,
              region: scope.region,
              code: 'ACCOUNT_ROOT_MFA_OFF',
              severity: 'critical',
              priority: 'P1',
              resource: `arn:aws:iam::${scope.account}:root`,
              title: text.rootMfaOff(),
              impact: text.rootMfaImpact(),
              evidence: [
                { says: text.summaryIs('AccountMFAEnabled', 0), from: 'iam:GetAccountSummary', id: scope.account },
              ],
              references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html'],
            }),
          ]
        : []),
      ...(scope.guardduty?.DetectorIds?.length === 0
        ? [
            finding({
              account: scope.account,
              region: scope.region,
              code: 'GUARDDUTY_OFF',
              severity: 'medium',
              priority: 'P2',
              resource: scope.account,
              title: text.guardDutyOff(scope.region),
              impact: text.guardDutyImpact(),
              evidence: [{ says: text.noDetector(), from: 'guardduty:ListDetectors', id: scope.account }],
              fixes: [
                {
                  says: text.enableGuardDuty(),
                  command: `aws guardduty create-detector --enable --region ${scope.region}`,
                  calls: [],
                  verified: false,
                },
              ],
              references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html'],
            }),
          ]
        : []),
    ]),
};

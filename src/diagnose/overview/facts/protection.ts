import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { ProtectionFacts } from '../overview.ts';
import { compare } from './scopes.ts';

/** The guards of each account that was read. */
export function protectionFacts(snapshot: Snapshot): ProtectionFacts[] {
  const accounts = [...new Set(snapshot.scopes.map((s) => s.account))].sort(compare);
  return accounts.map((account): ProtectionFacts => {
    const scopes = snapshot.scopes.filter((s) => s.account === account);
    const summary = scopes.find((s) => s.iam?.SummaryMap !== undefined)?.iam?.SummaryMap;
    const shield = scopes.find((s) => s.shield?.SubscriptionState !== undefined)?.shield?.SubscriptionState;
    const detectors = scopes.filter((s) => s.guardduty?.DetectorIds !== undefined);
    const acls = scopes.filter((s) => s.wafv2?.WebACLs !== undefined);
    const modes = scopes.filter((s) => s.ec2?.VpcBlockPublicAccessOptions !== undefined);
    return {
      account,
      rootMfa: summary?.AccountMFAEnabled === undefined ? null : summary.AccountMFAEnabled > 0,
      shieldAdvanced: shield === undefined ? null : shield === 'ACTIVE',
      guardDuty:
        detectors.length === 0
          ? null
          : detectors
              .map(({ region, guardduty }) => ({
                region,
                enabled: guardduty!.DetectorIds!.some((id) => guardduty?.Detectors?.[id]?.Status !== 'DISABLED'),
              }))
              .sort((a, b) => compare(a.region, b.region)),
      webAcls: acls.length === 0 ? null : acls.reduce((n, s) => n + s.wafv2!.WebACLs!.length, 0),
      blockPublicAccess:
        modes.length === 0
          ? null
          : modes
              .map((s) => ({
                region: s.region,
                mode: s.ec2!.VpcBlockPublicAccessOptions!.InternetGatewayBlockMode ?? '',
              }))
              .sort((a, b) => compare(a.region, b.region)),
    };
  });
}

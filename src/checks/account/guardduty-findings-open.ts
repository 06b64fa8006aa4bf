import type { Severity } from '../../findings/finding.ts';
import { plural } from '../../messages/plural.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** GuardDuty's own bounds: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const grade = (severity: number): Severity => (severity >= 9 ? 'critical' : severity >= 7 ? 'high' : 'medium');
const medium = 4;

/** GuardDuty findings of medium severity and above that nobody has closed. */
export const guarddutyFindingsOpen: SecurityCheck = {
  code: 'GUARDDUTY_FINDINGS_OPEN',
  area: 'account',
  severity: 'high',
  title: {
    ko: '열려 있는 GuardDuty 탐지 결과가 없습니다',
    en: 'No GuardDuty finding is left open',
  },
  why: {
    ko: '이미 탐지된 침해 신호를 아무도 처리하지 않았습니다.',
    en: 'A sign of intrusion was seen, and nobody has dealt with it.',
  },
  remedy: {
    says: {
      ko: '탐지 결과를 조사하고 조치한 뒤 보관 처리합니다.',
      en: 'Investigate, act, then archive it.',
    },
    cli: ({ id, region }) =>
      `aws guardduty list-findings --detector-id ${id} --finding-criteria '{"Criterion":{"service.archived":{"Eq":["false"]}}}' --region ${region}`,
  },
  minutes: 120,
  frameworks: { ismsp: ['2.11.3'] },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html'],
  where: 'region',
  reads: ['guardduty.DetectorIds', 'guardduty.Findings'],

  examine: ({ scope }) =>
    (scope.guardduty?.DetectorIds ?? []).map((id) => {
      const findings = scope.guardduty?.Findings?.[id];
      if (findings === undefined) return { id, unread: true as const };
      const open = findings
        .filter((f) => (f.Severity ?? 0) >= medium)
        .sort((a, b) => (b.Severity ?? 0) - (a.Severity ?? 0));
      if (open.length === 0) return { id };
      return {
        id,
        wrong: [
          {
            severity: grade(open[0]!.Severity ?? 0),
            reach: 'internet' as const,
            title: {
              ko: `처리하지 않은 GuardDuty 탐지 결과가 ${open.length}건 있습니다`,
              en: `${plural(open.length, 'GuardDuty finding')} left open`,
            },
            affected: [...new Set(open.flatMap((f) => f.Resource?.InstanceDetails?.InstanceId ?? []))].sort(),
            evidence: open
              .slice(0, 6)
              .map((f) => setting('guardduty:GetFindings', f.Id ?? id, f.Type ?? '', f.Severity ?? 0)),
          },
        ],
      };
    }),
};

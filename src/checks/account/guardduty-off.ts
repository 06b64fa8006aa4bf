import { type SecurityCheck, setting } from '../check.ts';

/** Regions without an enabled GuardDuty detector. */
export const guarddutyOff: SecurityCheck = {
  code: 'GUARDDUTY_OFF',
  area: 'account',
  severity: 'high',
  title: {
    ko: 'GuardDuty가 켜져 있습니다',
    en: 'GuardDuty is on',
  },
  why: {
    ko: '침해된 자격 증명, 명령 서버와의 통신, 정찰 같은 신호를 아무도 보지 않습니다.',
    en: 'Nobody sees stolen credentials, command-and-control traffic or scans.',
  },
  remedy: {
    says: {
      ko: '쓰는 리전마다 GuardDuty를 켭니다. 30일은 무료입니다.',
      en: 'Enable GuardDuty in every region in use; the first 30 days are free.',
    },
    cli: ({ region }) => `aws guardduty create-detector --enable --region ${region}`,
    cloudFormation: `Type: AWS::GuardDuty::Detector
Properties:
  Enable: true`,
    terraform: `resource "aws_guardduty_detector" "main" {
  enable = true
}`,
  },
  minutes: 15,
  frameworks: { fsbp: ['GuardDuty.1'], ismsp: ['2.11.3', '2.10.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1'],
  where: 'region',
  reads: ['guardduty.DetectorIds'],
  optionalReads: ['guardduty.Detectors'],

  examine: ({ scope, account, region }) => {
    const detectors = scope.guardduty?.DetectorIds ?? [];
    const states = detectors.map((id) => scope.guardduty?.Detectors?.[id]?.Status);
    if (states.includes('ENABLED')) return [{ id: account, name: region }];
    if (states.includes(undefined)) return [{ id: account, name: region, unread: true }];
    return [
      {
        id: account,
        name: region,
        wrong: [
          {
            title: { ko: `${region}에서 GuardDuty가 꺼져 있습니다`, en: `GuardDuty is off in ${region}` },
            evidence: [
              setting('guardduty:ListDetectors', account, 'detectors', detectors.length),
              ...detectors.map((id, i) => setting('guardduty:GetDetector', id, 'Status', states[i]!)),
            ],
          },
        ],
      },
    ];
  },
};

import { type SecurityCheck, setting } from '../check.ts';

/** Regions where AWS Config records nothing. */
export const configRecorderOff: SecurityCheck = {
  code: 'CONFIG_RECORDER_OFF',
  area: 'account',
  severity: 'medium',
  title: {
    ko: 'AWS Config가 구성 변경을 기록합니다',
    en: 'AWS Config records configuration',
  },
  why: {
    ko: '자원이 언제 어떻게 바뀌었는지 되짚을 수 없고 규정 준수 규칙도 돌지 않습니다.',
    en: 'What a resource was before is lost, and no compliance rule runs.',
  },
  remedy: {
    says: {
      ko: 'Config 레코더를 만들고 기록을 시작합니다.',
      en: 'Make a Config recorder and start it.',
    },
    cli: ({ region }) =>
      `aws configservice start-configuration-recorder --configuration-recorder-name default --region ${region}`,
    cloudFormation: `Type: AWS::Config::ConfigurationRecorder
Properties:
  RoleARN: ROLE_ARN
  RecordingGroup: { AllSupported: true }`,
    terraform: `resource "aws_config_configuration_recorder" "this" {
  role_arn = "ROLE_ARN"
  recording_group {
    all_supported = true
  }
}`,
  },
  minutes: 60,
  frameworks: { cis: ['4.3'], fsbp: ['Config.1'], ismsp: ['2.10.1', '2.11.3'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1'],
  where: 'region',
  reads: ['configservice.ConfigurationRecorders', 'configservice.ConfigurationRecorderStatuses'],

  examine: ({ scope, account, region }) => {
    const recorders = scope.configservice?.ConfigurationRecorders ?? [];
    const recording = (scope.configservice?.ConfigurationRecorderStatuses ?? []).filter((s) => s.recording === true);
    if (recording.length > 0) return [{ id: account, name: region }];
    return [
      {
        id: account,
        name: region,
        wrong: [
          {
            title: {
              ko: `${region}에서 AWS Config가 기록하지 않습니다`,
              en: `AWS Config records nothing in ${region}`,
            },
            evidence: [
              setting('configservice:DescribeConfigurationRecorders', account, 'recorders', recorders.length),
              setting('configservice:DescribeConfigurationRecorderStatus', account, 'recording', 0),
            ],
          },
        ],
      },
    ];
  },
};

import { isAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Firewalls without alert or flow logs. */
export const loggingOff: SecurityCheck = {
  code: 'NFW_LOGGING_OFF',
  area: 'firewall',
  severity: 'medium',
  title: {
    ko: '방화벽의 경보 로그와 흐름 로그가 켜져 있습니다',
    en: 'Firewalls keep alert and flow logs',
  },
  why: {
    ko: '무엇을 막았고 무엇을 보냈는지 알 수 없습니다.',
    en: 'What it stopped and what it let through is lost.',
  },
  remedy: {
    says: {
      ko: 'ALERT와 FLOW 로그를 CloudWatch Logs나 S3로 보냅니다.',
      en: 'Send ALERT and FLOW logs to CloudWatch Logs or S3.',
    },
    cli: ({ id, region }) =>
      `aws network-firewall update-logging-configuration --firewall-arn ${id} --logging-configuration 'LogDestinationConfigs=[{LogType=ALERT,LogDestinationType=CloudWatchLogs,LogDestination={logGroup=LOG_GROUP}}]' --region ${region}`,
    cloudFormation: `Type: AWS::NetworkFirewall::LoggingConfiguration
Properties:
  LoggingConfiguration:
    LogDestinationConfigs:
      - LogType: ALERT
        LogDestinationType: CloudWatchLogs
        LogDestination: { logGroup: LOG_GROUP }`,
    terraform: `log_destination_config {
  log_type             = "ALERT"
  log_destination_type = "CloudWatchLogs"
  log_destination      = { logGroup = "LOG_GROUP" }
}`,
  },
  minutes: 20,
  frameworks: { fsbp: ['NetworkFirewall.2'], ismsp: ['2.9.4', '2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/networkfirewall-controls.html#networkfirewall-2',
  ],
  where: 'region',
  reads: ['networkfirewall.Firewalls', 'networkfirewall.LoggingConfigurations'],

  examine: fromOverview('NFW_LOGGING_OFF', firewallsOf, ({ scope }, id) =>
    isAnswered(scope, 'networkfirewall.LoggingConfigurations', id),
  ),
};

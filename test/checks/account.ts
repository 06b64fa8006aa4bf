import { account as id, instance, type Lab } from './lab.ts';
import type { Proof } from './proof.ts';

const root = `arn:aws:iam::${id}:root`;
const trailArn = `arn:aws:cloudtrail:ap-northeast-2:${id}:trail/all`;
const detector = '12abc34d567e8fa901bc2d34e56789f0';
const host = 'VPC01-Private-A-10.1.20.101';

/** A trail of every region that records what is managed. */
function trail(lab: Lab, validates = true, includesManagement = true): void {
  lab.here.cloudtrail = {
    ...lab.here.cloudtrail,
    Trails: [
      {
        Name: 'all',
        TrailARN: trailArn,
        HomeRegion: 'ap-northeast-2',
        IsMultiRegionTrail: true,
        LogFileValidationEnabled: validates,
      },
    ],
    TrailStatuses: { [trailArn]: { IsLogging: true } },
    TrailEventSelectors: {
      [trailArn]: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: includesManagement }] },
    },
  };
}

function guardDuty(lab: Lab, severity?: number): void {
  lab.here.guardduty = {
    DetectorIds: [detector],
    Detectors: { [detector]: { ServiceRole: 'role', Status: 'ENABLED' } },
    Findings: {
      [detector]: severity === undefined ? [] : [{ Id: 'f1', Type: 'Recon:EC2/Portscan', Severity: severity } as never],
    },
  };
}

export const account: Record<string, Proof> = {
  // A trail that records data alone is no record of changes.
  CLOUDTRAIL_OFF: { breaks: (lab) => trail(lab, true, false), resource: () => id, mends: (lab) => trail(lab) },
  CLOUDTRAIL_NO_VALIDATION: {
    breaks: (lab) => trail(lab, false),
    resource: () => trailArn,
    mends: (lab) => trail(lab),
  },
  CONFIG_RECORDER_OFF: {
    resource: () => id,
    mends: (lab) => {
      lab.here.configservice = {
        ConfigurationRecorders: [{ name: 'default' }],
        ConfigurationRecorderStatuses: [{ name: 'default', recording: true }],
      };
    },
  },
  GUARDDUTY_FINDINGS_OPEN: {
    breaks: (lab) => guardDuty(lab, 8),
    resource: () => detector,
    mends: (lab) => guardDuty(lab),
  },
  GUARDDUTY_OFF: { resource: () => id, mends: (lab) => guardDuty(lab) },
  EC2_IMDSV1_ALLOWED: {
    resource: (lab) => instance(lab, host).InstanceId!,
    mends: (lab) => {
      instance(lab, host).MetadataOptions!.HttpTokens = 'required';
    },
  },
  EC2_NOT_SSM_MANAGED: {
    breaks: (lab) => {
      const nodes = lab.here.ssm!.InstanceInformationList!;
      nodes.find((n) => n.InstanceId === instance(lab, host).InstanceId)!.PingStatus = 'ConnectionLost';
    },
    resource: (lab) => instance(lab, host).InstanceId!,
    mends: (lab) => {
      const nodes = lab.here.ssm!.InstanceInformationList!;
      nodes.find((n) => n.InstanceId === instance(lab, host).InstanceId)!.PingStatus = 'Online';
    },
  },
  ACCOUNT_ROOT_ACCESS_KEY: {
    breaks: (lab) => {
      lab.global.iam!.SummaryMap!.AccountAccessKeysPresent = 1;
    },
    resource: () => root,
    mends: (lab) => {
      lab.global.iam!.SummaryMap!.AccountAccessKeysPresent = 0;
    },
  },
  ACCOUNT_ROOT_MFA_OFF: {
    resource: () => root,
    mends: (lab) => {
      lab.global.iam!.SummaryMap!.AccountMFAEnabled = 1;
    },
  },
};

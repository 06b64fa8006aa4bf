import type { IamData } from '../../../snapshot/data/services.ts';
import { labAccount } from '../ids.ts';

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;

type Row = Partial<Record<(typeof columns)[number], string>>;

/** What a user has who has nothing: neither password, keys nor certificates. */
const nothing: Row = {
  password_enabled: 'false',
  password_last_used: 'N/A',
  password_last_changed: 'N/A',
  password_next_rotation: 'N/A',
  mfa_active: 'false',
  access_key_1_active: 'false',
  access_key_2_active: 'false',
  cert_1_active: 'false',
  cert_2_active: 'false',
};

const rows: Row[] = [
  {
    ...nothing,
    user: '<root_account>',
    arn: `arn:aws:iam::${labAccount}:root`,
    user_creation_time: '2024-11-18T04:12:31+00:00',
    password_enabled: 'not_supported',
    password_last_used: '2025-06-30T23:51:08+00:00',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
  },
  {
    ...nothing,
    user: 'netops',
    arn: `arn:aws:iam::${labAccount}:user/netops`,
    user_creation_time: '2025-06-30T23:58:02+00:00',
    access_key_1_active: 'true',
    access_key_1_last_rotated: '2025-06-30T23:58:40+00:00',
    access_key_1_last_used_date: '2025-07-01T01:00:00+00:00',
    access_key_1_last_used_region: 'ap-northeast-2',
    access_key_1_last_used_service: 'ec2',
  },
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const credentialReport = (): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? 'N/A').join(','))].join('\n');

/** The root user has no MFA device. The quotas are IAM's defaults. */
export const seedIam = (): IamData => ({
  SummaryMap: {
    AccessKeysPerUserQuota: 2,
    AccountAccessKeysPresent: 0,
    AccountMFAEnabled: 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
    AssumeRolePolicySizeQuota: 2048,
    AttachedPoliciesPerGroupQuota: 10,
    AttachedPoliciesPerRoleQuota: 10,
    AttachedPoliciesPerUserQuota: 10,
    GlobalEndpointTokenVersion: 1,
    GroupPolicySizeQuota: 5120,
    Groups: 0,
    GroupsPerUserQuota: 10,
    GroupsQuota: 300,
    InstanceProfiles: 0,
    InstanceProfilesQuota: 1000,
    MFADevices: 0,
    MFADevicesInUse: 0,
    Policies: 0,
    PoliciesQuota: 1500,
    PolicySizeQuota: 6144,
    PolicyVersionsInUse: 0,
    PolicyVersionsInUseQuota: 10000,
    Providers: 0,
    RolePolicySizeQuota: 10240,
    Roles: 0,
    RolesQuota: 1000,
    ServerCertificates: 0,
    ServerCertificatesQuota: 20,
    SigningCertificatesPerUserQuota: 2,
    UserPolicySizeQuota: 2048,
    Users: 1,
    UsersQuota: 5000,
    VersionsPerPolicyQuota: 5,
  },
  AccountAliases: [],
  CredentialReport: credentialReport(),
});

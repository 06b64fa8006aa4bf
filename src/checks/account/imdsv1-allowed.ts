import { josa } from '../../messages/josa.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawInstancesOf } from '../subjects.ts';

/** Instances that answer IMDSv1. */
export const imdsv1Allowed: SecurityCheck = {
  code: 'EC2_IMDSV1_ALLOWED',
  area: 'account',
  severity: 'medium',
  title: {
    ko: '인스턴스가 IMDSv2만 허용합니다',
    en: 'Instances allow IMDSv2 only',
  },
  why: {
    ko: 'SSRF 취약점 하나로 인스턴스 역할의 자격 증명이 샙니다.',
    en: 'One SSRF hands out the credentials of the instance’s role.',
  },
  remedy: {
    says: {
      ko: 'HttpTokens를 required로 바꿉니다. 먼저 MetadataNoToken 지표로 IMDSv1을 쓰는 프로그램이 없는지 확인합니다.',
      en: 'Set HttpTokens to required; make sure by the MetadataNoToken metric that nothing uses IMDSv1.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-instance-metadata-options --instance-id ${id} --http-tokens required --region ${region}`,
    cloudFormation: `MetadataOptions:
  HttpTokens: required`,
    terraform: `metadata_options {
  http_tokens = "required"
}`,
  },
  minutes: 10,
  frameworks: { cis: ['6.7'], fsbp: ['EC2.8'], ismsp: ['2.6.2', '2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8'],
  where: 'region',
  reads: ['ec2.Reservations'],

  examine: (place) =>
    rawInstancesOf(place).map((instance) => {
      const id = instance.InstanceId ?? '';
      const name = nameOf(instance) ?? id;
      const options = instance.MetadataOptions;
      if (options === undefined) return { id, name, unread: true as const };
      if (options.HttpTokens === 'required' || options.HttpEndpoint === 'disabled') return { id, name };
      // Without a role there is little to take.
      const role = instance.IamInstanceProfile?.Arn;
      return {
        id,
        name,
        wrong: [
          {
            severity: role === undefined ? ('low' as const) : ('medium' as const),
            title: { ko: `인스턴스 ${josa(name, '이/가')} IMDSv1을 허용합니다`, en: `instance ${name} allows IMDSv1` },
            evidence: [
              setting('ec2:DescribeInstances', id, 'HttpTokens', options.HttpTokens ?? 'optional'),
              setting('ec2:DescribeInstances', id, 'IamInstanceProfile', role ?? '-'),
            ],
          },
        ],
      };
    }),
};

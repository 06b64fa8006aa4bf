import { josa } from '../../messages/josa.ts';
import { formatAddress } from '../../network/cidr.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawInstancesOf } from '../subjects.ts';
import { openingText } from './openings.ts';
import { modelReads, reachabilityReads } from './reads.ts';

/** Instances that the internet reaches and that have a role. */
export const publicInstanceWithRole: SecurityCheck = {
  code: 'PUBLIC_INSTANCE_WITH_ROLE',
  area: 'exposure',
  severity: 'high',
  title: {
    ko: '인터넷에 노출된 인스턴스에 IAM 역할이 없습니다',
    en: 'No instance that the internet reaches has a role',
  },
  why: {
    ko: '이 인스턴스가 뚫리면 역할의 권한까지 넘어갑니다. IMDSv1이면 SSRF 하나로도 자격 증명이 샙니다.',
    en: 'Who gets into the instance has the role’s rights; with IMDSv1 one SSRF is enough to take its credentials.',
  },
  remedy: {
    says: {
      ko: '로드 밸런서 뒤 프라이빗 서브넷으로 옮기고, 역할의 권한을 최소로 줄이고, IMDSv2를 강제합니다.',
      en: 'Move it behind a balancer into a private subnet, cut the role to the least, and enforce IMDSv2.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-instance-metadata-options --instance-id ${id} --http-tokens required --region ${region}`,
    cloudFormation: `MetadataOptions:
  HttpTokens: required`,
    terraform: `metadata_options {
  http_tokens = "required"
}`,
  },
  minutes: 120,
  frameworks: { ismsp: ['2.5.6', '2.6.1', '2.6.2'] },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html'],
  where: 'region',
  reads: [...reachabilityReads, 'ec2.Reservations'],
  optionalReads: modelReads,

  examine: (place) =>
    rawInstancesOf(place)
      .filter((i) => i.IamInstanceProfile?.Arn !== undefined)
      .map((instance) => {
        const id = instance.InstanceId ?? '';
        const name = nameOf(instance) ?? id;
        const reached = place.audited
          .exposed()
          .filter((e) => e.interface.instance?.id === id && e.through === undefined);
        if (reached.length === 0) return { id, name };
        const tokens = instance.MetadataOptions?.HttpTokens ?? 'optional';
        return {
          id,
          name,
          wrong: [
            {
              reach: 'internet' as const,
              title: {
                ko: `인터넷에서 접속되는 인스턴스 ${josa(name, '이/가')} IAM 역할을 가지고 있습니다`,
                en: `instance ${name}, which the internet reaches, has an IAM role`,
              },
              evidence: [
                setting('ec2:DescribeInstances', id, 'IamInstanceProfile', instance.IamInstanceProfile!.Arn!),
                setting('ec2:DescribeInstances', id, 'HttpTokens', tokens),
                ...reached.slice(0, 3).map((e) => ({
                  says: openingText(formatAddress(e.address), e.openings[0]!),
                  from: 'ec2:DescribeNetworkInterfaces',
                  id: e.interface.id,
                })),
              ],
            },
          ],
        };
      }),
};

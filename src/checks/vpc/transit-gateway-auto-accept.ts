import { josa } from '../../messages/josa.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

/** Transit gateways that accept attachments of other accounts unasked. */
export const transitGatewayAutoAccept: SecurityCheck = {
  code: 'TGW_AUTO_ACCEPT',
  area: 'vpc',
  severity: 'high',
  title: {
    ko: 'Transit Gateway가 공유 연결을 자동 수락하지 않습니다',
    en: 'No transit gateway accepts attachments unasked',
  },
  why: {
    ko: '공유받은 계정이 승인 없이 VPC를 우리 망에 붙일 수 있습니다.',
    en: 'An account that it is shared with can join its VPC to our network, unasked.',
  },
  remedy: {
    says: {
      ko: '자동 수락을 끄고 요청을 검토해 수락합니다.',
      en: 'Switch it off and accept attachments after a look.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-transit-gateway --transit-gateway-id ${id} --options AutoAcceptSharedAttachments=disable --region ${region}`,
    cloudFormation: 'AutoAcceptSharedAttachments: disable',
    terraform: 'auto_accept_shared_attachments = "disable"',
  },
  minutes: 5,
  frameworks: { fsbp: ['EC2.23'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-23'],
  where: 'region',
  reads: ['ec2.TransitGateways'],

  examine: ({ scope, account }) =>
    (scope.ec2?.TransitGateways ?? [])
      .filter((t) => t.OwnerId === undefined || t.OwnerId === account)
      .filter((t) => t.State !== 'deleted')
      .map((gateway) => {
        const id = gateway.TransitGatewayId ?? '';
        const name = nameOf(gateway) ?? id;
        if (gateway.Options?.AutoAcceptSharedAttachments !== 'enable') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `Transit Gateway ${josa(name, '이/가')} 공유 연결을 자동으로 수락합니다`,
                en: `transit gateway ${name} accepts shared attachments by itself`,
              },
              evidence: [setting('ec2:DescribeTransitGateways', id, 'AutoAcceptSharedAttachments', 'enable')],
            },
          ],
        };
      }),
};

import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** The group of the management VPC's SSM endpoints is closed. */
export const mgmtEndpointGroupClosed: Fault = {
  id: 'mgmt-endpoint-group-closed',
  area: 'endpoint',
  says: {
    ko: '관리 VPC의 SSM 엔드포인트 보안 그룹이 닫힘',
    en: "the group of the management VPC's SSM endpoints is closed",
  },
  symptom: {
    ko: '관리 서버에 Session Manager로 접속할 수 없습니다.',
    en: 'Session Manager cannot reach the management host.',
  },
  hints: [
    {
      ko: '관리 서버 자체는 잘 동작합니다.',
      en: 'The management host itself is fine.',
    },
    {
      ko: '엔드포인트 세 개가 보안 그룹 하나를 같이 씁니다.',
      en: 'Three endpoints share one security group.',
    },
  ],
  truth: { code: 'ENDPOINT_SG_BLOCKS_VPC', resource: groupId('mgmtvpc', 'SSMEndpointSG') },
  shows: ['endpoints of mgmtvpc'],
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('mgmtvpc', 'SSMEndpointSG'),
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.254.0.0/16' }] }],
      }),
    },
  ],
};

import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** Port 443 was taken out of the group of DMZVPC's SSM endpoints. */
export const dmzEndpointGroupClosed: Fault = {
  id: 'dmz-endpoint-group-closed',
  area: 'endpoint',
  says: {
    ko: 'DMZVPC의 SSM 엔드포인트 보안 그룹에서 443이 삭제됨',
    en: "port 443 was taken out of the group of DMZVPC's SSM endpoints",
  },
  symptom: {
    ko: 'DMZVPC의 서버에 Session Manager로 접속할 수 없습니다.',
    en: "Session Manager cannot reach DMZVPC's servers.",
  },
  hints: [
    {
      ko: '서버에서 ssm 엔드포인트의 443으로 연결되지 않습니다.',
      en: "The servers cannot connect to the ssm endpoint's port 443.",
    },
    {
      ko: 'SSMSG의 인바운드 규칙을 보세요.',
      en: 'Look at the inbound rules of SSMSG.',
    },
  ],
  truth: { code: 'ENDPOINT_SG_BLOCKS_VPC', resource: groupId('DMZVPC', 'SSMSG') },
  shows: ['endpoints of DMZVPC'],
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('DMZVPC', 'SSMSG'),
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    },
  ],
};

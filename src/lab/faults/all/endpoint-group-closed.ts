import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** Port 443 was taken out of the group of VPC01's SSM endpoints. */
export const endpointGroupClosed: Fault = {
  id: 'endpoint-group-closed',
  area: 'endpoint',
  says: {
    ko: 'VPC01의 SSM 엔드포인트 보안 그룹에서 443이 삭제됨',
    en: "port 443 was taken out of the group of VPC01's SSM endpoints",
  },
  symptom: {
    ko: 'VPC01의 서버가 Session Manager에서 사라졌습니다.',
    en: "VPC01's servers are gone from Session Manager.",
  },
  hints: [
    {
      ko: '이름은 엔드포인트의 사설 주소로 풀립니다.',
      en: "The names resolve to the endpoints' private addresses.",
    },
    {
      ko: '엔드포인트 인터페이스의 보안 그룹을 보세요.',
      en: "Look at the endpoints' security group.",
    },
  ],
  truth: { code: 'ENDPOINT_SG_BLOCKS_VPC', resource: groupId('VPC01', 'SSMSG') },
  shows: ['endpoints of VPC01'],
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('VPC01', 'SSMSG'),
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    },
  ],
};

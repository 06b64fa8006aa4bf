import { josa } from '../../messages/josa.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { ec2, type SecurityCheck, setting } from '../check.ts';

/** Network ACLs that no subnet uses. */
export const naclUnused: SecurityCheck = {
  code: 'NACL_UNUSED',
  area: 'vpc',
  severity: 'low',
  title: {
    ko: '쓰지 않는 네트워크 ACL이 없습니다',
    en: 'No network ACL is left over',
  },
  why: {
    ko: '적용되지 않는 규칙을 보고 막혀 있다고 오해합니다.',
    en: 'Its rules look like protection and apply to nothing.',
  },
  remedy: {
    says: {
      ko: '서브넷에 연결할 예정이 없으면 삭제합니다.',
      en: 'Delete it unless a subnet is going to use it.',
    },
    cli: ({ id, region }) => `aws ec2 delete-network-acl --network-acl-id ${id} --region ${region}`,
  },
  minutes: 5,
  frameworks: { fsbp: ['EC2.16'], ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-16'],
  where: 'region',
  reads: ['ec2.NetworkAcls'],

  examine: (place) =>
    (place.scope.ec2?.NetworkAcls ?? [])
      .filter((acl) => acl.IsDefault !== true)
      .map((acl) => {
        const id = acl.NetworkAclId ?? '';
        const name = nameOf(acl) ?? id;
        if ((acl.Associations ?? []).length > 0) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'nobody' as const,
              title: {
                ko: `네트워크 ACL ${josa(name, '을/를')} 쓰는 서브넷이 없습니다`,
                en: `no subnet uses network ACL ${name}`,
              },
              evidence: [setting('ec2:DescribeNetworkAcls', id, 'Associations', 0)],
              calls: [ec2('DeleteNetworkAcl', { NetworkAclId: id })],
            },
          ],
        };
      }),
};

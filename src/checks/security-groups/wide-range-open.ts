import { josa } from '../../messages/josa.ts';
import { internetAddresses } from '../../network/address-set.ts';
import { parseCidr } from '../../network/cidr.ts';
import * as intervals from '../../network/intervals.ts';
import { ec2, type Place, type SecurityCheck } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { permissionOf, type Rule, rulesOf, textOf } from './rules.ts';

/** Shortest prefixes that are still somebody's own: `/16` of IPv4, `/32` of IPv6 (what a registry gives a network). */
const own = { 4: 16, 6: 32 };

/**
 * Whether a peer is a wide public range, or a prefix list that holds one; undefined: the list was not read. AWS's own lists
 * are AWS's to keep.
 */
function isWidePeer({ kind, peer }: Rule, { scope }: Place): boolean | undefined {
  if (kind !== 'prefix-list') return isWide(peer);
  const list = scope.ec2?.PrefixLists?.find((l) => l.PrefixListId === peer);
  if (list?.PrefixListName?.startsWith('com.amazonaws.') === true) return false;
  const entries = scope.ec2?.PrefixListEntries?.[peer];
  if (list === undefined || entries === undefined) return undefined;
  return entries.some(({ Cidr = '' }) => isWide(Cidr) || parseCidr(Cidr)?.length === 0);
}

/** Of a rule for any address tell the checks of what it opens. */
function isWide(peer: string): boolean {
  const cidr = parseCidr(peer);
  if (cidr === undefined || cidr.length === 0 || cidr.length >= own[cidr.family]) return false;
  return intervals.meets(internetAddresses[cidr.family], [cidr.lo, cidr.hi]);
}

/** Rules for public ranges of /15 or wider, which no one company uses. */
export const wideRangeOpen: SecurityCheck = {
  code: 'SG_OPEN_WIDE_RANGE',
  area: 'security-groups',
  severity: 'medium',
  title: {
    ko: '보안 그룹이 넓은 퍼블릭 대역을 허용하지 않습니다',
    en: 'No security group allows a wide public range',
  },
  why: {
    ko: '/15보다 넓은 대역은 사실상 불특정 다수입니다. 0.0.0.0/1과 128.0.0.0/1로 나누어 적으면 전체 개방과 같습니다.',
    en: 'A range of /15 or wider is anybody; 0.0.0.0/1 with 128.0.0.0/1 is everybody.',
  },
  remedy: {
    says: {
      ko: '실제 출발지의 대역만 남깁니다.',
      en: 'Keep only the ranges that really connect.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id} --region ${region}`,
    cloudFormation: 'CidrIp: 203.0.113.0/28',
    terraform: 'cidr_blocks = ["203.0.113.0/28"]',
  },
  minutes: 30,
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],
  optionalReads: ['ec2.PrefixLists', 'ec2.PrefixListEntries'],

  examine: (place) =>
    rawGroupsOf(place).map((group) => {
      const rules = rulesOf(group, 'ingress').map((rule) => ({ rule, wide: isWidePeer(rule, place) }));
      const wide = rules.flatMap((r) => (r.wide === true ? [r.rule] : []));
      const id = group.GroupId ?? '';
      const name = group.GroupName ?? id;
      if (wide.length === 0)
        return { id, name, ...(rules.some((r) => r.wide === undefined) ? { unread: true as const } : {}) };
      return {
        id,
        name,
        wrong: [
          {
            title: {
              ko: `보안 그룹 ${josa(name, '이/가')} 넓은 퍼블릭 대역 ${wide.map((r) => r.peer).join(', ')}에 열려 있습니다`,
              en: `security group ${name} is open to the wide public range ${wide.map((r) => r.peer).join(', ')}`,
            },
            evidence: wide.map((r) => ({ says: textOf(r), from: 'ec2:DescribeSecurityGroups', id, rule: r.peer })),
            calls: [ec2('RevokeSecurityGroupIngress', { GroupId: id, IpPermissions: wide.map(permissionOf) })],
          },
        ],
      };
    }),
};

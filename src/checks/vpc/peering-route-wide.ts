import { josa } from '../../messages/josa.ts';
import { type Cidr, containsCidr, parseCidr } from '../../network/cidr.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import type { SecurityCheck } from '../check.ts';

/** Routes to a peering for all of the other VPC, or more. */
export const peeringRouteWide: SecurityCheck = {
  code: 'PEERING_ROUTE_WIDE',
  area: 'vpc',
  severity: 'low',
  title: {
    ko: '피어링 경로가 필요한 서브넷만 가리킵니다',
    en: 'Routes to peerings are for the subnets that are needed',
  },
  why: {
    ko: '상대 VPC 전체로 길이 열려 있어, 필요한 서버 하나가 뚫리면 나머지 모두가 닿습니다.',
    en: 'There is a way to all of the other VPC when one server of it is meant.',
  },
  remedy: {
    says: {
      ko: '통신이 필요한 서브넷의 CIDR만 경로로 둡니다.',
      en: 'Keep routes only for the subnets that talk.',
    },
    cli: ({ id, region }) => `aws ec2 describe-route-tables --route-table-ids ${id} --region ${region}`,
    cloudFormation: `DestinationCidrBlock: 10.2.20.0/24
VpcPeeringConnectionId: PCX_ID`,
    terraform: `destination_cidr_block    = "10.2.20.0/24"
vpc_peering_connection_id = "PCX_ID"`,
  },
  minutes: 30,
  frameworks: { cis: ['6.6'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html'],
  where: 'region',
  reads: ['ec2.RouteTables', 'ec2.VpcPeeringConnections'],

  examine: (place) => {
    const peerings = new Map((place.scope.ec2?.VpcPeeringConnections ?? []).map((p) => [p.VpcPeeringConnectionId, p]));
    return (place.scope.ec2?.RouteTables ?? []).flatMap((table) => {
      const routes = (table.Routes ?? []).filter((r) => r.VpcPeeringConnectionId !== undefined);
      if (routes.length === 0) return [];
      const id = table.RouteTableId ?? '';
      const name = nameOf(table) ?? id;
      /** The blocks of the VPC at the other end; none where AWS does not tell, as of one that is not active. */
      const blocksOf = (id: string): Cidr[] => {
        const peering = peerings.get(id);
        const sides = [peering?.AccepterVpcInfo, peering?.RequesterVpcInfo];
        const other = sides.find((s) => s?.VpcId !== table.VpcId);
        return [
          ...(other?.CidrBlockSet ?? []).map((b) => b.CidrBlock),
          ...(other?.Ipv6CidrBlockSet ?? []).map((b) => b.Ipv6CidrBlock),
          other?.CidrBlock,
        ].flatMap((b) => parseCidr(b ?? '') ?? []);
      };
      const wide = routes.filter((r) => {
        const to = parseCidr(r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? '');
        return to !== undefined && blocksOf(r.VpcPeeringConnectionId!).some((whole) => containsCidr(to, whole));
      });
      const known = routes.every((r) => blocksOf(r.VpcPeeringConnectionId!).length > 0);
      if (wide.length === 0) return [{ id, name, ...(known ? {} : { unread: true as const }) }];
      const to = wide.map((r) => r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? '');
      return [
        {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `라우팅 테이블 ${josa(name, '이/가')} 피어링 상대 VPC 전체(${to.join(', ')})로 경로를 둡니다`,
                en: `route table ${name} routes all of a peer VPC (${to.join(', ')}) to a peering`,
              },
              affected: [...new Set(wide.flatMap((r) => r.VpcPeeringConnectionId ?? []))].sort(),
              evidence: wide.map((r) => {
                const route = `${r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock} → ${r.VpcPeeringConnectionId}`;
                return { says: { ko: route, en: route }, from: 'ec2:DescribeRouteTables', id, rule: route };
              }),
            },
          ],
        },
      ];
    });
  },
};

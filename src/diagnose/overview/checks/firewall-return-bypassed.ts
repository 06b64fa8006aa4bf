import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Check } from '../check.ts';
import { defaultRoute } from '../exits.ts';
import { fixedBy } from '../verified.ts';

/**
 * Subnets that go out through a firewall's endpoint to a NAT gateway whose own subnet sends the answers back by `local`,
 * past the firewall (rules R2, R15, R16).
 */
export const firewallReturnBypassed: Check = {
  codes: ['FIREWALL_RETURN_BYPASSED'],
  find: ({ snapshot, network }) =>
    [...network.vpcs.values()].flatMap((vpc) => {
      const bypassing = vpc.subnets.flatMap((subnet) => {
        const first = defaultRoute(subnet.table)?.target;
        if (
          first?.kind !== 'endpoint' ||
          !subnet.interfaces.some((i) => i.kind === 'instance' || i.kind === 'lambda' || i.kind === 'other')
        )
          return [];
        const endpoint = network.endpoints.get(first.id);
        const second = defaultRoute(endpoint?.subnet?.table)?.target;
        const nat = second?.kind === 'nat-gateway' ? network.natGateways.get(second.id) : undefined;
        const back = nat?.subnet?.table;
        const cidr = subnet.cidrs.find((c) => c.family === 4);
        if (endpoint === undefined || nat === undefined || back === undefined || cidr === undefined) return [];
        const route = back.lookup().lookup(cidr.lo);
        return route?.target.kind === 'local' ? [{ subnet, endpoint, nat, back, cidr }] : [];
      });
      if (bypassing.length === 0) return [];
      const where = { account: vpc.account, region: vpc.region };
      const called = (r: { id: string; name?: string }): string => r.name ?? r.id;
      const first = bypassing[0]!;
      return [
        finding({
          ...where,
          code: 'FIREWALL_RETURN_BYPASSED',
          severity: 'high',
          priority: 'P1',
          resource: first.back.id,
          ...(first.back.name === undefined ? {} : { resourceName: first.back.name }),
          affected: bypassing.map((b) => b.subnet.id).sort(),
          title: text.natReturnBypass(called(vpc), bypassing.length),
          impact: text.natReturnBypassImpact(),
          evidence: bypassing.flatMap((b) => [
            {
              says: text.outbound(called(b.subnet), called(b.endpoint), called(b.nat)),
              from: 'ec2:DescribeRouteTables',
              id: b.subnet.table!.id,
              rule: `0.0.0.0/0 → ${b.endpoint.id}`,
            },
            { says: text.inbound(called(b.back), formatCidr(b.cidr)), from: 'ec2:DescribeRouteTables', id: b.back.id },
          ]),
          fixes: bypassing.map((b) => {
            const DestinationCidrBlock = formatCidr(b.cidr);
            const calls = [
              {
                service: 'ec2',
                operation: 'CreateRoute',
                input: { RouteTableId: b.back.id, DestinationCidrBlock, VpcEndpointId: b.endpoint.id },
              },
            ];
            return {
              says: text.addReturnRoute(DestinationCidrBlock, called(b.endpoint)),
              command: `aws ec2 create-route --route-table-id ${b.back.id} --destination-cidr-block ${DestinationCidrBlock} --vpc-endpoint-id ${b.endpoint.id} --region ${vpc.region}`,
              calls,
              verified: fixedBy(
                snapshot,
                calls,
                where,
                (after) => after.routeTables.get(b.back.id)?.lookup().lookup(b.cidr.lo)?.target.id === b.endpoint.id,
              ),
            };
          }),
          references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html'],
        }),
      ];
    }),
};

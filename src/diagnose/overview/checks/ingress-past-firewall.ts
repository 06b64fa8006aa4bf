import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Check } from '../check.ts';
import { defaultRoute } from '../exits.ts';
import { fixedBy } from '../verified.ts';

/**
 * Public addresses in subnets that an internet gateway's edge table does not name: packets from the internet go straight
 * there, past the firewall that the edge table sends the others to (rule R6). The NAT gateways' own subnets and those
 * whose way out is the internet gateway itself are meant so.
 */
export const ingressPastFirewall: Check = {
  codes: ['IGW_INGRESS_PAST_FIREWALL'],
  find: ({ snapshot, network }) =>
    [...network.vpcs.values()].flatMap((vpc) => {
      const gateway = vpc.internetGateway;
      const edge = gateway === undefined ? undefined : vpc.edgeTables.get(gateway.id);
      if (edge === undefined || !edge.routes().some((r) => r.target.kind === 'endpoint')) return [];
      const bare = vpc.subnets.filter((subnet) => {
        const way = subnet.cidrs[0] === undefined ? undefined : edge.lookup().lookup(subnet.cidrs[0].lo);
        return (
          (way === undefined || way.target.kind === 'local') &&
          defaultRoute(subnet.table)?.target.kind !== 'internet-gateway' &&
          subnet.interfaces.some((i) => i.publicOf.size > 0)
        );
      });
      if (bare.length === 0) return [];
      const interfaces = bare.flatMap((s) => s.interfaces.filter((i) => i.publicOf.size > 0));
      const giving = bare.filter((s) =>
        snapshot.scopes.some((scope) => scope.ec2?.Subnets?.some((x) => x.SubnetId === s.id && x.MapPublicIpOnLaunch)),
      );
      const where = { account: vpc.account, region: vpc.region };
      return [
        finding({
          ...where,
          code: 'IGW_INGRESS_PAST_FIREWALL',
          severity: 'high',
          priority: 'P1',
          resource: bare[0]!.id,
          ...(bare[0]!.name === undefined ? {} : { resourceName: bare[0]!.name }),
          affected: interfaces.map((i) => i.instance?.id ?? i.id).sort(),
          title: text.edgeBypass(vpc.name ?? vpc.id, interfaces.length),
          impact: text.edgeBypassImpact(),
          evidence: bare.flatMap((s) => [
            {
              says: text.notInEdgeTable(s.name ?? s.id, s.cidrs.map(formatCidr).join(', '), edge.name ?? edge.id),
              from: 'ec2:DescribeRouteTables',
              id: edge.id,
            },
            {
              says: text.leavesElsewhere(s.name ?? s.id, defaultRoute(s.table)?.target.id ?? '-'),
              from: 'ec2:DescribeRouteTables',
              id: s.table?.id ?? s.id,
            },
          ]),
          fixes: giving.map((s) => {
            const calls = [
              {
                service: 'ec2',
                operation: 'ModifySubnetAttribute',
                input: { SubnetId: s.id, MapPublicIpOnLaunch: { Value: false } },
              },
            ];
            return {
              says: text.noPublicOnLaunch(),
              command: `aws ec2 modify-subnet-attribute --subnet-id ${s.id} --no-map-public-ip-on-launch --region ${vpc.region}`,
              calls,
              // The addresses that are there stay until the instances are stopped: the fault is not gone by this alone.
              verified: fixedBy(snapshot, calls, where, (after) =>
                [...(after.subnets.get(s.id)?.interfaces ?? [])].every((i) => i.publicOf.size === 0),
              ),
            };
          }),
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/igw-ingress-routing.html'],
        }),
      ];
    }),
};

import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';
import { natGatewaysOn } from '../exits.ts';

/** VPCs that reach S3 through a NAT gateway for want of a gateway endpoint. */
export const s3EndpointMissing: Check = {
  codes: ['ENDPOINT_S3_MISSING'],
  find: ({ snapshot, overview, network, exits }) => {
    if (!snapshot.scopes.some((s) => s.ec2?.VpcEndpoints !== undefined)) return [];
    return (overview.vpcs ?? []).flatMap((vpc) => {
      const model = network.vpcs.get(vpc.id);
      const endpoints = (overview.endpoints ?? []).filter((e) => e.vpc === vpc.id);
      if (model === undefined || endpoints.some((e) => e.type === 'Gateway' && e.service.endsWith('.s3'))) return [];
      const private_ = model.subnets.filter(
        (s) =>
          natGatewaysOn(exits.get(s.id)).length > 0 &&
          s.interfaces.some((i) => i.kind === 'instance' || i.kind === 'lambda'),
      );
      if (private_.length === 0) return [];
      const nat = natGatewaysOn(exits.get(private_[0]!.id))[0]!;
      const tables = [...new Set(private_.flatMap((s) => s.table?.id ?? []))].sort();
      return [
        finding({
          account: vpc.account,
          region: vpc.region,
          code: 'ENDPOINT_S3_MISSING',
          severity: 'low',
          priority: 'P2',
          resource: vpc.id,
          ...(vpc.name === undefined ? {} : { resourceName: vpc.name }),
          affected: private_.map((s) => s.id).sort(),
          title: text.s3EndpointMissing(vpc.name ?? vpc.id),
          impact: text.s3EndpointImpact(network.natGateways.get(nat)?.name ?? nat),
          evidence: [
            {
              says: text.endpointsAre(
                [
                  ...new Set(
                    endpoints
                      .filter((e) => e.type !== 'GatewayLoadBalancer')
                      .map((e) => e.service.split('.').slice(3).join('.')),
                  ),
                ].join(', ') || '-',
              ),
              from: 'ec2:DescribeVpcEndpoints',
              id: vpc.id,
            },
          ],
          fixes: [
            {
              says: text.createS3Endpoint(),
              command: `aws ec2 create-vpc-endpoint --vpc-id ${vpc.id} --service-name com.amazonaws.${vpc.region}.s3 --route-table-ids ${tables.join(' ')} --region ${vpc.region}`,
              calls: [
                {
                  service: 'ec2',
                  operation: 'CreateVpcEndpoint',
                  input: {
                    VpcId: vpc.id,
                    ServiceName: `com.amazonaws.${vpc.region}.s3`,
                    VpcEndpointType: 'Gateway',
                    RouteTableIds: tables,
                  },
                },
              ],
              verified: false,
            },
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html'],
        }),
      ];
    });
  },
};

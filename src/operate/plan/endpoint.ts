import type { Subnet, Vpc } from '@aws-sdk/client-ec2';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { type Kind, one } from './names.ts';
import { ec2, type Plan, place, shown } from './plan.ts';

const vpcs: Kind<Saved<Vpc>> = {
  listOf: (scope) => scope.ec2?.Vpcs,
  idOf: (v) => v.VpcId,
  tell: (v) => v.CidrBlock,
};

const subnetsOf = (vpc: string): Kind<Saved<Subnet>> => ({
  listOf: (scope) => scope.ec2?.Subnets?.filter((s) => s.VpcId === vpc),
  idOf: (s) => s.SubnetId,
  tell: (s) => s.AvailabilityZone,
});

/**
 * Creates a VPC endpoint: the gateway kind for S3 and DynamoDB when no subnet is given, on every route table of the VPC;
 * else the interface kind in the subnets.
 */
export function endpointPlan(snapshot: Snapshot, asked: Extract<Request, { action: 'create-endpoint' }>): Plan {
  const found = one(snapshot, asked.vpc, vpcs);
  // `ecr.api`, `s3`; whole names begin with `com.amazonaws.`, `aws.`, `cn.com.` …
  const whole = /^(com|aws|cn|eu)\./.test(asked.service);
  const service = whole ? asked.service : `com.amazonaws.${found.scope.region}.${asked.service}`;
  // Without a subnet S3 and DynamoDB get the gateway kind, which costs nothing.
  const gateway = asked.subnets.length === 0 && /\.(s3|dynamodb)$/.test(service);
  if (!gateway && asked.subnets.length === 0) throw new UserError(text.endpointNeedsSubnets(service));
  const type = gateway ? 'Gateway' : 'Interface';
  const tables = (found.scope.ec2?.RouteTables ?? [])
    .filter((t) => t.VpcId === found.id && !t.Associations?.some((a) => a.GatewayId !== undefined))
    .flatMap((t) => t.RouteTableId ?? [])
    .sort();
  const subnets = asked.subnets.map((given) => one(found.scope, given, subnetsOf(found.id)).id);
  const existing = (found.scope.ec2?.VpcEndpoints ?? []).filter(
    (e) => e.VpcId === found.id && e.ServiceName === service && !/^(delet|fail|reject)/i.test(e.State ?? ''),
  );
  const ids = existing.flatMap((e) => e.VpcEndpointId ?? []).sort();
  const where = gateway ? tables : subnets;
  const covered = existing
    .filter((e) => e.VpcEndpointType === type)
    .flatMap((e) => (gateway ? e.RouteTableIds : e.SubnetIds) ?? []);
  const name = shown(found.id, found.name);
  return {
    ...place(found),
    calls: [
      ec2('CreateVpcEndpoint', {
        VpcId: found.id,
        ServiceName: service,
        VpcEndpointType: type,
        ...(gateway ? { RouteTableIds: tables } : { SubnetIds: subnets }),
      }),
    ],
    done: where.length > 0 && where.every((id) => covered.includes(id)),
    resources: [found.id],
    before: `${found.id} ${service}: ${ids.join(' ') || '-'}`,
    now: ids.length === 0 ? text.hasNoEndpoint(name, service) : text.hasEndpoint(name, service, ids),
    notes: gateway ? [] : [text.endpointDefaultGroup(name)],
  };
}

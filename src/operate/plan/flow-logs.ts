import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { type Kind, one, type Tagged } from './names.ts';
import { ec2, type Plan, place, shown } from './plan.ts';

/** What flow logs may be taken of, with the type that CreateFlowLogs wants. */
const logged: Kind<Tagged & { id: string | undefined; type: string }> = {
  listOf: ({ ec2: e }) => [
    ...(e?.Vpcs ?? []).map((x) => ({ ...x, id: x.VpcId, type: 'VPC' })),
    ...(e?.Subnets ?? []).map((x) => ({ ...x, id: x.SubnetId, type: 'Subnet' })),
    ...(e?.NetworkInterfaces ?? []).map((x) => ({
      ...(x.TagSet === undefined ? {} : { Tags: x.TagSet }),
      id: x.NetworkInterfaceId,
      type: 'NetworkInterface',
    })),
  ],
  idOf: (x) => x.id,
  tell: (x) => x.type,
};

/** Turns on flow logs of a VPC, subnet or interface: all traffic, to a log group or a bucket. */
export function flowLogsPlan(snapshot: Snapshot, asked: Extract<Request, { action: 'enable-flow-logs' }>): Plan {
  const found = one(snapshot, asked.resource, logged);
  const toS3 = asked.role === undefined;
  const all = found.scope.ec2?.FlowLogs;
  if (all === undefined) throw new UserError(text.flowLogsUnread(found.id));
  const existing = all.filter((f) => f.ResourceId === found.id && f.FlowLogStatus !== 'INACTIVE');
  const same = existing.find((f) => (toS3 ? f.LogDestination : f.LogGroupName) === asked.destination);
  const name = shown(found.id, found.name);
  const ids = existing.flatMap((f) => f.FlowLogId ?? []).sort();
  return {
    ...place(found),
    calls: [
      ec2('CreateFlowLogs', {
        ResourceIds: [found.id],
        ResourceType: found.item.type,
        TrafficType: 'ALL',
        ...(toS3
          ? { LogDestinationType: 's3', LogDestination: asked.destination }
          : {
              LogDestinationType: 'cloud-watch-logs',
              LogGroupName: asked.destination,
              DeliverLogsPermissionArn: asked.role,
            }),
      }),
    ],
    done: same !== undefined,
    resources: [found.id],
    before: `${found.id} flow logs: ${ids.join(' ') || '-'}`,
    now: ids.length === 0 ? text.hasNoFlowLogs(name) : text.hasFlowLogs(name, ids),
    notes: existing.length > 0 && same === undefined ? [text.loggedTwice(ids)] : [],
  };
}

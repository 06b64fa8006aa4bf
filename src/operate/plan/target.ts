import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { instanceNamed } from './instance.ts';
import { type Kind, one, type Tagged } from './names.ts';
import { type Plan, place, shown } from './plan.ts';

const targetGroups: Kind<Saved<TargetGroup> & Tagged> = {
  listOf: (scope) => scope.elbv2?.TargetGroups,
  idOf: (g) => g.TargetGroupArn,
  otherNames: (g) => [g.TargetGroupName],
  tell: (g) => g.VpcId,
};

/** Registers or deregisters a target. Without a port it is the group's own. */
export function targetPlan(snapshot: Snapshot, asked: Extract<Request, { targetGroup: string }>): Plan {
  const found = one(snapshot, asked.targetGroup, targetGroups);
  const group = found.item.TargetGroupName ?? found.id;
  const instance = found.item.TargetType === 'instance' ? instanceNamed(found.scope, asked.target) : undefined;
  const Id = instance?.id ?? asked.target;
  const Port = found.item.TargetType === 'lambda' ? undefined : (asked.port ?? found.item.Port);
  const health = found.scope.elbv2?.TargetHealthDescriptions?.[found.id];
  if (health === undefined) throw new UserError(text.targetsUnread(group));
  const own = health.filter((h) => h.Target?.Id === Id && h.TargetHealth?.State !== 'draining');
  const register = asked.action === 'register-target';
  // Deregistering without a port means the one that it is registered with, if that is one.
  const ports = own.map((h) => h.Target?.Port);
  const port = !register && asked.port === undefined && ports.length === 1 ? ports[0] : Port;
  const registered = own.find((h) => port === undefined || h.Target?.Port === port);
  const target = shown(Id, instance?.name) + (port === undefined ? '' : `:${port}`);
  const state = registered?.TargetHealth?.State;
  return {
    ...place(found),
    calls: [
      {
        service: 'elbv2',
        operation: register ? 'RegisterTargets' : 'DeregisterTargets',
        input: { TargetGroupArn: found.id, Targets: [{ Id, ...(port === undefined ? {} : { Port: port }) }] },
      },
    ],
    done: (registered !== undefined) === register,
    resources: [found.id, Id],
    // Health comes and goes; whether it is registered is what the change starts from.
    before: `${found.id} ${Id}:${port ?? '-'} ${registered === undefined ? 'not registered' : 'registered'}`,
    now: state === undefined ? text.isNotTarget(target, group) : text.isTargetNow(target, group, state),
    notes: leftAfter(health, registered, register, group),
  };
}

type Health = NonNullable<NonNullable<Snapshot['scopes'][number]['elbv2']>['TargetHealthDescriptions']>[string];

/** A group that loses its last healthy target serves nobody. */
function leftAfter(health: Health, gone: Health[number] | undefined, register: boolean, group: string) {
  if (register || gone === undefined) return [];
  const left = health.filter((h) => h !== gone && h.TargetHealth?.State === 'healthy').length;
  return [left === 0 ? text.lastTarget(group) : text.targetsLeft(group, left)];
}

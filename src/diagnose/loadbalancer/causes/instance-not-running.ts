import type { Evidence, Fix } from '../../../findings/finding.ts';
import { instanceState as text } from '../../../messages/findings/targets.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import { type Case, called } from '../case.ts';
import { type Cause, healthCheckPage } from '../cause.ts';
import { healthOf } from '../evidence.ts';
import { deregister } from '../registration.ts';

/** A stop under way and a stop that is done are one finding: its id does not change between two looks. */
const codes = {
  stopped: 'LB_TARGET_STOPPED',
  stopping: 'LB_TARGET_STOPPED',
  terminated: 'LB_TARGET_TERMINATED',
  pending: 'LB_TARGET_STARTING',
} as const;
type Kind = keyof typeof codes;

/** The instance does not run: one finding an instance, whichever groups it is in. */
export const instanceNotRunning: Cause = (target) => {
  if (target.group.type !== 'instance' && target.instance === undefined) return [];
  const kind = kindOf(target);
  if (kind === undefined) return [];
  return [
    {
      code: codes[kind],
      resource: target.instance?.id ?? target.id,
      ...(target.name === undefined ? {} : { resourceName: target.name }),
      changedBy: /^(StopInstances|TerminateInstances|StartInstances)$/,
      tell: (targets) => ({
        title: text.title(kind, called(target), balancersOf(targets)),
        evidence: [...healthOf(targets), ...stateOf(target)],
        fixes: fixesOf(target, kind),
        references: [healthCheckPage],
      }),
    },
  ];
};

const balancersOf = (targets: readonly Case[]): string[] =>
  [...new Set(targets.flatMap((t) => t.group.balancers.map((b) => b.name)))].sort(compare);

/** By the instance itself; else by what the balancer says of it. */
function kindOf({ instance, reason, description }: Case): Kind | undefined {
  switch (instance?.state) {
    case 'stopped':
    case 'stopping':
    case 'terminated':
    case 'pending':
      return instance.state;
    case 'shutting-down':
      return 'terminated';
    case 'running':
      return undefined;
    default:
      if (reason !== 'Target.InvalidState') return undefined;
      return description?.includes('terminated state') ? 'terminated' : 'stopped';
  }
}

function stateOf({ id, instance, group }: Case): Evidence[] {
  const from = 'ec2:DescribeInstances';
  if (instance?.state !== undefined) return [{ says: text.instance(instance.state), from, id: instance.id }];
  return group.scope.ec2?.Reservations === undefined ? [] : [{ says: text.gone, from, id }];
}

function fixesOf(target: Case, kind: Kind): Fix[] {
  const { inspected, group, instance } = target;
  const id = instance?.id ?? target.id;
  if (kind === 'terminated') return [deregister(target, text.deregister(called(target)))];
  if (kind === 'pending' || instance?.state === undefined) return [];
  const fix = fixBy(
    inspected.snapshot,
    group,
    kind === 'stopped' ? text.start(called(target)) : text.waitThenStart(called(target)),
    [ec2('StartInstances', { InstanceIds: [id] })],
    (after) => after.network().instances.get(id)?.state === 'running',
  );
  const wait = `aws ec2 wait instance-stopped --instance-ids ${id} --region ${group.region}`;
  return [kind === 'stopping' ? { ...fix, command: `${wait}\n${fix.command}` } : fix];
}

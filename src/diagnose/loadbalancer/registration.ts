import type { Call, Fix } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { scopeOf } from '../../snapshot/snapshot.ts';
import { fixBy } from '../overview/fix.ts';
import type { Case, Group } from './case.ts';

export const elbv2 = (operation: string, input: Record<string, unknown>): Call => ({
  service: 'elbv2',
  operation,
  input,
});

/** A target as calls name it. */
export const named = ({ id, port }: Pick<Case, 'id' | 'port'>): { Id: string; Port?: number } =>
  port === undefined ? { Id: id } : { Id: id, Port: port };

/** A target's state in a group of another snapshot; undefined: it is not registered there. */
export const registered = (snapshot: Snapshot, group: Group, id: string, port?: number): string | undefined =>
  scopeOf(snapshot, group.account, group.region)?.elbv2?.TargetHealthDescriptions?.[group.arn]?.find(
    (d) => d.Target?.Id === id && (port === undefined || d.Target?.Port === port),
  )?.TargetHealth?.State;

/** A fix that takes a target out of its group. */
export function deregister(target: Case, says: Text): Fix {
  const { inspected, group, id, port } = target;
  const call = elbv2('DeregisterTargets', { TargetGroupArn: group.arn, Targets: [named(target)] });
  return fixBy(inspected.snapshot, group, says, [call], (after) => {
    const state = registered(after.snapshot, group, id, port);
    return state === undefined || state === 'draining';
  });
}

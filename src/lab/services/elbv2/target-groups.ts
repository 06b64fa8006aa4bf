import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupsInput,
  DescribeTargetHealthInput,
  TargetDescription,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerOf, type SavedTargetGroup, targetGroupOf } from '../../../changes/elbv2/lookup.ts';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { targetHealth } from '../../behaviour/target-health.ts';
import type { LabCall } from '../../handler.ts';
import { checkArns, dataOf, oneWay, only, paged } from './listing.ts';

const groupsNotFound = (): AwsError => new AwsError('TargetGroupNotFound', 'One or more target groups not found');

export function describeTargetGroups(call: LabCall, input: DescribeTargetGroupsInput) {
  const { LoadBalancerArn, TargetGroupArns, Names } = input;
  oneWay(['Load balancer ARN', LoadBalancerArn], ['target group ARNs', TargetGroupArns], ['target group names', Names]);
  checkArns(TargetGroupArns, 'target group');
  const all = dataOf(call).TargetGroups ?? [];
  const balancer = LoadBalancerArn === undefined ? undefined : loadBalancerOf(call, LoadBalancerArn);
  const of = balancer && all.filter((g) => g.LoadBalancerArns?.includes(balancer.LoadBalancerArn!));
  const byArn = only(of ?? all, TargetGroupArns, (g) => g.TargetGroupArn, groupsNotFound);
  return paged(
    call,
    'TargetGroups',
    only(byArn, Names, (g) => g.TargetGroupName, groupsNotFound),
    input,
  );
}

export function describeTargetGroupAttributes(call: LabCall, input: DescribeTargetGroupAttributesInput) {
  const group = targetGroupOf(call, input.TargetGroupArn);
  return { Attributes: dataOf(call).TargetGroupAttributes?.[group.TargetGroupArn!] ?? [] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
export function describeTargetHealth(call: LabCall, input: DescribeTargetHealthInput) {
  const group = targetGroupOf(call, input.TargetGroupArn);
  const all = targetHealth(call.state, call.here, group, call.now);
  const { Targets } = input;
  if (Targets === undefined || Targets.length === 0) return { TargetHealthDescriptions: all };
  return { TargetHealthDescriptions: Targets.flatMap((target) => registrationsOf(call, group, all, target)) };
}

/** A target's registrations; without a port those on every port. One that is not registered is said to be so. */
function registrationsOf(
  call: LabCall,
  group: SavedTargetGroup,
  all: readonly Saved<TargetHealthDescription>[],
  target: TargetDescription,
): Saved<TargetHealthDescription>[] {
  const found = all.filter(
    (d) => d.Target?.Id === target.Id && (target.Port === undefined || d.Target?.Port === target.Port),
  );
  if (found.length > 0) return found;
  const isThere = call.here.ec2?.Reservations?.some((r) => r.Instances?.some((i) => i.InstanceId === target.Id));
  if (group.TargetType === 'instance' && !isThere) {
    throw new AwsError('InvalidTarget', `The following targets do not exist: '${target.Id}'`);
  }
  return [
    {
      Target: { Id: target.Id, Port: target.Port ?? group.Port },
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotRegistered',
        Description: 'Target is not registered to the target group',
      },
    },
  ];
}

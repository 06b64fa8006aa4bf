import { awsCommand } from '../../../findings/aws-command.ts';
import type { Fix } from '../../../findings/finding.ts';
import { statusCheck as text } from '../../../messages/findings/targets.ts';
import { ec2 } from '../../overview/fix.ts';
import { type Case, called, isFailing } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, openWay } from '../evidence.ts';

/** EC2's own checks of the instance or its host fail. */
export const statusCheckFailed: Cause = (target) => {
  const { instance } = target;
  const status = statusOf(target);
  if (instance === undefined || status === undefined || !isFailing(target)) return [];
  const own = status.InstanceStatus?.Status ?? '';
  const system = status.SystemStatus?.Status ?? '';
  if (own !== 'impaired' && system !== 'impaired') return [];
  return [
    {
      code: 'INSTANCE_STATUS_IMPAIRED',
      resource: instance.id,
      ...(target.name === undefined ? {} : { resourceName: target.name }),
      changedBy: /^(RebootInstances|StartInstances|RunInstances|ModifyInstanceAttribute)$/,
      tell: (targets) => ({
        title: text.title(called(target)),
        evidence: [
          { says: text.check(own, system), from: 'ec2:DescribeInstanceStatus', id: instance.id },
          ...healthOf(targets),
          ...openWay(target),
        ],
        fixes: [reboot(target, instance.id)],
        references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/TroubleshootingInstances.html'],
      }),
    },
  ];
};

const statusOf = ({ group, instance }: Case) =>
  group.scope.ec2?.InstanceStatuses?.find((s) => s.InstanceId === instance?.id);

/** No copy of a snapshot can tell whether a reboot helps. */
function reboot({ group, ...target }: Case, id: string): Fix {
  const call = ec2('RebootInstances', { InstanceIds: [id] });
  return {
    says: text.reboot(called(target)),
    command: awsCommand(call, group.region),
    calls: [call],
    verified: false,
  };
}

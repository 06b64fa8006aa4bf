import { finding } from '../../../findings/finding.ts';
import { instanceStatus as text } from '../../../messages/findings/account.ts';
import type { Check } from '../check.ts';
import { called, compare, everywhere } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

/** Running instances whose status checks fail: they do not answer, whatever the network lets through. */
export const instanceStatus: Check = {
  codes: ['INSTANCE_STATUS_IMPAIRED'],
  find: ({ snapshot, network }) =>
    (
      everywhere(
        snapshot,
        (s) => s.ec2?.InstanceStatuses,
        (i) => i.InstanceId,
      ) ?? []
    )
      .filter(({ item }) => item.InstanceState?.Name === 'running')
      .flatMap(({ account, region, item }) => {
        const checks = [
          { check: 'system' as const, status: item.SystemStatus?.Status },
          { check: 'instance' as const, status: item.InstanceStatus?.Status },
        ];
        // AWS's side first: while the host is broken, the instance's own check says nothing more.
        const failed = checks.find((c) => c.status === 'impaired');
        if (failed === undefined) return [];
        const id = item.InstanceId ?? '';
        const instance = { account, region, ...(network.instances.get(id) ?? {}), id };
        const again = `--instance-ids ${id} --region ${region}`;
        return [
          finding({
            ...about(instance),
            code: 'INSTANCE_STATUS_IMPAIRED',
            severity: 'high',
            priority: 'P1',
            cause: true,
            title: text.title(called(instance), failed.check),
            impact: text.impact(failed.check),
            evidence: checks.map((c) => ({
              says: text.status(`${c.check === 'system' ? 'SystemStatus' : 'InstanceStatus'}`, c.status ?? '-'),
              from: 'ec2:DescribeInstanceStatus',
              id,
            })),
            fixes: [
              fixByHand(
                text.fix(failed.check),
                failed.check === 'system'
                  ? `aws ec2 stop-instances ${again} && aws ec2 wait instance-stopped ${again} && aws ec2 start-instances ${again}`
                  : `aws ec2 get-console-output --instance-id ${id} --latest --region ${region}\naws ec2 reboot-instances ${again}`,
              ),
            ],
            references: [
              'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html',
            ],
          }),
        ];
      })
      .sort((a, b) => compare(a.resource, b.resource)),
};

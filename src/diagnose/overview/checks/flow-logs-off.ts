import { type Finding, finding } from '../../../findings/finding.ts';
import { deliveryFailed, flowLogs } from '../../../messages/findings/vpcs.ts';
import type { Check, Inspected } from '../check.ts';
import { called, compare, everywhere, grouped } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'];

/** VPCs without flow logs, one finding an account and region; and flow logs that deliver nothing. */
export const flowLogsOff: Check = {
  codes: ['VPC_NO_FLOW_LOGS', 'FLOW_LOG_NOT_DELIVERED'],
  find: (inspected) => [...off(inspected), ...undelivered(inspected)],
};

function off({ overview }: Inspected): Finding[] {
  const places = grouped(overview.vpcs ?? [], (v) => `${v.account} ${v.region}`);
  return [...places.values()].flatMap((all) => {
    // Where there is most traffic, logs pay first; a VPC with nothing in it has nothing to log.
    const without = all
      .filter((v) => v.flowLogs === false && v.interfaces !== 0)
      .sort((a, b) => (b.interfaces ?? 0) - (a.interfaces ?? 0) || compare(a.id, b.id));
    const [busiest] = without;
    if (busiest === undefined) return [];
    const used = all.filter((v) => v.interfaces !== 0).length;
    return [
      finding({
        ...about(busiest),
        code: 'VPC_NO_FLOW_LOGS',
        severity: 'high',
        priority: 'P2',
        affected: without.map((v) => v.id).sort(compare),
        title: flowLogs.title(without.length, used),
        impact: flowLogs.impact(),
        evidence: without.map((v) => ({ says: flowLogs.vpc(called(v)), from: 'ec2:DescribeFlowLogs', id: v.id })),
        fixes: [
          fixByHand(
            flowLogs.fix(),
            `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${without.map((v) => v.id).join(' ')} --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name /vpc/flow-logs --deliver-logs-permission-arn ROLE_ARN --region ${busiest.region}`,
          ),
        ],
        references,
      }),
    ];
  });
}

function undelivered({ snapshot, overview }: Inspected): Finding[] {
  const logs = everywhere(
    snapshot,
    (s) => s.ec2?.FlowLogs,
    (l) => l.FlowLogId,
  );
  return (logs ?? [])
    .filter(({ item }) => item.DeliverLogsStatus === 'FAILED')
    .sort((a, b) => compare(a.item.FlowLogId ?? '', b.item.FlowLogId ?? ''))
    .map(({ account, region, item }) => {
      const [id, logged] = [item.FlowLogId ?? '', item.ResourceId ?? ''];
      return finding({
        account,
        region,
        resource: id,
        code: 'FLOW_LOG_NOT_DELIVERED',
        severity: 'medium',
        priority: 'P2',
        affected: [logged],
        title: deliveryFailed.title(id, overview.names[logged] ?? logged),
        impact: deliveryFailed.impact(),
        evidence: [
          {
            says: deliveryFailed.status('FAILED', item.DeliverLogsErrorMessage),
            from: 'ec2:DescribeFlowLogs',
            id,
          },
        ],
        fixes: [fixByHand(deliveryFailed.fix(), `aws ec2 describe-flow-logs --flow-log-ids ${id} --region ${region}`)],
        references,
      });
    });
}

import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';
import type { VpcFacts } from '../overview.ts';

/** VPCs with interfaces and no flow logs: one finding an account and region. */
export const flowLogsOff: Check = {
  codes: ['VPC_NO_FLOW_LOGS'],
  find: ({ overview }) => {
    const groups = new Map<string, VpcFacts[]>();
    for (const vpc of overview.vpcs ?? []) {
      if (vpc.flowLogs !== false) continue;
      const key = `${vpc.account} ${vpc.region}`;
      groups.set(key, [...(groups.get(key) ?? []), vpc]);
    }
    return [...groups.values()].map((vpcs) => {
      const { account, region } = vpcs[0]!;
      const all = (overview.vpcs ?? []).filter((v) => v.account === account && v.region === region).length;
      // Logs pay first where there is traffic.
      const busiest = [...vpcs].sort((a, b) => (b.interfaces ?? 0) - (a.interfaces ?? 0) || (a.id < b.id ? -1 : 1))[0]!;
      return finding({
        account,
        region,
        code: 'VPC_NO_FLOW_LOGS',
        severity: 'high',
        priority: 'P2',
        resource: busiest.id,
        ...(busiest.name === undefined ? {} : { resourceName: busiest.name }),
        affected: vpcs.map((v) => v.id).sort(),
        title: text.noFlowLogs(vpcs.length, all),
        impact: text.noFlowLogsImpact(),
        evidence: vpcs.map((v) => ({ says: text.noFlowLogOf(v.name ?? v.id), from: 'ec2:DescribeFlowLogs', id: v.id })),
        fixes: [
          {
            says: text.createFlowLogs(busiest.name ?? busiest.id),
            command: `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${busiest.id} --traffic-type ALL --log-destination-type cloud-watch-logs --log-group-name /vpc/flow-logs --deliver-logs-permission-arn ROLE_ARN --region ${region}`,
            calls: [],
            verified: false,
          },
        ],
        references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'],
      });
    });
  },
};

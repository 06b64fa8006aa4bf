import type { LogStream } from '@aws-sdk/client-cloudwatch-logs';
import type { LabCall } from '../../handler.ts';

const hourMs = 60 * 60 * 1000;

/** What writes to a group, by stream name: from the configurations that send logs there. */
function streamNames(call: LabCall, group: string): { name: string; since: number }[] {
  const { here, now } = call;
  const hour = Math.floor(now.getTime() / hourMs) * hourMs;
  const names: { name: string; since: number }[] = [];
  for (const [arn, configuration] of Object.entries(here.networkfirewall?.LoggingConfigurations ?? {})) {
    const firewall = arn.slice(arn.lastIndexOf('/') + 1);
    for (const { LogType, LogDestination } of configuration.LogDestinationConfigs ?? []) {
      if (LogDestination?.logGroup !== group) continue;
      // Network Firewall opens a stream an hour; the last day's are shown.
      for (let back = 23; back >= 0; back--) {
        const since = hour - back * hourMs;
        const stamp = new Date(since).toISOString().slice(0, 13).replace('T', '-');
        names.push({ name: `/aws/network-firewall/${LogType?.toLowerCase()}/${firewall}_${stamp}`, since });
      }
    }
  }
  const dayAgo = now.getTime() - 24 * hourMs;
  const queryLogs = (here.route53resolver?.ResolverQueryLogConfigs ?? []).filter((config) =>
    config.DestinationArn?.replace(/:\*$/, '').endsWith(`:log-group:${group}`),
  );
  for (const association of here.route53resolver?.ResolverQueryLogConfigAssociations ?? []) {
    if (!queryLogs.some((config) => config.Id === association.ResolverQueryLogConfigId)) continue;
    const instances = (here.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []);
    for (const { VpcId, InstanceId, State } of instances) {
      if (VpcId !== association.ResourceId || State?.Name !== 'running') continue;
      names.push({ name: `${VpcId}_${InstanceId}`, since: dayAgo });
    }
  }
  for (const flowLog of here.ec2?.FlowLogs ?? []) {
    if (flowLog.LogGroupName !== group) continue;
    const created = Date.parse(flowLog.CreationTime ?? '') || dayAgo;
    for (const eni of here.ec2?.NetworkInterfaces ?? []) {
      const covered = [eni.VpcId, eni.SubnetId, eni.NetworkInterfaceId].includes(flowLog.ResourceId);
      if (covered)
        names.push({
          name: `${eni.NetworkInterfaceId}-${(flowLog.TrafficType ?? 'ALL').toLowerCase()}`,
          since: created,
        });
    }
  }
  return names;
}

/** A group's log streams, by name. Each is written to until now, or until its hour ended. */
export function logStreams(call: LabCall, group: string, groupArn: string): LogStream[] {
  const end = call.now.getTime();
  return streamNames(call, group)
    .map(({ name, since }): LogStream => {
      const last = name.startsWith('/aws/network-firewall/') ? Math.min(end, since + hourMs - 1000) : end;
      return {
        logStreamName: name,
        creationTime: since,
        firstEventTimestamp: since,
        lastEventTimestamp: last,
        lastIngestionTime: last,
        arn: `${groupArn}:log-stream:${name}`,
        storedBytes: 0,
      };
    })
    .sort((a, b) => (a.logStreamName! < b.logStreamName! ? -1 : 1));
}

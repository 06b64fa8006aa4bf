import type { DescribeInstanceInformationCommandInput, InstanceInformation } from '@aws-sdk/client-ssm';
import { AwsError } from '../../changes/world.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

type Node = Saved<InstanceInformation>;

/** How often an agent reports. https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html */
const pingEveryMs = 5 * 60 * 1000;

/** The nodes as they are now: the agent of an instance that does not run reports no more. */
function nodes(call: LabCall): Node[] {
  const states = new Map(
    (call.here.ec2?.Reservations ?? [])
      .flatMap((r) => r.Instances ?? [])
      .map((i) => [i.InstanceId, i.State?.Name] as const),
  );
  const lastPing = new Date(Math.floor(call.now.getTime() / pingEveryMs) * pingEveryMs).toISOString();
  return (call.here.ssm?.InstanceInformationList ?? []).flatMap((node): Node[] => {
    const state = states.get(node.InstanceId);
    if (state === 'terminated') return [];
    if (node.PingStatus !== 'Online') return [node];
    if (state !== undefined && state !== 'running') return [{ ...node, PingStatus: 'ConnectionLost' }];
    return [{ ...node, LastPingDateTime: lastPing }];
  });
}

/** Both ways to filter. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_InstanceInformationFilter.html */
const filters: Record<string, (node: Node) => string | undefined> = {
  InstanceIds: (n) => n.InstanceId,
  AgentVersion: (n) => n.AgentVersion,
  PingStatus: (n) => n.PingStatus,
  PlatformTypes: (n) => n.PlatformType,
  PlatformType: (n) => n.PlatformType,
  ActivationIds: (n) => n.ActivationId,
  IamRole: (n) => n.IamRole,
  ResourceType: (n) => n.ResourceType,
  AssociationStatus: (n) => n.AssociationStatus,
  SourceIds: (n) => n.SourceId,
  SourceTypes: (n) => n.SourceType,
};

function describeInstanceInformation(call: LabCall, input: DescribeInstanceInformationCommandInput) {
  const asked = [
    ...(input.Filters ?? []).map((f) => ({ key: f.Key ?? '', values: f.Values ?? [] })),
    ...(input.InstanceInformationFilterList ?? []).map((f) => ({ key: f.key ?? '', values: f.valueSet ?? [] })),
  ];
  const unknown = asked.find(({ key }) => !Object.hasOwn(filters, key));
  if (unknown !== undefined) throw new AwsError('InvalidFilterKey', `The filter key ${unknown.key} is not valid.`);
  const found = nodes(call).filter((node) =>
    asked.every(({ key, values }) => values.includes(filters[key]!(node) ?? '')),
  );
  const { items, next } = page(
    found,
    { size: input.MaxResults, token: input.NextToken, question: asked },
    { usual: 50, least: 5, most: 50, badToken: 'InvalidNextToken', badSize: 'ValidationException' },
  );
  return { InstanceInformationList: items, ...(next === undefined ? {} : { NextToken: next }) };
}

export const reads: Handlers = { DescribeInstanceInformation: describeInstanceInformation };

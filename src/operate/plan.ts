import { findCauses } from '../diagnose/causes.ts';
import { UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/do.ts';
import { nameOf, type Scope, type Snapshot } from '../snapshot/snapshot.ts';
import type { Request } from './request.ts';

/** What is to be called, where, and whether it is so already. */
export interface Plan {
  account: string;
  region: string;
  calls: Call[];
  /** AWS shows already what is asked for: nothing is to be done. */
  done: boolean;
  /** Ids that the change is about. */
  resources: string[];
  /** The state that the change starts from: two plans with the same one may be taken for each other. */
  before: string;
}

type Planning = Exclude<Request, { action: 'undo' }>;

/**
 * The exact calls for what was asked, names resolved in the snapshot.
 *
 * @throws UserError when a name is unknown or belongs to several resources, which are listed
 */
export function planOf(snapshot: Snapshot, asked: Planning): Plan {
  switch (asked.action) {
    case 'stop-instance':
    case 'start-instance':
    case 'reboot-instance':
      return instancePlan(snapshot, asked);
    case 'open-port':
    case 'close-port':
      return portPlan(snapshot, asked);
    case 'add-route':
    case 'replace-route':
    case 'delete-route':
      return routePlan(snapshot, asked);
    case 'register-target':
    case 'deregister-target':
      return targetPlan(snapshot, asked);
    case 'enable-flow-logs':
      return flowLogsPlan(snapshot, asked);
    case 'create-endpoint':
      return endpointPlan(snapshot, asked);
    case 'create-alarm':
      return alarmPlan(snapshot, asked);
    case 'apply-fix':
      return fixPlan(snapshot, asked.finding);
  }
}

interface Tagged {
  Tags?: { Key?: string; Value?: string }[];
}

interface Found<T> {
  scope: Scope;
  id: string;
  item: T;
}

/** The one resource that an id or a name means. */
function one<T extends Tagged>(
  snapshot: Snapshot,
  given: string,
  listOf: (scope: Scope) => readonly T[] | undefined,
  idOf: (item: T) => string | undefined,
  otherName: (item: T) => string | undefined = () => undefined,
): Found<T> {
  const all = snapshot.scopes.flatMap((scope) =>
    (listOf(scope) ?? []).map((item) => ({ scope, item, id: idOf(item) ?? '' })),
  );
  const wanted = given.toLowerCase();
  const byId = all.filter((f) => f.id === given);
  const matching =
    byId.length > 0
      ? byId
      : all.filter((f) => [nameOf(f.item), otherName(f.item)].some((name) => name?.toLowerCase() === wanted));
  if (matching.length > 1) {
    throw new UserError(
      text.ambiguous(given, matching.map((f) => `${f.id} (${f.scope.account} ${f.scope.region})`).sort()),
    );
  }
  const [found] = matching;
  if (found === undefined) throw new UserError(text.unknown(given));
  return found;
}

const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });

const place = ({ scope }: { scope: Scope }): { account: string; region: string } => ({
  account: scope.account,
  region: scope.region,
});

const instanceNamed = (snapshot: Snapshot, given: string) =>
  one(
    snapshot,
    given,
    (s) =>
      s.ec2?.Reservations?.flatMap((r) => r.Instances ?? []).filter(
        (i) => i.InstanceId === given || i.State?.Name !== 'terminated',
      ),
    (i) => i.InstanceId,
    (i) => i.PrivateIpAddress,
  );

function instancePlan(snapshot: Snapshot, asked: Extract<Planning, { instance: string }>): Plan {
  const found = instanceNamed(snapshot, asked.instance);
  const state = found.item.State?.Name ?? 'unknown';
  const operations = {
    'stop-instance': { operation: 'StopInstances', reached: 'stopped', from: ['pending', 'running', 'stopping'] },
    'start-instance': { operation: 'StartInstances', reached: 'running', from: ['stopped', 'pending'] },
    'reboot-instance': { operation: 'RebootInstances', reached: undefined, from: ['running'] },
  } as const;
  const { operation, reached, from } = operations[asked.action];
  if (state !== reached && !(from as readonly string[]).includes(state))
    throw new UserError(text.wrongState(found.id, state, operation));
  return {
    ...place(found),
    calls: [ec2(operation, { InstanceIds: [found.id] })],
    done: state === reached,
    resources: [found.id],
    before: `${found.id} ${state}`,
  };
}

const isIpv6 = (cidr: string): boolean => cidr.includes(':');

function portPlan(snapshot: Snapshot, asked: Extract<Planning, { group: string }>): Plan {
  const found = one(
    snapshot,
    asked.group,
    (s) => s.ec2?.SecurityGroups,
    (g) => g.GroupId,
    (g) => g.GroupName,
  );
  const { protocol, port, toPort } = asked;
  const peer = asked.peer.startsWith('sg-')
    ? { UserIdGroupPairs: [{ GroupId: asked.peer }] }
    : isIpv6(asked.peer)
      ? { Ipv6Ranges: [{ CidrIpv6: asked.peer }] }
      : { IpRanges: [{ CidrIp: asked.peer }] };
  const rule = (found.item.IpPermissions ?? []).find(
    (p) =>
      p.IpProtocol === protocol &&
      p.FromPort === port &&
      p.ToPort === toPort &&
      (p.IpRanges?.some((r) => r.CidrIp === asked.peer) === true ||
        p.Ipv6Ranges?.some((r) => r.CidrIpv6 === asked.peer) === true ||
        p.UserIdGroupPairs?.some((r) => r.GroupId === asked.peer) === true),
  );
  const open = asked.action === 'open-port';
  return {
    ...place(found),
    calls: [
      ec2(open ? 'AuthorizeSecurityGroupIngress' : 'RevokeSecurityGroupIngress', {
        GroupId: found.id,
        IpPermissions: [{ IpProtocol: protocol, FromPort: port, ToPort: toPort, ...peer }],
      }),
    ],
    done: (rule !== undefined) === open,
    resources: [found.id],
    before: `${found.id} ${JSON.stringify(found.item.IpPermissions ?? [])}`,
  };
}

/** The parameter that a route's target goes into, by its id. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const targetParameters: [RegExp, string][] = [
  [/^(igw|vgw)-/, 'GatewayId'],
  [/^nat-/, 'NatGatewayId'],
  [/^tgw-/, 'TransitGatewayId'],
  [/^pcx-/, 'VpcPeeringConnectionId'],
  [/^eni-/, 'NetworkInterfaceId'],
  [/^vpce-/, 'VpcEndpointId'],
  [/^i-/, 'InstanceId'],
  [/^eigw-/, 'EgressOnlyInternetGatewayId'],
];

function routePlan(snapshot: Snapshot, asked: Extract<Planning, { table: string }>): Plan {
  const found = one(
    snapshot,
    asked.table,
    (s) => s.ec2?.RouteTables,
    (t) => t.RouteTableId,
  );
  const { destination } = asked;
  const route = (found.item.Routes ?? []).find(
    (r) => r.DestinationCidrBlock === destination || r.DestinationIpv6CidrBlock === destination,
  );
  const to = { [isIpv6(destination) ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: destination };
  const base = {
    ...place(found),
    resources: [found.id],
    before: `${found.id} ${route === undefined ? `${destination} -` : JSON.stringify(route)}`,
  };
  if (asked.action === 'delete-route')
    return { ...base, calls: [ec2('DeleteRoute', { RouteTableId: found.id, ...to })], done: route === undefined };
  const parameter = targetParameters.find(([pattern]) => pattern.test(asked.target))?.[1];
  if (parameter === undefined) throw new UserError(text.unknownRouteTarget(asked.target));
  const done = route !== undefined && (route as Record<string, unknown>)[parameter] === asked.target;
  if (!done && asked.action === 'add-route' && route !== undefined)
    throw new UserError(text.routeExists(found.id, destination));
  const operation = asked.action === 'add-route' ? 'CreateRoute' : 'ReplaceRoute';
  return {
    ...base,
    calls: [ec2(operation, { RouteTableId: found.id, ...to, [parameter]: asked.target })],
    done,
  };
}

function targetPlan(snapshot: Snapshot, asked: Extract<Planning, { targetGroup: string }>): Plan {
  const found = one<Tagged & { TargetGroupArn?: string; TargetGroupName?: string; Port?: number; TargetType?: string }>(
    snapshot,
    asked.targetGroup,
    (s) => s.elbv2?.TargetGroups,
    (g) => g.TargetGroupArn,
    (g) => g.TargetGroupName,
  );
  const Id = found.item.TargetType === 'instance' ? instanceNamed(snapshot, asked.target).id : asked.target;
  const Port = asked.port ?? found.item.Port;
  const health = found.scope.elbv2?.TargetHealthDescriptions?.[found.id];
  if (health === undefined) throw new UserError(text.targetsUnread(asked.targetGroup));
  const registered = health.find(
    (h) =>
      h.Target?.Id === Id && (Port === undefined || h.Target?.Port === Port) && h.TargetHealth?.State !== 'draining',
  );
  const register = asked.action === 'register-target';
  return {
    ...place(found),
    calls: [
      {
        service: 'elbv2',
        operation: register ? 'RegisterTargets' : 'DeregisterTargets',
        input: { TargetGroupArn: found.id, Targets: [{ Id, ...(Port === undefined ? {} : { Port }) }] },
      },
    ],
    done: (registered !== undefined) === register,
    resources: [found.id, Id],
    before: `${found.id} ${Id}:${Port ?? '-'} ${registered?.TargetHealth?.State ?? 'not registered'}`,
  };
}

const flowLogTypes: [RegExp, string][] = [
  [/^vpc-/, 'VPC'],
  [/^subnet-/, 'Subnet'],
  [/^eni-/, 'NetworkInterface'],
];

function flowLogsPlan(snapshot: Snapshot, asked: Extract<Planning, { action: 'enable-flow-logs' }>): Plan {
  const isId = flowLogTypes.some(([pattern]) => pattern.test(asked.resource));
  const found = isId
    ? one<Tagged & { id?: string }>(
        snapshot,
        asked.resource,
        ({ ec2: e }) =>
          [
            ...(e?.Vpcs ?? []).map((v) => ({ id: v.VpcId })),
            ...(e?.Subnets ?? []).map((v) => ({ id: v.SubnetId })),
            ...(e?.NetworkInterfaces ?? []).map((v) => ({ id: v.NetworkInterfaceId })),
          ].flatMap(({ id }) => (id === undefined ? [] : [{ id }])),
        (i) => i.id,
      )
    : one(
        snapshot,
        asked.resource,
        (s) => s.ec2?.Vpcs,
        (v) => v.VpcId,
      );
  const toS3 = asked.role === undefined;
  const existing = (found.scope.ec2?.FlowLogs ?? []).filter((f) => f.ResourceId === found.id);
  return {
    ...place(found),
    calls: [
      ec2('CreateFlowLogs', {
        ResourceIds: [found.id],
        ResourceType: flowLogTypes.find(([pattern]) => pattern.test(found.id))?.[1],
        TrafficType: 'ALL',
        ...(toS3
          ? { LogDestinationType: 's3', LogDestination: asked.destination }
          : {
              LogDestinationType: 'cloud-watch-logs',
              LogGroupName: asked.destination,
              DeliverLogsPermissionArn: asked.role,
            }),
      }),
    ],
    done: existing.some((f) => (toS3 ? f.LogDestination : f.LogGroupName) === asked.destination),
    resources: [found.id],
    before: `${found.id} flow logs: ${
      existing
        .map((f) => f.FlowLogId)
        .sort()
        .join(' ') || '-'
    }`,
  };
}

function endpointPlan(snapshot: Snapshot, asked: Extract<Planning, { action: 'create-endpoint' }>): Plan {
  const found = one(
    snapshot,
    asked.vpc,
    (s) => s.ec2?.Vpcs,
    (v) => v.VpcId,
  );
  const service = asked.service.includes('.') ? asked.service : `com.amazonaws.${found.scope.region}.${asked.service}`;
  // Without a subnet S3 and DynamoDB get the gateway kind, which costs nothing.
  const gateway = asked.subnets.length === 0 && /\.(s3|dynamodb)$/.test(service);
  if (!gateway && asked.subnets.length === 0) throw new UserError(text.endpointNeedsSubnets(service));
  const tables = (found.scope.ec2?.RouteTables ?? [])
    .filter((t) => t.VpcId === found.id)
    .flatMap((t) => (t.RouteTableId === undefined ? [] : [t.RouteTableId]))
    .sort();
  const existing = (found.scope.ec2?.VpcEndpoints ?? []).filter(
    (e) => e.VpcId === found.id && e.ServiceName === service && !/^delet/i.test(e.State ?? ''),
  );
  const type = gateway ? 'Gateway' : 'Interface';
  return {
    ...place(found),
    calls: [
      ec2('CreateVpcEndpoint', {
        VpcId: found.id,
        ServiceName: service,
        VpcEndpointType: type,
        ...(gateway ? { RouteTableIds: tables } : { SubnetIds: asked.subnets }),
      }),
    ],
    done: existing.some((e) => e.VpcEndpointType === type),
    resources: [found.id],
    before: `${found.id} ${service}: ${
      existing
        .map((e) => e.VpcEndpointId)
        .sort()
        .join(' ') || '-'
    }`,
  };
}

function alarmPlan(snapshot: Snapshot, asked: Extract<Planning, { action: 'create-alarm' }>): Plan {
  const nat = snapshot.scopes.some((s) => s.ec2?.NatGateways?.some((n) => n.NatGatewayId === asked.resource));
  const found = nat
    ? one(
        snapshot,
        asked.resource,
        (s) => s.ec2?.NatGateways,
        (n) => n.NatGatewayId,
      )
    : instanceNamed(snapshot, asked.resource);
  const AlarmName = `netops-${found.id}-${asked.metric}`;
  const existing = found.scope.cloudwatch?.MetricAlarms?.find((a) => a.AlarmName === AlarmName);
  return {
    ...place(found),
    calls: [
      {
        service: 'cloudwatch',
        operation: 'PutMetricAlarm',
        input: {
          AlarmName,
          Namespace: nat ? 'AWS/NATGateway' : 'AWS/EC2',
          MetricName: asked.metric,
          Dimensions: [{ Name: nat ? 'NatGatewayId' : 'InstanceId', Value: found.id }],
          Statistic: 'Maximum',
          Period: 300,
          EvaluationPeriods: 3,
          Threshold: asked.threshold,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'missing',
        },
      },
    ],
    done: existing?.Threshold === asked.threshold,
    resources: [found.id],
    before: `${AlarmName} ${existing?.Threshold ?? '-'}`,
  };
}

function fixPlan(snapshot: Snapshot, wanted: string): Plan {
  const found = findCauses(snapshot).filter((f) => f.code === wanted || f.id === wanted);
  if (found.length > 1) throw new UserError(text.ambiguous(wanted, found.map((f) => `${f.id} ${f.resource}`).sort()));
  const [finding] = found;
  if (finding === undefined) throw new UserError(text.noFinding(wanted));
  const fix = finding.fixes.find((f) => f.verified && f.calls.length > 0);
  if (fix === undefined) throw new UserError(text.noFix(finding.code));
  return {
    account: finding.account,
    region: finding.region,
    calls: fix.calls,
    done: false,
    resources: [finding.resource, ...finding.affected],
    before: `${finding.id} ${JSON.stringify(fix.calls)}`,
  };
}

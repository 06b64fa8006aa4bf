import type {
  DeregisterTargetsInput,
  RegisterTargetsInput,
  TargetDescription,
  TargetHealth,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { containsAddress, familyOf, parseAddress, parseCidr } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { isKept, known, notInSnapshot, ofParent, setOfParent } from '../draft.ts';
import { instanceMaybe } from '../ec2/instance-lookup.ts';
import { findMaybe } from '../ec2/lookup.ts';
import { AwsError, type World } from '../world.ts';
import { needed, type SavedTargetGroup, targetGroupAttribute, targetGroupOf, validation } from './lookup.ts';

type Description = Saved<TargetHealthDescription>;
type Target = Saved<TargetDescription>;

const invalidTarget = (message: string): AwsError => new AwsError('InvalidTarget', message);

/** Addresses that an ip target may have outside its VPC: RFC 1918 and RFC 6598. */
const privateBlocks = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** The targets of a group as they are; throws `NotInSnapshot` when they were not read. */
function targetsIn(world: World, group: SavedTargetGroup): readonly Description[] {
  const arn = group.TargetGroupArn!;
  const read = ofParent(world, 'elbv2', 'TargetHealthDescriptions', arn);
  if (read === undefined && world.partial) throw notInSnapshot('elbv2', 'TargetHealthDescriptions');
  return read ?? [];
}

const same = (a: Target, b: Target): boolean => a.Id === b.Id && a.Port === b.Port;

const healthOf = (State: TargetHealth['State'], Reason: TargetHealth['Reason'], Description: string): TargetHealth => ({
  State,
  Reason,
  Description,
});

const notInUse = (): TargetHealth =>
  healthOf('unused', 'Target.NotInUse', 'Target group is not configured to receive traffic from the load balancer');

const inRegistration = (): TargetHealth =>
  healthOf('initial', 'Elb.RegistrationInProgress', 'Target registration is in progress');

/** A target as the group keeps it: checked, with the group's port when it has none of its own. */
function checkedTarget(world: World, group: SavedTargetGroup, given: TargetDescription): Target {
  const Id = needed(given.Id, 'targets.1.member.id');
  const port = given.Port ?? group.Port;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
    throw validation(`Port '${port}' is not a valid port. It must be between 1 and 65535`);
  }
  const target: Target = { Id, ...(group.TargetType === 'lambda' || port === undefined ? {} : { Port: port }) };
  switch (group.TargetType ?? 'instance') {
    case 'instance':
      checkInstance(world, group, Id);
      return target;
    case 'ip': {
      const zone = checkAddress(world, group, Id, given.AvailabilityZone);
      return zone === undefined ? target : { ...target, AvailabilityZone: zone };
    }
    case 'alb':
      if (known(world, 'elbv2', 'LoadBalancers')?.some((balancer) => balancer.LoadBalancerArn === Id) === false) {
        throw invalidTarget(`The Application Load Balancer '${Id}' does not exist`);
      }
      return target;
    default:
      return target;
  }
}

function checkInstance(world: World, group: SavedTargetGroup, id: string): void {
  if (!id.startsWith('i-')) throw validation(`Instance ID '${id}' is not valid`);
  if (known(world, 'ec2', 'Reservations') === undefined) return;
  const instance = instanceMaybe(world, id);
  if (instance === undefined) throw invalidTarget(`The following targets do not exist: '${id}'`);
  if (instance.State?.Name !== undefined && instance.State.Name !== 'running') {
    throw invalidTarget(`The following targets are not in a running state and cannot be registered: '${id}'`);
  }
  if (group.VpcId !== undefined && instance.VpcId !== group.VpcId) {
    throw invalidTarget(`The following targets are not in the target group VPC '${group.VpcId}': '${id}'`);
  }
}

/** The zone that an ip target is in: found by its subnet when in the VPC, else it must be given, as a rule `all`. */
function checkAddress(world: World, group: SavedTargetGroup, id: string, zone: string | undefined): string | undefined {
  const address = parseAddress(id);
  const family = group.IpAddressType === 'ipv6' ? 6 : 4;
  if (address === undefined || familyOf(address) !== family) {
    throw validation(`The IP address '${id}' is not a valid IPv${family} address`);
  }
  const vpc = findMaybe(world, 'vpc', group.VpcId ?? '');
  if (vpc === undefined) return zone;
  const blocks = [
    ...(vpc.CidrBlockAssociationSet ?? [{ CidrBlock: vpc.CidrBlock }]).map((a) => a.CidrBlock),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock),
  ].flatMap((text) => parseCidr(text ?? '') ?? []);
  if (blocks.some((block) => containsAddress(block, address))) {
    const subnet = known(world, 'ec2', 'Subnets')?.find((s) => {
      const block = parseCidr(s.CidrBlock ?? '');
      return s.VpcId === vpc.VpcId && block !== undefined && containsAddress(block, address);
    });
    return zone ?? subnet?.AvailabilityZone;
  }
  if (!privateBlocks.some((block) => containsAddress(block, address))) {
    throw validation(`The IP address '${id}' must be within the VPC or a private IP address range`);
  }
  if (zone === undefined) {
    throw validation(
      `You must specify the Availability Zone of the IP address '${id}', or 'all', because it is outside the VPC`,
    );
  }
  return zone;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html */
export function RegisterTargets(world: World, input: RegisterTargetsInput) {
  const group = targetGroupOf(world, input.TargetGroupArn);
  const arn = group.TargetGroupArn!;
  const before = targetsIn(world, group);
  const given = needed(input.Targets, 'targets').map((target) => checkedTarget(world, group, target));
  if (
    group.TargetType === 'lambda' &&
    new Set([...before.map((d) => d.Target?.Id), ...given.map((t) => t.Id)]).size > 1
  ) {
    throw new AwsError('TooManyTargets', `The maximum number of targets per Lambda target group is 1`);
  }
  // What is registered already stays as it is; what is draining comes back.
  const isThere = (target: Target) => (d: Description) =>
    same(d.Target!, target) && d.TargetHealth?.State !== 'draining';
  const fresh = given.filter((target, at) => {
    return !before.some(isThere(target)) && given.findIndex((other) => same(other, target)) === at;
  });
  const health = (group.LoadBalancerArns ?? []).length === 0 ? notInUse() : inRegistration();
  setOfParent(world, 'elbv2', 'TargetHealthDescriptions', arn, [
    ...before.filter((d) => !fresh.some((target) => same(d.Target!, target))),
    ...fresh.map((Target) => ({
      Target,
      ...(group.HealthCheckEnabled === false ? {} : { HealthCheckPort: checkPort(group, Target) }),
      TargetHealth: { ...health },
    })),
  ]);
  for (const target of fresh)
    world.later({ afterSeconds: 5, resource: arn, to: 'target-registered', detail: detailOf(target) });
  return {};
}

const checkPort = (group: SavedTargetGroup, target: Target): string | undefined =>
  group.HealthCheckPort === 'traffic-port' || group.HealthCheckPort === undefined
    ? target.Port?.toString()
    : group.HealthCheckPort;

const detailOf = (target: Target): Record<string, string | number> => ({
  target: target.Id ?? '',
  ...(target.Port === undefined ? {} : { port: target.Port }),
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html */
export function DeregisterTargets(world: World, input: DeregisterTargetsInput) {
  const group = targetGroupOf(world, input.TargetGroupArn);
  const arn = group.TargetGroupArn!;
  const before = targetsIn(world, group);
  const given = needed(input.Targets, 'targets');
  // Without a port every registration of the target goes. A target that is not registered is no error.
  const leaves = (d: Description): boolean =>
    d.TargetHealth?.State !== 'draining' &&
    given.some((target) => target.Id === d.Target?.Id && (target.Port === undefined || target.Port === d.Target?.Port));
  const leaving = before.filter(leaves);
  if (leaving.length === 0) return {};
  const delay = Number(targetGroupAttribute(world, arn, 'deregistration_delay.timeout_seconds') ?? 300);
  const draining = healthOf('draining', 'Target.DeregistrationInProgress', 'Target deregistration is in progress');
  // Nothing drains from a target that got no traffic.
  const drains = (d: Description): boolean =>
    (group.LoadBalancerArns ?? []).length > 0 && d.TargetHealth?.State !== 'unused';
  setOfParent(
    world,
    'elbv2',
    'TargetHealthDescriptions',
    arn,
    before.flatMap((d) => (!leaves(d) ? d : drains(d) ? { ...d, TargetHealth: { ...draining } } : [])),
  );
  for (const d of leaving.filter(drains)) {
    world.later({ afterSeconds: delay, resource: arn, to: 'target-deregistered', detail: detailOf(d.Target!) });
  }
  return {};
}

const isTarget = (detail: Record<string, string | number> | undefined) => (d: Description) =>
  d.Target?.Id === detail?.target && (detail?.port === undefined || d.Target?.Port === detail.port);

function update(world: World, arn: string, change: (descriptions: readonly Description[]) => Description[]): void {
  if (!isKept(world, 'elbv2', 'TargetHealthDescriptions')) return;
  const before = ofParent(world, 'elbv2', 'TargetHealthDescriptions', arn);
  if (before !== undefined) setOfParent(world, 'elbv2', 'TargetHealthDescriptions', arn, change(before));
}

/** A target is registered: its first health checks begin. */
export function targetRegistered(
  world: World,
  group: string,
  detail: Record<string, string | number> | undefined,
): void {
  const checking = healthOf('initial', 'Elb.InitialHealthChecking', 'Initial health checks in progress');
  update(world, group, (before) =>
    before.map((d) =>
      isTarget(detail)(d) && d.TargetHealth?.Reason === 'Elb.RegistrationInProgress'
        ? { ...d, TargetHealth: { ...checking } }
        : d,
    ),
  );
}

/** A draining target is gone. One that was registered anew in the meantime stays. */
export function targetDeregistered(
  world: World,
  group: string,
  detail: Record<string, string | number> | undefined,
): void {
  update(world, group, (before) =>
    before.filter((d) => !(isTarget(detail)(d) && d.TargetHealth?.State === 'draining')),
  );
}

/** No balancer uses the group any more: its targets get no traffic and no health checks. */
export function targetsBecomeUnused(world: World, group: string): void {
  update(world, group, (before) => before.map((d) => ({ ...d, TargetHealth: notInUse() })));
}

/** A balancer uses the group now: its targets are registered with it. */
export function targetsBecomeUsed(world: World, group: string): void {
  update(world, group, (before) =>
    before.map((d) => {
      if (d.TargetHealth?.Reason !== 'Target.NotInUse') return d;
      world.later({ afterSeconds: 5, resource: group, to: 'target-registered', detail: detailOf(d.Target!) });
      return { ...d, TargetHealth: inRegistration() };
    }),
  );
}

import type {
  InstanceStateChange,
  ModifyInstanceAttributeRequest,
  RebootInstancesRequest,
  StartInstancesRequest,
  StopInstancesRequest,
  TerminateInstancesRequest,
} from '@aws-sdk/client-ec2';
import { edit, ofParent, remove, setOfParent } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { editInstances, instanceMaybe, instanceOf, instancesOf, type SavedInstance } from './instance-lookup.ts';
import { checkGroups, setInterfaceGroups, setSourceDestCheck } from './interface-groups.ts';
import { releaseInterface } from './interface-release.ts';
import { findMaybe } from './lookup.ts';
import { newPublicAddress, publicDnsName, setAssociation } from './public-addresses.ts';
import { settleRoutesTo } from './route-targets.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
const codes = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48, stopping: 64, stopped: 80 } as const;
type State = keyof typeof codes;

const stateOf = (instance: Readonly<SavedInstance>): State => (instance.State?.Name ?? 'running') as State;

const idsFrom = (input: { InstanceIds: string[] | undefined }): string[] => {
  const ids = required(input.InstanceIds, 'InstanceId');
  if (ids.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId');
  return ids;
};

/** `User initiated (2026-11-23 08:43:30 GMT)` */
const initiated = (now: Date): string => `User initiated (${now.toISOString().slice(0, 19).replace('T', ' ')} GMT)`;

function setState(world: World, ids: ReadonlySet<string>, state: State): void {
  editInstances(world, ids, (copy) => {
    copy.State = { Code: codes[state], Name: state };
    if (state === 'pending') {
      copy.StateTransitionReason = '';
      copy.LaunchTime = world.now.toISOString();
      delete copy.StateReason;
    } else if (state === 'stopping' || state === 'shutting-down') {
      copy.StateTransitionReason = initiated(world.now);
      copy.StateReason = {
        Code: 'Client.UserInitiatedShutdown',
        Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
      };
    }
  });
  const check = state === 'running' ? 'initializing' : 'not-applicable';
  edit(
    world,
    'ec2',
    'InstanceStatuses',
    (status) => ids.has(status.InstanceId ?? ''),
    (copy) => {
      copy.InstanceState = { Code: codes[state], Name: state };
      copy.InstanceStatus = state === 'running' ? checkOf('initializing') : { Status: check };
      copy.SystemStatus = state === 'running' ? checkOf('initializing') : { Status: check };
    },
  );
}

const checkOf = (status: 'initializing' | 'passed') => ({
  Status: status === 'passed' ? ('ok' as const) : ('initializing' as const),
  Details: [{ Name: 'reachability' as const, Status: status }],
});

/** The routes to an instance lead nowhere while it does not run. */
function settleRoutes(world: World, id: string): void {
  for (const card of instanceMaybe(world, id)?.NetworkInterfaces ?? []) {
    if (card.NetworkInterfaceId !== undefined) settleRoutesTo(world, card.NetworkInterfaceId);
  }
}

/** Moves the instances that are not there yet from one state into another, which AWS will end in `reached`. */
function move(
  world: World,
  instances: readonly Readonly<SavedInstance>[],
  to: State,
  reached: { to: 'instance-running' | 'instance-stopped' | 'instance-terminated'; afterSeconds: number },
  already: readonly State[],
): InstanceStateChange[] {
  const moving = instances.filter((instance) => !already.includes(stateOf(instance)));
  setState(world, new Set(moving.map((instance) => instance.InstanceId!)), to);
  for (const instance of moving) {
    settleRoutes(world, instance.InstanceId!);
    world.later({ ...reached, resource: instance.InstanceId! });
  }
  return instances.map((instance) => {
    const was = stateOf(instance);
    const is = already.includes(was) ? was : to;
    return {
      InstanceId: instance.InstanceId,
      CurrentState: { Code: codes[is], Name: is },
      PreviousState: { Code: codes[was], Name: was },
    };
  });
}

const incorrectState = (id: string | undefined, verb: string): AwsError =>
  new AwsError('IncorrectInstanceState', `The instance '${id}' is not in a state from which it can be ${verb}.`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StopInstances.html */
export function StopInstances(world: World, input: StopInstancesRequest) {
  const instances = instancesOf(world, idsFrom(input));
  const wrong = instances.find((i) => ['pending', 'shutting-down', 'terminated'].includes(stateOf(i)));
  if (wrong !== undefined) throw incorrectState(wrong.InstanceId, 'stopped');
  const reached = { to: 'instance-stopped', afterSeconds: 20 } as const;
  return { StoppingInstances: move(world, instances, 'stopping', reached, ['stopping', 'stopped']) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html */
export function StartInstances(world: World, input: StartInstancesRequest) {
  const instances = instancesOf(world, idsFrom(input));
  const wrong = instances.find((i) => ['stopping', 'shutting-down', 'terminated'].includes(stateOf(i)));
  if (wrong !== undefined) throw incorrectState(wrong.InstanceId, 'started');
  const reached = { to: 'instance-running', afterSeconds: 10 } as const;
  return { StartingInstances: move(world, instances, 'pending', reached, ['pending', 'running']) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html: the instance runs all the while. */
export function RebootInstances(world: World, input: RebootInstancesRequest) {
  const instances = instancesOf(world, idsFrom(input));
  const wrong = instances.find((i) => stateOf(i) !== 'running');
  if (wrong !== undefined) throw incorrectState(wrong.InstanceId, 'rebooted');
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html */
export function TerminateInstances(world: World, input: TerminateInstancesRequest) {
  const instances = instancesOf(world, idsFrom(input));
  const reached = { to: 'instance-terminated', afterSeconds: 30 } as const;
  return {
    TerminatingInstances: move(world, instances, 'shutting-down', reached, ['shutting-down', 'terminated']),
  };
}

/** The interface of device 0, which alone can get a public address from the subnet. */
const primaryInterface = (instance: Readonly<SavedInstance>) =>
  instance.NetworkInterfaces?.find((card) => card.Attachment?.DeviceIndex === 0) ?? instance.NetworkInterfaces?.[0];

/**
 * A stopping instance has stopped: it loses the public address that Amazon lent it, and keeps an Elastic IP.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html
 */
export function instanceStopped(world: World, id: string): void {
  const instance = instanceMaybe(world, id);
  if (instance === undefined || stateOf(instance) !== 'stopping') return;
  setState(world, new Set([id]), 'stopped');
  const card = primaryInterface(instance);
  const owner = card?.Association?.IpOwnerId;
  if (card?.NetworkInterfaceId !== undefined) {
    if (owner === 'amazon') setAssociation(world, card.NetworkInterfaceId, card.PrivateIpAddress, undefined);
    // The interface's own attribute says whether a start brings an address; an Elastic IP tells nothing about it.
    if (owner === undefined || owner === 'amazon') {
      setOfParent(world, 'ec2', 'NetworkInterfaceAttributes', card.NetworkInterfaceId, {
        AssociatePublicIpAddress: owner === 'amazon',
      });
    }
  }
  settleRoutes(world, id);
}

/** A starting instance runs; it gets a new public address when its interface is set to have one. */
export function instanceRunning(world: World, id: string): void {
  const instance = instanceMaybe(world, id);
  if (instance === undefined || stateOf(instance) !== 'pending') return;
  setState(world, new Set([id]), 'running');
  world.later({ afterSeconds: 60, resource: id, to: 'instance-status-ok' });
  const card = primaryInterface(instance);
  const lends =
    ofParent(world, 'ec2', 'NetworkInterfaceAttributes', card?.NetworkInterfaceId ?? '')?.AssociatePublicIpAddress ??
    findMaybe(world, 'subnet', card?.SubnetId ?? '')?.MapPublicIpOnLaunch;
  // With a second interface, or an Elastic IP on the first, Amazon lends none.
  const alone = instance.NetworkInterfaces?.length === 1;
  if (card?.NetworkInterfaceId !== undefined && lends && alone && card.Association === undefined) {
    const PublicIp = newPublicAddress(world);
    setAssociation(world, card.NetworkInterfaceId, card.PrivateIpAddress, {
      IpOwnerId: 'amazon',
      PublicDnsName: publicDnsName(world, instance.VpcId, PublicIp),
      PublicIp,
    });
  }
  settleRoutes(world, id);
}

/** The status checks of a running instance pass. */
export function instanceStatusOk(world: World, id: string): void {
  edit(
    world,
    'ec2',
    'InstanceStatuses',
    (status) => status.InstanceId === id && status.InstanceState?.Name === 'running',
    (copy) => {
      copy.InstanceStatus = checkOf('passed');
      copy.SystemStatus = checkOf('passed');
    },
  );
}

/** A terminated instance lets go of its interfaces and addresses; AWS shows it, bare, for about an hour. */
export function instanceTerminated(world: World, id: string): void {
  const instance = instanceMaybe(world, id);
  if (instance === undefined || stateOf(instance) !== 'shutting-down') return;
  const cards = instance.NetworkInterfaces ?? [];
  setState(world, new Set([id]), 'terminated');
  editInstances(world, new Set([id]), (copy) => {
    copy.NetworkInterfaces = [];
    copy.SecurityGroups = [];
    copy.PublicDnsName = '';
    copy.PrivateDnsName = '';
    for (const key of ['PublicIpAddress', 'PrivateIpAddress', 'SubnetId', 'VpcId'] as const) delete copy[key];
  });
  for (const card of cards) {
    releaseInterface(world, card.NetworkInterfaceId ?? '', card.Attachment?.DeleteOnTermination !== false);
  }
  remove(world, 'ec2', 'InstanceStatuses', (status) => status.InstanceId === id);
}

type Attribute = Exclude<keyof ModifyInstanceAttributeRequest, 'InstanceId' | 'DryRun' | 'Attribute' | 'Value'>;

/** Attributes that can only be changed while the instance is stopped. */
const whileStopped: ReadonlySet<Attribute> = new Set([
  'InstanceType',
  'Kernel',
  'Ramdisk',
  'UserData',
  'EbsOptimized',
  'SriovNetSupport',
  'EnaSupport',
  'EnclaveOptions',
]);

/** `Attribute=sourceDestCheck, Value=false` in the form of the attribute's own member. */
function fromNameAndValue(input: ModifyInstanceAttributeRequest): ModifyInstanceAttributeRequest {
  const { Attribute: name, Value, ...rest } = input;
  if (name === undefined) return rest;
  const member = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const flag = ['SourceDestCheck', 'DisableApiTermination', 'DisableApiStop', 'EbsOptimized', 'EnaSupport'];
  const value = required(Value, 'value');
  return { ...rest, [member]: { Value: flag.includes(member) ? value === 'true' : value } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html */
export function ModifyInstanceAttribute(world: World, given: ModifyInstanceAttributeRequest) {
  const { InstanceId, DryRun: _, Attribute: __, Value: ___, ...attributes } = fromNameAndValue(given);
  const instance = instanceOf(world, required(InstanceId, 'instanceId'));
  const names = (Object.keys(attributes) as Attribute[]).filter((name) => attributes[name] !== undefined);
  const [name] = names;
  if (name === undefined) throw invalidCombination('No attributes specified.');
  if (names.length > 1) throw invalidCombination('Fields for multiple attributes specified.');
  if (whileStopped.has(name) && stateOf(instance) !== 'stopped') {
    throw new AwsError('IncorrectInstanceState', `The instance '${InstanceId}' is not in the 'stopped' state.`);
  }
  const cards = new Set(instance.NetworkInterfaces?.map((card) => card.NetworkInterfaceId ?? '') ?? []);
  const id = new Set([instance.InstanceId!]);
  switch (name) {
    case 'Groups': {
      const groups = checkGroups(world, attributes.Groups, instance.VpcId);
      if (cards.size > 1) {
        throw new AwsError(
          'InvalidInstanceID',
          `There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
        );
      }
      setInterfaceGroups(world, cards, groups);
      break;
    }
    case 'SourceDestCheck':
      if (cards.size > 1) {
        throw new AwsError(
          'InvalidInstanceID',
          `There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
        );
      }
      setSourceDestCheck(world, cards, required(attributes.SourceDestCheck?.Value, 'sourceDestCheck.value'));
      break;
    case 'InstanceType': {
      const type = required(attributes.InstanceType?.Value, 'instanceType.value');
      if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(type)) throw invalidValue(`Invalid value '${type}' for InstanceType.`);
      editInstances(world, id, (copy) => {
        copy.InstanceType = type as SavedInstance['InstanceType'];
      });
      break;
    }
    case 'EbsOptimized':
    case 'EnaSupport': {
      const on = required(attributes[name]?.Value, `${name}.value`);
      editInstances(world, id, (copy) => {
        copy[name] = on;
      });
      break;
    }
    default:
      // The others (termination protection, user data, kernel …) show in no description of the network.
      break;
  }
  return {};
}

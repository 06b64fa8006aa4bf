import type {
  CreateListenerInput,
  DeleteListenerInput,
  Listener,
  ModifyListenerInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { actionsFrom, checkProtocol } from './actions.ts';
import { arnSuffix } from './arn-suffix.ts';
import { settleUse } from './in-use.ts';
import { byParent, listenerOf, loadBalancerOf, needed, type SavedListener, validation } from './lookup.ts';
import { setTags } from './tags.ts';

const listenersOf = (world: World, balancer: string): readonly SavedListener[] =>
  byParent(world, 'Listeners')[balancer] ?? [];

function checkPort(world: World, balancer: string, port: number, protocol: string, own?: string): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw validation(`Port '${port}' is not a valid port. It must be between 1 and 65535`);
  }
  const isUdp = (name: string | undefined) => name === 'UDP' || name === 'QUIC';
  const taken = listenersOf(world, balancer).some(
    (l) => l.ListenerArn !== own && l.Port === port && isUdp(l.Protocol) === isUdp(protocol),
  );
  if (taken) {
    throw new AwsError(
      'DuplicateListener',
      `A listener already exists on this port for this load balancer '${balancer}'`,
    );
  }
}

function checkCertificates(protocol: string, certificates: readonly unknown[] | undefined): void {
  const secure = protocol === 'HTTPS' || protocol === 'TLS';
  if (secure && (certificates ?? []).length !== 1) {
    throw validation(`Exactly one certificate must be specified for ${protocol} listeners`);
  }
  if (!secure && (certificates ?? []).length > 0) {
    throw validation(`A certificate cannot be specified for ${protocol} listeners`);
  }
}

const defaultPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
export function CreateListener(world: World, input: CreateListenerInput) {
  const balancer = loadBalancerOf(world, input.LoadBalancerArn);
  const arn = balancer.LoadBalancerArn!;
  const isGateway = balancer.Type === 'gateway';
  const protocol = isGateway ? 'GENEVE' : needed(input.Protocol, 'protocol');
  checkProtocol(balancer, protocol);
  const before = listenersOf(world, arn);
  if (!isGateway) {
    checkPort(world, arn, needed(input.Port, 'port'), protocol);
    checkCertificates(protocol, input.Certificates);
  }
  const DefaultActions = actionsFrom(world, balancer, protocol, input.DefaultActions);
  const secure = protocol === 'HTTPS' || protocol === 'TLS';
  const listener: Saved<Listener> = {
    ListenerArn: `${arn.replace(':loadbalancer/', ':listener/')}/${arnSuffix(world)}`,
    LoadBalancerArn: arn,
    ...(isGateway ? {} : { Port: input.Port!, Protocol: protocol as Listener['Protocol'] }),
    ...(secure ? { Certificates: saved(input.Certificates!), SslPolicy: input.SslPolicy ?? defaultPolicy } : {}),
    DefaultActions,
    ...(input.AlpnPolicy ? { AlpnPolicy: [...input.AlpnPolicy] } : {}),
  };
  setOfParent(world, 'elbv2', 'Listeners', arn, [...before, listener]);
  setOfParent(world, 'elbv2', 'Rules', listener.ListenerArn!, [
    {
      RuleArn: `${listener.ListenerArn!.replace(':listener/', ':listener-rule/')}/${arnSuffix(world)}`,
      Priority: 'default',
      Conditions: [],
      Actions: DefaultActions,
      IsDefault: true,
    },
  ]);
  if (input.Tags) setTags(world, listener.ListenerArn!, input.Tags);
  settleUse(world);
  return { Listeners: [listener] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html */
export function ModifyListener(world: World, input: ModifyListenerInput) {
  const old = listenerOf(world, input.ListenerArn);
  const balancer = loadBalancerOf(world, old.LoadBalancerArn);
  const arn = balancer.LoadBalancerArn!;
  const protocol = input.Protocol ?? old.Protocol ?? 'GENEVE';
  checkProtocol(balancer, protocol);
  const port = input.Port ?? old.Port;
  if (port !== undefined) checkPort(world, arn, port, protocol, old.ListenerArn);
  const secure = protocol === 'HTTPS' || protocol === 'TLS';
  const certificates = input.Certificates ? saved(input.Certificates) : secure ? old.Certificates : undefined;
  checkCertificates(protocol, certificates);
  const actions = input.DefaultActions
    ? actionsFrom(world, balancer, protocol, input.DefaultActions)
    : (old.DefaultActions ?? []);
  const { Certificates: _, SslPolicy: __, ...rest } = old;
  const listener: Saved<Listener> = {
    ...rest,
    ...(port === undefined ? {} : { Port: port }),
    ...(balancer.Type === 'gateway' ? {} : { Protocol: protocol as Listener['Protocol'] }),
    ...(secure ? { Certificates: certificates, SslPolicy: input.SslPolicy ?? old.SslPolicy ?? defaultPolicy } : {}),
    DefaultActions: actions,
    ...(input.AlpnPolicy ? { AlpnPolicy: [...input.AlpnPolicy] } : {}),
  };
  setOfParent(
    world,
    'elbv2',
    'Listeners',
    arn,
    listenersOf(world, arn).map((l) => (l.ListenerArn === old.ListenerArn ? listener : l)),
  );
  const rules = world.here.elbv2?.Rules?.[old.ListenerArn!];
  if (rules !== undefined) {
    const withDefault = rules.map((rule) => (rule.IsDefault ? { ...rule, Actions: actions } : rule));
    setOfParent(world, 'elbv2', 'Rules', old.ListenerArn!, withDefault);
  }
  settleUse(world);
  return { Listeners: [listener] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteListener.html: its rules go with it. */
export function DeleteListener(world: World, input: DeleteListenerInput) {
  const listener = listenerOf(world, input.ListenerArn);
  const arn = listener.LoadBalancerArn!;
  const rest = listenersOf(world, arn).filter((l) => l.ListenerArn !== listener.ListenerArn);
  setOfParent(world, 'elbv2', 'Listeners', arn, rest);
  setOfParent(world, 'elbv2', 'Rules', listener.ListenerArn!, undefined);
  setOfParent(world, 'elbv2', 'Tags', listener.ListenerArn!, undefined);
  settleUse(world);
  return {};
}

import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { forwardedTo } from './in-use.ts';
import { needed, type SavedLoadBalancer, targetGroupOf, validation } from './lookup.ts';

const invalid = (message: string): AwsError => new AwsError('InvalidConfigurationRequest', message);

/** Listener protocols of each type of balancer, and the target group protocols that go with them. */
const protocols: Record<string, Record<string, string[]>> = {
  application: { HTTP: ['HTTP', 'HTTPS'], HTTPS: ['HTTP', 'HTTPS'] },
  network: {
    TCP: ['TCP', 'TCP_UDP'],
    TLS: ['TCP', 'TLS'],
    UDP: ['UDP', 'TCP_UDP'],
    TCP_UDP: ['TCP_UDP'],
    QUIC: ['QUIC', 'TCP_QUIC'],
    TCP_QUIC: ['TCP_QUIC'],
  },
  gateway: { GENEVE: ['GENEVE'] },
};

/** Throws `UnsupportedProtocol` for a listener protocol that the type of balancer has not. */
export function checkProtocol(balancer: SavedLoadBalancer, protocol: string): void {
  const allowed = Object.keys(protocols[balancer.Type ?? 'application'] ?? {});
  if (!allowed.includes(protocol)) {
    throw new AwsError(
      'UnsupportedProtocol',
      `Protocol '${protocol}' is not supported for ${balancer.Type} load balancers`,
    );
  }
}

/** The actions of a call in the form in which they are shown, checked against the balancer they will be on. */
export function actionsFrom(
  world: World,
  balancer: SavedLoadBalancer,
  protocol: string | undefined,
  actions: Action[] | undefined,
): Saved<Action>[] {
  const given = needed(actions, 'actions');
  if (given.length === 0) throw validation('A listener or rule must have at least one action');
  const ends = given.filter((a) => ['forward', 'redirect', 'fixed-response'].includes(a.Type ?? ''));
  if (ends.length !== 1) {
    throw new AwsError(
      'InvalidLoadBalancerAction',
      'Exactly one forward, redirect or fixed-response action must be specified',
    );
  }
  const complete = given.map((action) => completed(saved(action)));
  for (const arn of new Set(forwardedTo(complete))) checkGroup(world, balancer, protocol, arn);
  return complete;
}

/** AWS shows a forward both ways, with weights; and a redirect with all its parts. */
function completed(action: Saved<Action>): Saved<Action> {
  if (action.Type === 'redirect') {
    const RedirectConfig = {
      Protocol: '#{protocol}',
      Port: '#{port}',
      Host: '#{host}',
      Path: '/#{path}',
      Query: '#{query}',
      ...action.RedirectConfig,
      StatusCode: needed(action.RedirectConfig?.StatusCode, 'actions.1.member.redirectConfig.statusCode'),
    };
    return { ...action, RedirectConfig };
  }
  if (action.Type === 'fixed-response') {
    needed(action.FixedResponseConfig?.StatusCode, 'actions.1.member.fixedResponseConfig.statusCode');
    return action;
  }
  if (action.Type !== 'forward') return action;
  const tuples = action.ForwardConfig?.TargetGroups ?? [];
  const [only] = tuples;
  const arn = action.TargetGroupArn ?? (tuples.length === 1 ? only?.TargetGroupArn : undefined);
  if (arn === undefined && tuples.length === 0) {
    throw validation('A target group ARN must be specified for a forward action');
  }
  const TargetGroups =
    tuples.length === 0
      ? [{ TargetGroupArn: arn, Weight: 1 }]
      : tuples.map((tuple) => ({ ...tuple, Weight: tuple.Weight ?? 1 }));
  return {
    ...action,
    ...(arn === undefined ? {} : { TargetGroupArn: arn }),
    ForwardConfig: { TargetGroupStickinessConfig: { Enabled: false }, ...action.ForwardConfig, TargetGroups },
  };
}

function checkGroup(world: World, balancer: SavedLoadBalancer, protocol: string | undefined, arn: string): void {
  const group = targetGroupOf(world, arn);
  const others = (group.LoadBalancerArns ?? []).filter((other) => other !== balancer.LoadBalancerArn);
  if (others.length > 0) {
    throw new AwsError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    );
  }
  if (group.TargetType !== 'lambda' && group.VpcId !== undefined && group.VpcId !== balancer.VpcId) {
    throw invalid(`The target group '${arn}' and the load balancer are in different VPCs`);
  }
  const fits = protocols[balancer.Type ?? 'application']?.[protocol ?? ''];
  if (group.TargetType !== 'lambda' && fits !== undefined && !fits.includes(group.Protocol ?? '')) {
    throw new AwsError(
      'IncompatibleProtocols',
      `Listener protocol '${protocol}' is not supported with a target group with the protocol '${group.Protocol}'`,
    );
  }
}

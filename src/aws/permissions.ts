import type { ReadOperation } from '../messages/gaps.ts';
import type { ServiceName } from '../snapshot/snapshot.ts';
import { compare } from './saved.ts';
import { loadCollector, services } from './services.ts';

/** A call that netops makes to read, and the IAM action that allows it. */
export interface Permission {
  operation: ReadOperation;
  /** As in a `Scope`; prices are of no account. */
  service: ServiceName | 'pricing';
  /** `elasticloadbalancing:DescribeLoadBalancers` */
  action: string;
  /** Keys of the snapshot that need it. */
  keys: string[];
  /** Only some commands need it. */
  onRequest: boolean;
}

/** Every call that a collection can make, in order of its action. What the policy must allow and `doctor` tries. */
export async function permissions(): Promise<Permission[]> {
  const found = new Map<ReadOperation, Permission>();
  const add = (permission: Permission): void => {
    const before = found.get(permission.operation);
    if (before === undefined) found.set(permission.operation, permission);
    else {
      before.keys.push(...permission.keys);
      before.onRequest &&= permission.onRequest;
    }
  };
  for (const service of services) {
    const { reads, iamPrefix, iamActions } = await loadCollector(service);
    for (const [key, { operations, onRequest }] of Object.entries(reads)) {
      for (const operation of operations) {
        const action = iamActions?.[operation] ?? `${iamPrefix}:${operation.split(':')[1]}`;
        add({ operation, service, action, keys: [`${service}.${key}`], onRequest: onRequest === true });
      }
    }
  }
  // Metric series have no key of their own to be read by: a diagnosis names the ones it wants.
  const metrics = { operation: 'cloudwatch:GetMetricData', action: 'cloudwatch:GetMetricData' } as const;
  add({ ...metrics, service: 'cloudwatch', keys: ['cloudwatch.MetricSeries'], onRequest: false });
  // Prices are no part of a snapshot either: `netops cost --refresh-prices` asks for them.
  const prices = { operation: 'pricing:GetProducts', action: 'pricing:GetProducts' } as const;
  add({ ...prices, service: 'pricing', keys: ['prices'], onRequest: true });
  // Log queries have no key to be read by either.
  for (const name of ['StartQuery', 'GetQueryResults', 'StopQuery'] as const)
    add({
      operation: `logs:${name}`,
      action: `logs:${name}`,
      service: 'logs',
      keys: ['logs.QueryResults'],
      onRequest: true,
    });
  return [...found.values()].sort((a, b) => compare(a.action, b.action));
}

/** The IAM policy that allows all of them, and nothing that changes anything. */
export async function readPolicy(): Promise<object> {
  const actions = (await permissions()).map((p) => p.action);
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'NetopsRead', Effect: 'Allow', Action: [...new Set(actions)], Resource: '*' }],
  };
}

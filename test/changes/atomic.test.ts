import { expect, test } from 'vitest';
import { atomic } from '../../src/changes/atomic.ts';
import { add, edit, remove, setOfParent } from '../../src/changes/draft.ts';
import { AwsError, type World } from '../../src/changes/world.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { openScope } from '../../src/snapshot/snapshot.ts';
import { call, labWorld, refusal } from './worlds.ts';

/** Writes in every way that there is, and fails or not. */
const busy = atomic((world: World, input: { fail: boolean }) => {
  edit(
    world,
    'ec2',
    'Vpcs',
    () => true,
    (copy) => {
      copy.Tags = [];
    },
  );
  add(world, 'ec2', 'FlowLogs', { FlowLogId: 'fl-1' });
  remove(world, 'ec2', 'Subnets', () => true);
  setOfParent(world, 'ec2', 'VpcAttributes', 'vpc-1', { EnableDnsSupport: false });
  setOfParent(world, 'elbv2', 'Tags', 'arn', []);
  openScope(world.snapshot, world.account, 'eu-west-1').ec2 = { Vpcs: [] };
  world.later({ afterSeconds: 1, resource: 'i-1', to: 'instance-running' });
  if (input.fail) throw new AwsError('Whatever', 'after all that');
  return 'done';
});

test('a change that fails after it has written leaves the world as it was', () => {
  const world = labWorld();
  const before = structuredClone(world.snapshot);
  expect(() => busy(world, { fail: true })).toThrow('after all that');
  expect(world.snapshot).toEqual(before);
  expect(world.here).toBe(world.snapshot.scopes.find((s) => s.account === world.account && s.region === world.region));
  expect(world.due).toEqual([]);
});

test('one that succeeds leaves all of it', () => {
  const world = labWorld();
  expect(busy(world, { fail: false })).toBe('done');
  expect(world.here.ec2).toMatchObject({ Subnets: [], FlowLogs: [{ FlowLogId: 'fl-1' }] });
  expect(world.snapshot.scopes.some((s) => s.region === 'eu-west-1')).toBe(true);
  expect(world.due).toHaveLength(1);
});

test('a call on several resources is for all of them or none', () => {
  const world = labWorld();
  const [one, two] = [labId('vpc', 'VPC01'), labId('vpc', 'VPC02')];
  const Tags = Array.from({ length: 49 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
  call(world, 'ec2', 'CreateTags', { Resources: [two], Tags });
  const input = { Resources: [one, two], Tags: [{ Key: 'last', Value: '' }] };
  expect(refusal(world, 'ec2', 'CreateTags', input)).toBe('TagLimitExceeded');
  const allocation = {
    SubnetMappings: ['A', 'B'].map((z) => ({
      SubnetId: labId('subnet', `DMZVPC-NATGW-Subnet-${z}`),
      AllocationId: z === 'A' ? undefined : 'eipalloc-0123456789abcdef0',
    })),
  };
  const LoadBalancerArn = world.here.elbv2!.LoadBalancers![0]!.LoadBalancerArn;
  expect(refusal(world, 'elbv2', 'SetSubnets', { LoadBalancerArn, ...allocation })).toBe('AllocationIdNotFound');
});

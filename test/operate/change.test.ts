import { appendFileSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { auditFile, auditRecords } from '../../src/operate/audit.ts';
import { applyChange, type Change, type Preview, previewChange } from '../../src/operate/change.ts';
import { parseRequest } from '../../src/operate/request.ts';
import { lasting } from '../changes/lasting.ts';
import { type TestSite, testSite } from './site.ts';

/*
 * The engine of `netops do` on the lab's network, without a process: every action done, seen, said to be done, undone;
 * and what happens when AWS changes, refuses or stops answering in between.
 */

const yes = async (): Promise<boolean> => true;

async function change(site: TestSite, words: string[], approve = yes): Promise<Change> {
  const preview = await previewed(site, words);
  return await applyChange(preview, site, { approve, patience: 1 });
}

async function previewed(site: TestSite, words: string[]): Promise<Preview> {
  const asked = parseRequest(words);
  if (asked === undefined) throw new Error(`not understood: ${words.join(' ')}`);
  return await previewChange(asked, words.join(' '), site);
}

const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof UserError) return error.text.en;
      throw error;
    },
  );

/** All of the account but ids, times, and the health that a target registered anew has yet to show. */
const state = (site: TestSite): unknown =>
  JSON.parse(
    JSON.stringify(lasting(site.world.snapshot.scopes), (key, value) => (key === 'TargetHealth' ? undefined : value)),
  );

const web = 'DMZVPC-Private-A-10.11.20.101';
const other = 'DMZVPC-Private-A-10.11.20.103';
const alb = groupId('DMZVPC', 'ALBSecurityGroup');
const table = labId('rtb', 'DMZVPC-Private-A-RT');
const role = 'arn:aws:iam::123456789012:role/flow-logs';

const actions: string[][] = [
  ['stop-instance', web],
  ['open-port', alb, 'tcp/8443', '10.99.0.0/16'],
  ['open-port', alb, 'udp/5000-5010', '2001:db8::/32'],
  ['close-port', alb, '80', '0.0.0.0/0'],
  ['add-route', 'DMZVPC-Private-A-RT', '10.77.0.0/16', 'TGW'],
  ['replace-route', table, '0.0.0.0/0', 'TGW'],
  ['delete-route', table, '10.0.0.0/8'],
  ['register-target', 'DMZVPC-ALB-tg1', other],
  ['deregister-target', 'DMZVPC-ALB-tg1', web],
  ['enable-flow-logs', 'DMZVPC', '/vpc/dmz', role],
  ['enable-flow-logs', 'DMZVPC-Private-Subnet-A', 'arn:aws:s3:::logs'],
  ['create-endpoint', 'DMZVPC', 's3'],
  ['create-endpoint', 'VPC01', 'ecr.api', 'VPC01-PrivateSubnetA'],
  ['create-alarm', 'DMZVPC-NATGW-A', 'ErrorPortAllocation', '0'],
  ['create-alarm', 'DMZVPC-alb1', 'UnHealthyHostCount', '0'],
];

test.each(actions)('%s %s: done, done already, undone', async (...words: string[]) => {
  const site = testSite();
  const before = state(site);
  const done = await change(site, words);
  expect(done.result).toBe('done');
  expect(state(site)).not.toEqual(before);
  expect((await change(site, words)).result).toBe('already');
  expect(auditRecords()).toMatchObject([
    { intent: { id: done.record, asked: words.join(' ') }, outcome: { result: 'done' } },
  ]);
  const back = await change(site, ['undo', 'LAST']);
  expect(back.result).toBe('done');
  expect(state(site)).toEqual(before);
  expect((await change(site, ['undo', done.record!])).result).toBe('already');
  expect(await refusal(change(site, ['undo', 'LAST']))).toContain('no record of a change to undo');
});

test('start and reboot', async () => {
  const site = testSite();
  expect((await change(site, ['start-instance', web])).result).toBe('already');
  await change(site, ['stop-instance', web]);
  expect((await change(site, ['start-instance', web])).result).toBe('done');
  // A reboot leaves no state that would show it.
  expect((await change(site, ['reboot-instance', web])).result).toBe('accepted');
  await change(site, ['stop-instance', web]);
  expect(await refusal(change(site, ['reboot-instance', web]))).toContain(
    'is stopped: RebootInstances is not possible',
  );
});

test('what is not possible is one sentence before any call', async () => {
  const site = testSite();
  const said = async (...words: string[]): Promise<string> => await refusal(change(site, words));
  expect(await said('stop-instance', 'DMZVPC-Private-A-10.11.20.10l')).toContain('10.11.20.101');
  expect(await said('stop-instance', 'nobody')).toContain('check the name');
  expect(await said('open-port', 'PrivateEC2SG', '22', '10.0.0.0/8')).toMatch(
    /means 3 of them(.|\n)*sg-06dea7869352ad505 {2}PrivateEC2SG DMZVPC/,
  );
  // A VPC before a name says which; a sentence may have it after.
  for (const group of ['VPC02/PrivateEC2SG', 'PrivateEC2SG/vpc02'])
    expect((await previewed(site, ['open-port', group, '8443', '10.0.0.0/8'])).plan.calls[0]?.input).toMatchObject({
      GroupId: 'sg-0bb76722d46eb6ec0',
    });
  expect(await said('open-port', 'VPC09/PrivateEC2SG', '22', '10.0.0.0/8')).toContain('VPC09/PrivateEC2SG');
  expect(await said('add-route', table, '0.0.0.0/0', 'TGW')).toContain('replace-route');
  expect(await said('replace-route', table, '10.99.0.0/16', 'TGW')).toContain('add-route');
  expect(await said('delete-route', table, '10.11.0.0/16')).toContain('local');
  expect(await said('add-route', table, '10.99.0.0/16', 'nowhere')).toContain("cannot be a route's target");
  expect(await said('create-endpoint', 'DMZVPC', 'ecr.api')).toContain('needs subnets');
  expect(await said('undo', 'LAST')).toContain('no record');
  expect(site.made).toEqual([]);
  expect(auditRecords()).toEqual([]);
});

test('what was not read is not absent: said, and as if it could cut somebody off', async () => {
  const site = testSite();
  const where = { account: '123456789012', region: 'ap-northeast-2' };
  site.gaps = [
    { ...where, service: 'ec2', operation: 'DescribeAddresses', code: 'AccessDenied' },
    { ...where, service: 'shield', operation: 'DescribeSubscription', code: 'AccessDenied' },
  ];
  const open = ['open-port', alb, '8443', '10.0.0.0/8'];
  const preview = await previewed(site, open);
  expect([preview.unread, preview.destructive]).toEqual([['ec2:DescribeAddresses'], ['AuthorizeSecurityGroupIngress']]);
  site.shows = (snapshot) => {
    for (const scope of snapshot.scopes) delete scope.ec2?.SecurityGroups;
  };
  expect(await refusal(change(site, open))).toContain('could not be read');
});

test('a preview says who hangs on it', async () => {
  const site = testSite();
  const { effect, undo, destructive } = await previewed(site, ['stop-instance', web]);
  expect(destructive).toEqual(['StopInstances']);
  expect(effect.targets).toMatchObject([{ name: web, groupName: 'DMZVPC-ALB-tg1' }]);
  expect(effect.reach?.exposure.map((e) => e.name)).toContain(web);
  expect(undo).toMatchObject([[{ operation: 'StartInstances' }]]);
  const route = await previewed(site, ['delete-route', 'VPC01-Private-Subnet-A-RT', '0.0.0.0/0']);
  expect(route.effect.subnets).toMatchObject([{ name: 'VPC01-PrivateSubnetA' }]);
  expect(route.effect.reach?.reach?.length).toBeGreaterThan(0);
  expect(route.effect.reach?.reach).toContainEqual(
    expect.objectContaining({
      from: expect.stringMatching(/^vpc-\S+ transit-gateway → none$/),
      to: 'internet',
      after: [],
    }),
  );
  // Another way to the same ends changes the kind of subnet, and nobody's reach.
  const detour = await previewed(site, ['replace-route', table, '0.0.0.0/0', 'TGW']);
  expect(detour.effect.reach?.reach).toEqual([]);
  // A route that is added is destructive when, on the copy, something is not reached any more, be it from one subnet.
  const diverted = await previewed(site, ['add-route', table, '10.1.0.0/16', 'DMZVPC-IGW']);
  expect(diverted.destructive).toEqual(['CreateRoute']);
  const harmless = await previewed(site, ['add-route', table, '203.0.113.0/24', 'TGW']);
  expect(harmless.destructive).toEqual([]);
  const endpoint = await previewed(site, ['create-endpoint', 'VPC01', 'ecr.api', 'VPC01-PrivateSubnetA']);
  expect(endpoint.effect.monthlyUsd).toBeCloseTo(730 * 0.013);
  const gone = await previewed(site, ['deregister-target', 'DMZVPC-ALB-tg1', web]);
  expect(gone.plan.notes.map((n) => n.en)).toEqual(['DMZVPC-ALB-tg1 keeps 3 healthy targets']);
});

test('AWS changes between preview and yes: asked again, with what it is now', async () => {
  const site = testSite();
  const asked: [string, boolean][] = [];
  const approve = async (preview: Preview, again: boolean): Promise<boolean> => {
    asked.push([preview.plan.now.en, again]);
    if (!again) await openForOthers(site);
    return true;
  };
  const done = await applyChange(await previewed(site, ['close-port', alb, '80', '0.0.0.0/0']), site, { approve });
  expect(done.result).toBe('done');
  expect(asked.map(([, again]) => again)).toEqual([false, true]);
  expect(asked[1]![0]).toContain('10.98.0.0/16');
});

/** Somebody else opens the same port for others. */
const openForOthers = async (site: TestSite): Promise<void> =>
  await site.calling(async (make) => {
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.98.0.0/16' }] }];
    await make('', {
      service: 'ec2',
      operation: 'AuthorizeSecurityGroupIngress',
      input: { GroupId: alb, IpPermissions },
    });
  });

test('done by somebody else meanwhile: said, not done twice', async () => {
  const site = testSite();
  const words = ['open-port', alb, 'tcp/8443', '10.99.0.0/16'];
  const preview = await previewed(site, words);
  const twice = await applyChange(preview, site, {
    approve: async (_preview, again) => {
      if (!again) await change(site, words);
      return true;
    },
  });
  expect(twice.result).toBe('already');
  expect(site.made).toHaveLength(1);
});

test('declined: nothing is done, nothing is recorded', async () => {
  const site = testSite();
  expect(await refusal(change(site, ['stop-instance', web], async () => false))).toContain('declined');
  expect([site.made, auditRecords()]).toEqual([[], []]);
});

const wide = (site: TestSite) => {
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8100, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'apps' }] },
  ];
  return site.calling(async (make) => {
    await make('', {
      service: 'ec2',
      operation: 'AuthorizeSecurityGroupIngress',
      input: { GroupId: alb, IpPermissions },
    });
  });
};

test('the second of two calls is refused: said what was done and what not; the first is undone', async () => {
  const site = testSite();
  await wide(site);
  const before = state(site);
  site.before = (call) =>
    call.operation === 'RevokeSecurityGroupIngress' && site.made.length === 2
      ? { error: { code: 'UnauthorizedOperation', message: 'not you' } }
      : undefined;
  const said = await refusal(change(site, ['close-port', alb, '8080', '10.0.0.0/8']));
  expect(said).toContain('done: AuthorizeSecurityGroupIngress; not done: RevokeSecurityGroupIngress');
  const [record] = auditRecords();
  expect(said).toContain(`netops do undo ${record!.intent.id}`);
  expect(record!.outcome?.result).toBe('failed');
  delete site.before;
  expect((await change(site, ['undo', 'LAST'])).result).toBe('done');
  expect(state(site)).toEqual(before);
});

/** Stops the process where it is: what is on the disk is all that is left. */
class Killed extends Error {}

test.each([
  ['before the second call is made', false],
  ['after it was made, before its answer', true],
])('killed %s: the log is read, and undo undoes what AWS has', async (_when, isMade) => {
  const site = testSite();
  await wide(site);
  const before = state(site);
  site.before = (call) => {
    if (call.operation !== 'RevokeSecurityGroupIngress' || site.made.length !== 2) return undefined;
    delete site.before;
    if (isMade) void site.calling(async (make) => await make('', call));
    throw new Killed();
  };
  await expect(change(site, ['close-port', alb, '8080', '10.0.0.0/8'])).rejects.toThrow(Killed);
  // The line that a killed process left half.
  appendFileSync(auditFile(), '{"kind":"call","id":"');
  const [record] = auditRecords();
  expect(record).toMatchObject({ intent: { asked: `close-port ${alb} 8080 10.0.0.0/8` }, steps: [{ error: null }] });
  expect(record!.outcome).toBeUndefined();
  const undo = await previewed(site, ['undo', 'LAST']);
  expect(undo.plan.notes.map((n) => n.en).join()).toContain(isMade ? 'RevokeSecurityGroupIngress was' : 'it was not');
  expect((await applyChange(undo, site, { approve: yes })).result).toBe('done');
  expect(state(site)).toEqual(before);
  expect(readFileSync(auditFile(), 'utf8').trimEnd().split('\n').length).toBeGreaterThan(4);
});

test('killed while something was being made whose id nobody knows: said, not guessed', async () => {
  const site = testSite();
  site.before = () => {
    throw new Killed();
  };
  await expect(change(site, ['create-endpoint', 'DMZVPC', 's3'])).rejects.toThrow(Killed);
  delete site.before;
  expect(await refusal(change(site, ['undo', 'LAST']))).toContain('CreateVpcEndpoint');
});

test('AWS takes the calls and shows nothing of it: not called done', async () => {
  const site = testSite();
  site.before = () => ({ output: {} });
  const said = await refusal(change(site, ['stop-instance', web]));
  expect(said).toMatch(/within 1 s: .*is running/);
  expect(auditRecords()[0]!.outcome?.result).toBe('unverified');
});

test('with --wait a target that does not come back is named', async () => {
  const site = testSite();
  await change(site, ['stop-instance', web]);
  const waited: string[] = [];
  site.shows = (snapshot) => {
    for (const health of snapshot.scopes.flatMap((s) => Object.values(s.elbv2?.TargetHealthDescriptions ?? {}).flat()))
      if (health.Target?.Id === 'i-0df8dd0d9c2f01161')
        health.TargetHealth = { State: 'unhealthy', Reason: 'Target.Timeout' };
  };
  const preview = await previewed(site, ['start-instance', web]);
  const said = await refusal(
    applyChange(preview, site, { approve: yes, wait: true, patience: 1, onWaiting: (w) => waited.push(w.en) }),
  );
  const what = `${web} of DMZVPC-ALB-tg1 is unhealthy (Target.Timeout)`;
  expect(said).toContain(what);
  expect(waited).toEqual([what]);
});

test('with --wait an alarm is waited for until it is clear', async () => {
  const site = testSite();
  let looks = 0;
  site.shows = (snapshot) => {
    for (const alarm of snapshot.scopes.flatMap((s) => s.cloudwatch?.MetricAlarms ?? []))
      alarm.StateValue = looks++ < 2 ? 'INSUFFICIENT_DATA' : 'OK';
  };
  const preview = await previewed(site, ['create-alarm', 'DMZVPC-NATGW-A', 'ErrorPortAllocation', '0']);
  const waited: string[] = [];
  const onWaiting = (what: { en: string }) => waited.push(what.en);
  const done = await applyChange(preview, site, { approve: yes, wait: true, patience: 2, onWaiting });
  expect(done.result).toBe('done');
  expect(waited.join()).toMatch(/^alarm netops-.* is INSUFFICIENT_DATA$/);
});

import { expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { applyChange, previewChange, type Site } from '../../src/operate/change.ts';
import { findingsFor } from '../../src/operate/findings.ts';
import { lasting } from '../changes/lasting.ts';
import { testSite } from './site.ts';

/* `apply-fix`: the fix of whatever a command found, by the engine that makes every change. */

const fix = async (site: Site, finding: string, resource?: string) =>
  await applyChange(
    await previewChange(
      { action: 'apply-fix', finding, ...(resource === undefined ? {} : { resource }) },
      `apply-fix ${finding}`,
      site,
    ),
    site,
    { approve: async () => true, patience: 1 },
  );

const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof UserError) return error.text.en;
      throw error;
    },
  );

test.each([
  // Of the audit: groups, ACLs, balancers, subnets.
  ['SG_OPEN_SSH_WORLD', 'sg-06dea7869352ad505'],
  ['NACL_OPEN_ADMIN_PORTS', undefined],
  ['LB_DELETION_PROTECTION_OFF', 'DMZVPC-alb1'],
  ['SUBNET_PUBLIC_IP_ON_LAUNCH', undefined],
  ['SG_DEFAULT_HAS_RULES', undefined],
  // Of the overview: firewalls, addresses, endpoints, routes, transit gateway.
  ['FIREWALL_RETURN_BYPASSED', undefined],
  ['ENDPOINT_S3_MISSING', undefined],
  ['ROUTE_NO_RETURN', undefined],
  ['TGW_APPLIANCE_MODE_UNNEEDED', undefined],
])('%s is mended, found no more, and undone', async (code, resource) => {
  const site = testSite();
  const before = lasting(site.world.snapshot.scopes);
  const [first] = findingsFor(await site.look([]), code);
  const named = resource ?? first!.resource;
  const { result, record } = await fix(site, code, named);
  expect(result).toBe('done');
  const left = findingsFor(await site.look([]), code);
  expect(left.filter((f) => [f.resource, f.resourceName].includes(named))).toEqual([]);
  if (left.length === 0) expect((await fix(site, code)).result).toBe('already');
  const undo = await previewChange({ action: 'undo', record: record! }, 'undo', site);
  expect((await applyChange(undo, site, { approve: async () => true, patience: 1 })).result).toBe('done');
  expect(lasting(site.world.snapshot.scopes)).toEqual(before);
});

test('a resource deleted for good: done, and undo says that nothing brings it back', async () => {
  const site = testSite();
  const { result, record } = await fix(site, 'EIP_UNASSOCIATED');
  expect(result).toBe('done');
  const undo = previewChange({ action: 'undo', record: record! }, 'undo', site);
  expect(await refusal(undo)).toContain('cannot be undone by calls: ReleaseAddress');
});

test('several have it, none has it, nobody knows it, only a person can mend it', async () => {
  const site = testSite();
  expect(await refusal(fix(site, 'SG_OPEN_SSH_WORLD'))).toMatch(
    /means 6 of them(.|\n)*sg-06dea7869352ad505 .*PrivateEC2SG/,
  );
  expect(await refusal(fix(site, 'SG_OPEN_SSH_WORLD', 'sg-0'))).toContain(
    'sg-0 has no SG_OPEN_SSH_WORLD; these have it: sg-',
  );
  expect(await refusal(fix(site, 'SG_OPEN_SHH_WORLD'))).toContain('SG_OPEN_SSH_WORLD');
  expect(await refusal(fix(site, 'VPC_NO_FLOW_LOGS'))).toContain('ROLE_ARN');
  expect((await fix(site, 'SG_OPEN_RDP_WORLD')).result).toBe('already');
  expect(site.made).toEqual([]);
});

test('a cause that a fault makes is mended by its code', async () => {
  const site = testSite();
  await site.calling(async (make) => {
    const health = (await site.look([])).scopes.flatMap((s) => Object.keys(s.elbv2?.TargetHealthDescriptions ?? {}));
    const TargetGroupArn = health.find((arn) => arn.includes('DMZVPC-ALB-tg1'));
    await make('', {
      service: 'elbv2',
      operation: 'DeregisterTargets',
      input: { TargetGroupArn, Targets: [{ Id: 'i-0df8dd0d9c2f01161', Port: 80 }] },
    });
    await make('', { service: 'ec2', operation: 'StopInstances', input: { InstanceIds: ['i-0f58eb6d6805894d5'] } });
  });
  site.shows = (snapshot) => {
    const running = new Set(
      snapshot.scopes
        .flatMap((s) => s.ec2?.Reservations ?? [])
        .flatMap((r) => r.Instances ?? [])
        .filter((i) => i.State?.Name === 'running')
        .map((i) => i.InstanceId),
    );
    for (const health of snapshot.scopes.flatMap((s) => Object.values(s.elbv2?.TargetHealthDescriptions ?? {}).flat()))
      if (health.Target?.Id?.startsWith('i-') && !running.has(health.Target.Id))
        health.TargetHealth = { State: 'unused', Reason: 'Target.InvalidState' };
  };
  const [cause] = findingsFor(await site.look([]), 'LB_TARGET_STOPPED');
  expect(cause?.resource).toBe('i-0f58eb6d6805894d5');
  expect((await fix(site, cause!.id)).result).toBe('done');
  // Its code is known by the audit log: asked for again, it is done already.
  expect((await fix(site, cause!.id)).result).toBe('already');
});

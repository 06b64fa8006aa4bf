import { describe, expect, test } from 'vitest';
import { diffSnapshots } from '../../src/snapshot/diff.ts';
import { idMembers, notCompared, resourcesOf } from '../../src/snapshot/facts.ts';
import { kinds } from '../../src/snapshot/keys.ts';
import { type Scope, type Snapshot, scopeOf } from '../../src/snapshot/snapshot.ts';
import { labSnapshot } from './lab-snapshot.ts';

const region = 'ap-northeast-2';
const hereOf = (snapshot: Snapshot): Scope => scopeOf(snapshot, '123456789012', region)!;

/** What the diff says, in Korean, after a change to the lab's network. */
function said(change: (here: Scope, snapshot: Snapshot) => void): string[] {
  const after = labSnapshot('2026-11-24T00:00:00.000Z');
  change(hereOf(after), after);
  return diffSnapshots(labSnapshot(), after).changes.map(
    (c) => `${c.resource}${c.resourceName === undefined ? '' : ` (${c.resourceName})`}: ${c.says.ko}`,
  );
}

const instances = (here: Scope) => (here.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []);

describe('what changed, in the words of the field', () => {
  test('nothing, for the same network at another time', () => {
    expect(said(() => {})).toEqual([]);
  });

  test('a security group rule gone, one come, one with another note', () => {
    const group = (here: Scope) => here.ec2!.SecurityGroups!.find((g) => g.GroupName === 'PrivateEC2SG')!;
    const name = `${group(hereOf(labSnapshot())).GroupId} (DMZVPC-PrivateEC2SG)`;
    expect(
      said((here) => {
        const permissions = group(here).IpPermissions!;
        const ssh = permissions.findIndex((p) => p.FromPort === 22);
        permissions.splice(ssh, 1);
        permissions.push({ IpProtocol: 'udp', FromPort: 1000, ToPort: 2000, IpRanges: [{ CidrIp: '10.0.0.0/8' }] });
        permissions.find((p) => p.FromPort === 443)!.IpRanges![0]!.Description = 'web';
      }),
    ).toEqual([
      `${name}: 인바운드 tcp 22 0.0.0.0/0 제거`,
      `${name}: 인바운드 tcp 443 0.0.0.0/0: 없음 → web`,
      `${name}: 인바운드 udp 1000-2000 10.0.0.0/8 추가`,
    ]);
  });

  test('a route to another target, one that went blackhole', () => {
    const table = hereOf(labSnapshot()).ec2!.RouteTables!.find((t) => t.Tags?.[0]?.Value === 'DMZVPC-Private-A-RT')!;
    const nat = hereOf(labSnapshot()).ec2!.NatGateways![0]!.NatGatewayId!;
    const route = (here: Scope, cidr: string) =>
      here
        .ec2!.RouteTables!.find((t) => t.RouteTableId === table.RouteTableId)!
        .Routes!.find((r) => r.DestinationCidrBlock === cidr)!;
    const was = route(hereOf(labSnapshot()), '0.0.0.0/0');
    const tgw = route(hereOf(labSnapshot()), '10.0.0.0/8').TransitGatewayId;
    const lines = said((here) => {
      const world = route(here, '0.0.0.0/0');
      world.NatGatewayId = nat;
      delete world.GatewayId;
      delete world.NetworkInterfaceId;
      route(here, '10.0.0.0/8').State = 'blackhole';
    });
    expect(lines).toEqual([
      `${table.RouteTableId} (DMZVPC-Private-A-RT): 경로 0.0.0.0/0: ${was.GatewayId} → ${nat}`,
      `${table.RouteTableId} (DMZVPC-Private-A-RT): 경로 10.0.0.0/8: ${tgw} → ${tgw} (blackhole)`,
    ]);
  });

  test('an instance stopped, its target unused', () => {
    const id = 'i-06ab0389cfa6b82d5';
    const group = hereOf(labSnapshot()).elbv2!.TargetGroups![0]!.TargetGroupArn!;
    const [before, after] = [labSnapshot(), labSnapshot()];
    const target = { Target: { Id: id, Port: 80 } };
    hereOf(before).elbv2!.TargetHealthDescriptions = { [group]: [{ ...target, TargetHealth: { State: 'healthy' } }] };
    hereOf(after).elbv2!.TargetHealthDescriptions = {
      [group]: [{ ...target, TargetHealth: { State: 'unused', Reason: 'Target.InvalidState' } }],
    };
    const instance = instances(hereOf(after)).find((i) => i.InstanceId === id)!;
    instance.State = { Code: 80, Name: 'stopped' };
    instance.StateTransitionReason = 'User initiated (2026-11-24 00:00:00 GMT)';
    expect(diffSnapshots(before, after).changes).toMatchObject([
      {
        resource: id,
        resourceName: 'DMZVPC-Private-B-10.11.24.102',
        says: { ko: '상태: running → stopped' },
        before: 'running',
      },
      { resource: group, kind: 'changed', says: { en: `target ${id}:80: healthy → unused (Target.InvalidState)` } },
    ]);
  });

  test('resources that came and went', () => {
    const vpc = hereOf(labSnapshot()).ec2!.Vpcs![0]!;
    const lines = said((here) => {
      here.ec2!.Vpcs!.push({ VpcId: 'vpc-0ffffffffffffffff', CidrBlock: '10.77.0.0/16' });
      here.ec2!.Addresses!.length = 0;
    });
    expect(lines).toContain('vpc-0ffffffffffffffff: 새로 생김 (10.77.0.0/16)');
    expect(lines.filter((l) => /삭제됨 \(\d+\.\d+\.\d+\.\d+\)/.test(l))).toHaveLength(
      hereOf(labSnapshot()).ec2!.Addresses!.length,
    );
    expect(vpc.VpcId).toBeDefined();
  });

  test('a tunnel down, a target group that checks another path, a record with another value', () => {
    const lines = said((here, snapshot) => {
      here.ec2!.VpnConnections![0]!.VgwTelemetry![0]!.Status = 'DOWN';
      here.elbv2!.TargetGroups!.find((g) => g.TargetGroupName === 'DMZVPC-ALB-tg1')!.HealthCheckPath = '/health';
      const records = Object.values(scopeOf(snapshot, '123456789012', 'global')!.route53!.ResourceRecordSets!).flat();
      records.find((r) => r.Name === 'web1.lab.internal.')!.ResourceRecords = [{ Value: '10.11.20.199' }];
    });
    expect(lines.some((l) => /터널 [\d.]+: UP → DOWN$/.test(l))).toBe(true);
    expect(lines.some((l) => l.endsWith('HealthCheckPath: /ec2meta-webpage/index.php → /health'))).toBe(true);
    expect(lines.some((l) => /레코드 web1\.lab\.internal\. A: 10\.11\.20\.101 .*→ 10\.11\.20\.199/.test(l))).toBe(true);
    expect(lines).toHaveLength(3);
  });
});

test('order, counters, instants and tokens are no change', () => {
  const after = labSnapshot();
  const here = hereOf(after);
  here.ec2!.SecurityGroups!.reverse();
  for (const group of here.ec2!.SecurityGroups!) group.IpPermissions!.reverse();
  for (const table of here.ec2!.RouteTables!) table.Routes!.reverse();
  for (const subnet of here.ec2!.Subnets!) subnet.AvailableIpAddressCount = 1;
  for (const instance of instances(here)) instance.LaunchTime = '2020-01-01T00:00:00.000Z';
  for (const reservation of here.ec2!.Reservations!) reservation.ReservationId = 'r-other';
  for (const group of here.logs!.logGroups!) group.storedBytes = 12345;
  for (const policy of Object.values(here.networkfirewall!.FirewallPolicies!)) {
    policy.FirewallPolicyResponse.LastModifiedTime = '2020-01-01T00:00:00.000Z';
  }
  expect(diffSnapshots(labSnapshot(), after)).toEqual({ changes: [], notCompared: [] });
});

test('what only one of them read is not compared, and nothing in it is called deleted', () => {
  const after = labSnapshot();
  delete hereOf(after).ec2!.NatGateways;
  const { changes, notCompared } = diffSnapshots(labSnapshot(), after);
  expect(changes).toEqual([]);
  expect(notCompared).toEqual([{ account: '123456789012', region, key: 'ec2.NatGateways' }]);
});

test('a secret header that changed shows as a change, not as its value', () => {
  const after = labSnapshot();
  const rule = Object.values(hereOf(after).elbv2!.Rules!)
    .flat()
    .find((r) => r.Conditions?.some((c) => c.HttpHeaderConfig !== undefined))!;
  rule.Conditions!.find((c) => c.HttpHeaderConfig)!.HttpHeaderConfig!.Values = ['another-secret'];
  const { changes } = diffSnapshots(labSnapshot(), after);
  expect(changes).toHaveLength(1);
  expect(JSON.stringify(changes)).not.toContain('another-secret');
  expect(changes[0]!.says.en).toMatch(/X-Custom-Secret/i);
});

test('every list has the member that names its resources', () => {
  const lists = Object.entries(kinds).flatMap(([service, keys]) =>
    Object.entries(keys).flatMap(([key, kind]) => (kind === 'list' ? [`${service}.${key}`] : [])),
  );
  const ofStrings = ['guardduty.DetectorIds', 'iam.AccountAliases'];
  expect(lists.filter((key) => !(key in idMembers) && !notCompared.has(key) && !ofStrings.includes(key))).toEqual([]);
  // The lab has most of them: each resource is found under an id of its own.
  for (const scope of labSnapshot().scopes) {
    for (const key of lists) {
      const [service, member] = key.split('.') as [keyof typeof kinds, string];
      const items = (scope[service] as Record<string, unknown[]> | undefined)?.[member] ?? [];
      const count = key === 'ec2.Reservations' ? instances(scope).length : items.length;
      if (!notCompared.has(key)) expect([key, resourcesOf(service, member, items).size]).toEqual([key, count]);
    }
  }
});

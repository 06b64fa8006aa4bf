import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadSnapshot } from '../../src/snapshot/load.ts';
import { type Scope, scopeOf } from '../../src/snapshot/snapshot.ts';
import { labSnapshot } from './lab-snapshot.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netops-outputs-'));
});

const put = async (path: string, content: unknown): Promise<void> => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content, null, 4),
  );
};
const account = '123456789012';
const region = 'ap-northeast-2';
const here = (): Scope => scopeOf(labSnapshot(), account, region)!;
const load = async () => await loadSnapshot(folder);

describe('a folder of aws … describe-* outputs', () => {
  test('is recognised by members, whatever the file names; account and region are told from what is in it', async () => {
    const { ec2, elbv2 } = here();
    await put('a', { Vpcs: ec2!.Vpcs });
    await put('b.txt', { Subnets: ec2!.Subnets });
    await put('deep/er/c.json', { Reservations: ec2!.Reservations });
    await put('lb.json', { LoadBalancers: elbv2!.LoadBalancers });
    const { snapshot, ignored } = await load();
    expect(ignored).toEqual([]);
    expect(snapshot).toMatchObject({
      source: 'files',
      regions: [region],
      accounts: [{ id: account, partition: 'aws' }],
    });
    const scope = scopeOf(snapshot, account, region)!;
    expect(scope.ec2!.Vpcs).toEqual(ec2!.Vpcs);
    expect(scope.ec2!.Reservations).toEqual(ec2!.Reservations);
    expect(scope.elbv2!.LoadBalancers).toEqual(elbv2!.LoadBalancers);
    expect('RouteTables' in scope.ec2!).toBe(false);
  });

  test('files of one key are merged, and what is in both is kept once', async () => {
    const [first, second, third] = here().ec2!.Vpcs!;
    await put('1.json', { Vpcs: [first, second] });
    await put('2.json', { Vpcs: [second, third] });
    const { snapshot } = await load();
    expect(snapshot.scopes[0]!.ec2!.Vpcs).toEqual([first, second, third]);
  });

  test('answers for one parent find it: in themselves, in the file name, as the only one, in a wrapping', async () => {
    const { ec2, elbv2 } = here();
    const [vpc] = ec2!.Vpcs!;
    await put('dns.json', { VpcId: vpc!.VpcId, EnableDnsSupport: { Value: true } });
    await put('dns2.json', { VpcId: vpc!.VpcId, EnableDnsHostnames: { Value: false } });
    await put('tables.json', { TransitGatewayRouteTables: ec2!.TransitGatewayRouteTables });
    const [table, routes] = Object.entries(ec2!.TransitGatewayRoutes!)[0]!;
    await put('routes.json', { Routes: routes, AdditionalRoutesAvailable: false });
    await put('associations.json', { Associations: ec2!.TransitGatewayRouteTableAssociations![table] });
    await put('groups.json', { TargetGroups: elbv2!.TargetGroups });
    const groups = Object.entries(elbv2!.TargetHealthDescriptions!);
    const [[arnInName, healthInName], [arnAround, healthAround]] = groups as [[string, unknown], [string, unknown]];
    await put(`health-${arnInName.split('/')[1]}.json`, { TargetHealthDescriptions: healthInName });
    await put('health.json', { [arnAround]: { TargetHealthDescriptions: healthAround } });
    const [list, entries] = Object.entries(ec2!.PrefixListEntries!)[0]!;
    await put(`entries-of-${list}.json`, { Entries: entries });
    await put('listeners.json', { Listeners: Object.values(elbv2!.Listeners!).flat() });
    await put('rules.json', { Rules: Object.values(elbv2!.Rules!).flat() });

    const { snapshot, ignored } = await load();
    expect(ignored).toEqual([]);
    const scope = scopeOf(snapshot, account, region)!;
    expect(scope.ec2!.VpcAttributes).toEqual({ [vpc!.VpcId!]: { EnableDnsSupport: true, EnableDnsHostnames: false } });
    expect(scope.ec2!.TransitGatewayRoutes).toEqual({ [table]: routes });
    expect(scope.ec2!.TransitGatewayRouteTableAssociations).toEqual({
      [table]: ec2!.TransitGatewayRouteTableAssociations![table],
    });
    expect(scope.elbv2!.TargetHealthDescriptions).toEqual(elbv2!.TargetHealthDescriptions);
    expect(scope.ec2!.PrefixListEntries).toEqual({ [list]: entries });
    expect(scope.elbv2!.Listeners).toEqual(elbv2!.Listeners);
    expect(scope.elbv2!.Rules).toEqual(elbv2!.Rules);
  });

  test('several documents in one file, as a loop of commands appends them', async () => {
    const attribute = (VpcId: string, Value: boolean): string =>
      `${JSON.stringify({ VpcId, EnableDnsSupport: { Value } }, null, 4)}\n`;
    await put('attributes.json', attribute('vpc-0000000000000001', true) + attribute('vpc-0000000000000002', false));
    const { snapshot } = await load();
    expect(snapshot.scopes[0]!.ec2!.VpcAttributes).toEqual({
      'vpc-0000000000000001': { EnableDnsSupport: true },
      'vpc-0000000000000002': { EnableDnsSupport: false },
    });
  });

  test.each([
    ['UTF-8 with a mark', (s: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(s)])],
    ['UTF-16 LE, as PowerShell redirects', (s: string) => Buffer.from(`\ufeff${s}`, 'utf16le')],
    ['UTF-16 BE', (s: string) => Buffer.from(`\ufeff${s}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (s: string) => Buffer.from(s, 'utf16le')],
  ])('%s', async (_name, encode) => {
    const Vpcs = here().ec2!.Vpcs!.map((v) => ({ ...v, Tags: [{ Key: 'Name', Value: '운영망' }] }));
    await put('vpcs.json', encode(JSON.stringify({ Vpcs }, null, 4)));
    expect((await load()).snapshot.scopes[0]!.ec2!.Vpcs).toEqual(Vpcs);
  });

  test('two regions are kept apart: by zones, by file names, by the ids they share', async () => {
    await put('vpcs-us-east-1.json', { Vpcs: [{ VpcId: 'vpc-0000000000000001', OwnerId: account }] });
    await put('subnets-1.json', {
      Subnets: [
        {
          SubnetId: 'subnet-0000000000000002',
          VpcId: 'vpc-0000000000000002',
          AvailabilityZone: 'eu-west-1a',
          OwnerId: account,
        },
      ],
    });
    await put('tables.json', {
      RouteTables: [{ RouteTableId: 'rtb-0000000000000002', VpcId: 'vpc-0000000000000002', OwnerId: account }],
    });
    const { snapshot } = await load();
    expect(snapshot.regions).toEqual(['eu-west-1', 'us-east-1']);
    expect(scopeOf(snapshot, account, 'us-east-1')!.ec2!.Vpcs).toHaveLength(1);
    expect(scopeOf(snapshot, account, 'eu-west-1')!.ec2!.RouteTables).toHaveLength(1);
  });

  test('services without regions are in the account scope; an account is told by get-caller-identity', async () => {
    await put('zones.json', { HostedZones: [{ Id: '/hostedzone/Z0123456789ABCDEFGHIJ', Name: 'lab.internal.' }] });
    await put('records.json', { ResourceRecordSets: [{ Name: 'lab.internal.', Type: 'SOA' }] });
    await put('cdn.json', { DistributionList: { Items: [{ Id: 'E1' }], Quantity: 1 } });
    await put('me.json', { UserId: 'AIDA', Account: '210987654321', Arn: 'arn:aws:iam::210987654321:user/kim' });
    const { snapshot } = await load();
    expect(snapshot.accounts).toEqual([
      { id: '210987654321', callerArn: 'arn:aws:iam::210987654321:user/kim', partition: 'aws' },
    ]);
    const scope = scopeOf(snapshot, '210987654321', 'global')!;
    expect(Object.keys(scope.route53!.ResourceRecordSets!)).toEqual(['Z0123456789ABCDEFGHIJ']);
    expect(scope.cloudfront!.Distributions).toEqual([{ Id: 'E1' }]);
    expect(snapshot.regions).toEqual([]);
  });

  test('what nobody understands is named, and so is an answer whose parent is not to be found', async () => {
    await put('vpcs.json', { Vpcs: here().ec2!.Vpcs });
    await put('notes.txt', 'call the carrier on Monday');
    await put('instances-types.json', { InstanceTypes: [] });
    await put('health.json', { TargetHealthDescriptions: [] });
    expect((await load()).ignored).toEqual(['health.json', 'instances-types.json', 'notes.txt']);
  });

  test('keys of tunnels and BGP sessions are left out', async () => {
    await put('vpn.json', {
      VpnConnections: [
        {
          VpnConnectionId: 'vpn-1',
          CustomerGatewayConfiguration: '<pre_shared_key>secret</pre_shared_key>',
          Options: { TunnelOptions: [{ OutsideIpAddress: '203.0.113.1', PreSharedKey: 'secret' }] },
        },
      ],
    });
    await put('vif.json', {
      virtualInterfaces: [
        { virtualInterfaceId: 'dxvif-1', authKey: 'secret', bgpPeers: [{ authKey: 'secret', asn: 1 }] },
      ],
    });
    const { snapshot } = await load();
    expect(JSON.stringify(snapshot)).not.toContain('secret');
    expect(JSON.stringify(snapshot)).toContain('203.0.113.1');
  });

  test('a damaged .json file is an error, not a gap in silence', async () => {
    await put('vpcs.json', '{"Vpcs": [');
    await expect(load()).rejects.toThrow(/vpcs\.json is damaged/);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditLine } from '../../src/operate/audit.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops } from '../netops.ts';
import { credentialEnv, credentials, type Moto, startMoto } from './moto.ts';

/*
 * `netops do` against moto: each change is made through the command and looked at through EC2's own API, undone, and
 * looked at again. moto lacks some reads, so every change counts as one whose effect is not wholly known.
 */

const region = 'us-west-2';
const home = freshHome();
const name = 'shop web';
let moto: Moto;
let ec2: EC2Client;
let elb: ElasticLoadBalancingV2Client;
const made = { vpc: '', subnet: '', group: '', instance: '', table: '', targets: '' };

beforeAll(async () => {
  moto = await startMoto();
  const config = { region, endpoint: moto.endpoint, credentials };
  ec2 = new EC2Client(config);
  elb = new ElasticLoadBalancingV2Client(config);
  made.vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.88.0.0/16' }))).Vpc!.VpcId!;
  made.subnet = (await ec2.send(new CreateSubnetCommand({ VpcId: made.vpc, CidrBlock: '10.88.0.0/24' }))).Subnet!
    .SubnetId!;
  made.group = (
    await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: made.vpc }))
  ).GroupId!;
  const run = { ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1, SubnetId: made.subnet };
  made.instance = (await ec2.send(new RunInstancesCommand(run))).Instances![0]!.InstanceId!;
  await ec2.send(new CreateTagsCommand({ Resources: [made.instance], Tags: [{ Key: 'Name', Value: name }] }));
  const tables = await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [made.vpc] }] }));
  made.table = tables.RouteTables![0]!.RouteTableId!;
  made.targets = (
    await elb.send(new CreateTargetGroupCommand({ Name: 'shop', Protocol: 'HTTP', Port: 80, VpcId: made.vpc }))
  ).TargetGroups![0]!.TargetGroupArn!;
}, 60_000);

afterAll(() => moto?.stop());

const change = async (...words: string[]) =>
  await netops(
    ['do', ...words, '--endpoint-url', moto.endpoint, '--region', region, '--quiet', '--lang', 'en', '--yes'].concat(
      '--allow-destructive',
      '--format',
      'json',
    ),
    { home, env: credentialEnv },
  );
const done = async (...words: string[]): Promise<string> =>
  documents.do.parse(JSON.parse((await change(...words)).stdout)).summary.result;

const stateOf = async (): Promise<string | undefined> =>
  (await ec2.send(new DescribeInstancesCommand({ InstanceIds: [made.instance] }))).Reservations![0]!.Instances![0]!
    .State?.Name;
const rulesOf = async (): Promise<string[]> =>
  (
    (await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [made.group] }))).SecurityGroups![0]!.IpPermissions ??
    []
  ).map((p) => `${p.IpProtocol} ${p.FromPort}-${p.ToPort} ${p.IpRanges?.map((r) => r.CidrIp).join()}`);
const routesOf = async (): Promise<(string | undefined)[]> =>
  (await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [made.table] }))).RouteTables![0]!.Routes!.map(
    (r) => r.DestinationCidrBlock,
  );

describe('netops do on moto', () => {
  test('an instance by its name in a sentence: stopped, said to be stopped, started by undo', async () => {
    expect(await done(`"${name}" 인스턴스를 중지해줘`)).toBe('done');
    expect(await stateOf()).toBe('stopped');
    expect(await done(`stop "${name}"`)).toBe('already');
    expect(await done('undo', 'LAST')).toBe('done');
    expect(await stateOf()).toBe('running');
  });

  test('a port out of a range: the rest stays open', async () => {
    expect(await done('open-port', 'web', '8000-8100', '10.0.0.0/8')).toBe('done');
    expect(await done('close-port', made.group, '8080', '10.0.0.0/8')).toBe('done');
    expect((await rulesOf()).sort()).toEqual(['tcp 8000-8079 10.0.0.0/8', 'tcp 8081-8100 10.0.0.0/8']);
    expect(await done('undo', 'LAST')).toBe('done');
    expect(await rulesOf()).toEqual(['tcp 8000-8100 10.0.0.0/8']);
  });

  test('routes, targets, endpoints and alarms', async () => {
    expect(await done('create-endpoint', made.vpc, 's3')).toBe('done');
    const endpoints = await ec2.send(new DescribeVpcEndpointsCommand({}));
    expect(endpoints.VpcEndpoints?.map((e) => e.ServiceName)).toEqual(['com.amazonaws.us-west-2.s3']);
    expect(await done('register-target', 'shop', name)).toBe('done');
    const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: made.targets }));
    expect(health.TargetHealthDescriptions?.map((t) => t.Target?.Id)).toEqual([made.instance]);
    expect(await done('create-alarm', name, 'CPUUtilization', '90')).toBe('done');
    const { MetricAlarms } = await new CloudWatchClient({ region, endpoint: moto.endpoint, credentials }).send(
      new DescribeAlarmsCommand({}),
    );
    expect(MetricAlarms).toMatchObject([{ MetricName: 'CPUUtilization', Threshold: 90 }]);
    expect(await done('add-route', made.table, '10.99.0.0/16', made.instance)).toBe('done');
    expect(await routesOf()).toContain('10.99.0.0/16');
    expect(await done('undo', 'LAST')).toBe('done');
    expect(await routesOf()).not.toContain('10.99.0.0/16');
  });

  test('changed behind its back: the change is done already', async () => {
    await ec2.send(new StopInstancesCommand({ InstanceIds: [made.instance] }));
    expect(await done('stop-instance', made.instance)).toBe('already');
  });

  test('the audit log has every change with its undo', () => {
    const lines = readFileSync(join(home, 'netops', 'audit', 'changes.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const log = lines.map((line) => JSON.parse(line) as AuditLine);
    expect(log.filter((l) => l.kind === 'outcome').map((l) => l.result)).toEqual(
      log.filter((l) => l.kind === 'intent').map(() => 'done'),
    );
    for (const call of log.filter((l) => l.kind === 'call'))
      expect([call.error, call.undo !== null]).toEqual([null, true]);
  });
});

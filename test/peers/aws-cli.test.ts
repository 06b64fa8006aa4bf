import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabServer, startServer } from '../../src/lab/server.ts';
import { freshHome } from '../netops.ts';
import { type AwsRun, runAws } from './aws-cli.ts';

/*
 * The lab under the real AWS CLI, which shares no code with the SDK that our codecs are built on.
 */

let server: LabServer;
beforeAll(async () => {
  process.env.NETOPS_HOME = freshHome();
  server = await startServer({ port: 0, log: () => {} });
});
afterAll(async () => {
  await server.close();
  delete process.env.NETOPS_HOME;
});

const run = (command: string, ...rest: string[]): Promise<AwsRun> =>
  runAws(server.endpoint, [...command.split(' '), ...rest, '--output', 'json']);

/** What a command that must succeed prints. */
async function aws<T = Record<string, never>>(command: string, ...rest: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(command, ...rest);
  expect({ code, stderr }, command).toEqual({ code: 0, stderr: '' });
  return (stdout === '' ? {} : JSON.parse(stdout)) as T;
}

/** The error that a command that must fail ends with. */
async function refused(command: string, ...rest: string[]): Promise<string> {
  const { code, stderr } = await run(command, ...rest);
  expect(code, command).toBeGreaterThan(250);
  return stderr.trim();
}

const stopped = 'i-06ab0389cfa6b82d5';

describe('reads', () => {
  test('EC2: all, by filter, by id, in pages', async () => {
    const names = (list: { Tags?: { Key: string; Value: string }[] }[]): (string | undefined)[] =>
      list.map(({ Tags }) => Tags?.find(({ Key }) => Key === 'Name')?.Value);
    const { Vpcs } = await aws<{ Vpcs: { VpcId: string; CidrBlock: string; Tags?: [] }[] }>('ec2 describe-vpcs');
    expect(Vpcs.map(({ CidrBlock }) => CidrBlock).sort()).toEqual([
      '10.1.0.0/16',
      '10.11.0.0/16',
      '10.2.0.0/16',
      '10.254.0.0/16',
      '172.31.0.0/16',
    ]);
    const filtered = await aws<{ Vpcs: { Tags?: [] }[] }>(
      'ec2 describe-vpcs',
      '--filters',
      'Name=tag:Name,Values=DMZ*',
    );
    expect(names(filtered.Vpcs)).toEqual(['DMZVPC']);
    const paged = await aws<{ Subnets: [] }>('ec2 describe-subnets --page-size 7');
    const whole = await aws<{ Subnets: [] }>('ec2 describe-subnets');
    expect(paged.Subnets).toEqual(whole.Subnets);
    expect(whole.Subnets.length).toBeGreaterThan(30);
    const { Reservations } = await aws<{
      Reservations: { Instances: { LaunchTime: string; State: { Name: string } }[] }[];
    }>(`ec2 describe-instances --instance-ids ${stopped}`);
    expect(Reservations[0]!.Instances[0]).toMatchObject({
      State: { Name: 'running' },
      PrivateIpAddress: '10.11.24.102',
    });
    expect(Reservations[0]!.Instances[0]!.LaunchTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.000Z|\+00:00|Z)$/);
  });

  test.concurrent.each([
    ['ec2 describe-route-tables', 'RouteTables'],
    ['ec2 describe-security-groups', 'SecurityGroups'],
    ['ec2 describe-security-group-rules', 'SecurityGroupRules'],
    ['ec2 describe-network-acls', 'NetworkAcls'],
    ['ec2 describe-network-interfaces', 'NetworkInterfaces'],
    ['ec2 describe-nat-gateways', 'NatGateways'],
    ['ec2 describe-internet-gateways', 'InternetGateways'],
    ['ec2 describe-vpc-endpoints', 'VpcEndpoints'],
    ['ec2 describe-transit-gateways', 'TransitGateways'],
    ['ec2 describe-transit-gateway-attachments', 'TransitGatewayAttachments'],
    ['ec2 describe-vpn-connections', 'VpnConnections'],
    ['ec2 describe-addresses', 'Addresses'],
    ['ec2 describe-managed-prefix-lists', 'PrefixLists'],
    ['ec2 describe-dhcp-options', 'DhcpOptions'],
    ['ec2 describe-availability-zones', 'AvailabilityZones'],
    ['ec2 describe-regions', 'Regions'],
    ['elbv2 describe-load-balancers', 'LoadBalancers'],
    ['elbv2 describe-target-groups', 'TargetGroups'],
    ['route53 list-hosted-zones', 'HostedZones'],
    ['route53 list-health-checks', 'HealthChecks'],
    ['route53resolver list-resolver-endpoints', 'ResolverEndpoints'],
    ['route53resolver list-resolver-rules', 'ResolverRules'],
    ['directconnect describe-connections', 'connections'],
    ['directconnect describe-virtual-interfaces', 'virtualInterfaces'],
    ['directconnect describe-direct-connect-gateways', 'directConnectGateways'],
    ['network-firewall list-firewalls', 'Firewalls'],
    ['logs describe-log-groups', 'logGroups'],
  ])('%s', async (command, key) => {
    const list = (await aws<Record<string, unknown[]>>(command))[key];
    expect(list!.length).toBeGreaterThan(0);
  });

  test('services with nothing to list, and global ones', async () => {
    expect(await aws('guardduty list-detectors')).toEqual({ DetectorIds: [] });
    expect(await aws('shield get-subscription-state')).toEqual({ SubscriptionState: 'INACTIVE' });
    expect(await aws('wafv2 list-web-acls --scope REGIONAL')).toMatchObject({ WebACLs: [] });
    const { DistributionList } = await aws<{ DistributionList: { Items: { Aliases: { Items: string[] } }[] } }>(
      'cloudfront list-distributions',
    );
    expect(DistributionList.Items[0]!.Aliases.Items).toEqual(['www.lab.example']);
    const { SummaryMap } = await aws<{ SummaryMap: Record<string, number> }>('iam get-account-summary');
    expect(SummaryMap.AccountMFAEnabled).toBe(0);
    expect(await aws('iam generate-credential-report')).toMatchObject({
      State: expect.stringMatching(/STARTED|COMPLETE/),
    });
    const { Content } = await aws<{ Content: string }>('iam get-credential-report');
    // Version 1 of the CLI prints the text, version 2 base64.
    const report = Content.startsWith('user,') ? Content : Buffer.from(Content, 'base64').toString();
    expect(report).toMatch(/^user,arn,.*\n<root_account>,/);
  });

  test('records of a zone; attributes and health of targets', async () => {
    const { HostedZones } = await aws<{ HostedZones: { Id: string; Name: string }[] }>('route53 list-hosted-zones');
    const { Id } = HostedZones.find(({ Name }) => Name === 'lab.internal.')!;
    const { ResourceRecordSets } = await aws<{ ResourceRecordSets: { Name: string; AliasTarget?: unknown }[] }>(
      `route53 list-resource-record-sets --hosted-zone-id ${Id}`,
    );
    expect(ResourceRecordSets.find(({ Name }) => Name === 'web.lab.internal.')?.AliasTarget).toBeDefined();
    const { TargetGroups } = await aws<{ TargetGroups: { TargetGroupArn: string }[] }>(
      'elbv2 describe-target-groups --names DMZVPC-ALB-tg1',
    );
    const { TargetHealthDescriptions } = await aws<{ TargetHealthDescriptions: { TargetHealth: { State: string } }[] }>(
      `elbv2 describe-target-health --target-group-arn ${TargetGroups[0]!.TargetGroupArn}`,
    );
    expect(TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth.State)).toEqual(Array(4).fill('healthy'));
  });
});

describe('CloudWatch', () => {
  // Which protocol it speaks is the CLI's choice; botocore.test.ts has the other two.
  test('lists metrics and reads the same data twice', async () => {
    const { NatGateways } = await aws<{ NatGateways: { NatGatewayId: string }[] }>(
      'ec2 describe-nat-gateways --filter Name=state,Values=available',
    );
    const id = NatGateways[0]!.NatGatewayId;
    const { Metrics } = await aws<{ Metrics: { MetricName: string }[] }>(
      `cloudwatch list-metrics --namespace AWS/NATGateway --dimensions Name=NatGatewayId,Value=${id}`,
    );
    expect(Metrics.map(({ MetricName }) => MetricName)).toContain('BytesOutToDestination');
    const query = [
      {
        Id: 'bytes',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/NATGateway',
            MetricName: 'BytesOutToDestination',
            Dimensions: [{ Name: 'NatGatewayId', Value: id }],
          },
          Period: 3600,
          Stat: 'Sum',
        },
      },
    ];
    const now = Date.now();
    const [start, end] = [now - 6 * 3_600_000, now - 3_600_000].map((at) => new Date(at).toISOString());
    const read = (): Promise<{ MetricDataResults: { Values: number[]; Timestamps: string[] }[] }> =>
      aws(
        `cloudwatch get-metric-data --start-time ${start} --end-time ${end} --metric-data-queries`,
        JSON.stringify(query),
      );
    const first = await read();
    expect(first.MetricDataResults[0]!.Values.length).toBeGreaterThanOrEqual(4);
    expect(first.MetricDataResults[0]!.Values.every((value) => value > 0)).toBe(true);
    expect(await read()).toEqual(first);
  });

  test('keeps what is put into it, compressed or not, and alarms', async () => {
    const at = new Date(Date.now() - 600_000).toISOString();
    await aws(`cloudwatch put-metric-data --namespace Lab --metric-name Requests --value 42 --timestamp ${at}`);
    const { Metrics } = await aws<{ Metrics: unknown[] }>('cloudwatch list-metrics --namespace Lab');
    expect(Metrics).toHaveLength(1);
    const many = Array.from({ length: 400 }, (_, i) => ({
      MetricName: `m${i}`,
      Timestamp: at,
      Value: i,
      Unit: 'Count',
    }));
    await aws('cloudwatch put-metric-data --namespace Many --metric-data', JSON.stringify(many));
    expect((await aws<{ Metrics: unknown[] }>('cloudwatch list-metrics --namespace Many')).Metrics).toHaveLength(400);
    await aws(
      'cloudwatch put-metric-alarm --alarm-name nat --namespace AWS/NATGateway --metric-name ErrorPortAllocation ' +
        '--statistic Sum --period 300 --evaluation-periods 1 --threshold 0 --comparison-operator GreaterThanThreshold',
    );
    const { MetricAlarms } = await aws<{ MetricAlarms: { AlarmName: string }[] }>('cloudwatch describe-alarms');
    expect(MetricAlarms.map(({ AlarmName }) => AlarmName)).toContain('nat');
  });
});

describe('changes', () => {
  test('stop an instance; the trail has it', async () => {
    expect(await refused(`ec2 stop-instances --dry-run --instance-ids ${stopped}`)).toContain(
      '(DryRunOperation) when calling the StopInstances operation: Request would have succeeded, but DryRun flag is set.',
    );
    const { StoppingInstances } = await aws<{ StoppingInstances: unknown[] }>(
      `ec2 stop-instances --instance-ids ${stopped}`,
    );
    expect(StoppingInstances).toEqual([
      {
        InstanceId: stopped,
        CurrentState: { Code: 64, Name: 'stopping' },
        PreviousState: { Code: 16, Name: 'running' },
      },
    ]);
    const { Events } = await aws<{ Events: { EventName: string; CloudTrailEvent: string }[] }>(
      'cloudtrail lookup-events --lookup-attributes',
      `AttributeKey=ResourceName,AttributeValue=${stopped}`,
    );
    expect(Events.map(({ EventName }) => EventName)).toEqual(['StopInstances', 'StopInstances']);
    expect(Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent) as object)).toEqual([
      expect.objectContaining({
        eventSource: 'ec2.amazonaws.com',
        requestParameters: { instancesSet: { items: [{ instanceId: stopped }] } },
      }),
      expect.objectContaining({ errorCode: 'Client.DryRunOperation' }),
    ]);
  });

  test('open a port and close it again', async () => {
    const { SecurityGroups } = await aws<{ SecurityGroups: { GroupId: string }[] }>(
      'ec2 describe-security-groups --filters Name=group-name,Values=ControlPlaneSecurityGroup',
    );
    const { GroupId } = SecurityGroups[0]!;
    const permission = 'IpProtocol=tcp,FromPort=8443,ToPort=8443,IpRanges=[{CidrIp=10.0.0.0/8,Description=a & b}]';
    const made = await aws<{ SecurityGroupRules: { SecurityGroupRuleId: string }[] }>(
      `ec2 authorize-security-group-ingress --group-id ${GroupId} --ip-permissions`,
      permission,
    );
    expect(made.SecurityGroupRules[0]).toMatchObject({
      FromPort: 8443,
      CidrIpv4: '10.0.0.0/8',
      Description: 'a & b',
    });
    expect(
      await refused(`ec2 authorize-security-group-ingress --group-id ${GroupId} --ip-permissions`, permission),
    ).toContain('(InvalidPermission.Duplicate)');
    const rule = made.SecurityGroupRules[0]!.SecurityGroupRuleId;
    await aws(`ec2 revoke-security-group-ingress --group-id ${GroupId} --security-group-rule-ids ${rule}`);
  });
});

describe('refusals', () => {
  test('no credentials, as AWS says it', async () => {
    expect(await refused('ec2 describe-vpcs --no-sign-request')).toContain(
      '(MissingParameter) when calling the DescribeVpcs operation: The request must contain the parameter AWSAccessKeyId',
    );
    expect(await refused('sts get-caller-identity --no-sign-request')).toContain('(MissingAuthenticationToken)');
    expect(await refused('route53 list-hosted-zones --no-sign-request')).toContain('(MissingAuthenticationToken)');
    expect(await refused('wafv2 list-web-acls --scope REGIONAL --no-sign-request')).toContain(
      '(MissingAuthenticationTokenException)',
    );
  });

  test('what is not there, and what is not understood', async () => {
    expect(await refused('ec2 describe-vpcs --vpc-ids vpc-0123456789abcdef0')).toContain('(InvalidVpcID.NotFound)');
    expect(await refused('elbv2 describe-target-groups --names none')).toContain('(TargetGroupNotFound)');
    expect(await refused('route53 get-hosted-zone --id ZNONE')).toContain('(NoSuchHostedZone)');
    expect(await refused('ec2 describe-bundle-tasks')).toContain('(InvalidAction)');
    expect(await refused('kms list-keys')).toContain('(UnknownOperationException)');
    expect(await refused('sts assume-role --role-arn arn:aws:iam::1:role/abcdefgh --role-session-name x1')).toContain(
      '(ValidationError)',
    );
  });

  test('a role of another account', async () => {
    const { Credentials } = await aws<{ Credentials: Record<string, string> }>(
      'sts assume-role --role-arn arn:aws:iam::210987654321:role/Audit --role-session-name me',
    );
    const theirs = await runAws(server.endpoint, ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'], {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId!,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey!,
      AWS_SESSION_TOKEN: Credentials.SessionToken!,
    });
    expect(theirs.stdout).toBe('arn:aws:sts::210987654321:assumed-role/Audit/me\n');
  });
});

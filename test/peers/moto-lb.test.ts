import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dimensionOf } from '../../src/diagnose/loadbalancer/metrics.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { netops } from '../netops.ts';
import { credentialEnv, credentials, type Moto, startMoto } from './moto.ts';

/*
 * `netops lb` against moto: a balancer with two targets of which one is stopped through EC2's API, a group that nothing
 * forwards to, and metrics that were put through PutMetricData.
 */

const region = 'us-west-2';
let moto: Moto;
const made = { balancer: '', group: '', idle: '', good: '', stopped: '' };

beforeAll(async () => {
  moto = await startMoto();
  const config = { region, endpoint: moto.endpoint, credentials };
  const ec2 = new EC2Client(config);
  const elb = new ElasticLoadBalancingV2Client(config);
  const vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.88.0.0/16' }))).Vpc!.VpcId!;
  const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway!.InternetGatewayId!;
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: igw, VpcId: vpc }));
  const subnets = await Promise.all(
    ['a', 'b'].map(
      async (zone, i) =>
        (
          await ec2.send(
            new CreateSubnetCommand({
              VpcId: vpc,
              CidrBlock: `10.88.${i}.0/24`,
              AvailabilityZone: `${region}${zone}`,
            }),
          )
        ).Subnet!.SubnetId!,
    ),
  );
  const GroupId = (await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: vpc })))
    .GroupId!;
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  );
  const run = async (SubnetId: string): Promise<string> =>
    (
      await ec2.send(
        new RunInstancesCommand({
          ImageId: 'ami-12345678',
          MinCount: 1,
          MaxCount: 1,
          SubnetId,
          SecurityGroupIds: [GroupId],
        }),
      )
    ).Instances![0]!.InstanceId!;
  made.good = await run(subnets[0]!);
  made.stopped = await run(subnets[1]!);
  made.balancer = (
    await elb.send(new CreateLoadBalancerCommand({ Name: 'shop', Subnets: subnets, SecurityGroups: [GroupId] }))
  ).LoadBalancers![0]!.LoadBalancerArn!;
  const group = async (Name: string): Promise<string> =>
    (await elb.send(new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 80, VpcId: vpc }))).TargetGroups![0]!
      .TargetGroupArn!;
  made.group = await group('shop-web');
  made.idle = await group('shop-old');
  await elb.send(
    new RegisterTargetsCommand({ TargetGroupArn: made.group, Targets: [{ Id: made.good }, { Id: made.stopped }] }),
  );
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: made.balancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: made.group }],
    }),
  );
  await ec2.send(new StopInstancesCommand({ InstanceIds: [made.stopped] }));
  const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
  await new CloudWatchClient(config).send(
    new PutMetricDataCommand({
      Namespace: 'AWS/ApplicationELB',
      MetricData: [
        ['RequestCount', 500],
        ['HTTPCode_ELB_5XX_Count', 60],
      ].map(([MetricName, Value]) => ({
        MetricName: MetricName as string,
        Value: Value as number,
        Timestamp: twoHoursAgo,
        Dimensions: [{ Name: 'LoadBalancer', Value: dimensionOf(made.balancer) }],
      })),
    }),
  );
}, 60_000);

afterAll(() => moto?.stop());

describe('netops lb on moto', () => {
  const lb = async (...args: string[]) =>
    documents.lb.parse(
      JSON.parse(
        (
          await netops(
            [
              'lb',
              ...args,
              '--endpoint-url',
              moto.endpoint,
              '--region',
              region,
              '--format',
              'json',
              '--quiet',
              '--lang',
              'en',
            ],
            { env: credentialEnv },
          )
        ).stdout,
      ),
    );

  test('the stopped target is the one cause, with the command that starts it', async () => {
    const { findings, data } = await lb('shop');
    const causes = findings.filter((f) => f.cause);
    expect(causes.map((f) => [f.code, f.resource])).toEqual([['LB_TARGET_STOPPED', made.stopped]]);
    expect(causes[0]!.fixes[0]).toMatchObject({ verified: true });
    const [group] = data.balancers![0]!.groups!;
    expect(group).toMatchObject({ name: 'shop-web', total: 2, healthy: 1, availabilityPercent: 50 });
    expect(group!.targets!.find((t) => t.id === made.stopped)!.causes).toEqual(['LB_TARGET_STOPPED']);
  });

  test('metrics that were put are counted, and judged', async () => {
    const { data, findings } = await lb();
    expect(data.balancers![0]!.traffic).toMatchObject({ requests: 500, elb5xx: 60 });
    expect(findings.find((f) => f.code === 'LB_ELB_5XX')?.title).toContain('60');
  });

  test('a group that nothing forwards to is told apart', async () => {
    const { data } = await lb();
    expect(data.unusedGroups?.map((g) => g.arn)).toEqual([made.idle]);
  });

  test('what moto lacks is a gap', async () => {
    const { gaps } = await lb();
    for (const gap of gaps) expect(gap.means).not.toBe('');
  });
});

import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { netops, type Run } from '../netops.ts';
import { credentials, type Moto, startMoto } from './moto.ts';

/*
 * A backend that is not ours: moto's server (https://docs.getmoto.org), seeded through the real SDK with a network of
 * its own. What moto lacks must become gaps, not failures.
 */

const region = 'us-west-2';
let moto: Moto;
let endpoint: string;
const made: Record<string, string> = {};

beforeAll(async () => {
  moto = await startMoto();
  endpoint = moto.endpoint;
  await seed();
});

afterAll(() => moto?.stop());

/** A VPC with a public and a private subnet, a NAT gateway, SSH open to the world, a balancer with a stopped target. */
async function seed(): Promise<void> {
  const ec2 = new EC2Client({ region, endpoint, credentials });
  const elb = new ElasticLoadBalancingV2Client({ region, endpoint, credentials });
  const tag = (type: 'vpc' | 'subnet', name: string) => [{ ResourceType: type, Tags: [{ Key: 'Name', Value: name }] }];
  const vpc = (
    await ec2.send(new CreateVpcCommand({ CidrBlock: '10.77.0.0/16', TagSpecifications: tag('vpc', 'shop') }))
  ).Vpc!.VpcId!;
  const subnet = async (name: string, CidrBlock: string, zone: string) =>
    (
      await ec2.send(
        new CreateSubnetCommand({
          VpcId: vpc,
          CidrBlock,
          AvailabilityZone: `${region}${zone}`,
          TagSpecifications: tag('subnet', name),
        }),
      )
    ).Subnet!.SubnetId!;
  const pub = await subnet('shop-public-a', '10.77.1.0/24', 'a');
  const pubB = await subnet('shop-public-b', '10.77.2.0/24', 'b');
  const priv = await subnet('shop-private-a', '10.77.11.0/24', 'a');
  const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway!.InternetGatewayId!;
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: igw, VpcId: vpc }));
  const table = async (subnets: string[], target: object) => {
    const id = (await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }))).RouteTable!.RouteTableId!;
    await ec2.send(new CreateRouteCommand({ RouteTableId: id, DestinationCidrBlock: '0.0.0.0/0', ...target }));
    for (const SubnetId of subnets) await ec2.send(new AssociateRouteTableCommand({ RouteTableId: id, SubnetId }));
    return id;
  };
  await table([pub, pubB], { GatewayId: igw });
  const address = (await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))).AllocationId!;
  const nat = (await ec2.send(new CreateNatGatewayCommand({ SubnetId: pub, AllocationId: address }))).NatGateway!
    .NatGatewayId!;
  await table([priv], { NatGatewayId: nat });
  const group = (await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId: vpc })))
    .GroupId!;
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: group,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  );
  const instance = (
    await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-12345678',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: priv,
        SecurityGroupIds: [group],
      }),
    )
  ).Instances![0]!.InstanceId!;
  const balancer = (
    await elb.send(new CreateLoadBalancerCommand({ Name: 'shop', Subnets: [pub, pubB], SecurityGroups: [group] }))
  ).LoadBalancers![0]!.LoadBalancerArn!;
  const targets = (
    await elb.send(new CreateTargetGroupCommand({ Name: 'shop-web', Protocol: 'HTTP', Port: 80, VpcId: vpc }))
  ).TargetGroups![0]!.TargetGroupArn!;
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: targets, Targets: [{ Id: instance }] }));
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targets }],
    }),
  );
  Object.assign(made, { vpc, pub, priv, nat, group, instance });
}

describe('netops analyze on moto', () => {
  let run: Run;

  beforeAll(async () => {
    run = await netops(
      ['analyze', '--endpoint-url', endpoint, '--region', region, '--format', 'json', '--quiet', '--lang', 'en'],
      {
        env: { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' },
      },
    );
  });

  test('a right report of a network that is not ours', () => {
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    const document = documents.analyze.parse(JSON.parse(run.stdout));
    expect(document.source).toBe('aws');
    const shop = document.data.vpcs?.find((v) => v.id === made.vpc);
    expect(shop).toMatchObject({ name: 'shop', cidrs: ['10.77.0.0/16'], rfc1918: true, natGateways: [made.nat] });
    const kind = (id: string | undefined) => document.data.subnets?.find((s) => s.id === id)?.kind;
    expect(kind(made.pub)).toBe('public');
    expect(kind(made.priv)).toBe('private-nat');
    expect(document.data.loadBalancers?.[0]).toMatchObject({
      name: 'shop',
      targetGroups: [{ name: 'shop-web', total: 1 }],
    });
    expect(document.findings.some((f) => f.code === 'SG_OPEN_SSH_WORLD' && f.resource === made.group)).toBe(true);
  });

  test('what moto lacks is a gap with what it means, and no finding rests on it', () => {
    const document = documents.analyze.parse(JSON.parse(run.stdout));
    for (const gap of document.gaps) {
      expect(gap.means).not.toBe('');
      expect(gap.code).not.toBe('');
      expect(gap.account).toBe('123456789012');
    }
    const unread = new Set(document.gaps.map((g) => `${g.service}:${g.operation}`));
    for (const finding of document.findings) for (const e of finding.evidence) expect(unread).not.toContain(e.from);
  });

  test('the same findings twice', async () => {
    const again = await netops(
      ['analyze', '--endpoint-url', endpoint, '--region', region, '--format', 'json', '--quiet', '--lang', 'en'],
      {
        env: { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' },
      },
    );
    expect(JSON.parse(again.stdout).findings).toEqual(JSON.parse(run.stdout).findings);
  });
});

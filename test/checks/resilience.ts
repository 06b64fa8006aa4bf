import { balancer, interfaceOf, type Lab, subnet, table, vpcId } from './lab.ts';
import type { Proof } from './proof.ts';

const shop = (lab: Lab): string => balancer(lab, 'DMZVPC-alb1').LoadBalancerArn!;
const publicZone = (lab: Lab): string =>
  lab.global.route53!.HostedZones!.find((z) => z.Config?.PrivateZone !== true)!.Id!.replace('/hostedzone/', '');
const primary = (lab: Lab) =>
  lab.global.route53!.ResourceRecordSets![publicZone(lab)]!.find((r) => r.Failover === 'PRIMARY')!;
const endpoint = (lab: Lab) =>
  lab.here.ec2!.VpcEndpoints!.find((e) => e.VpcId === vpcId(lab, 'VPC01') && e.ServiceName!.endsWith('.ssm'))!;
const resolver = (lab: Lab) => lab.here.route53resolver!.ResolverEndpoints![0]!;
const mgmtNat = (lab: Lab) => lab.here.ec2!.NatGateways!.find((n) => n.VpcId === vpcId(lab, 'mgmtvpc'))!;

/** Healthy or not, of the targets in zone b. */
function zoneB(lab: Lab, State: 'healthy' | 'unhealthy'): void {
  const inB = new Set(
    ['DMZVPC-Private-B-10.11.24.101', 'DMZVPC-Private-B-10.11.24.102'].map(
      (name) => interfaceOf(lab, name).Attachment!.InstanceId,
    ),
  );
  for (const health of Object.values(lab.here.elbv2!.TargetHealthDescriptions!).flat())
    if (inB.has(health.Target?.Id)) health.TargetHealth = { State };
}

export const resilience: Record<string, Proof> = {
  LB_ZONE_WITHOUT_TARGETS: {
    breaks: (lab) => zoneB(lab, 'unhealthy'),
    resource: shop,
    mends: (lab) => zoneB(lab, 'healthy'),
  },
  DX_SINGLE_LOCATION: {
    resource: (lab) => lab.here.directconnect!.connections![0]!.connectionId!,
    mends: (lab) => {
      const [first] = lab.here.directconnect!.connections!;
      lab.here.directconnect!.connections!.push({ ...first, connectionId: 'dxcon-second', location: 'KINX' });
    },
  },
  ENDPOINT_SINGLE_ZONE: {
    breaks: (lab) => {
      const [first] = endpoint(lab).SubnetIds!;
      const lost = new Set(
        lab.here
          .ec2!.NetworkInterfaces!.filter(
            (n) => endpoint(lab).NetworkInterfaceIds!.includes(n.NetworkInterfaceId!) && n.SubnetId !== first,
          )
          .map((n) => n.NetworkInterfaceId!),
      );
      endpoint(lab).SubnetIds = [first!];
      endpoint(lab).NetworkInterfaceIds = endpoint(lab).NetworkInterfaceIds!.filter((id) => !lost.has(id));
    },
    resource: (lab) => endpoint(lab).VpcEndpointId!,
    mends: (lab) => {
      endpoint(lab).SubnetIds = ['A', 'B'].map((z) => subnet(lab, `VPC01-PrivateSubnet${z}`).SubnetId!);
    },
  },
  ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK: {
    breaks: (lab) => {
      delete primary(lab).HealthCheckId;
      primary(lab).AliasTarget!.EvaluateTargetHealth = false;
    },
    resource: publicZone,
    mends: (lab) => {
      primary(lab).HealthCheckId = lab.global.route53!.HealthChecks![0]!.Id!;
    },
  },
  NAT_SERVES_OTHER_ZONES: {
    resource: (lab) => mgmtNat(lab).NatGatewayId!,
    mends: (lab) => {
      const second = structuredClone(mgmtNat(lab));
      second.NatGatewayId = 'nat-0123456789abcdef0';
      second.SubnetId = subnet(lab, 'mgmtvpc-Public-Subnet-B').SubnetId!;
      lab.here.ec2!.NatGateways!.push(second);
      const routes = table(lab, 'mgmtvpc-Private-B-RT').Routes!;
      routes.find((r) => r.DestinationCidrBlock === '0.0.0.0/0')!.NatGatewayId = second.NatGatewayId;
    },
  },
  RESOLVER_ENDPOINT_SINGLE_ZONE: {
    breaks: (lab) => {
      const addresses = lab.here.route53resolver!.IpAddresses![resolver(lab).Id!]!;
      for (const a of addresses) a.SubnetId = subnet(lab, 'DMZVPC-Private-Subnet-A').SubnetId!;
    },
    resource: (lab) => resolver(lab).Id!,
    mends: (lab) => {
      const addresses = lab.here.route53resolver!.IpAddresses![resolver(lab).Id!]!;
      addresses[1]!.SubnetId = subnet(lab, 'DMZVPC-Private-Subnet-B').SubnetId!;
    },
  },
  VPC_ZONES_UNDER_THREE: {
    resource: (lab) => vpcId(lab, 'VPC01'),
    mends: (lab) => {
      const zones = ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c'];
      const own = lab.here.ec2!.Subnets!.filter((s) => s.VpcId === vpcId(lab, 'VPC01'));
      const hosts = own.filter((s) => s.Tags?.some((t) => /Private/.test(t.Value ?? '')));
      const [one] = hosts;
      const third = { ...structuredClone(one!), SubnetId: 'subnet-0123456789abcdef0', CidrBlock: '10.1.28.0/22' };
      third.AvailabilityZone = zones[2]!;
      third.AvailabilityZoneId = 'apne2-az3';
      lab.here.ec2!.Subnets!.push(third);
      interfaceOf(lab, 'VPC01-Private-A-10.1.20.104').SubnetId = third.SubnetId!;
    },
  },
};

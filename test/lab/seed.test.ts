import { describe, expect, test } from 'vitest';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { containsAddress, containsCidr, parseAddress, parseCidr } from '../../src/network/cidr.ts';
import { rulesOf } from '../../src/snapshot/security-group-rules.ts';
import { nameOf, scopeOf } from '../../src/snapshot/snapshot.ts';

/*
 * The lab page, fact by fact: each test quotes what it holds the seed to. Names and addresses are written out here and
 * not taken from the seed's own tables.
 */

const state = seedState(new Date('2026-11-20T00:00:00Z'));
const here = scopeOf(state.snapshot, labAccount, labRegion)!;
const global = scopeOf(state.snapshot, labAccount, 'global')!;
const ec2 = here.ec2!;

const vpcIds = {
  'Default VPC': 'vpc-070b8cd140c9847ee',
  VPC01: 'vpc-044534627abd17533',
  VPC02: 'vpc-00f42d3bbd6399a75',
  DMZVPC: 'vpc-069a0792750d520b5',
  mgmtvpc: 'vpc-068b15c200e7c9c1d',
};
type Vpc = keyof typeof vpcIds;
const vpcs = Object.keys(vpcIds) as Vpc[];

const one = <T>(items: readonly T[], test: (item: T) => boolean): T => {
  const found = items.filter(test);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const byName = <T extends { Tags?: { Key?: string; Value?: string }[] }>(items: readonly T[], name: string): T =>
  one(items, (item) => nameOf(item) === name);
const subnet = (name: string) => byName(ec2.Subnets!, name);
const table = (name: string) => byName(ec2.RouteTables!, name);
const inVpc = <T extends { VpcId?: string }>(items: readonly T[], vpc: Vpc): T[] =>
  items.filter((item) => item.VpcId === vpcIds[vpc]);
const group = (vpc: Vpc, name: string) => one(inVpc(ec2.SecurityGroups!, vpc), (g) => g.GroupName === name);
const instances = ec2.Reservations!.flatMap((r) => r.Instances ?? []);
const tgw = byName(ec2.TransitGateways!, 'TGW').TransitGatewayId!;
const natId = (name: string) => byName(ec2.NatGateways!, name).NatGatewayId!;
const firewallEndpoint = (firewall: string, zone: 'a' | 'b') =>
  one(
    ec2.VpcEndpoints!,
    (e) =>
      e.Tags?.some((t) => t.Key === 'Firewall' && t.Value?.endsWith(`firewall/${firewall}`)) === true &&
      e.SubnetIds?.[0] === subnet(`DMZVPC-${firewall.split('-')[0]}-Subnet-${zone.toUpperCase()}`).SubnetId,
  ).VpcEndpointId!;
const igw = (vpc: Vpc) =>
  one(ec2.InternetGateways!, (g) => g.Attachments?.some((a) => a.VpcId === vpcIds[vpc]) === true).InternetGatewayId!;

/** A table's routes besides `local`, as `destination → target`. */
const routes = (name: string): Record<string, string | undefined> =>
  Object.fromEntries(
    table(name)
      .Routes!.filter((r) => r.GatewayId !== 'local')
      .map((r) => [r.DestinationCidrBlock, r.GatewayId ?? r.NatGatewayId ?? r.TransitGatewayId]),
  );
const zones = [
  ['A', 'a'],
  ['B', 'b'],
] as const;

describe('VPCs (5)', () => {
  test('names, ids, CIDRs', () => {
    const cidrs = Object.fromEntries(ec2.Vpcs!.map((v) => [nameOf(v), [v.VpcId, v.CidrBlock, v.IsDefault]]));
    expect(cidrs).toEqual({
      'Default VPC': ['vpc-070b8cd140c9847ee', '172.31.0.0/16', true],
      VPC01: ['vpc-044534627abd17533', '10.1.0.0/16', false],
      VPC02: ['vpc-00f42d3bbd6399a75', '10.2.0.0/16', false],
      DMZVPC: ['vpc-069a0792750d520b5', '10.11.0.0/16', false],
      mgmtvpc: ['vpc-068b15c200e7c9c1d', '10.254.0.0/16', false],
    });
  });

  test('default subnets /20 in a, b, c; IGW', () => {
    const subnets = inVpc(ec2.Subnets!, 'Default VPC');
    expect(subnets.map((s) => [s.AvailabilityZone, s.CidrBlock, s.DefaultForAz, s.MapPublicIpOnLaunch])).toEqual([
      ['ap-northeast-2a', '172.31.0.0/20', true, true],
      ['ap-northeast-2b', '172.31.16.0/20', true, true],
      ['ap-northeast-2c', '172.31.32.0/20', true, true],
    ]);
    expect(igw('Default VPC')).toMatch(/^igw-[0-9a-f]{17}$/);
  });

  test('VPC01 and VPC02 are private: no internet gateway', () => {
    const attached = ec2.InternetGateways!.flatMap((g) => g.Attachments!.map((a) => a.VpcId));
    expect(attached.sort()).toEqual([vpcIds['Default VPC'], vpcIds.DMZVPC, vpcIds.mgmtvpc].sort());
  });

  test('DNS support and DNS hostnames are on in all five; no VPC has flow logs', () => {
    for (const vpc of vpcs) {
      expect(ec2.VpcAttributes![vpcIds[vpc]]).toMatchObject({ EnableDnsSupport: true, EnableDnsHostnames: true });
    }
    expect(ec2.FlowLogs).toEqual([]);
  });

  test('mgmtvpc is not on the transit gateway', () => {
    const attached = ec2.TransitGatewayVpcAttachments!.map((a) => a.VpcId).sort();
    expect(attached).toEqual([vpcIds.DMZVPC, vpcIds.VPC01, vpcIds.VPC02].sort());
  });
});

describe('DMZVPC', () => {
  test.each([
    ['FWIN', '10.11.1.0/24', '10.11.2.0/24', true, true],
    ['Public', '10.11.11.0/24', '10.11.12.0/24', true, true],
    ['Private', '10.11.20.0/22', '10.11.24.0/22', false, true],
    ['NATGW', '10.11.31.0/24', '10.11.32.0/24', true, true],
    ['FWOUT', '10.11.41.0/24', '10.11.42.0/24', true, true],
    ['TGW', '10.11.251.0/24', '10.11.252.0/24', true, true],
    ['NEWTGW', '10.11.253.0/24', '10.11.254.0/24', true, true],
  ])('%s-Subnet: %s in a, %s in b; public address on launch: %s, %s', (tier, a, b, publicA, publicB) => {
    const [A, B] = [subnet(`DMZVPC-${tier}-Subnet-A`), subnet(`DMZVPC-${tier}-Subnet-B`)];
    expect([A.CidrBlock, A.AvailabilityZone, A.MapPublicIpOnLaunch]).toEqual([a, 'ap-northeast-2a', publicA]);
    expect([B.CidrBlock, B.AvailabilityZone, B.MapPublicIpOnLaunch]).toEqual([b, 'ap-northeast-2b', publicB]);
    for (const s of [A, B]) {
      const own = table(`DMZVPC-${tier}-${nameOf(s)!.slice(-1)}-RT`);
      expect(own.Associations!.map((x) => x.SubnetId)).toEqual([s.SubnetId]);
    }
  });

  test('it has these 14 subnets and no other', () => expect(inVpc(ec2.Subnets!, 'DMZVPC')).toHaveLength(14));

  test('IGW-Ingress-RT, with an edge association with the IGW', () => {
    expect(table('IGW-Ingress-RT').Associations!.map((a) => a.GatewayId)).toEqual([igw('DMZVPC')]);
    expect(routes('IGW-Ingress-RT')).toEqual({
      '10.11.11.0/24': firewallEndpoint('FWIN-DMZVPC', 'a'),
      '10.11.1.0/24': firewallEndpoint('FWIN-DMZVPC', 'a'),
      '10.11.12.0/24': firewallEndpoint('FWIN-DMZVPC', 'b'),
      '10.11.2.0/24': firewallEndpoint('FWIN-DMZVPC', 'b'),
    });
  });

  test.each(zones)('the routes of the tables in zone %s', (Z, z) => {
    expect(routes(`DMZVPC-FWIN-${Z}-RT`)).toEqual({ '0.0.0.0/0': igw('DMZVPC') });
    expect(routes(`DMZVPC-Public-${Z}-RT`)).toEqual({ '0.0.0.0/0': firewallEndpoint('FWIN-DMZVPC', z) });
    expect(routes(`DMZVPC-Private-${Z}-RT`)).toEqual({
      '0.0.0.0/0': firewallEndpoint('FWOUT-DMZVPC', z),
      '10.0.0.0/8': tgw,
      // Part 2.
      '192.168.0.0/16': tgw,
    });
    expect(routes(`DMZVPC-FWOUT-${Z}-RT`)).toEqual({
      '0.0.0.0/0': natId(`DMZVPC-NATGW-${Z}`),
      '10.1.0.0/16': tgw,
      '10.2.0.0/16': tgw,
    });
    expect(routes(`DMZVPC-NATGW-${Z}-RT`)).toEqual({
      '0.0.0.0/0': igw('DMZVPC'),
      '10.1.0.0/16': firewallEndpoint('FWOUT-DMZVPC', z),
      '10.2.0.0/16': firewallEndpoint('FWOUT-DMZVPC', z),
    });
    expect(routes(`DMZVPC-TGW-${Z}-RT`)).toEqual({ '0.0.0.0/0': firewallEndpoint('FWOUT-DMZVPC', z) });
    expect(routes(`DMZVPC-NEWTGW-${Z}-RT`)).toEqual({});
  });

  test('two public NAT gateways with one Elastic IP each; one IGW, DMZVPC-IGW', () => {
    const gateways = inVpc(ec2.NatGateways!, 'DMZVPC');
    expect(gateways.map((n) => nameOf(n))).toEqual(['DMZVPC-NATGW-A', 'DMZVPC-NATGW-B']);
    for (const [Z] of zones) {
      const gateway = byName(gateways, `DMZVPC-NATGW-${Z}`);
      expect(gateway).toMatchObject({ ConnectivityType: 'public', State: 'available' });
      expect(gateway.SubnetId).toBe(subnet(`DMZVPC-NATGW-Subnet-${Z}`).SubnetId);
      const [address, ...more] = gateway.NatGatewayAddresses!;
      expect(more).toEqual([]);
      expect(one(ec2.Addresses!, (a) => a.AllocationId === address!.AllocationId).PublicIp).toBe(address!.PublicIp);
    }
    expect(byName(ec2.InternetGateways!, 'DMZVPC-IGW').InternetGatewayId).toBe(igw('DMZVPC'));
  });
});

describe('Network Firewalls', () => {
  const data = here.networkfirewall!;
  test.each(['FWIN-DMZVPC', 'FWOUT-DMZVPC'])('%s', (name) => {
    const { Firewall: firewall, FirewallStatus: status } = one(
      data.Firewalls!,
      (f) => f.Firewall.FirewallName === name,
    );
    const [tier] = name.split('-');
    const subnets = zones.map(([Z]) => subnet(`DMZVPC-${tier}-Subnet-${Z}`).SubnetId);
    expect(firewall.SubnetMappings!.map((m) => m.SubnetId)).toEqual(subnets);
    // The endpoints that routes name are the firewall's own.
    for (const [, z] of zones) {
      const attachment = status!.SyncStates![`ap-northeast-2${z}`]!.Attachment!;
      expect(attachment).toMatchObject({ EndpointId: firewallEndpoint(name, z), Status: 'READY' });
    }
    const { FirewallPolicy: policy } = data.FirewallPolicies![firewall.FirewallPolicyArn!]!;
    expect(policy.StatelessDefaultActions).toEqual(['aws:forward_to_sfe']);
    expect(policy.StatefulEngineOptions).toMatchObject({ RuleOrder: 'STRICT_ORDER' });
    expect(policy.StatefulDefaultActions ?? []).toEqual([]);
    const groups = policy.StatefulRuleGroupReferences!.map(
      (r) => [r.Priority, data.RuleGroups![r.ResourceArn!]!] as const,
    );
    expect(groups.map(([priority, g]) => [priority, g.RuleGroupResponse.RuleGroupName])).toEqual([
      [1, expect.stringMatching(/-strictmode$/)],
      [2, expect.stringMatching(/-domain-allow$/)],
    ]);
    const rules = groups[0]![1].RuleGroup.RulesSource!.StatefulRules!;
    expect(rules.map((r) => [r.Action, r.Header!.Protocol, r.Header!.DestinationPort, r.Header!.Direction])).toEqual([
      ['ALERT', 'TCP', '80', 'ANY'],
      ['ALERT', 'TCP', '443', 'ANY'],
      ['ALERT', 'ICMP', 'ANY', 'ANY'],
      ['PASS', 'IP', 'ANY', 'ANY'],
    ]);
    expect(groups[1]![1].RuleGroup).toMatchObject({
      RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/8'] } } },
      RulesSource: {
        RulesSourceList: {
          Targets: ['.amazon.com'],
          TargetTypes: ['HTTP_HOST', 'TLS_SNI'],
          GeneratedRulesType: 'ALLOWLIST',
        },
      },
    });
    const logs = data.LoggingConfigurations![firewall.FirewallArn!]!.LogDestinationConfigs!;
    expect(logs.map((l) => [l.LogType, l.LogDestinationType])).toEqual([
      ['FLOW', 'CloudWatchLogs'],
      ['ALERT', 'CloudWatchLogs'],
    ]);
  });
  test('there are two, and each has its own policy', () => {
    expect(data.Firewalls).toHaveLength(2);
    expect(new Set(data.Firewalls!.map((f) => f.Firewall.FirewallPolicyArn)).size).toBe(2);
  });
});

describe.each([1, 2])('VPC0%i', (n) => {
  const vpc = `VPC0${n}` as Vpc;
  test.each([
    ['Private', '20.0/22', '24.0/22'],
    ['TGW', '251.0/24', '252.0/24'],
    ['NEWTGW', '253.0/24', '254.0/24'],
  ])('%s subnets, their tables, public addresses on launch', (tier, a, b) => {
    for (const [i, [Z, z]] of zones.entries()) {
      const s = subnet(`${vpc}-${tier}Subnet${Z}`);
      expect(s).toMatchObject({
        CidrBlock: `10.${n}.${[a, b][i]}`,
        AvailabilityZone: `ap-northeast-2${z}`,
        MapPublicIpOnLaunch: true,
      });
      expect(table(`${vpc}-${tier}-Subnet-${Z}-RT`).Associations![0]!.SubnetId).toBe(s.SubnetId);
      expect(routes(`${vpc}-${tier}-Subnet-${Z}-RT`)).toEqual(tier === 'Private' ? { '0.0.0.0/0': tgw } : {});
    }
  });
  test('six subnets, no NAT gateway, no public addresses', () => {
    expect(inVpc(ec2.Subnets!, vpc)).toHaveLength(6);
    expect(inVpc(ec2.NatGateways!, vpc)).toEqual([]);
    expect(inVpc(ec2.NetworkInterfaces!, vpc).filter((i) => i.Association !== undefined)).toEqual([]);
  });
});

describe('mgmtvpc', () => {
  test('subnets and routes', () => {
    for (const [i, [Z, z]] of zones.entries()) {
      const open = subnet(`mgmtvpc-Public-Subnet-${Z}`);
      const closed = subnet(`mgmtvpc-Private-Subnet-${Z}`);
      expect([open.CidrBlock, open.AvailabilityZone]).toEqual([`10.254.1${i + 1}.0/24`, `ap-northeast-2${z}`]);
      expect([closed.CidrBlock, closed.AvailabilityZone]).toEqual([`10.254.2${i + 1}.0/24`, `ap-northeast-2${z}`]);
      expect(routes(`mgmtvpc-Public-${Z}-RT`)).toEqual({ '0.0.0.0/0': igw('mgmtvpc') });
      const gateway = one(inVpc(ec2.NatGateways!, 'mgmtvpc'), () => true);
      expect(gateway.SubnetId).toBe(subnet('mgmtvpc-Public-Subnet-A').SubnetId);
      expect(routes(`mgmtvpc-Private-${Z}-RT`)).toEqual({ '0.0.0.0/0': gateway.NatGatewayId });
    }
  });

  test('CloudFront → internet-facing ALB on 80 → target group 8888 → host 10.254.21.101 (m7g.xlarge)', () => {
    const elb = here.elbv2!;
    const balancer = one(elb.LoadBalancers!, (b) => b.VpcId === vpcIds.mgmtvpc);
    expect(balancer).toMatchObject({ Scheme: 'internet-facing', Type: 'application' });
    const listener = one(elb.Listeners![balancer.LoadBalancerArn!]!, () => true);
    expect(listener).toMatchObject({ Port: 80, Protocol: 'HTTP' });
    const targets = one(elb.TargetGroups!, (t) => t.VpcId === vpcIds.mgmtvpc);
    expect(targets).toMatchObject({
      Port: 8888,
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 30,
      Matcher: { HttpCode: '200,302' },
    });
    const host = one(instances, (i) => i.PrivateIpAddress === '10.254.21.101');
    expect(host.InstanceType).toBe('m7g.xlarge');
    const [target] = elb.TargetHealthDescriptions![targets.TargetGroupArn!]!;
    expect(target!.Target).toMatchObject({ Id: host.InstanceId, Port: 8888 });
    expect(state.hosts[host.InstanceId!]!.services['tcp/8888']!.status).toMatchObject({ '/': 302 });
    // "The listener answers 403 unless the header that CloudFront adds is there."
    expect(listener.DefaultActions![0]).toMatchObject({ FixedResponseConfig: { StatusCode: '403' } });
    const rule = one(elb.Rules![listener.ListenerArn!]!, (r) => r.IsDefault !== true);
    const condition = rule.Conditions![0]!.HttpHeaderConfig!;
    expect(condition.HttpHeaderName).toBe('X-Custom-Secret');
    const origin = global.cloudfront!.Distributions![0]!.Origins!.Items![0]!;
    expect(origin.DomainName).toBe(balancer.DNSName);
    expect(origin.CustomHeaders!.Items).toEqual([{ HeaderName: 'X-Custom-Secret', HeaderValue: condition.Values![0] }]);
  });

  test('three SSM interface endpoints with a group of their own (tcp 443 from the VPC)', () => {
    const endpoints = inVpc(ec2.VpcEndpoints!, 'mgmtvpc');
    expect(endpoints.map((e) => e.ServiceName).sort()).toEqual([
      'com.amazonaws.ap-northeast-2.ec2messages',
      'com.amazonaws.ap-northeast-2.ssm',
      'com.amazonaws.ap-northeast-2.ssmmessages',
    ]);
    const groups = new Set(endpoints.flatMap((e) => e.Groups!.map((g) => g.GroupId)));
    const own = one(ec2.SecurityGroups!, (g) => groups.has(g.GroupId));
    expect(own.IpPermissions).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.254.0.0/16' }] },
    ]);
  });

  test('the ALB takes 80 from the CloudFront prefix list, the host 8888 from the ALB', () => {
    const list = one(ec2.PrefixLists!, (l) => l.PrefixListName === 'com.amazonaws.global.cloudfront.origin-facing')
      .PrefixListId!;
    expect(ec2.PrefixListEntries![list]!.length).toBeGreaterThan(0);
    const alb = group('mgmtvpc', 'ALBSecurityGroup');
    expect(alb.IpPermissions).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [], PrefixListIds: [{ PrefixListId: list }] },
    ]);
    const host = one(instances, (i) => i.PrivateIpAddress === '10.254.21.101').SecurityGroups!;
    expect(one(ec2.SecurityGroups!, (g) => g.GroupId === host[0]!.GroupId).IpPermissions).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 8888, ToPort: 8888, IpRanges: [], UserIdGroupPairs: [{ GroupId: alb.GroupId }] },
    ]);
  });
});

describe('Transit gateway', () => {
  const gateway = byName(ec2.TransitGateways!, 'TGW');
  const tableId = byName(ec2.TransitGatewayRouteTables!, 'TGW-DMZVPC-RT').TransitGatewayRouteTableId!;
  test('TGW (ASN 65001, default association and propagation off, DNS support and VPN ECMP on)', () => {
    expect(gateway.Options).toMatchObject({
      AmazonSideAsn: 65001,
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
      DnsSupport: 'enable',
      VpnEcmpSupport: 'enable',
    });
    expect(ec2.TransitGatewayRouteTables).toHaveLength(1);
  });

  test.each([
    ['DMZVPC', 'DMZVPC-TGW-Subnet-'],
    ['VPC01', 'VPC01-TGWSubnet'],
    ['VPC02', 'VPC02-TGWSubnet'],
  ] as const)('%s is attached in its TGW subnets, appliance mode on, and associated', (vpc, prefix) => {
    const attachment = one(ec2.TransitGatewayVpcAttachments!, (a) => a.VpcId === vpcIds[vpc]);
    expect(attachment.SubnetIds).toEqual([subnet(`${prefix}A`).SubnetId, subnet(`${prefix}B`).SubnetId]);
    expect(attachment).toMatchObject({ State: 'available', Options: { ApplianceModeSupport: 'enable' } });
    const association = one(
      ec2.TransitGatewayRouteTableAssociations![tableId]!,
      (a) => a.TransitGatewayAttachmentId === attachment.TransitGatewayAttachmentId,
    );
    expect(association).toMatchObject({ State: 'associated', ResourceType: 'vpc', ResourceId: vpcIds[vpc] });
  });

  test('static routes; 192.168.0.0/16 propagated by Direct Connect and VPN, both associated', () => {
    const shown = ec2.TransitGatewayRoutes![tableId]!.map((r) => [
      r.DestinationCidrBlock,
      r.Type,
      r.TransitGatewayAttachments![0]!.ResourceId,
    ]);
    const dxgw = global.directconnect!.directConnectGateways![0]!.directConnectGatewayId;
    expect(shown.sort()).toEqual(
      [
        ['10.11.0.0/16', 'static', vpcIds.DMZVPC],
        ['0.0.0.0/0', 'static', vpcIds.DMZVPC],
        ['10.1.0.0/16', 'static', vpcIds.VPC01],
        ['10.2.0.0/16', 'static', vpcIds.VPC02],
        ['192.168.0.0/16', 'propagated', dxgw],
      ].sort(),
    );
    const hybrid = ['direct-connect-gateway', 'vpn'];
    expect(ec2.TransitGatewayRouteTablePropagations![tableId]!.map((p) => [p.ResourceType, p.State])).toEqual(
      hybrid.map((type) => [type, 'enabled']),
    );
    const associated = ec2.TransitGatewayRouteTableAssociations![tableId]!.map((a) => a.ResourceType);
    expect(associated).toEqual(['vpc', 'vpc', 'vpc', ...hybrid]);
  });
});

describe('Instances', () => {
  const expected = (['DMZVPC', 'VPC01', 'VPC02'] as const).flatMap((vpc) =>
    zones.flatMap(([Z, z], i) =>
      [101, 102, 103, 104].map((last) => {
        const address = `${{ DMZVPC: '10.11', VPC01: '10.1', VPC02: '10.2' }[vpc]}.2${i * 4}.${last}`;
        return { name: `${vpc}-Private-${Z}-${address}`, vpc, z, address };
      }),
    ),
  );

  test('names, types, zones, state', () => {
    expect(instances).toHaveLength(expected.length + 1);
    for (const { name, vpc, z, address } of expected) {
      const instance = byName(instances, name);
      expect(instance).toMatchObject({
        VpcId: vpcIds[vpc],
        PrivateIpAddress: address,
        InstanceType: 't3.small',
        State: { Name: 'running' },
        Placement: { AvailabilityZone: `ap-northeast-2${z}` },
      });
      expect(instance.SecurityGroups!.map((g) => g.GroupId)).toEqual([group(vpc, 'PrivateEC2SG').GroupId]);
    }
  });

  test('known ids', () => {
    const ids = ['10.11.20.101', '10.11.20.102', '10.11.24.101', '10.11.24.102'].map(
      (ip) => one(instances, (i) => i.PrivateIpAddress === ip).InstanceId,
    );
    expect(ids).toEqual(['i-0df8dd0d9c2f01161', 'i-0f58eb6d6805894d5', 'i-034ef7354a0f19042', 'i-06ab0389cfa6b82d5']);
  });

  test('sshd on 22; in DMZVPC httpd on 80 with the page; in VPC01 and VPC02 nothing answers on 80', () => {
    for (const { name, vpc } of expected) {
      const { services } = state.hosts[byName(instances, name).InstanceId!]!;
      expect(services['tcp/22']).toBeDefined();
      if (vpc === 'DMZVPC') expect(services['tcp/80']!.status!['/ec2meta-webpage/index.php']).toBe(200);
      else expect(services['tcp/80']).toBeUndefined();
    }
  });

  test("DMZVPC's Private B instances have a public address each, no other instance has one", () => {
    const open = instances.filter((i) => i.PublicIpAddress !== undefined).map((i) => nameOf(i));
    expect(open).toEqual([101, 102, 103, 104].map((last) => `DMZVPC-Private-B-10.11.24.${last}`));
  });
});

describe('Security groups', () => {
  const ports = (permissions: (typeof ec2.SecurityGroups & object)[number]['IpPermissions']) =>
    permissions!.map((p) => [p.IpProtocol, p.FromPort, p.ToPort, p.IpRanges!.map((r) => r.CidrIp).join()]);
  const anywhere = '0.0.0.0/0';

  test.each(['DMZVPC', 'VPC01', 'VPC02'] as const)('PrivateEC2SG and SSMSG of %s', (vpc) => {
    expect(ports(group(vpc, 'PrivateEC2SG').IpPermissions)).toEqual([
      ['icmp', -1, -1, anywhere],
      ['tcp', 22, 22, anywhere],
      ['tcp', 80, 80, anywhere],
      ['tcp', 443, 443, anywhere],
    ]);
    expect(ports(group(vpc, 'SSMSG').IpPermissions)).toEqual([
      ['tcp', 80, 80, anywhere],
      ['tcp', 443, 443, anywhere],
    ]);
  });

  test('ALBSecurityGroup and ControlPlaneSecurityGroup of DMZVPC', () => {
    expect(ports(group('DMZVPC', 'ALBSecurityGroup').IpPermissions)).toEqual([
      ['tcp', 80, 80, anywhere],
      ['tcp', 443, 443, anywhere],
    ]);
    expect(group('DMZVPC', 'ControlPlaneSecurityGroup').IpPermissions).toEqual([]);
  });

  test('six groups in all have tcp 22 open to 0.0.0.0/0; launch-wizard-1 is attached to nothing', () => {
    const open = ec2.SecurityGroups!.filter((g) =>
      g.IpPermissions!.some((p) => p.FromPort === 22 && p.IpRanges!.some((r) => r.CidrIp === anywhere)),
    );
    expect(open.map((g) => `${vpcs.find((v) => vpcIds[v] === g.VpcId)}/${g.GroupName}`).sort()).toEqual([
      'DMZVPC/PrivateEC2SG',
      'Default VPC/launch-wizard-1',
      'VPC01/PrivateEC2SG',
      'VPC01/launch-wizard-1',
      'VPC02/PrivateEC2SG',
      'mgmtvpc/launch-wizard-1',
    ]);
    const used = new Set(ec2.NetworkInterfaces!.flatMap((i) => i.Groups!.map((g) => g.GroupId)));
    for (const g of open.filter((o) => o.GroupName === 'launch-wizard-1')) expect(used.has(g.GroupId)).toBe(false);
  });

  test('every VPC has its default group, which admits itself; all groups have the default egress rule', () => {
    for (const vpc of vpcs) {
      const own = group(vpc, 'default');
      expect(own.IpPermissions).toMatchObject([{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: own.GroupId }] }]);
    }
    for (const g of ec2.SecurityGroups!) {
      // Part 2 gives the outbound endpoint's group rules of its own: "a group that allows tcp/udp 53 out".
      if (g.GroupName === 'ResolverOutboundSG') continue;
      expect(ports(g.IpPermissionsEgress)).toEqual([['-1', undefined, undefined, anywhere]]);
    }
  });

  test('NACLs are the default ones (allow all), one a VPC, with all its subnets', () => {
    expect(ec2.NetworkAcls).toHaveLength(5);
    for (const vpc of vpcs) {
      const acl = one(inVpc(ec2.NetworkAcls!, vpc), (a) => a.IsDefault === true);
      expect(acl.Associations!.map((a) => a.SubnetId).sort()).toEqual(
        inVpc(ec2.Subnets!, vpc)
          .map((s) => s.SubnetId)
          .sort(),
      );
      expect(acl.Entries!.map((e) => [e.Egress, e.RuleNumber, e.Protocol, e.RuleAction, e.CidrBlock])).toEqual([
        [true, 100, '-1', 'allow', anywhere],
        [true, 32767, '-1', 'deny', anywhere],
        [false, 100, '-1', 'allow', anywhere],
        [false, 32767, '-1', 'deny', anywhere],
      ]);
    }
  });

  test('main route tables are local only, DHCP options the default', () => {
    for (const vpc of vpcs) {
      const main = one(inVpc(ec2.RouteTables!, vpc), (t) => t.Associations!.some((a) => a.Main === true));
      expect(main.Routes!.map((r) => r.GatewayId)).toEqual(['local']);
    }
    const options = one(ec2.DhcpOptions!, () => true);
    for (const vpc of ec2.Vpcs!) expect(vpc.DhcpOptionsId).toBe(options.DhcpOptionsId);
    expect(options.DhcpConfigurations).toEqual([
      { Key: 'domain-name', Values: [{ Value: 'ap-northeast-2.compute.internal' }] },
      { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
    ]);
  });
});

test('Load balancer: DMZVPC-alb1', () => {
  const elb = here.elbv2!;
  const balancer = one(elb.LoadBalancers!, (b) => b.LoadBalancerName === 'DMZVPC-alb1');
  expect(balancer).toMatchObject({
    Scheme: 'internet-facing',
    Type: 'application',
    DNSName: 'DMZVPC-alb1-716575623.ap-northeast-2.elb.amazonaws.com',
    SecurityGroups: [group('DMZVPC', 'ALBSecurityGroup').GroupId],
  });
  expect(balancer.AvailabilityZones!.map((z) => z.SubnetId)).toEqual([
    subnet('DMZVPC-Public-Subnet-A').SubnetId,
    subnet('DMZVPC-Public-Subnet-B').SubnetId,
  ]);
  const attributes = elb.LoadBalancerAttributes![balancer.LoadBalancerArn!]!;
  expect(one(attributes, (a) => a.Key === 'access_logs.s3.enabled').Value).toBe('false');
  const listener = one(elb.Listeners![balancer.LoadBalancerArn!]!, () => true);
  expect(listener).toMatchObject({ Port: 80, Protocol: 'HTTP' });
  const targets = one(elb.TargetGroups!, (t) => t.TargetGroupName === 'DMZVPC-ALB-tg1');
  expect(listener.DefaultActions).toMatchObject([{ Type: 'forward', TargetGroupArn: targets.TargetGroupArn }]);
  expect(targets).toMatchObject({
    Protocol: 'HTTP',
    Port: 80,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPath: '/ec2meta-webpage/index.php',
    HealthCheckPort: 'traffic-port',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 2,
    Matcher: { HttpCode: '200' },
    TargetType: 'instance',
  });
  const delay = elb.TargetGroupAttributes![targets.TargetGroupArn!]!;
  expect(one(delay, (a) => a.Key === 'deregistration_delay.timeout_seconds').Value).toBe('300');
  const registered = elb.TargetHealthDescriptions![targets.TargetGroupArn!]!.map((t) => t.Target!.Id);
  expect(registered).toEqual([
    'i-0df8dd0d9c2f01161',
    'i-0f58eb6d6805894d5',
    'i-034ef7354a0f19042',
    'i-06ab0389cfa6b82d5',
  ]);
});

describe('Endpoints and account', () => {
  test.each(['DMZVPC', 'VPC01', 'VPC02'] as const)('ssm and ssmmessages in Private a and b of %s', (vpc) => {
    const endpoints = inVpc(ec2.VpcEndpoints!, vpc).filter((e) => e.VpcEndpointType === 'Interface');
    expect(endpoints.map((e) => e.ServiceName)).toEqual([
      'com.amazonaws.ap-northeast-2.ssm',
      'com.amazonaws.ap-northeast-2.ssmmessages',
    ]);
    const subnets = zones.map(([Z]) =>
      subnet(vpc === 'DMZVPC' ? `DMZVPC-Private-Subnet-${Z}` : `${vpc}-PrivateSubnet${Z}`),
    );
    for (const endpoint of endpoints) {
      expect(endpoint.SubnetIds).toEqual(subnets.map((s) => s.SubnetId));
      expect(endpoint.PrivateDnsEnabled).toBe(true);
      expect(endpoint.Groups!.map((g) => g.GroupId)).toEqual([group(vpc, 'SSMSG').GroupId]);
    }
  });

  test('no S3, ECR or DynamoDB endpoint; root without MFA; no GuardDuty detector, no Shield Advanced', () => {
    expect(ec2.VpcEndpoints!.filter((e) => /\.(s3|ecr\.|dynamodb)/.test(e.ServiceName!))).toEqual([]);
    expect(global.iam!.SummaryMap!.AccountMFAEnabled).toBe(0);
    expect(here.guardduty!.DetectorIds).toEqual([]);
    expect(global.shield!.SubscriptionState).toBe('INACTIVE');
  });
});

describe('Part 2', () => {
  test('Direct Connect: 1 Gbps hosted connection, transit virtual interface with BGP up, gateway ASN 65002', () => {
    const { connections, virtualInterfaces } = here.directconnect!;
    expect(connections).toMatchObject([{ bandwidth: '1Gbps', connectionState: 'available' }]);
    expect(virtualInterfaces).toMatchObject([
      { virtualInterfaceType: 'transit', asn: 65010, bgpPeers: [{ bgpStatus: 'up' }] },
    ]);
    const [gateway] = global.directconnect!.directConnectGateways!;
    expect(gateway!.amazonSideAsn).toBe(65002);
    const [association] = global.directconnect!.directConnectGatewayAssociations![gateway!.directConnectGatewayId!]!;
    expect(association!.associatedGateway!.id).toBe(tgw);
    expect(association!.allowedPrefixesToDirectConnectGateway!.map((p) => p.cidr)).toEqual([
      '10.1.0.0/16',
      '10.2.0.0/16',
      '10.11.0.0/16',
    ]);
  });

  test('VPN: one connection on the transit gateway, two tunnels, BGP, both UP', () => {
    const vpn = one(ec2.VpnConnections!, () => true);
    expect(vpn).toMatchObject({ TransitGatewayId: tgw, State: 'available', Options: { StaticRoutesOnly: false } });
    expect(vpn.VgwTelemetry!.map((t) => [t.Status, t.AcceptedRouteCount])).toEqual([
      ['UP', 1],
      ['UP', 1],
    ]);
    expect(vpn.Options!.TunnelOptions!.map((t) => t.OutsideIpAddress)).toEqual(
      vpn.VgwTelemetry!.map((t) => t.OutsideIpAddress),
    );
    expect(one(ec2.CustomerGateways!, (g) => g.CustomerGatewayId === vpn.CustomerGatewayId).BgpAsn).toBe('65010');
  });

  test('on-premises DNS servers answer on 53', () => {
    for (const ip of ['192.168.10.53', '192.168.20.53']) {
      expect(Object.keys(state.hosts[ip]!.services).sort()).toEqual(['tcp/53', 'udp/53']);
    }
  });

  test('zones: lab.internal for the three VPCs, lab.example public', () => {
    const { HostedZones, HostedZoneVPCs, ResourceRecordSets } = global.route53!;
    const zone = (name: string) => one(HostedZones!, (z) => z.Name === name).Id!.replace('/hostedzone/', '');
    const internal = zone('lab.internal.');
    expect(HostedZoneVPCs![internal]!.map((v) => v.VPCId).sort()).toEqual(
      [vpcIds.DMZVPC, vpcIds.VPC01, vpcIds.VPC02].sort(),
    );
    const records = ResourceRecordSets![internal]!;
    const addresses = records.filter((r) => r.Type === 'A' && r.AliasTarget === undefined);
    const values = addresses.flatMap((r) => r.ResourceRecords!.map((v) => v.Value)).sort();
    const workloads = instances.filter((i) => i.VpcId !== vpcIds.mgmtvpc).map((i) => i.PrivateIpAddress);
    expect(values).toEqual(workloads.sort());
    const value = (name: string) =>
      one(addresses, (r) => r.Name === `${name}.lab.internal.`).ResourceRecords![0]!.Value;
    expect(['web1', 'web2', 'web3', 'web4'].map(value)).toEqual([
      '10.11.20.101',
      '10.11.20.102',
      '10.11.24.101',
      '10.11.24.102',
    ]);
    expect(value('vpc01-a1')).toBe('10.1.20.101');
    expect(one(records, (r) => r.Type === 'CNAME').ResourceRecords![0]!.Value).toMatch(/^web\.lab\.internal\.?$/);
    expect(one(records, (r) => r.Name === 'web.lab.internal.').AliasTarget!.DNSName!.toLowerCase()).toContain(
      'dmzvpc-alb1-716575623',
    );
    const open = ResourceRecordSets![zone('lab.example.')]!;
    expect(one(open, (r) => r.Name === 'www.lab.example.' && r.Type === 'A').AliasTarget!.DNSName).toMatch(
      /cloudfront\.net/,
    );
    const api = open.filter((r) => r.Name === 'api.lab.example.');
    expect(api.map((r) => r.Failover).sort()).toEqual(['PRIMARY', 'SECONDARY']);
    expect(api.every((r) => r.HealthCheckId !== undefined)).toBe(true);
  });

  test('Resolver: endpoints in DMZVPC Private a and b, forward rule for corp.example, query logging', () => {
    const resolver = here.route53resolver!;
    const subnets = zones.map(([Z]) => subnet(`DMZVPC-Private-Subnet-${Z}`).SubnetId);
    for (const direction of ['INBOUND', 'OUTBOUND']) {
      const endpoint = one(resolver.ResolverEndpoints!, (e) => e.Direction === direction);
      const addresses = resolver.IpAddresses![endpoint.Id!]!;
      expect(addresses.map((a) => a.SubnetId)).toEqual(subnets);
      // Each address is an interface in the subnet, with the endpoint's group.
      for (const { Ip } of addresses) {
        const eni = one(ec2.NetworkInterfaces!, (i) => i.PrivateIpAddress === Ip && i.VpcId === vpcIds.DMZVPC);
        expect(eni.Groups!.map((g) => g.GroupId)).toEqual(endpoint.SecurityGroupIds);
      }
    }
    const rule = one(resolver.ResolverRules!, (r) => r.DomainName === 'corp.example.');
    expect(rule.TargetIps!.map((t) => t.Ip)).toEqual(['192.168.10.53', '192.168.20.53']);
    const associated = resolver.ResolverRuleAssociations!.filter((a) => a.ResolverRuleId === rule.Id);
    expect(associated.map((a) => a.VPCId).sort()).toEqual([vpcIds.DMZVPC, vpcIds.VPC01, vpcIds.VPC02].sort());
    expect(resolver.ResolverQueryLogConfigs![0]!.DestinationArn).toMatch(/:logs:/);
    const ports = (permissions: { IpProtocol?: string; FromPort?: number; IpRanges?: { CidrIp?: string }[] }[]) =>
      permissions.flatMap((p) => p.IpRanges!.map((r) => `${p.IpProtocol} ${p.FromPort} ${r.CidrIp}`)).sort();
    expect(ports(group('DMZVPC', 'ResolverOutboundSG').IpPermissionsEgress!)).toEqual([
      'tcp 53 0.0.0.0/0',
      'udp 53 0.0.0.0/0',
    ]);
    expect(ports(group('DMZVPC', 'ResolverInboundSG').IpPermissions!)).toEqual([
      'tcp 53 10.0.0.0/8',
      'tcp 53 192.168.0.0/16',
      'udp 53 10.0.0.0/8',
      'udp 53 192.168.0.0/16',
    ]);
  });

  test('CloudFront: TTLs 0, everything forwarded, alternate name, no web ACL', () => {
    const [distribution, ...more] = global.cloudfront!.Distributions!;
    expect(more).toEqual([]);
    expect(distribution).toMatchObject({ Aliases: { Items: ['www.lab.example'] }, WebACLId: '' });
    expect(distribution!.DefaultCacheBehavior).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 0,
      ForwardedValues: { QueryString: true, Cookies: { Forward: 'all' }, Headers: { Items: ['*'] } },
    });
  });

  test('two unassociated Elastic IPs', () => {
    expect(ec2.Addresses!.filter((a) => a.AssociationId === undefined)).toHaveLength(2);
    expect(ec2.Addresses).toHaveLength(5);
  });
});

describe('what the lists say of each other', () => {
  test('every subnet lies in its VPC, and no two of one VPC overlap', () => {
    for (const vpc of ec2.Vpcs!) {
      const blocks = ec2.Subnets!.filter((s) => s.VpcId === vpc.VpcId).map((s) => parseCidr(s.CidrBlock!)!);
      expect(blocks.length).toBeGreaterThan(0);
      for (const block of blocks) {
        expect(containsCidr(parseCidr(vpc.CidrBlock!)!, block)).toBe(true);
        expect(blocks.filter((other) => containsCidr(other, block))).toHaveLength(1);
      }
    }
  });

  test('every interface has an address of its own in its subnet, of which AWS keeps the first four and the last', () => {
    const seen = new Set<string>();
    for (const eni of ec2.NetworkInterfaces!) {
      const at = one(ec2.Subnets!, (s) => s.SubnetId === eni.SubnetId);
      expect(at).toMatchObject({ VpcId: eni.VpcId, AvailabilityZone: eni.AvailabilityZone });
      const block = parseCidr(at.CidrBlock!)!;
      const address = parseAddress(eni.PrivateIpAddress!)!;
      expect(containsAddress(block, address)).toBe(true);
      expect(Number(address) - Number(block.lo)).toBeGreaterThan(3);
      expect(Number(block.hi) - Number(address)).toBeGreaterThan(0);
      const key = `${eni.VpcId} ${eni.PrivateIpAddress}`;
      expect(seen.has(key)).toBe(false);
      seen.add(key);
      for (const g of eni.Groups!) {
        expect(one(ec2.SecurityGroups!, (s) => s.GroupId === g.GroupId)).toMatchObject({
          VpcId: eni.VpcId,
          GroupName: g.GroupName,
        });
      }
    }
  });

  test('free addresses are what interfaces and the five of AWS leave', () => {
    for (const s of ec2.Subnets!) {
      const used = ec2.NetworkInterfaces!.filter((i) => i.SubnetId === s.SubnetId).length;
      expect(s.AvailableIpAddressCount).toBe(2 ** (32 - Number(s.CidrBlock!.split('/')[1])) - 5 - used);
    }
  });

  test('an instance shows its interface as the interface shows itself', () => {
    for (const instance of instances) {
      const [shown, ...more] = instance.NetworkInterfaces!;
      expect(more).toEqual([]);
      const eni = one(ec2.NetworkInterfaces!, (i) => i.NetworkInterfaceId === shown!.NetworkInterfaceId);
      expect(eni.Attachment).toMatchObject({ InstanceId: instance.InstanceId, Status: 'attached' });
      expect(shown).toMatchObject({
        PrivateIpAddress: eni.PrivateIpAddress,
        SubnetId: eni.SubnetId,
        MacAddress: eni.MacAddress,
        Groups: eni.Groups,
      });
      expect(instance).toMatchObject({ SubnetId: eni.SubnetId, VpcId: eni.VpcId, SecurityGroups: eni.Groups });
      expect(instance.PublicIpAddress).toBe(eni.Association?.PublicIp);
    }
  });

  test('NAT gateways, endpoints and attachments have their interfaces', () => {
    const enis = new Map(ec2.NetworkInterfaces!.map((i) => [i.NetworkInterfaceId, i]));
    for (const nat of ec2.NatGateways!) {
      const eni = enis.get(nat.NatGatewayAddresses![0]!.NetworkInterfaceId);
      expect(eni).toMatchObject({ InterfaceType: 'nat_gateway', SubnetId: nat.SubnetId, SourceDestCheck: false });
      expect(eni!.Association!.PublicIp).toBe(nat.NatGatewayAddresses![0]!.PublicIp);
    }
    for (const endpoint of ec2.VpcEndpoints!) {
      const own = endpoint.NetworkInterfaceIds!.map((id) => enis.get(id)!);
      expect(own.map((i) => i.SubnetId)).toEqual(endpoint.SubnetIds);
      for (const eni of own) {
        expect(eni.RequesterManaged).toBe(true);
        expect(eni.Description).toBe(`VPC Endpoint Interface ${endpoint.VpcEndpointId}`);
        expect(eni.InterfaceType).toBe(
          endpoint.VpcEndpointType === 'Interface' ? 'vpc_endpoint' : 'gateway_load_balancer_endpoint',
        );
      }
    }
    for (const attachment of ec2.TransitGatewayVpcAttachments!) {
      const own = ec2.NetworkInterfaces!.filter((i) => i.Description!.endsWith(attachment.TransitGatewayAttachmentId!));
      expect(own.map((i) => i.SubnetId)).toEqual(attachment.SubnetIds);
    }
    for (const balancer of here.elbv2!.LoadBalancers!) {
      const description = `ELB ${balancer.LoadBalancerArn!.split(':loadbalancer/')[1]}`;
      const own = ec2.NetworkInterfaces!.filter((i) => i.Description === description);
      expect(own.map((i) => i.SubnetId)).toEqual(balancer.AvailabilityZones!.map((z) => z.SubnetId));
      for (const eni of own) expect(eni.Groups!.map((g) => g.GroupId)).toEqual(balancer.SecurityGroups);
    }
  });

  test('every public address is one that nobody owns (RFC 5737), and given once', () => {
    const all = [
      ...ec2.NetworkInterfaces!.flatMap((i) => i.Association?.PublicIp ?? []),
      ...ec2.Addresses!.filter((a) => a.AssociationId === undefined).map((a) => a.PublicIp!),
    ];
    const documentation = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'].map((c) => parseCidr(c)!);
    for (const ip of all) expect(documentation.some((c) => containsAddress(c, parseAddress(ip)!))).toBe(true);
    expect(new Set(all).size).toBe(all.length);
  });

  test('rules one by one say what the groups say', () => {
    expect(ec2.SecurityGroupRules).toEqual(ec2.SecurityGroups!.flatMap(rulesOf));
    const ids = ec2.SecurityGroupRules!.map((r) => r.SecurityGroupRuleId);
    expect(new Set(ids).size).toBe(ids.length);
    const ssh = rulesOf(group('DMZVPC', 'PrivateEC2SG')).filter((r) => r.FromPort === 22);
    expect(ssh).toMatchObject([{ CidrIpv4: '0.0.0.0/0', IsEgress: false, ToPort: 22, IpProtocol: 'tcp' }]);
  });

  test('ids are the same on every run and of the form that AWS gives', () => {
    expect(seedState(new Date('2026-11-20T00:00:00Z'))).toEqual(state);
    expect(labId('subnet', 'DMZVPC-Public-Subnet-A')).toBe(subnet('DMZVPC-Public-Subnet-A').SubnetId);
    const ids = JSON.stringify(ec2).match(/"(vpc|subnet|rtb|igw|nat|sg|acl|eni|i|eipalloc|vpce|tgw)-[^"/.]*"/g)!;
    for (const id of ids) expect(id).toMatch(/-[0-9a-f]{17}"$/);
  });
});

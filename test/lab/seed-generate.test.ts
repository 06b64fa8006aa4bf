import { describe, expect, test } from 'vitest';
import { generateState } from '../../src/lab/seed/generate.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { containsAddress, containsCidr, parseAddress, parseCidr } from '../../src/network/cidr.ts';
import { rulesOf } from '../../src/snapshot/security-group-rules.ts';
import { scopeOf } from '../../src/snapshot/snapshot.ts';

const size = { vpcs: 23, instances: 700, vpcsPerTransitGateway: 10, balancers: 3 };
const state = generateState(size);
const here = scopeOf(state.snapshot, labAccount, labRegion)!;
const ec2 = here.ec2!;
const instances = ec2.Reservations!.flatMap((r) => r.Instances!);

const ids = <T>(items: readonly T[], id: (item: T) => string | undefined): Set<string | undefined> => {
  const set = new Set(items.map(id));
  expect(set.size).toBe(items.length);
  expect(set.has(undefined)).toBe(false);
  return set;
};

describe('a generated lab', () => {
  test('has the size that was asked for', () => {
    expect(ec2.Vpcs).toHaveLength(23);
    expect(instances).toHaveLength(700);
    expect(ec2.TransitGateways).toHaveLength(3);
    expect(ec2.TransitGatewayVpcAttachments).toHaveLength(23);
    expect(here.elbv2!.LoadBalancers).toHaveLength(3);
    expect(Object.keys(state.hosts).sort()).toEqual(instances.map((i) => i.InstanceId).sort());
  });

  test('is the same every time, and another with another seed', () => {
    expect(JSON.stringify(generateState(size))).toBe(JSON.stringify(state));
    expect(JSON.stringify(generateState({ ...size, seed: 2 }))).not.toBe(JSON.stringify(state));
  });

  test('every reference leads somewhere', () => {
    const vpcs = ids(ec2.Vpcs!, (v) => v.VpcId);
    const subnets = ids(ec2.Subnets!, (s) => s.SubnetId);
    const groups = ids(ec2.SecurityGroups!, (g) => g.GroupId);
    const enis = ids(ec2.NetworkInterfaces!, (i) => i.NetworkInterfaceId);
    const tables = ids(ec2.RouteTables!, (t) => t.RouteTableId);
    const nats = ids(ec2.NatGateways!, (n) => n.NatGatewayId);
    const gateways = ids(ec2.TransitGateways!, (t) => t.TransitGatewayId);
    const igws = ids(ec2.InternetGateways!, (g) => g.InternetGatewayId);
    const endpoints = ids(ec2.VpcEndpoints!, (e) => e.VpcEndpointId);
    const attachments = ids(ec2.TransitGatewayVpcAttachments!, (a) => a.TransitGatewayAttachmentId);
    expect(ids(ec2.TransitGatewayAttachments!, (a) => a.TransitGatewayAttachmentId)).toEqual(attachments);
    const found = (set: Set<string | undefined>, id: string | undefined): void => expect(set.has(id)).toBe(true);
    for (const s of ec2.Subnets!) found(vpcs, s.VpcId);
    for (const i of ec2.NetworkInterfaces!) {
      found(subnets, i.SubnetId);
      for (const g of i.Groups!) found(groups, g.GroupId);
    }
    for (const i of instances) found(enis, i.NetworkInterfaces![0]!.NetworkInterfaceId);
    for (const n of ec2.NatGateways!) found(enis, n.NatGatewayAddresses![0]!.NetworkInterfaceId);
    for (const e of ec2.VpcEndpoints!) {
      for (const id of e.NetworkInterfaceIds!) found(enis, id);
      for (const id of e.RouteTableIds!) found(tables, id);
    }
    for (const t of ec2.RouteTables!) {
      for (const a of t.Associations!) if (a.SubnetId !== undefined) found(subnets, a.SubnetId);
      for (const r of t.Routes!.filter((route) => route.State === 'active')) {
        if (r.NatGatewayId !== undefined) found(nats, r.NatGatewayId);
        else if (r.TransitGatewayId !== undefined) found(gateways, r.TransitGatewayId);
        else if (r.GatewayId?.startsWith('igw-')) found(igws, r.GatewayId);
        else if (r.GatewayId?.startsWith('vpce-')) found(endpoints, r.GatewayId);
        else expect(r.GatewayId).toBe('local');
      }
    }
    for (const routes of Object.values(ec2.TransitGatewayRoutes!)) {
      for (const r of routes) found(attachments, r.TransitGatewayAttachments![0]!.TransitGatewayAttachmentId);
    }
    for (const [arn, targets] of Object.entries(here.elbv2!.TargetHealthDescriptions!)) {
      expect(here.elbv2!.TargetGroups!.map((g) => g.TargetGroupArn)).toContain(arn);
      expect(targets).toHaveLength(10);
      for (const t of targets) expect(instances.some((i) => i.InstanceId === t.Target!.Id)).toBe(true);
    }
  });

  test('every subnet has a table of its own choosing, and every VPC a main one', () => {
    const associated = ec2.RouteTables!.flatMap((t) => t.Associations!.flatMap((a) => a.SubnetId ?? []));
    expect([...associated].sort()).toEqual(ec2.Subnets!.map((s) => s.SubnetId).sort());
    const main = ec2.RouteTables!.filter((t) => t.Associations!.some((a) => a.Main));
    expect(main.map((t) => t.VpcId)).toEqual(ec2.Vpcs!.map((v) => v.VpcId));
  });

  test('blocks and addresses nest, none is given twice', () => {
    const blocks = new Map(ec2.Subnets!.map((s) => [s.SubnetId, parseCidr(s.CidrBlock!)!]));
    for (const s of ec2.Subnets!) {
      const vpc = ec2.Vpcs!.find((v) => v.VpcId === s.VpcId)!;
      expect(containsCidr(parseCidr(vpc.CidrBlock!)!, blocks.get(s.SubnetId)!)).toBe(true);
      const overlapping = ec2.Subnets!.filter((o) => containsCidr(blocks.get(o.SubnetId)!, blocks.get(s.SubnetId)!));
      expect(overlapping).toHaveLength(1);
    }
    const addresses = ec2.NetworkInterfaces!.map((i) => i.PrivateIpAddress!);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const i of ec2.NetworkInterfaces!) {
      const block = blocks.get(i.SubnetId)!;
      const offset = Number(parseAddress(i.PrivateIpAddress!)!) - Number(block.lo);
      expect(containsAddress(block, parseAddress(i.PrivateIpAddress!)!)).toBe(true);
      expect(offset).toBeGreaterThan(3);
    }
    const open = [
      ...ec2.NetworkInterfaces!.flatMap((i) => i.Association?.PublicIp ?? []),
      ...ec2.Addresses!.flatMap((a) => (a.AssociationId === undefined ? a.PublicIp! : [])),
    ];
    expect(new Set(open).size).toBe(open.length);
    for (const s of ec2.Subnets!) {
      const used = ec2.NetworkInterfaces!.filter((i) => i.SubnetId === s.SubnetId).length;
      expect(s.AvailableIpAddressCount).toBe(2 ** (32 - blocks.get(s.SubnetId)!.length) - 5 - used);
    }
  });

  test('rules are in step with their groups', () => {
    expect(ec2.SecurityGroupRules).toEqual(ec2.SecurityGroups!.flatMap(rulesOf));
  });

  test('no host shares its services with another', () => {
    const [one, other] = Object.values(state.hosts);
    one!.services['tcp/22']!.silent = true;
    expect(other!.services['tcp/22']!.silent).toBeUndefined();
    one!.services['tcp/22']!.silent = undefined;
  });

  test('a single VPC is a lab too', () => {
    const small = scopeOf(generateState({ vpcs: 1, instances: 3 }).snapshot, labAccount, labRegion)!;
    expect(small.ec2!.Reservations).toHaveLength(3);
    expect(small.elbv2!.LoadBalancers).toEqual([]);
  });

  test('what it cannot hold is refused', () => {
    expect(() => generateState({ vpcs: 251, instances: 0 })).toThrow(RangeError);
    expect(() => generateState({ vpcs: 0, instances: 0 })).toThrow(RangeError);
    expect(() => generateState({ vpcs: 1, instances: 13_000 })).toThrow(RangeError);
    expect(() => generateState({ vpcs: 2, instances: 10, balancers: 2 })).toThrow(RangeError);
    expect(() => generateState({ vpcs: 2, instances: 10, zones: 4 })).toThrow(RangeError);
  });

  test('200 VPCs and 10,000 instances', () => {
    const large = scopeOf(generateState({ vpcs: 200, instances: 10_000 }).snapshot, labAccount, labRegion)!;
    expect(large.ec2!.Vpcs).toHaveLength(200);
    expect(large.ec2!.Reservations).toHaveLength(10_000);
    expect(large.ec2!.TransitGateways).toHaveLength(4);
    expect(large.elbv2!.LoadBalancers).toHaveLength(20);
  });
});

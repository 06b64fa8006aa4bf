import { describe, expect, test } from 'vitest';
import { diagnoseCost } from '../../../src/diagnose/cost/index.ts';
import { bytesOfEndpoint } from '../../../src/diagnose/cost/services/endpoints.ts';
import { tunnelBytes } from '../../../src/diagnose/cost/services/vpn-connections.ts';
import type { Snapshot } from '../../../src/snapshot/snapshot.ts';
import { account, counted, ec2Of, lab, region, scope } from './account.ts';

const found = (snapshot: Snapshot, code: string) => diagnoseCost(snapshot).savings.filter((s) => s.code === code);

/** Bytes of a NAT gateway in ten hours, down and up. */
function natBytes(snapshot: Snapshot, id: string, bytes: number): void {
  for (const metric of ['BytesInFromDestination', 'BytesOutToDestination'])
    counted(snapshot, { namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId: id } }, bytes / 2);
}
const natOf = (snapshot: Snapshot, name: string): string =>
  ec2Of(snapshot).NatGateways!.find((n) => n.Tags?.some((t) => t.Value === name))!.NatGatewayId!;

describe('NAT gateways', () => {
  test('one that nothing passes costs its hours; without a point nobody says that it is idle', () => {
    const quiet = lab();
    const id = natOf(quiet, 'mgmtvpc-NATGW');
    expect(found(quiet, 'COST_NAT_IDLE')).toEqual([]);
    natBytes(quiet, id, 0);
    const [idle] = found(quiet, 'COST_NAT_IDLE');
    expect(idle).toMatchObject({ resource: id, monthlyUsd: 43.07, formula: '1 × 730 h × $0.059/h' });
    // Routes lead to it: deleting it takes the subnets' way out.
    expect(idle!.verified).toBe(false);
    const busy = lab();
    natBytes(busy, id, 1e9);
    expect(found(busy, 'COST_NAT_IDLE')).toEqual([]);
  });

  test('what AWS waives behind a firewall is not saved by deleting the gateway', () => {
    const snapshot = lab();
    natBytes(snapshot, natOf(snapshot, 'DMZVPC-NATGW-A'), 0);
    expect(found(snapshot, 'COST_NAT_IDLE')[0]).toMatchObject({
      monthlyUsd: 0,
      formula: '1 × 730 h × $0.059/h − 1 × 730 h × $0.059/h',
    });
  });

  test('S3 by an endpoint saves NAT’s price where NAT is paid, and the firewall’s where that is', () => {
    const snapshot = lab();
    for (const name of ['mgmtvpc-NATGW', 'DMZVPC-NATGW-A', 'DMZVPC-NATGW-B'])
      natBytes(snapshot, natOf(snapshot, name), 1e9);
    const [s3] = found(snapshot, 'ENDPOINT_S3_MISSING');
    expect(s3).toMatchObject({
      monthlyUsd: null,
      upTo: true,
      verified: true,
      formula: '73 GB × $0.059/GB + 146 GB × $?/GB',
    });
  });

  test('a gateway that another zone uses: a second one pays only from much traffic on', () => {
    const id = natOf(lab(), 'mgmtvpc-NATGW');
    const little = lab();
    natBytes(little, id, 1e9);
    expect(found(little, 'COST_NAT_ZONE_CROSSING')).toEqual([]);
    const much = lab();
    // 1 TB in ten hours is 73 TB a month: $1,460 for crossing, at most.
    natBytes(much, id, 1e12);
    expect(found(much, 'COST_NAT_ZONE_CROSSING')).toMatchObject([
      {
        resource: id,
        upTo: true,
        monthlyUsd: 1413.28,
        formula: '146,000 GB × $0.01/GB − 1 × 730 h × $0.059/h − 1 × 730 h × $0.005/h',
      },
    ]);
  });
});

describe('endpoints', () => {
  const endpointOf = (snapshot: Snapshot, name: string) =>
    ec2Of(snapshot).VpcEndpoints!.find((e) => e.Tags?.some((t) => t.Value === name))!;

  test('one that nothing uses; its deletion is tried', () => {
    const snapshot = lab();
    const endpoint = endpointOf(snapshot, 'VPC01-ssm');
    counted(snapshot, bytesOfEndpoint(endpoint), 0);
    expect(found(snapshot, 'COST_ENDPOINT_IDLE')).toMatchObject([
      { resource: endpoint.VpcEndpointId, monthlyUsd: 18.98, verified: true, affected: [endpoint.VpcId] },
    ]);
  });

  test('the same endpoint in two savings is saved once', () => {
    const snapshot = lab();
    for (const name of ['VPC01-ssm', 'VPC02-ssm']) counted(snapshot, bytesOfEndpoint(endpointOf(snapshot, name)), 0);
    const { savings, savable } = diagnoseCost(snapshot);
    const about = savings.filter((s) => s.code === 'COST_ENDPOINT_IDLE' || s.says.en.includes('northeast-2.ssm ('));
    expect(about.map((s) => [s.code, s.alternative])).toEqual([
      ['COST_ENDPOINT_SHARED', false],
      ['COST_ENDPOINT_IDLE', true],
      ['COST_ENDPOINT_IDLE', true],
    ]);
    const sure = savings.filter((s) => !s.alternative && !s.upTo && s.monthlyUsd !== null);
    expect(savable.sureUsd).toBeCloseTo(
      sure.reduce((sum, s) => sum + s.monthlyUsd!, 0),
      4,
    );
  });

  test('two for one service in one VPC: the one that the name leads to stays', () => {
    const snapshot = lab();
    const endpoint = endpointOf(snapshot, 'VPC01-ssm');
    ec2Of(snapshot).VpcEndpoints!.push({ ...endpoint, VpcEndpointId: 'vpce-0second', PrivateDnsEnabled: false });
    expect(found(snapshot, 'COST_ENDPOINT_DUPLICATE')).toMatchObject([
      { resource: 'vpce-0second', monthlyUsd: 18.98, affected: ['vpce-0second'] },
    ]);
  });
});

describe('balancers', () => {
  const alb = (snapshot: Snapshot) =>
    scope(snapshot).elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!.LoadBalancerArn!;

  test('one without targets costs its hours and its own public addresses', () => {
    const snapshot = lab();
    const { elbv2 } = scope(snapshot);
    const group = elbv2!.TargetGroups!.find((g) => g.LoadBalancerArns?.includes(alb(snapshot)))!.TargetGroupArn!;
    elbv2!.TargetHealthDescriptions = { ...elbv2!.TargetHealthDescriptions, [group]: [] };
    expect(found(snapshot, 'COST_LB_EMPTY')).toMatchObject([
      {
        resource: alb(snapshot),
        monthlyUsd: 23.73,
        formula: '1 × 730 h × $0.0225/h + 2 × 730 h × $0.005/h',
        verified: true,
      },
    ]);
  });

  test('one that carried nothing', () => {
    const snapshot = lab();
    const dimensions = { LoadBalancer: alb(snapshot).split(':loadbalancer/')[1]! };
    counted(snapshot, { namespace: 'AWS/ApplicationELB', metric: 'ProcessedBytes', dimensions }, 0);
    expect(found(snapshot, 'COST_LB_IDLE')).toMatchObject([
      { resource: alb(snapshot), monthlyUsd: 23.73, verified: false },
    ]);
  });
});

describe('a Classic Load Balancer, known by its interfaces', () => {
  const withClassic = (): Snapshot => {
    const snapshot = lab();
    const { NetworkInterfaces } = ec2Of(snapshot);
    const of = NetworkInterfaces!.find((i) => i.Description?.startsWith('ELB app/'))!;
    const { PrivateIpAddresses: _, Association: _public, ...own } = of;
    NetworkInterfaces!.push({ ...own, NetworkInterfaceId: 'eni-0classic', Description: 'ELB shop' });
    return snapshot;
  };

  test('is on the bill, and what would take its place costs less', () => {
    const snapshot = withClassic();
    const hours = diagnoseCost(snapshot).items.find((i) => i.product === 'classic-lb-hour')!;
    expect([hours.formula, hours.resources.map((r) => r.id)]).toEqual(['1 × 730 h × $0.025/h', ['shop']]);
    expect(found(snapshot, 'COST_LB_CLASSIC')).toMatchObject([
      { resource: 'shop', upTo: true, formula: '1 × 730 h × $0.025/h − 1 × 730 h × $0.0225/h' },
    ]);
    expect(found(lab(), 'COST_LB_CLASSIC')).toEqual([]);
  });

  test('that carried nothing is idle instead', () => {
    const snapshot = withClassic();
    counted(
      snapshot,
      { namespace: 'AWS/ELB', metric: 'EstimatedProcessedBytes', dimensions: { LoadBalancerName: 'shop' } },
      0,
    );
    expect(found(snapshot, 'COST_LB_CLASSIC')).toEqual([]);
    expect(found(snapshot, 'COST_LB_IDLE')).toMatchObject([{ resource: 'shop', monthlyUsd: 18.25 }]);
  });
});

describe('links', () => {
  test('a VPN that carried nothing either way takes its attachment with it; its own price is unknown in Seoul', () => {
    const snapshot = lab();
    const [vpn] = ec2Of(snapshot).VpnConnections!;
    const [into, out] = tunnelBytes(vpn!.VpnConnectionId!);
    counted(snapshot, into!, 0);
    expect(found(snapshot, 'COST_VPN_IDLE')).toEqual([]);
    counted(snapshot, out!, 0);
    expect(found(snapshot, 'COST_VPN_IDLE')).toMatchObject([
      { resource: vpn!.VpnConnectionId, monthlyUsd: null, verified: false },
    ]);
    expect(found(snapshot, 'COST_VPN_IDLE')[0]!.formula).toContain('1 × 730 h × $0.07/h');
  });

  test('two connections between the same ends', () => {
    const snapshot = lab();
    const [vpn] = ec2Of(snapshot).VpnConnections!;
    ec2Of(snapshot).VpnConnections!.push({ ...vpn!, VpnConnectionId: 'vpn-0second' });
    expect(found(snapshot, 'COST_VPN_DUPLICATE')).toMatchObject([{ affected: ['vpn-0second'] }]);
  });

  test('an attachment that no route of its VPC uses', () => {
    const snapshot = lab();
    expect(found(snapshot, 'COST_TGW_ATTACHMENT_UNUSED')).toEqual([]);
    const attachment = ec2Of(snapshot).TransitGatewayAttachments!.find((a) =>
      a.Tags?.some((t) => t.Value === 'TGW-VPC02'),
    )!;
    for (const table of ec2Of(snapshot).RouteTables!.filter((t) => t.VpcId === attachment.ResourceId))
      table.Routes = table.Routes!.filter((r) => r.TransitGatewayId === undefined);
    expect(found(snapshot, 'COST_TGW_ATTACHMENT_UNUSED')).toMatchObject([
      { resource: attachment.TransitGatewayAttachmentId, monthlyUsd: 51.1, verified: true },
    ]);
    delete ec2Of(snapshot).RouteTables;
    expect(found(snapshot, 'COST_TGW_ATTACHMENT_UNUSED')).toEqual([]);
  });
});

test('a hosted zone with nothing but NS and SOA', () => {
  const snapshot = lab();
  scope(snapshot, 'global').route53!.HostedZones!.push({
    Id: '/hostedzone/Z0EMPTY',
    Name: 'empty.example.',
    CallerReference: 'x',
    ResourceRecordSetCount: 2,
  });
  expect(found(snapshot, 'COST_ZONE_EMPTY')).toMatchObject([
    { resource: 'Z0EMPTY', account, region: 'global', monthlyUsd: 0.5 },
  ]);
});

test('every saving has a risk, a formula and a command, and each finding its cost', () => {
  const snapshot = lab();
  for (const endpoint of ec2Of(snapshot).VpcEndpoints!) counted(snapshot, bytesOfEndpoint(endpoint), 0);
  const { savings, findings } = diagnoseCost(snapshot);
  expect(savings.length).toBeGreaterThan(8);
  for (const s of savings) {
    expect(s.risk, s.code).toMatchObject({ ko: expect.any(String), en: expect.any(String) });
    expect(s.formula, s.code).not.toBe('');
    expect(s.region === region || s.region === 'global').toBe(true);
  }
  for (const f of findings) expect(f.cost, f.code).toBeDefined();
});

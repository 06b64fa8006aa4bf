import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCalls } from '../../src/changes/what-if.ts';
import type { Call } from '../../src/findings/finding.ts';
import { buildNetwork } from '../../src/network/index.ts';
import type { Network } from '../../src/network/model.ts';
import { type Ask, openPath } from '../../src/network/open-path.ts';
import { allPass, coursesOf, judge, type PathQuestion } from '../../src/network/path.ts';
import { resolvePlace } from '../../src/network/places.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { cases } from '../thorough.ts';
import { type Sketch, snapshotOf } from './given.ts';
import { randomFlow, randomNetwork } from './oracle/networks.ts';

const where = { account: '111122223333', region: 'ap-northeast-2' };

const asking =
  (source: string, destination: string, protocol: number, port?: number): Ask =>
  (network: Network): PathQuestion | undefined => {
    const from = resolvePlace(network, source, 'source');
    const to = resolvePlace(network, destination, 'destination');
    if (!('found' in from && 'found' in to)) return undefined;
    return {
      source: from.found,
      destination: to.found,
      protocol,
      ports: port === undefined ? undefined : [port, port],
    };
  };

function opensWith(snapshot: Snapshot, calls: readonly Call[], ask: Ask): boolean {
  const { snapshot: after, errors } = applyCalls(snapshot, calls, where);
  if (errors.length > 0) return false;
  const network = buildNetwork(after);
  const { courses, obstacles } = coursesOf(network, ask(network)!);
  return obstacles.length === 0 && allPass(judge(network, courses));
}

const properSubsets = <T>(list: readonly T[]): T[][] =>
  [...Array(2 ** list.length - 1).keys()].map((mask) => list.filter((_, i) => mask & (1 << i)));

/** The calls of a fix open the question, and no proper subset of them does. */
function expectSmallest(snapshot: Snapshot, calls: readonly Call[], ask: Ask, told: string): void {
  expect(opensWith(snapshot, calls, ask), told).toBe(true);
  for (const part of properSubsets(calls)) expect(opensWith(snapshot, part, ask), told).toBe(false);
}

describe('the smallest set of changes', () => {
  test('of random blocked flows: it opens them, and no part of it does', { timeout: 300_000 }, () => {
    const numRuns = cases(40, 100);
    const count = { blocked: 0, fixed: 0 };
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const snapshot = randomNetwork(draw);
        const network = buildNetwork(snapshot);
        for (let i = 0; i < 4; i++) {
          const flow = randomFlow(draw, snapshot);
          const outside = flow.from === 'internet' ? flow.src : `onprem:${flow.src}`;
          const source = typeof flow.from === 'object' ? flow.from.interface : outside;
          const protocol = flow.protocol === 58 ? 1 : flow.protocol;
          const port = protocol === 6 || protocol === 17 ? flow.dport : undefined;
          const ask = asking(source, flow.dst, protocol, port);
          if (ask(network) === undefined || opensWith(snapshot, [], ask)) continue;
          count.blocked++;
          const fix = openPath(network, ask);
          if (fix === undefined || !fix.verified) continue;
          count.fixed++;
          expectSmallest(
            snapshot,
            fix.calls,
            ask,
            JSON.stringify({ source, dst: flow.dst, protocol, port, calls: fix.calls }),
          );
        }
      }),
      { numRuns, seed: 20261123, endOnFailure: true },
    );
    // Many of these networks lack a gateway or an address altogether, which no change of settings makes up for.
    expect(count.blocked).toBeGreaterThan(2.5 * numRuns);
    expect(count.fixed).toBeGreaterThan(count.blocked / 4);
  });

  /** Two VPCs over a transit gateway, the first with a way out through a NAT gateway and one in. */
  const healthy = (): Sketch => ({
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:n', '10.1.0.0/16': 'tgw', '192.168.0.0/16': 'tgw' } },
          pub: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
          ta: { cidr: '10.0.9.0/24' },
        },
      },
      B: {
        cidr: '10.1.0.0/16',
        subnets: { db: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw' } }, tb: { cidr: '10.1.9.0/24' } },
      },
    },
    hosts: {
      app: { subnet: 'app', address: '10.0.1.10', in: ['tcp 22 from 10.0.0.0/16'] },
      web: { subnet: 'pub', address: '10.0.2.10', public: '198.51.100.1', in: ['tcp 443 from 0.0.0.0/0'] },
      db: { subnet: 'db', address: '10.1.1.10', in: ['tcp 5432 from 10.0.1.0/24'] },
    },
    nats: { n: { subnet: 'pub', address: '10.0.2.100', public: '203.0.113.1' } },
    vpns: { v: { tgw: true } },
    tgw: {
      attachments: {
        A: { vpc: 'A', subnets: ['ta'], table: 'main' },
        B: { vpc: 'B', subnets: ['tb'], table: 'main' },
        V: { vpn: 'v', table: 'main' },
      },
      tables: { main: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B', '192.168.0.0/16': 'V' } },
    },
    edit(ec2) {
      for (const [name, vpc] of [
        ['A', 'vpc-A'],
        ['B', 'vpc-B'],
      ] as const)
        ec2.TransitGatewayAttachments!.push({
          TransitGatewayAttachmentId: `tgw-attach-${name}`,
          TransitGatewayId: 'tgw-T',
          ResourceType: 'vpc',
          ResourceId: vpc,
          State: 'available',
        });
    },
  });

  const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });
  const permission = (port: number, cidr: string) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: cidr }],
  });
  const flows: { ask: Ask; name: string; breaks: Record<string, Call> }[] = [
    {
      name: 'app → db',
      ask: asking('app', 'db', 6, 5432),
      breaks: {
        group: ec2('RevokeSecurityGroupIngress', {
          GroupId: 'sg-db',
          IpPermissions: [permission(5432, '10.0.1.0/24')],
        }),
        route: ec2('DeleteRoute', { RouteTableId: 'rtb-app', DestinationCidrBlock: '10.1.0.0/16' }),
        'route back': ec2('DeleteRoute', { RouteTableId: 'rtb-db', DestinationCidrBlock: '10.0.0.0/16' }),
        'transit route': ec2('DeleteTransitGatewayRoute', {
          TransitGatewayRouteTableId: 'tgw-rtb-main',
          DestinationCidrBlock: '10.1.0.0/16',
        }),
        association: ec2('DisassociateTransitGatewayRouteTable', {
          TransitGatewayRouteTableId: 'tgw-rtb-main',
          TransitGatewayAttachmentId: 'tgw-attach-B',
        }),
        stopped: ec2('StopInstances', { InstanceIds: ['i-db'] }),
        NACL: ec2('CreateNetworkAclEntry', {
          NetworkAclId: 'acl-db',
          RuleNumber: 50,
          Egress: false,
          Protocol: '6',
          RuleAction: 'deny',
          CidrBlock: '10.0.0.0/16',
          PortRange: { From: 5432, To: 5432 },
        }),
        'NACL back': ec2('CreateNetworkAclEntry', {
          NetworkAclId: 'acl-app',
          RuleNumber: 50,
          Egress: false,
          Protocol: '6',
          RuleAction: 'deny',
          CidrBlock: '10.1.0.0/16',
          PortRange: { From: 1024, To: 65535 },
        }),
      },
    },
    {
      name: 'app → internet',
      ask: asking('app', '8.8.8.8', 6, 443),
      breaks: {
        route: ec2('DeleteRoute', { RouteTableId: 'rtb-app', DestinationCidrBlock: '0.0.0.0/0' }),
        'route of the NAT gateway': ec2('DeleteRoute', { RouteTableId: 'rtb-pub', DestinationCidrBlock: '0.0.0.0/0' }),
        group: ec2('RevokeSecurityGroupEgress', {
          GroupId: 'sg-app',
          IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        }),
        gateway: ec2('DetachInternetGateway', { InternetGatewayId: 'igw-A', VpcId: 'vpc-A' }),
      },
    },
    {
      name: 'internet → web',
      ask: asking('8.8.8.8', 'web', 6, 443),
      breaks: {
        group: ec2('RevokeSecurityGroupIngress', { GroupId: 'sg-web', IpPermissions: [permission(443, '0.0.0.0/0')] }),
        route: ec2('DeleteRoute', { RouteTableId: 'rtb-pub', DestinationCidrBlock: '0.0.0.0/0' }),
        stopped: ec2('StopInstances', { InstanceIds: ['i-web'] }),
      },
    },
  ];

  test.each(flows)(
    '$name, broken in one, two and three ways: mended by no more changes',
    { timeout: 120_000 },
    ({ ask, breaks }) => {
      const names = Object.keys(breaks);
      const combinations = properSubsets([...names, ''])
        .map((s) => s.filter((n) => n !== ''))
        .filter((s) => s.length > 0 && s.length <= 3);
      const snapshot = snapshotOf(healthy());
      expect(opensWith(snapshot, [], ask)).toBe(true);
      for (const combination of [...new Map(combinations.map((c) => [c.join(), c])).values()]) {
        const calls = combination.map((n) => breaks[n]!);
        const { snapshot: broken, errors } = applyCalls(snapshot, calls, where);
        expect(errors, combination.join()).toEqual([]);
        const fix = openPath(buildNetwork(broken), ask);
        expect(fix?.verified, `${combination.join()}: ${fix?.command}`).toBe(true);
        expect(fix!.calls.length, `${combination.join()}: ${fix!.command}`).toBeLessThanOrEqual(combination.length);
        expectSmallest(broken, fix!.calls, ask, combination.join());
      }
    },
  );
});

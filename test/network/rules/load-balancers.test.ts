import { describe, expect, test } from 'vitest';
import { canReach } from '../../../src/network/can-reach.ts';
import { buildNetwork } from '../../../src/network/index.ts';
import { findPath, type PathAnswer } from '../../../src/network/path.ts';
import { resolvePlace } from '../../../src/network/places.ts';
import type { Elbv2Data } from '../../../src/snapshot/data/services.ts';
import { type HostSketch, type Sketch, snapshotOf } from '../given.ts';

interface BalancerSketch {
  type: 'application' | 'network';
  listener: { protocol: string; port: number };
  targetType?: 'instance' | 'ip';
  preserve?: string;
  crossZone?: string;
  groups?: boolean;
  health?: Record<string, string>;
  scheme?: 'internal' | 'internet-facing';
}

const arn = 'arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/net/lb/0a1b2c';
const group = 'arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/tg/1';

/** A balancer with a node in each zone, and a target in each. */
function balanced(b: BalancerSketch, change: (sketch: Sketch) => void = () => {}) {
  const node = (subnet: string, address: string, outside: string): HostSketch => ({
    subnet,
    address,
    public: b.scheme === 'internet-facing' ? outside : undefined,
    kind: 'load-balancer',
    groups: (b.groups ?? true) ? ['lb'] : [],
    in: ['all from 0.0.0.0/0'],
  });
  const sketch: Sketch = {
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        subnets: {
          pa: { cidr: '10.0.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'igw' } },
          pb: { cidr: '10.0.2.0/24', zone: 'b', routes: { '0.0.0.0/0': 'igw' } },
          ta: { cidr: '10.0.3.0/24', zone: 'a', routes: {} },
          tb: { cidr: '10.0.4.0/24', zone: 'b', routes: {} },
          c: { cidr: '10.0.5.0/24', zone: 'a', routes: { '0.0.0.0/0': 'igw' } },
        },
      },
    },
    groups: { lb: { vpc: 'A', in: ['tcp 80 from 0.0.0.0/0'] } },
    hosts: {
      na: node('pa', '10.0.1.5', '198.51.100.5'),
      nb: node('pb', '10.0.2.5', '198.51.100.6'),
      one: { subnet: 'ta', address: '10.0.3.10', in: ['tcp 8080 from sg-lb'] },
      two: { subnet: 'tb', address: '10.0.4.10', in: ['tcp 8080 from sg-lb'] },
      client: { subnet: 'c', address: '10.0.5.10', public: '198.51.100.9' },
    },
  };
  change(sketch);
  const edit = sketch.edit;
  sketch.edit = (ec2, snapshot) => {
    edit?.(ec2, snapshot);
    for (const eni of ec2.NetworkInterfaces!)
      if (eni.Description?.startsWith('ELB')) eni.Description = 'ELB net/lb/0a1b2c';
    snapshot.scopes[0]!.elbv2 = elbv2Of(b);
  };
  const network = buildNetwork(snapshotOf(sketch));
  const ask = (source: string, ports?: [number, number]): PathAnswer => {
    const from = resolvePlace(network, source, 'source');
    const to = resolvePlace(network, 'lb', 'destination');
    if (!('found' in from && 'found' in to)) throw new Error('not found');
    return findPath(network, { source: from.found, destination: to.found, protocol: 6, ports });
  };
  return { network, ask };
}

function elbv2Of(b: BalancerSketch): Elbv2Data {
  const instance = (b.targetType ?? 'instance') === 'instance';
  const targets = instance ? ['i-one', 'i-two'] : ['10.0.3.10', '10.0.4.10'];
  return {
    LoadBalancers: [
      {
        LoadBalancerArn: arn,
        LoadBalancerName: 'lb',
        Type: b.type,
        Scheme: b.scheme ?? 'internal',
        VpcId: 'vpc-A',
        State: { Code: 'active' },
        SecurityGroups: (b.groups ?? true) ? ['sg-lb'] : [],
        AvailabilityZones: [{ SubnetId: 'subnet-pa' }, { SubnetId: 'subnet-pb' }],
      },
    ],
    LoadBalancerAttributes: {
      [arn]: b.crossZone === undefined ? [] : [{ Key: 'load_balancing.cross_zone.enabled', Value: b.crossZone }],
    },
    Listeners: {
      [arn]: [
        {
          ListenerArn: 'listener',
          Port: b.listener.port,
          Protocol: b.listener.protocol as 'HTTP',
          DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
        },
      ],
    },
    Rules: {},
    TargetGroups: [
      {
        TargetGroupArn: group,
        TargetGroupName: 'tg',
        TargetType: b.targetType ?? 'instance',
        Protocol: b.listener.protocol as 'HTTP',
        Port: 8080,
        VpcId: 'vpc-A',
        HealthCheckPort: 'traffic-port',
      },
    ],
    TargetGroupAttributes: {
      [group]: b.preserve === undefined ? [] : [{ Key: 'preserve_client_ip.enabled', Value: b.preserve }],
    },
    TargetHealthDescriptions: {
      [group]: targets.map((Id) => ({
        Target: { Id, Port: 8080 },
        TargetHealth: { State: (b.health?.[Id] ?? 'healthy') as 'healthy' },
      })),
    },
  };
}

const alb: BalancerSketch = { type: 'application', listener: { protocol: 'HTTP', port: 80 } };
const nlb: BalancerSketch = { type: 'network', listener: { protocol: 'TCP', port: 80 } };

describe('a path through a load balancer is two connections', () => {
  test('client → listener → targets, each node to each target', () => {
    const answer = balanced(alb).ask('client');
    expect(answer.reachable).toBe(true);
    expect(answer.results).toEqual([
      { sources: ['10.0.5.10'], destinations: ['10.0.1.5', '10.0.2.5'], ports: '80', protocol: 'tcp', reachable: true },
      {
        sources: ['10.0.1.5', '10.0.2.5'],
        destinations: ['10.0.3.10', '10.0.4.10'],
        ports: '8080',
        protocol: 'tcp',
        reachable: true,
      },
    ]);
    const hop = answer.forward.find((h) => h.component === 'load-balancer');
    expect(hop).toMatchObject({ by: 'HTTP 80 → tg', dst: '10.0.3.10:8080' });
  });
  test('a port without listener', () => {
    const answer = balanced(alb).ask('client', [8443, 8443]);
    expect(answer.reachable).toBe(false);
    expect(answer.obstacles[0]!.reason.en).toContain('no listener on 8443 (it listens on HTTP 80)');
  });
  test('by its internet-facing name clients inside the VPC go by its public addresses (D7)', () => {
    const answer = balanced({ ...alb, scheme: 'internet-facing' }).ask('client');
    expect(answer.results[0]!.destinations).toEqual(['198.51.100.5', '198.51.100.6']);
    expect(answer.forward.map((h) => h.component)).toContain('internet-gateway');
  });
  test('a target whose group does not let it in is a part that fails', () => {
    const { ask } = balanced(alb, (s) => {
      s.hosts!.two!.in = ['tcp 22 from 0.0.0.0/0'];
    });
    const answer = ask('client');
    expect(answer.reachable).toBe(false);
    expect(answer.results.filter((r) => !r.reachable)).toEqual([
      {
        sources: ['10.0.1.5', '10.0.2.5'],
        destinations: ['10.0.4.10'],
        ports: '8080',
        protocol: 'tcp',
        reachable: false,
      },
    ]);
    expect(answer.obstacles.map((o) => o.id)).toEqual(['sg-two']);
  });
});

describe('L1 health checks come from the balancer’s nodes', () => {
  test('L1 from each node to each target, on the health check port', () => {
    const { network } = balanced(alb);
    for (const from of ['eni-na', 'eni-nb'])
      for (const to of ['eni-one', 'eni-two'])
        expect(canReach(network, { from, to, protocol: 'tcp', port: 8080 })).toEqual({
          reachable: true,
          obstacles: [],
        });
  });
  test('L1 a closed group, NACL or missing route is told', () => {
    const { network } = balanced(alb, (s) => {
      s.hosts!.one!.in = [];
      s.vpcs.A!.subnets.tb!.acl = ['in 100 allow all from 0.0.0.0/0', 'out 100 allow tcp 32768-60999 to 0.0.0.0/0'];
    });
    const closed = canReach(network, { from: 'eni-na', to: 'eni-one', protocol: 'tcp', port: 8080 });
    expect(closed.obstacles.map((o) => `${o.component} ${o.id}`)).toEqual(['security-group sg-one']);
    // The balancer's ports are 1024–65535: a NACL for Linux clients' ports lets only a part of the checks through.
    const partly = canReach(network, { from: 'eni-na', to: 'eni-two', protocol: 'tcp', port: 8080 });
    expect(partly).toMatchObject({ reachable: false, obstacles: [{ component: 'nacl', direction: 'return' }] });
  });
  test('L1 a Network Load Balancer checks from its own addresses even where it preserves clients’', () => {
    const { network } = balanced(nlb, (s) => {
      s.hosts!.one!.in = ['tcp 8080 from 10.0.1.5/32'];
    });
    expect(canReach(network, { from: 'eni-na', to: 'eni-one', protocol: 'tcp', port: 8080 }).reachable).toBe(true);
    expect(canReach(network, { from: 'eni-nb', to: 'eni-one', protocol: 'tcp', port: 8080 }).reachable).toBe(false);
  });
  test('L1 a target that is not there', () => {
    const { network } = balanced(alb);
    expect(canReach(network, { from: 'eni-na', to: 'eni-gone', protocol: 'tcp', port: 80 })).toEqual({
      reachable: false,
      obstacles: [],
    });
    expect(
      canReach(network, { from: 'eni-na', to: '10.0.3.77', protocol: 'tcp', port: 80 }).obstacles[0]!.reason.en,
    ).toContain('no network interface');
  });
});

describe('S5 a Network Load Balancer', () => {
  test('S5 without groups filters nothing itself', () => {
    const { ask } = balanced({ ...nlb, groups: false, preserve: 'false' }, (s) => {
      for (const t of ['one', 'two']) s.hosts![t]!.in = ['tcp 8080 from 10.0.0.0/16'];
    });
    expect(ask('client').reachable).toBe(true);
  });
  test('S5 with groups they filter clients', () => {
    const { ask } = balanced(nlb, (s) => {
      s.groups!.lb!.in = ['tcp 80 from 192.168.0.0/16'];
    });
    const answer = ask('client');
    expect(answer.obstacles.map((o) => o.id)).toContain('sg-lb');
  });
  test.each([
    ['instance targets: preserved', 'instance', undefined, ['tcp 8080 from 10.0.5.10/32'], true],
    [
      'instance targets: the node’s address does not count',
      'instance',
      undefined,
      ['tcp 8080 from 10.0.1.5/32', 'tcp 8080 from 10.0.2.5/32'],
      false,
    ],
    [
      'instance targets: a reference to the balancer’s group still matches',
      'instance',
      undefined,
      ['tcp 8080 from sg-lb'],
      true,
    ],
    [
      'ip targets over TCP: not preserved',
      'ip',
      undefined,
      ['tcp 8080 from 10.0.1.5/32', 'tcp 8080 from 10.0.2.5/32'],
      true,
    ],
    ['ip targets over TCP: switched on', 'ip', 'true', ['tcp 8080 from 10.0.5.10/32'], true],
    ['instance targets: switched off', 'instance', 'false', ['tcp 8080 from 10.0.5.10/32'], false],
  ] as const)('S5 %s', (_, targetType, preserve, rules, reachable) => {
    const { ask } = balanced({ ...nlb, targetType, preserve, crossZone: 'true' }, (s) => {
      for (const t of ['one', 'two']) s.hosts![t]!.in = [...rules];
    });
    expect(ask('client').reachable).toBe(reachable);
  });
  test('S5 with the client’s address kept, the target’s NACL sees the client, and answers go by the balancer', () => {
    const { ask } = balanced({ ...nlb, crossZone: 'true' }, (s) => {
      s.vpcs.A!.subnets.ta!.acl = [
        'in 100 allow tcp 8080 from 10.0.5.0/24',
        'out 100 allow tcp 32768-60999 to 10.0.5.0/24',
      ];
    });
    // The target's own table has no route to the client's subnet but local, which is not needed.
    expect(ask('client').reachable).toBe(true);
  });
});

describe('L2 and L4 which targets a balancer uses', () => {
  test('L2 a target that is unused gets nothing and asks nothing', () => {
    const { ask } = balanced({ ...alb, health: { 'i-two': 'unused' } }, (s) => {
      s.hosts!.two!.in = [];
    });
    expect(ask('client').reachable).toBe(true);
  });
  test('L4 without a target in use the answer is 503', () => {
    const answer = balanced({ ...alb, health: { 'i-one': 'unused', 'i-two': 'unused' } }).ask('client');
    expect(answer.reachable).toBe(false);
    expect(answer.obstacles[0]!.reason.en).toContain('503');
  });
  test('L4 cross-zone off leaves each node its own zone’s targets', () => {
    const slices = (crossZone: string) => balanced({ ...nlb, crossZone, preserve: 'false' }).ask('client').results;
    const pairs = (crossZone: string): string[] =>
      slices(crossZone)
        .filter((r) => r.ports === '8080')
        .map((r) => `${r.sources} → ${r.destinations}`);
    expect(pairs('true')).toEqual(['10.0.1.5,10.0.2.5 → 10.0.3.10,10.0.4.10']);
    expect(pairs('false')).toEqual(['10.0.1.5 → 10.0.3.10', '10.0.2.5 → 10.0.4.10']);
  });
  test('an unhealthy target is a warning beside the network’s answer', () => {
    const answer = balanced({ ...alb, health: { 'i-one': 'unhealthy' } }).ask('client');
    expect(answer.reachable).toBe(true);
    expect(answer.warnings.map((w) => w.en).join()).toContain('i-one is unhealthy');
  });
});

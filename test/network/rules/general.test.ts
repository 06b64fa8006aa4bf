import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../../src/network/index.ts';
import { given, type Sketch, snapshotOf } from '../given.ts';

const pair = (): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      subnets: { s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } }, s2: { cidr: '10.0.2.0/24', routes: {} } },
    },
  },
  hosts: {
    web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' },
    db: { subnet: 's2', address: '10.0.2.10' },
  },
});

describe('G1 loops end and are reported; gateway endpoints need the group and NACL to let the service through', () => {
  test('G1 two gateways that point at each other', () => {
    const sketch = pair();
    sketch.vpcs.B = { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/8': 'tgw' } } } };
    sketch.vpcs.A!.subnets.s1!.routes = { '10.9.0.0/16': 'tgw' };
    sketch.tgw = {
      attachments: { A: { vpc: 'A', subnets: ['s1'], table: 'main' }, B: { vpc: 'B', subnets: ['b'], table: 'main' } },
      tables: { main: { '10.0.0.0/8': 'B' } },
    };
    const result = given(sketch).trace('web → 10.9.9.9 tcp 80');
    expect(result.reachable).toBe(false);
    expect(result.obstacles.at(-1)!.reason.en).toContain('loop');
    expect(result.obstacles.at(-1)!.reason.ko).toContain('맴돕니다');
  });
  test('G1 a NAT gateway whose own table leads back to it', () => {
    const sketch = pair();
    sketch.vpcs.A!.subnets.s2!.routes = { '0.0.0.0/0': 'nat:n' };
    sketch.nats = { n: { subnet: 's2', address: '10.0.2.100', public: '203.0.113.1' } };
    expect(
      given(sketch)
        .trace('db → 8.8.8.8 tcp 80')
        .obstacles.map((o) => o.reason.en)
        .join(),
    ).toContain('loop');
  });
  test('G1 a regional NAT gateway whose table leads back to it', () => {
    const sketch = pair();
    sketch.vpcs.A!.subnets.s2!.routes = { '0.0.0.0/0': 'nat:n' };
    sketch.nats = { n: { vpc: 'A', public: '203.0.113.1', routes: { '0.0.0.0/0': 'nat:n' } } };
    expect(
      given(sketch)
        .trace('db → 8.8.8.8 tcp 80')
        .obstacles.map((o) => o.reason.en)
        .join(),
    ).toContain('loop');
  });
  test('G1 a host’s own public address behind a firewall in its subnet is no loop', () => {
    const sketch = pair();
    sketch.vpcs.A!.ingress = { '10.0.1.0/24': 'fw:f' };
    sketch.firewalls = { f: { subnet: 's1', firewall: 'inspect' } };
    expect(given(sketch).verdict('web → 198.51.100.1 tcp 80')).toBe('passes');
  });
  test('G1 a gateway endpoint behind a closed group and NACL', () => {
    const sketch = pair();
    sketch.prefixLists = { s3: ['52.219.0.0/16'] };
    sketch.s3 = { s3: { vpc: 'A' } };
    sketch.vpcs.A!.subnets.s1!.routes = { 'pl-s3': 's3' };
    sketch.hosts!.web!.out = ['tcp 443 to 10.0.0.0/8'];
    expect(given(sketch).verdict('web → 52.219.1.1 tcp 443')).toBe('security-group sg-web');
    sketch.hosts!.web!.out = ['tcp 443 to pl-s3'];
    expect(given(sketch).verdict('web → 52.219.1.1 tcp 443')).toBe('passes');
    sketch.vpcs.A!.subnets.s1!.acl = ['in 100 allow tcp 443 from 0.0.0.0/0', 'out 100 allow all to 0.0.0.0/0'];
    expect(given(sketch).verdict('web → 52.219.1.1 tcp 443')).toBe('return nacl acl-s1');
  });
});

describe('G2 what RAM shares appears in several accounts and is one', () => {
  const shared = () => {
    const snapshot = snapshotOf(pair());
    const [owner] = snapshot.scopes;
    const ec2 = owner!.ec2!;
    // The participant sees the shared VPC and subnet, its tables and NACLs, and its own interface and instance.
    const mine = ec2.NetworkInterfaces!.filter((e) => e.NetworkInterfaceId === 'eni-db');
    const { VpcPeeringConnections: _p, ...seen } = ec2;
    ec2.NetworkInterfaces = ec2.NetworkInterfaces!.filter((e) => e.NetworkInterfaceId !== 'eni-db');
    const group = ec2.SecurityGroups!.filter((g) => g.GroupId === 'sg-db');
    ec2.SecurityGroups = ec2.SecurityGroups!.filter((g) => g.GroupId !== 'sg-db');
    snapshot.accounts.push({ id: '444455556666', partition: 'aws' });
    snapshot.scopes.push({
      account: '444455556666',
      region: 'ap-northeast-2',
      ec2: { ...structuredClone(seen), NetworkInterfaces: mine, SecurityGroups: group },
    });
    return snapshot;
  };
  test('G2 one VPC, its subnets once, interfaces of both accounts in it', () => {
    const network = buildNetwork(shared());
    expect([network.vpcs.size, network.subnets.size, network.interfaces.size]).toEqual([1, 2, 2]);
    expect(network.vpcs.get('vpc-A')).toMatchObject({ account: '111122223333' });
    expect(network.vpcs.get('vpc-A')!.scopes.map((s) => s.account)).toEqual(['111122223333', '444455556666']);
  });
  test('G2 traffic between interfaces of two accounts', async () => {
    const { canReach } = await import('../../../src/network/can-reach.ts');
    const network = buildNetwork(shared());
    expect(canReach(network, { from: 'eni-web', to: 'eni-db', protocol: 'tcp', port: 80 })).toEqual({
      reachable: true,
      obstacles: [],
    });
  });
  test('G2 other partitions', () => {
    const snapshot = snapshotOf(pair());
    const text = JSON.stringify(snapshot)
      .replaceAll('arn:aws:', 'arn:aws-cn:')
      .replaceAll('ap-northeast-2', 'cn-north-1');
    expect(buildNetwork(JSON.parse(text)).vpcs.get('vpc-A')!.region).toBe('cn-north-1');
  });
});

describe('G3 what a snapshot lacks is an assumption in the answer, never a silent yes or no', () => {
  const without = (...keys: string[]) => {
    const sketch = pair();
    sketch.prefixLists = { offices: ['10.0.1.0/24'] };
    sketch.hosts!.db!.in = ['tcp 80 from 0.0.0.0/0', 'tcp 443 from pl-offices'];
    sketch.edit = (ec2) => {
      for (const key of keys) delete (ec2 as Record<string, unknown>)[key];
    };
    return given(sketch);
  };
  test.each([
    ['NetworkAcls', 'web → db tcp 80', true, 'NetworkAcls'],
    ['SecurityGroups', 'web → db tcp 80', true, 'SecurityGroups'],
    ['VpcBlockPublicAccessOptions', 'web → 8.8.8.8 tcp 80', true, 'Block Public Access'],
    ['RouteTables', 'web → db tcp 80', false, 'route table of subnet'],
    ['InternetGateways', 'web → 8.8.8.8 tcp 80', false, 'InternetGateways'],
    ['PrefixListEntries', 'web → db tcp 443', false, 'pl-offices'],
    ['Reservations', 'web → db tcp 80', true, 'instance'],
  ])('G3 without %s: %s', (key, flow, reachable, says) => {
    const result = without(key).trace(flow);
    expect(result.reachable).toBe(reachable);
    const texts = [...result.assumptions, ...result.obstacles.map((o) => o.reason)].map((t) => t.en).join('\n');
    expect(texts).toContain(says);
  });
  test('G3 with everything read there is nothing to assume', () => {
    expect(without().trace('web → db tcp 80').assumptions).toEqual([]);
  });
  test('G3 a transit gateway whose tables only its owner sees', () => {
    const sketch: Sketch = {
      vpcs: {
        A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw' } } } },
        B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw' } } } },
      },
      hosts: { web: { subnet: 'a', address: '10.0.1.10' }, db: { subnet: 'b', address: '10.1.1.10' } },
      tgw: {
        attachments: { A: { vpc: 'A', subnets: ['a'], table: 'm' }, B: { vpc: 'B', subnets: ['b'], table: 'm' } },
        tables: { m: {} },
      },
      edit(ec2) {
        delete ec2.TransitGatewayRouteTables;
        delete ec2.TransitGatewayRouteTableAssociations;
        delete ec2.TransitGatewayRoutes;
      },
    };
    const result = given(sketch).trace('web → db tcp 80');
    expect(result.reachable).toBe(true);
    expect(result.assumptions.map((a) => a.en).join()).toContain('only its owner sees them');
  });
});

describe('contradictory data', () => {
  test('a route to a gateway that does not exist', () => {
    const sketch = pair();
    sketch.vpcs.A!.subnets.s1!.routes = { '0.0.0.0/0': 'nat:deleted' };
    const result = given(sketch).trace('web → 8.8.8.8 tcp 80');
    expect(result.obstacles[0]!.reason.en).toContain('does not exist');
    expect(result.assumptions).toEqual([]);
  });
  test('a target of a kind that is not modelled', () => {
    const sketch = pair();
    sketch.vpcs.A!.subnets.s1!.routes = { '0.0.0.0/0': 'carrier' };
    expect(given(sketch).trace('web → 8.8.8.8 tcp 80').obstacles[0]!.reason.en).toContain('not modelled');
  });
  test('an address of no subnet, and of no interface', () => {
    expect(given(pair()).trace('web → 10.0.77.1 tcp 80').obstacles[0]!.reason.en).toContain('no subnet');
    expect(given(pair()).trace('web → 10.0.2.77 tcp 80').obstacles[0]!.reason.en).toContain('no network interface');
  });
  test('an interface that is attached to nothing', () => {
    const sketch = pair();
    sketch.hosts!.db!.detached = true;
    expect(given(sketch).verdict('web → db tcp 80')).toBe('network-interface eni-db');
  });
});

import { describe, expect, test } from 'vitest';
import { given, type Sketch } from '../given.ts';

/** A sketch, and what must become of each flow. */
const table = (rule: string, sketch: Sketch, flows: Record<string, string>): void => {
  const network = given(sketch);
  test.each(Object.entries(flows))(`${rule} %s: %s`, (flow, verdict) => {
    expect(network.verdict(flow)).toBe(verdict);
  });
};

/** Two subnets, a host in each, and what the first one's table says. */
const pair = (routes: Record<string, string>, rest: Partial<Sketch> = {}): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      subnets: { s1: { cidr: '10.0.1.0/24', routes }, s2: { cidr: '10.0.2.0/24' } },
    },
  },
  hosts: {
    web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' },
    db: { subnet: 's2', address: '10.0.2.10', public: '198.51.100.2' },
  },
  ...rest,
});

describe('R1 a subnet uses its own table, else the main one; longest prefix wins, families apart', () => {
  table('R1', pair({ '0.0.0.0/0': 'igw' }), {
    'web → 8.8.8.8 tcp 443': 'passes',
    'db → 8.8.8.8 tcp 443': 'route rtb-A-main',
    'web → db tcp 5432': 'passes',
  });
  const prefixes = pair({ '0.0.0.0/0': 'igw', '8.8.0.0/16': 'blackhole', '8.8.8.0/24': 'igw' });
  table('R1', prefixes, {
    'web → 8.8.8.8 tcp 443': 'passes',
    'web → 8.8.4.4 tcp 443': 'route rtb-s1',
    'web → 9.9.9.9 tcp 443': 'passes',
  });
  const dual = pair({ '0.0.0.0/0': 'igw' });
  dual.vpcs.A!.v6 = '2001:db8::/56';
  dual.vpcs.A!.subnets.s1!.v6 = '2001:db8:0:1::/64';
  dual.hosts!.web!.v6 = '2001:db8:0:1::10';
  table('R1', dual, { 'web/6 → 2600::8 tcp 443': 'route rtb-s1' });
});

describe('R2 every VPC block has a local route; a route for a whole subnet beats it; a propagated one inside does not', () => {
  const second = pair({ '0.0.0.0/0': 'igw' });
  second.vpcs.A!.more = ['10.9.0.0/16'];
  second.vpcs.A!.subnets.s3 = { cidr: '10.9.1.0/24' };
  second.hosts!.far = { subnet: 's3', address: '10.9.1.10' };
  table('R2 secondary block:', second, { 'web → far tcp 80': 'passes', 'far → web tcp 80': 'passes' });

  const inspected: Sketch = pair({ '10.0.2.0/24': 'fw:f' }, { firewalls: { f: { subnet: 's3' } } });
  inspected.vpcs.A!.subnets.s3 = { cidr: '10.0.3.0/24', routes: {} };
  test('R2 a route for a subnet to a firewall endpoint wins over local', () => {
    const result = given(inspected).trace('web → db tcp 5432');
    expect(result.forward.map((h) => h.component)).toContain('gateway-load-balancer-endpoint');
    expect(result).toMatchObject({ reachable: true, asymmetric: true });
  });
  test('R2 the target of local itself can be replaced', () => {
    const result = given(
      pair(
        { '10.0.0.0/16': 'host:mb' },
        {
          hosts: {
            web: { subnet: 's1', address: '10.0.1.10' },
            db: { subnet: 's2', address: '10.0.2.10' },
            mb: { subnet: 's2', address: '10.0.2.99', forwards: true },
          },
        },
      ),
    ).trace('web → db tcp 5432');
    expect(result.forward.find((h) => h.id === 'eni-mb')?.verdict).toBe('allow');
  });
  const propagated = pair({ '10.0.2.0/24': 'propagated vgw', '192.168.0.0/16': 'propagated vgw' });
  propagated.vpcs.A!.vgw = true;
  propagated.vpns = { v: { vgw: 'A' } };
  propagated.hosts!.edge = { subnet: 's1', address: '10.0.1.77' };
  table('R2', propagated, { 'web → db tcp 80': 'passes', 'web → onprem tcp 80': 'passes' });
});

describe('R3 of one prefix a static route wins over a prefix list, and that over a propagated one', () => {
  const lists = { lab: ['192.168.0.0/16', '172.20.0.0/16'] };
  const sketch = pair(
    { '192.168.0.0/16': 'vgw', 'pl-lab': 'blackhole' },
    { prefixLists: lists, vpns: { v: { vgw: 'A' } } },
  );
  sketch.vpcs.A!.vgw = true;
  table('R3', sketch, { 'web → onprem tcp 80': 'passes', 'web → 172.20.1.1 tcp 80': 'route rtb-s1' });
  test('R3 a prefix list beats a propagated route', () => {
    const both = pair({ 'pl-lab': 'blackhole' }, { prefixLists: lists, vpns: { v: { vgw: 'A' } } });
    both.vpcs.A!.vgw = true;
    both.edit = (ec2) => {
      const routes = ec2.RouteTables!.find((t) => t.RouteTableId === 'rtb-s1')!.Routes!;
      routes.unshift({
        DestinationCidrBlock: '192.168.0.0/16',
        GatewayId: 'vgw-A',
        Origin: 'EnableVgwRoutePropagation',
        State: 'active',
      });
    };
    expect(given(both).verdict('web → onprem tcp 80')).toBe('route rtb-s1');
  });
  test('R3 among propagated routes Direct Connect comes before VPN', () => {
    const dx = pair(
      { '192.168.0.0/16': 'propagated vgw' },
      { vpns: { v: { vgw: 'A' } }, dx: { vgw: 'vgw-A', allowed: ['10.0.0.0/16'] } },
    );
    dx.vpcs.A!.vgw = true;
    expect(given(dx).trace('web → onprem tcp 80').forward.at(-1)).toMatchObject({ component: 'direct-connect' });
    dx.dx!.up = false;
    expect(given(dx).trace('web → onprem tcp 80').forward.at(-1)).toMatchObject({ component: 'vpn' });
  });
});

describe('R4 a blackhole drops and does not fall through to a shorter prefix', () => {
  table('R4', pair({ '0.0.0.0/0': 'igw', '8.8.8.0/24': 'blackhole' }), {
    'web → 8.8.8.8 tcp 443': 'route rtb-s1',
    'web → 8.8.9.9 tcp 443': 'passes',
  });
});

describe('R5 internet gateway: attached, public addresses, no private destinations; egress-only: IPv6, from inside', () => {
  const sketch = pair({ '0.0.0.0/0': 'igw', '::/0': 'eigw' });
  sketch.vpcs.A!.v6 = '2001:db8::/56';
  sketch.vpcs.A!.eigw = true;
  sketch.vpcs.A!.subnets.s1!.v6 = '2001:db8:0:1::/64';
  sketch.hosts!.web!.v6 = '2001:db8:0:1::10';
  sketch.hosts!.bare = { subnet: 's1', address: '10.0.1.20' };
  table('R5', sketch, {
    'web → 8.8.8.8 tcp 443': 'passes',
    'internet → web tcp 80': 'passes',
    'bare → 8.8.8.8 tcp 443': 'internet-gateway igw-A',
    'web → 172.31.0.1 tcp 443': 'internet-gateway igw-A',
    'web/6 → 2600::8 tcp 443': 'passes',
    'internet → web/6 tcp 80': 'return egress-only-internet-gateway eigw-A',
  });
  const detached = pair({ '0.0.0.0/0': 'igw' });
  detached.vpcs.A!.igw = 'detached';
  table('R5 detached:', detached, { 'internet → web tcp 80': 'internet-gateway vpc-A' });
  test('R5 a detached gateway stops both directions and can be attached', () => {
    const result = given(detached).trace('web → 8.8.8.8 tcp 443');
    expect(result.reachable).toBe(false);
    expect(result.obstacles.map((o) => o.remedy?.kind)).toContain('attach-internet-gateway');
  });
  test('R5 the public address takes the private one’s place on the way out', () => {
    const result = given(sketch).trace('web → 8.8.8.8 tcp 443 from 40000');
    expect(result.forward.at(-1)).toMatchObject({ src: '198.51.100.1:40000', dst: '8.8.8.8:443' });
    expect(result.return[0]).toMatchObject({ src: '8.8.8.8:443', dst: '10.0.1.10:40000' });
  });
});

describe('R6 an edge association routes what comes in; what it does not name goes straight to its subnet', () => {
  const sketch: Sketch = {
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        ingress: { '10.0.1.0/24': 'fw:f' },
        subnets: {
          s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'fw:f' } },
          s2: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'fw:f' } },
          fw: { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' } },
        },
      },
    },
    hosts: {
      web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' },
      side: { subnet: 's2', address: '10.0.2.10', public: '198.51.100.2' },
    },
    firewalls: { f: { subnet: 'fw', firewall: 'inspect' } },
  };
  table('R6', sketch, {
    'internet → web tcp 80': 'passes',
    'internet → side tcp 80': 'passes, asymmetric',
  });
  test('R6 a virtual private gateway has one too', () => {
    const onPremises: Sketch = {
      vpcs: {
        A: {
          cidr: '10.0.0.0/16',
          vgw: true,
          vgwIngress: { '10.0.1.0/24': 'fw:f' },
          subnets: {
            s1: { cidr: '10.0.1.0/24', routes: { '192.168.0.0/16': 'fw:f' } },
            fw: { cidr: '10.0.9.0/24', routes: { '192.168.0.0/16': 'vgw' } },
          },
        },
      },
      hosts: { web: { subnet: 's1', address: '10.0.1.10' } },
      firewalls: { f: { subnet: 'fw', firewall: 'inspect' } },
      vpns: { v: { vgw: 'A' } },
    };
    const result = given(onPremises).trace('onprem → web tcp 80');
    expect(result).toMatchObject({ reachable: true, asymmetric: false });
    expect(result.forward.filter((h) => h.component === 'firewall')).toHaveLength(1);
  });
});

const natSketch = (nat: NonNullable<Sketch['nats']>[string] = {}): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      subnets: {
        private: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:n' } },
        public: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
      },
    },
  },
  hosts: { app: { subnet: 'private', address: '10.0.1.10' } },
  nats: { n: { subnet: 'public', address: '10.0.2.100', public: '203.0.113.1', ...nat } },
});

describe('R7 NAT gateways', () => {
  table('R7', natSketch(), {
    'app → 8.8.8.8 tcp 443': 'passes',
    'app → 8.8.8.8 udp 53': 'passes',
    'app → 8.8.8.8 icmp': 'passes',
    'app → 8.8.8.8 47': 'nat-gateway nat-n',
    'internet → 203.0.113.1 tcp 443': 'nat-gateway nat-n',
  });
  table('R7 not available:', natSketch({ state: 'failed' }), { 'app → 8.8.8.8 tcp 443': 'nat-gateway nat-n' });
  table('R7 private:', natSketch({ private: true, public: undefined }), {
    'app → 8.8.8.8 tcp 443': 'internet-gateway igw-A',
  });
  test('R7 translates to its own address and leaves with its Elastic IP; answers come back to the sender', () => {
    const result = given(natSketch()).trace('app → 8.8.8.8 tcp 443 from 40000', { natPort: 5000 });
    expect(result.forward.find((h) => h.component === 'nat-gateway')).toMatchObject({ src: '10.0.2.100:5000' });
    expect(result.forward.at(-1)).toMatchObject({ component: 'internet-gateway', src: '203.0.113.1:5000' });
    expect(result.return.find((h) => h.component === 'nat-gateway')).toMatchObject({ dst: '10.0.1.10:40000' });
  });
  test('R7 the NACL of its subnet applies in both directions', () => {
    const sketch = natSketch();
    sketch.vpcs.A!.subnets.public!.acl = ['in 100 allow all from 0.0.0.0/0', 'out 100 allow tcp 443 to 0.0.0.0/0'];
    // Answers to the instance's ephemeral port leave the gateway's subnet, too.
    expect(given(sketch).verdict('app → 8.8.8.8 tcp 443')).toBe('return nacl acl-public');
  });
  test('R7 it picks source ports from 1024–65535: a NACL that lets part of them back breaks a part of the connections', () => {
    const sketch = natSketch();
    sketch.vpcs.A!.subnets.public!.acl = [
      'out 100 allow all to 0.0.0.0/0',
      'in 100 allow all from 10.0.0.0/16',
      'in 110 allow tcp 32768-65535 from 0.0.0.0/0',
    ];
    const result = given(sketch).trace('app → 8.8.8.8 tcp 443');
    expect(result.reachable).toBe(false);
    expect(result.obstacles.map((o) => o.reason.en).join('\n')).toContain('only to 32768-65535');
  });
  test('R7 a private gateway goes on by its subnet’s table to a transit gateway', () => {
    const sketch: Sketch = {
      vpcs: {
        A: {
          cidr: '10.0.0.0/16',
          more: ['100.64.0.0/16'],
          subnets: {
            app: { cidr: '100.64.1.0/24', routes: { '10.1.0.0/16': 'nat:n' } },
            nat: { cidr: '10.0.2.0/24', routes: { '10.1.0.0/16': 'tgw' } },
          },
        },
        B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw' } } } },
      },
      hosts: {
        app: { subnet: 'app', address: '100.64.1.10' },
        db: { subnet: 'b', address: '10.1.1.10', in: ['tcp 5432 from 10.0.2.100/32'] },
      },
      nats: { n: { subnet: 'nat', address: '10.0.2.100', private: true } },
      tgw: {
        attachments: {
          A: { vpc: 'A', subnets: ['nat'], table: 'main' },
          B: { vpc: 'B', subnets: ['b'], table: 'main' },
        },
        tables: { main: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
      },
    };
    expect(given(sketch).verdict('app → db tcp 5432')).toBe('passes');
    expect(given(sketch).verdict('db → 10.0.2.100 tcp 80')).toBe('nat-gateway nat-n');
  });
  test('R7 a regional gateway has no subnet and a table of its own', () => {
    const sketch = natSketch({ subnet: undefined, vpc: 'A', address: undefined, routes: { '0.0.0.0/0': 'igw' } });
    expect(given(sketch).verdict('app → 8.8.8.8 tcp 443')).toBe('passes');
    const without = natSketch({ subnet: undefined, vpc: 'A', address: undefined, routes: {} });
    expect(given(without).verdict('app → 8.8.8.8 tcp 443')).toBe('route rtb-nat-n');
  });
  test('R7 an answer that leaves through a NAT gateway that has not seen the request is dropped', () => {
    const sketch = natSketch();
    sketch.hosts!.app!.public = '198.51.100.9';
    expect(given(sketch).verdict('internet → app tcp 22')).toBe('return nat-gateway nat-n');
  });
});

const peeringSketch = (rest: Partial<Sketch> = {}): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      subnets: {
        a: {
          cidr: '10.0.1.0/24',
          routes: { '10.1.0.0/16': 'pcx:ab', '0.0.0.0/0': 'pcx:ab', '192.168.0.0/16': 'pcx:ab' },
        },
      },
    },
    B: {
      cidr: '10.1.0.0/16',
      igw: true,
      vgw: true,
      subnets: {
        b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx:ab', '0.0.0.0/0': 'igw', '192.168.0.0/16': 'vgw' } },
      },
    },
  },
  hosts: {
    web: { subnet: 'a', address: '10.0.1.10' },
    db: { subnet: 'b', address: '10.1.1.10', public: '198.51.100.1' },
  },
  peerings: { ab: { between: ['A', 'B'] } },
  vpns: { v: { vgw: 'B' } },
  ...rest,
});

describe('R9 peering: active, routes on both sides, not transitive, no edge-to-edge', () => {
  table('R9', peeringSketch(), {
    'web → db tcp 5432': 'passes',
    'db → web tcp 22': 'passes',
    'web → 8.8.8.8 tcp 443': 'peering pcx-ab',
    'web → onprem tcp 443': 'peering pcx-ab',
  });
  table('R9 not accepted:', peeringSketch({ peerings: { ab: { between: ['A', 'B'], state: 'pending-acceptance' } } }), {
    'web → db tcp 5432': 'peering pcx-ab; return peering pcx-ab',
  });
  const oneSided = peeringSketch();
  oneSided.vpcs.B!.subnets.b!.routes = { '0.0.0.0/0': 'igw' };
  table('R9 no route back:', oneSided, { 'web → db tcp 5432': 'return internet-gateway igw-B' });
  test('R9 a third VPC is not reached through it', () => {
    const sketch = peeringSketch();
    sketch.vpcs.C = {
      cidr: '10.2.0.0/16',
      subnets: { c: { cidr: '10.2.1.0/24', routes: { '10.0.0.0/8': 'pcx:bc' } } },
    };
    sketch.hosts!.far = { subnet: 'c', address: '10.2.1.10' };
    sketch.peerings!.bc = { between: ['B', 'C'] };
    sketch.vpcs.A!.subnets.a!.routes = { '10.0.0.0/8': 'pcx:ab' };
    expect(given(sketch).verdict('web → far tcp 80')).toBe('peering pcx-ab');
    expect(given(sketch).verdict('web → db tcp 80')).toBe('passes');
  });
  test('R9 what comes from on-premises or elsewhere does not cross it either', () => {
    const sketch = peeringSketch();
    sketch.vpcs.A!.vgw = true;
    sketch.vpcs.A!.vgwIngress = { '10.0.1.0/24': 'fw:f' };
    sketch.vpcs.A!.subnets.f = { cidr: '10.0.5.0/24', routes: { '10.0.1.0/24': 'pcx:ab' } };
    sketch.firewalls = { f: { subnet: 'f' } };
    sketch.vpns = { v: { vgw: 'A' } };
    const [obstacle] = given(sketch).trace('onprem → web tcp 80').obstacles;
    expect(obstacle).toMatchObject({ component: 'peering', id: 'pcx-ab' });
    expect(obstacle!.reason.en).toContain('192.168.10.5 cannot pass');
  });
  test('R9 a NAT gateway’s traffic does not leave through it', () => {
    const sketch = peeringSketch();
    sketch.vpcs.A!.subnets.a!.routes = { '10.1.0.0/16': 'nat:n' };
    sketch.vpcs.A!.subnets.n = { cidr: '10.0.2.0/24', routes: { '10.1.0.0/16': 'pcx:ab' } };
    sketch.nats = { n: { subnet: 'n', address: '10.0.2.100', private: true } };
    expect(given(sketch).verdict('web → db tcp 5432')).toBe('peering pcx-ab');
  });
});

const transitSketch = (change: (sketch: Sketch) => void = () => {}): Sketch => {
  const sketch: Sketch = {
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        subnets: {
          a: { cidr: '10.0.1.0/24', zone: 'a', routes: { '10.1.0.0/16': 'tgw' } },
          a2: { cidr: '10.0.2.0/24', zone: 'b', routes: { '10.1.0.0/16': 'tgw' } },
          ta: { cidr: '10.0.9.0/24', zone: 'a' },
        },
      },
      B: {
        cidr: '10.1.0.0/16',
        subnets: {
          b: { cidr: '10.1.1.0/24', zone: 'a', routes: { '10.0.0.0/16': 'tgw' } },
          b2: { cidr: '10.1.2.0/24', zone: 'b', routes: { '10.0.0.0/16': 'tgw' } },
          tb: { cidr: '10.1.8.0/24', zone: 'a' },
          tb2: { cidr: '10.1.9.0/24', zone: 'b' },
        },
      },
    },
    hosts: {
      web: { subnet: 'a', address: '10.0.1.10' },
      other: { subnet: 'a2', address: '10.0.2.10' },
      db: { subnet: 'b', address: '10.1.1.10' },
      db2: { subnet: 'b2', address: '10.1.2.10' },
    },
    tgw: {
      attachments: {
        A: { vpc: 'A', subnets: ['ta'], table: 'main' },
        B: { vpc: 'B', subnets: ['tb', 'tb2'], table: 'main' },
      },
      tables: { main: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
    },
  };
  change(sketch);
  return sketch;
};

describe('R10 leaving a VPC: the attachment is available and has a subnet in the sender’s zone', () => {
  table('R10', transitSketch(), {
    'web → db tcp 80': 'passes',
    'other → db tcp 80': 'transit-gateway-attachment tgw-attach-A',
    'web → db2 tcp 80': 'passes',
  });
  table(
    'R10 pending:',
    transitSketch((s) => {
      s.tgw!.attachments.A!.state = 'pendingAcceptance';
    }),
    { 'web → db tcp 80': 'transit-gateway-attachment tgw-attach-A; return transit-gateway-attachment tgw-attach-A' },
  );
  table(
    'R10 not attached:',
    transitSketch((s) => {
      delete s.tgw!.attachments.A;
      delete s.tgw!.tables.main!['10.0.0.0/16'];
    }),
    { 'web → db tcp 80': 'transit-gateway tgw-T' },
  );
});

describe('R11 inside a transit gateway: the associated table, longest prefix, static before propagated', () => {
  table(
    'R11 no association:',
    transitSketch((s) => {
      s.tgw!.attachments.A!.table = null;
    }),
    { 'web → db tcp 80': 'transit-gateway-attachment tgw-attach-A' },
  );
  table(
    'R11 blackhole:',
    transitSketch((s) => {
      s.tgw!.tables.main!['10.1.1.0/24'] = 'blackhole';
    }),
    { 'web → db tcp 80': 'transit-gateway tgw-T', 'web → db2 tcp 80': 'passes' },
  );
  table(
    'R11 no route:',
    transitSketch((s) => {
      delete s.tgw!.tables.main!['10.1.0.0/16'];
    }),
    { 'web → db tcp 80': 'transit-gateway tgw-T' },
  );
  test('R11 tables of attachments are apart: the way back has its own', () => {
    const sketch = transitSketch((s) => {
      s.tgw!.attachments.B!.table = 'other';
      s.tgw!.tables.other = {};
    });
    expect(given(sketch).verdict('web → db tcp 80')).toBe('return transit-gateway tgw-T');
  });
  test('R11 of one prefix the static route wins over the propagated one', () => {
    const sketch = transitSketch((s) => {
      s.tgw!.tables.main!['10.1.0.0/16'] = 'propagated B | blackhole';
    });
    expect(given(sketch).verdict('web → db tcp 80')).toBe('transit-gateway tgw-T');
  });
  test('R11 of propagated ones a VPC’s wins over a VPN’s', () => {
    const sketch = transitSketch((s) => {
      s.tgw!.attachments.V = { vpn: 'v', table: 'main' };
      s.tgw!.tables.main!['10.1.0.0/16'] = 'propagated V | propagated B';
      s.vpns = { v: { tgw: true } };
    });
    expect(given(sketch).verdict('web → db tcp 80')).toBe('passes');
  });
  test('R11 a backup that shows only in the propagations takes over when the preferred link is down', () => {
    const sketch = transitSketch((s) => {
      s.tgw!.attachments.V = { vpn: 'v', table: 'main' };
      s.tgw!.attachments.D = { dx: true, table: 'main' };
      s.tgw!.tables.main!['192.168.0.0/16'] = 'propagated D';
      s.tgw!.propagations = { main: ['D', 'V'] };
      s.vpcs.A!.subnets.a!.routes = { '192.168.0.0/16': 'tgw', '10.1.0.0/16': 'tgw' };
      s.vpns = { v: { tgw: true } };
      s.dx = { tgw: 'tgw-T', allowed: ['10.0.0.0/16'], up: true };
    });
    expect(given(sketch).trace('web → onprem tcp 80').forward.at(-1)).toMatchObject({ component: 'direct-connect' });
    sketch.dx!.up = false;
    const result = given(sketch).trace('web → onprem tcp 80');
    expect(result.forward.at(-1)).toMatchObject({ component: 'vpn' });
    expect(result.reachable).toBe(true);
    expect(result.assumptions.map((a) => a.en).join()).toContain('take over');
  });
  test('R11 a policy table may stand in place of the association: first match picks the table, no match drops', () => {
    const sketch = transitSketch((s) => {
      s.edit = (ec2) => {
        ec2.TransitGatewayAttachments!.push({
          TransitGatewayAttachmentId: 'tgw-attach-A',
          TransitGatewayId: 'tgw-T',
          ResourceType: 'vpc',
          ResourceId: 'vpc-A',
          State: 'available',
          Association: { TransitGatewayPolicyTableId: 'tgw-ptb-1', State: 'associated' },
        });
        ec2.TransitGatewayRouteTableAssociations!['tgw-rtb-main'] = [
          { TransitGatewayAttachmentId: 'tgw-attach-B', State: 'associated' },
        ];
        ec2.TransitGatewayPolicyTableEntries = {
          'tgw-ptb-1': [
            {
              PolicyRuleNumber: '1',
              PolicyRule: { DestinationCidrBlock: '10.1.1.0/24', Protocol: '*' },
              TargetRouteTableId: 'tgw-rtb-main',
              State: 'active',
            },
          ],
        };
      };
    });
    expect(given(sketch).verdict('web → db tcp 80')).toBe('passes');
    expect(given(sketch).verdict('web → db2 tcp 80')).toBe('transit-gateway tgw-T');
  });
});

describe('R12 entering a VPC: in the sender’s zone where the attachment has it, else in any; then by that subnet’s table', () => {
  const zonesOf = (sketch: Sketch, flow: string): string[] =>
    given(sketch)
      .trace(flow)
      .forward.filter((h) => h.component === 'transit-gateway-attachment' && h.id === 'tgw-attach-B')
      .map((h) => h.zone!);
  test('R12 the sender’s zone', () => {
    expect(zonesOf(transitSketch(), 'web → db2 tcp 80')).toEqual(['a']);
  });
  test('R12 in appliance mode any zone: the verdict must hold for each', () => {
    const sketch = transitSketch((s) => {
      s.tgw!.attachments.B!.appliance = true;
      s.vpcs.B!.subnets.tb2!.acl = ['in 100 allow all from 0.0.0.0/0', 'out 100 deny all to 0.0.0.0/0'];
    });
    expect(given(sketch).verdict('web → db tcp 80')).toBe('nacl acl-tb2');
  });
  test('R12 from a VPN any zone, too', () => {
    const sketch = transitSketch((s) => {
      s.vpcs.B!.subnets.tb2!.acl = ['in 100 allow all from 0.0.0.0/0', 'out 100 deny all to 0.0.0.0/0'];
      s.tgw!.attachments.V = { vpn: 'v', table: 'main' };
      s.tgw!.tables.main!['192.168.0.0/16'] = 'V';
      s.vpns = { v: { tgw: true } };
      s.vpcs.B!.subnets.b!.routes = { '192.168.0.0/16': 'tgw', '10.0.0.0/16': 'tgw' };
    });
    expect(given(sketch).verdict('onprem → db tcp 80')).toBe('nacl acl-tb2');
    expect(given(sketch).verdict('web → db tcp 80')).toBe('passes');
  });
  test('R12 the attachment subnet’s table may send packets to a firewall first', () => {
    const sketch = transitSketch((s) => {
      s.vpcs.B!.subnets.tb!.routes = { '10.1.1.0/24': 'fw:f' };
      s.vpcs.B!.subnets.fwb = { cidr: '10.1.7.0/24', zone: 'a', routes: { '10.0.0.0/16': 'tgw' } };
      s.vpcs.B!.subnets.b!.routes = { '10.0.0.0/16': 'fw:f' };
      s.firewalls = { f: { subnet: 'fwb', firewall: 'inspect' } };
    });
    expect(given(sketch).trace('web → db tcp 80')).toMatchObject({ reachable: true, asymmetric: false });
  });
});

/** Two spokes, and between them a VPC that inspects, with an endpoint in each zone. */
const inspection = (appliance: boolean): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      subnets: { a: { cidr: '10.0.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'tgw' } } },
    },
    B: {
      cidr: '10.1.0.0/16',
      subnets: {
        ba: { cidr: '10.1.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'tgw' } },
        bb: { cidr: '10.1.2.0/24', zone: 'b', routes: { '0.0.0.0/0': 'tgw' } },
      },
    },
    I: {
      cidr: '10.9.0.0/16',
      subnets: {
        ia: { cidr: '10.9.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'fw:fa' } },
        ib: { cidr: '10.9.2.0/24', zone: 'b', routes: { '0.0.0.0/0': 'fw:fb' } },
        fa: { cidr: '10.9.3.0/24', zone: 'a', routes: { '0.0.0.0/0': 'tgw' } },
        fb: { cidr: '10.9.4.0/24', zone: 'b', routes: { '0.0.0.0/0': 'tgw' } },
      },
    },
  },
  hosts: {
    web: { subnet: 'a', address: '10.0.1.10' },
    near: { subnet: 'ba', address: '10.1.1.10' },
    far: { subnet: 'bb', address: '10.1.2.10' },
  },
  firewalls: { fa: { subnet: 'fa', firewall: 'inspect' }, fb: { subnet: 'fb', firewall: 'inspect' } },
  tgw: {
    attachments: {
      A: { vpc: 'A', subnets: ['a'], table: 'spokes' },
      B: { vpc: 'B', subnets: ['ba', 'bb'], table: 'spokes' },
      I: { vpc: 'I', subnets: ['ia', 'ib'], table: 'firewall', appliance },
    },
    tables: { spokes: { '0.0.0.0/0': 'I' }, firewall: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
  },
});

describe('R13 appliance mode keeps both directions in one zone', () => {
  table('R13 off:', inspection(false), {
    'web → near tcp 80': 'passes',
    'web → far tcp 80': 'passes, asymmetric',
  });
  table('R13 on:', inspection(true), { 'web → near tcp 80': 'passes', 'web → far tcp 80': 'passes' });
});

describe('R14 gateway endpoints: by prefix list, for the VPC’s own interfaces; interface endpoints have groups', () => {
  const sketch = pair({ 'pl-s3': 's3' }, { prefixLists: { s3: ['52.219.0.0/16'] }, s3: { s3: { vpc: 'A' } } });
  table('R14', sketch, { 'web → 52.219.1.1 tcp 443': 'passes', 'db → 52.219.1.1 tcp 443': 'route rtb-A-main' });
  test('R14 not for what comes in from elsewhere', () => {
    const transit = transitSketch((s) => {
      s.vpcs.A!.subnets.a!.routes = { '0.0.0.0/0': 'tgw' };
      s.tgw!.tables.main!['0.0.0.0/0'] = 'B';
      s.vpcs.B!.subnets.tb!.routes = { 'pl-s3': 's3' };
      s.prefixLists = { s3: ['52.219.0.0/16'] };
      s.s3 = { s3: { vpc: 'B' } };
    });
    expect(given(transit).verdict('web → 52.219.1.1 tcp 443')).toBe('gateway-endpoint vpce-s3');
  });
  test('R14 a policy may deny: said as an assumption', () => {
    const narrow = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
    });
    const assumptions = given({ ...sketch, s3: { s3: { vpc: 'A', policy: narrow } } }).trace(
      'web → 52.219.1.1 tcp 443',
    ).assumptions;
    expect(assumptions.map((a) => a.en).join()).toContain('policy of endpoint vpce-s3');
    expect(given(sketch).trace('web → 52.219.1.1 tcp 443').assumptions).toEqual([]);
  });
  test('R14 what a gateway endpoint answers comes straight back, past a firewall on the way there', () => {
    const sketchWithFirewall = pair(
      { '0.0.0.0/0': 'fw:f' },
      { prefixLists: { s3: ['52.219.0.0/16'] }, s3: { s3: { vpc: 'A' } }, firewalls: { f: { subnet: 's2' } } },
    );
    sketchWithFirewall.vpcs.A!.subnets.s2!.routes = { 'pl-s3': 's3' };
    expect(given(sketchWithFirewall).verdict('web → 52.219.1.1 tcp 443')).toBe('passes, asymmetric');
  });
  test('R14 an interface endpoint answers by its groups', () => {
    const endpoint = pair({});
    endpoint.hosts!.ssm = { subnet: 's2', address: '10.0.2.50', kind: 'none', in: ['tcp 443 from 10.0.1.0/24'] };
    expect(given(endpoint).verdict('web → ssm tcp 443')).toBe('passes');
    expect(given(endpoint).verdict('db → ssm tcp 443')).toBe('security-group sg-ssm');
  });
});

describe('R15 an endpoint that inspects: out of it again into its subnet, then by that subnet’s table', () => {
  const sketch: Sketch = {
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        subnets: {
          s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'fw:f' } },
          fw: { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'nat:n' } },
          pub: { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'igw', '10.0.1.0/24': 'fw:f' } },
        },
      },
    },
    hosts: { web: { subnet: 's1', address: '10.0.1.10' } },
    nats: { n: { subnet: 'pub', address: '10.0.8.100', public: '203.0.113.1' } },
    firewalls: { f: { subnet: 'fw', firewall: 'inspect' } },
  };
  test('R15 hops', () => {
    const result = given(sketch).trace('web → 8.8.8.8 tcp 443');
    const hops = result.forward.map((h) => h.component).filter((c) => c !== 'nacl' && c !== 'route');
    expect(hops).toEqual(['instance', 'security-group', 'firewall', 'nat-gateway', 'internet-gateway']);
    expect(result).toMatchObject({ reachable: true, asymmetric: false });
  });
  table(
    'R15 failed endpoint:',
    { ...sketch, firewalls: { f: { subnet: 'fw', firewall: 'inspect', state: 'failed' } } },
    {
      'web → 8.8.8.8 tcp 443': 'firewall vpce-f; return firewall vpce-f',
    },
  );
});

describe('R16 a stateful middlebox must see both directions', () => {
  const sketch = (policy: NonNullable<Sketch['policies']>[string]): Sketch => ({
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        subnets: {
          s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'fw:f' } },
          fw: { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' } },
        },
      },
    },
    hosts: { web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' } },
    firewalls: { f: { subnet: 'fw', firewall: 'inspect' } },
    policies: { inspect: policy },
  });
  test('R16 a missed direction is a warning that names both ways', () => {
    const result = given(sketch({})).trace('internet → web tcp 80');
    expect(result).toMatchObject({ reachable: true, asymmetric: true });
    expect(result.warnings[0]!.en).toMatch(/requests pass no endpoint, answers inspect \(vpce-f\)/);
    expect(result.warnings[0]!.ko).toContain('비대칭');
  });
  test('R16 stateless pass rules in both directions are exempt', () => {
    const result = given(sketch({ stateless: ['10 pass all any → any'] })).trace('internet → web tcp 80');
    expect(result).toMatchObject({ reachable: true, asymmetric: false });
  });
});

describe('R17 toward on-premises', () => {
  const vgw = (vpn: { up?: number; static?: string[] }): Sketch => {
    const sketch = pair({ '192.168.0.0/16': 'vgw' }, { vpns: { v: { vgw: 'A', ...vpn } } });
    sketch.vpcs.A!.vgw = true;
    return sketch;
  };
  table('R17 two tunnels up:', vgw({}), { 'web → onprem tcp 443': 'passes', 'onprem → web tcp 22': 'passes' });
  table('R17 one tunnel up:', vgw({ up: 1 }), { 'web → onprem tcp 443': 'passes' });
  table('R17 no tunnel up:', vgw({ up: 0 }), { 'web → onprem tcp 443': 'vpn vpn-v; return vpn vpn-v' });
  table('R17 static routes elsewhere:', vgw({ static: ['172.16.0.0/16'] }), {
    'web → onprem tcp 443': 'vpn-gateway vgw-A',
  });

  const dx = (allowed: string[]): Sketch =>
    transitSketch((s) => {
      s.tgw!.attachments.D = { dx: true, table: 'main' };
      s.tgw!.tables.main!['192.168.0.0/16'] = 'propagated D';
      s.vpcs.A!.subnets.a!.routes = { '192.168.0.0/16': 'tgw' };
      s.dx = { tgw: 'tgw-T', allowed };
    });
  table('R17 allowed prefixes hold the VPC:', dx(['10.0.0.0/16']), {
    'web → onprem tcp 443': 'passes',
    'onprem → web tcp 22': 'passes',
  });
  table('R17 allowed prefixes leave it out:', dx(['10.1.0.0/16']), {
    'web → onprem tcp 443': 'return direct-connect dxgw-1',
    'onprem → web tcp 22': 'direct-connect dxgw-1',
  });
  test('R17 a private virtual interface’s allowed prefixes filter the VPC’s blocks', () => {
    const sketch = pair({ '192.168.0.0/16': 'vgw' }, { dx: { vgw: 'vgw-A', allowed: ['10.0.0.0/17'] } });
    sketch.vpcs.A!.vgw = true;
    expect(given(sketch).verdict('web → onprem tcp 443')).toBe('return direct-connect dxgw-1');
    sketch.dx!.allowed = ['10.0.0.0/15'];
    expect(given(sketch).verdict('web → onprem tcp 443')).toBe('passes');
  });
  test('R17 on-premises takes the longest prefix, then Direct Connect before VPN', () => {
    const both = transitSketch((s) => {
      s.tgw!.attachments.D = { dx: true, table: 'main' };
      s.tgw!.attachments.V = { vpn: 'v', table: 'main' };
      s.tgw!.tables.main!['192.168.0.0/16'] = 'propagated D,V';
      s.vpcs.A!.subnets.a!.routes = { '192.168.0.0/16': 'tgw' };
      s.vpns = { v: { tgw: true } };
      s.dx = { tgw: 'tgw-T', allowed: ['10.0.0.0/16'] };
    });
    expect(given(both).trace('onprem → web tcp 22').forward[0]).toMatchObject({ component: 'direct-connect' });
    both.dx!.allowed = ['10.0.0.0/8'];
    expect(given(both).trace('onprem → web tcp 22').forward[0]).toMatchObject({ component: 'vpn' });
  });
  test('R17 on a transit gateway a static VPN route beats Direct Connect of the same length', () => {
    const both = transitSketch((s) => {
      s.tgw!.attachments.D = { dx: true, table: 'main' };
      s.tgw!.attachments.V = { vpn: 'v', table: 'main' };
      s.tgw!.tables.main!['192.168.0.0/16'] = 'propagated D | V';
      s.vpcs.A!.subnets.a!.routes = { '192.168.0.0/16': 'tgw' };
      s.vpns = { v: { tgw: true } };
      s.dx = { tgw: 'tgw-T', allowed: ['10.0.0.0/16'] };
    });
    expect(given(both).trace('web → onprem tcp 22').forward.at(-1)).toMatchObject({ component: 'vpn' });
  });
});

describe('R18 who forwards for others has source/destination check off; a stopped instance answers nothing', () => {
  const sketch = (forwards: boolean, state = 'running'): Sketch => {
    const s = pair({ '10.0.2.0/24': 'host:mb' });
    s.vpcs.A!.subnets.s3 = { cidr: '10.0.3.0/24', routes: {} };
    s.vpcs.A!.subnets.s2!.routes = { '10.0.1.0/24': 'host:mb' };
    s.hosts!.mb = { subnet: 's3', address: '10.0.3.10', forwards, state };
    return s;
  };
  table('R18 off:', sketch(true), { 'web → db tcp 80': 'passes' });
  table('R18 on:', sketch(false), { 'web → db tcp 80': 'network-interface eni-mb; return network-interface eni-mb' });
  table('R18 stopped middlebox:', sketch(true, 'stopped'), {
    'web → db tcp 80': 'instance i-mb; return instance i-mb',
  });
  const stopped = pair({});
  stopped.hosts!.db!.state = 'stopped';
  table('R18 stopped destination:', stopped, {
    'web → db tcp 80': 'instance i-db',
    'db → web tcp 80': 'instance i-db',
  });
  test('R18 an instance that forwards to the internet is taken for a NAT instance, and said so', () => {
    const nat = pair({ '0.0.0.0/0': 'host:natinst' });
    nat.vpcs.A!.subnets.s3 = { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'igw' } };
    nat.hosts!.web!.public = undefined;
    nat.hosts!.natinst = { subnet: 's3', address: '10.0.3.10', public: '198.51.100.9', forwards: true };
    const result = given(nat).trace('web → 8.8.8.8 tcp 443');
    expect(result).toMatchObject({ reachable: true, asymmetric: false });
    expect(result.assumptions.map((a) => a.en).join()).toContain('NAT instance');
  });
});

describe('R19 VPC Block Public Access', () => {
  const sketch = (publicAccess: Sketch['publicAccess']): Sketch => {
    const s = natSketch();
    s.vpcs.A!.v6 = '2001:db8::/56';
    s.vpcs.A!.eigw = true;
    s.vpcs.A!.subnets.public!.v6 = '2001:db8:0:2::/64';
    s.vpcs.A!.subnets.public!.routes!['::/0'] = 'eigw';
    s.hosts!.web = { subnet: 'public', address: '10.0.2.10', public: '198.51.100.1', v6: '2001:db8:0:2::10' };
    return { ...s, publicAccess };
  };
  table('R19 block-ingress:', sketch({ mode: 'block-ingress' }), {
    'internet → web tcp 80': 'block-public-access subnet-public',
    'web → 8.8.8.8 tcp 443': 'return block-public-access subnet-public',
    'app → 8.8.8.8 tcp 443': 'passes',
    'web/6 → 2600::8 tcp 443': 'passes',
  });
  table('R19 block-bidirectional:', sketch({ mode: 'block-bidirectional' }), {
    'app → 8.8.8.8 tcp 443': 'block-public-access subnet-public; return block-public-access subnet-public',
    'web/6 → 2600::8 tcp 443': 'block-public-access subnet-public; return block-public-access subnet-public',
  });
  table(
    'R19 subnet excluded:',
    sketch({ mode: 'block-bidirectional', exclusions: { 'subnet-public': 'allow-bidirectional' } }),
    { 'internet → web tcp 80': 'passes', 'app → 8.8.8.8 tcp 443': 'passes' },
  );
  table(
    'R19 VPC excluded for egress:',
    sketch({ mode: 'block-bidirectional', exclusions: { 'vpc-A': 'allow-egress' } }),
    {
      'internet → web tcp 80': 'block-public-access subnet-public',
      'app → 8.8.8.8 tcp 443': 'passes',
    },
  );
});

import { describe, expect, test } from 'vitest';
import { given, type Sketch } from '../given.ts';

const table = (rule: string, sketch: Sketch, flows: Record<string, string>): void => {
  const network = given(sketch);
  test.each(Object.entries(flows))(`${rule} %s: %s`, (flow, verdict) => {
    expect(network.verdict(flow)).toBe(verdict);
  });
};

const sketch = (acl: { web?: string[]; db?: string[] }): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      subnets: { s1: { cidr: '10.0.1.0/24', acl: acl.web }, s2: { cidr: '10.0.2.0/24', acl: acl.db } },
    },
  },
  hosts: {
    web: { subnet: 's1', address: '10.0.1.10' },
    near: { subnet: 's1', address: '10.0.1.20' },
    win: { subnet: 's1', address: '10.0.1.30', windows: true },
    db: { subnet: 's2', address: '10.0.2.10' },
  },
});

describe('N1 stateless, ascending, first match decides, * denies; both directions need a rule', () => {
  table('N1 no answers out:', sketch({ db: ['in 100 allow tcp 5432 from 10.0.1.0/24'] }), {
    'web → db tcp 5432': 'return nacl acl-s2',
  });
  table(
    'N1',
    sketch({ db: ['in 100 allow tcp 5432 from 10.0.1.0/24', 'out 100 allow tcp 32768-60999 to 10.0.1.0/24'] }),
    { 'web → db tcp 5432': 'passes', 'web → db tcp 3306': 'nacl acl-s2' },
  );
  table(
    'N1 order:',
    sketch({
      db: [
        'in 200 allow all from 0.0.0.0/0',
        'in 100 deny tcp 22 from 10.0.1.10/32',
        'in 90 allow tcp 22 from 10.0.1.20/32',
        'out 100 allow all to 0.0.0.0/0',
      ],
    }),
    { 'web → db tcp 22': 'nacl acl-s2', 'near → db tcp 22': 'passes', 'web → db tcp 23': 'passes' },
  );
  test('N1 the rule that denies is named', () => {
    const result = given(
      sketch({ db: ['in 100 deny tcp 22 from 10.0.1.0/24', 'in 200 allow all from 0.0.0.0/0'] }),
    ).trace('web → db tcp 22');
    expect(result.obstacles[0]).toMatchObject({ component: 'nacl', rule: 'rule 100 deny tcp 22 from 10.0.1.0/24' });
    const last = given(sketch({ db: ['in 200 allow udp from 0.0.0.0/0'] })).trace('web → db tcp 22');
    expect(last.obstacles[0]).toMatchObject({ rule: 'rule * deny all' });
  });
  table(
    'N1 ICMP by type:',
    sketch({ db: ['in 100 allow icmp 8 from 0.0.0.0/0', 'out 100 allow icmp 0 to 0.0.0.0/0'] }),
    {
      'web → db icmp': 'passes',
    },
  );
  table(
    'N1 echo replies:',
    sketch({ db: ['in 100 allow icmp 8 from 0.0.0.0/0', 'out 100 allow icmp 8 to 0.0.0.0/0'] }),
    {
      'web → db icmp': 'return nacl acl-s2',
    },
  );
});

describe('N2 only what crosses the subnet’s edge is checked', () => {
  const closed = ['in 100 deny all from 0.0.0.0/0', 'out 100 deny all to 0.0.0.0/0'];
  table('N2', sketch({ web: closed }), {
    'web → near tcp 80': 'passes',
    'web → db tcp 80': 'nacl acl-s1; return nacl acl-s1',
  });
});

describe('N3 ephemeral ports by system; a rule that admits a part of them blocks a part', () => {
  const partly = sketch({ db: ['in 100 allow all from 0.0.0.0/0', 'out 100 allow tcp 49152-65535 to 0.0.0.0/0'] });
  test('N3 the part is named', () => {
    const [obstacle] = given(partly).trace('web → db tcp 5432').obstacles;
    expect(obstacle!.reason.en).toContain('tcp 32768-49151');
    expect(obstacle!.direction).toBe('return');
  });
  test('N3 Windows takes 49152–65535, Linux 32768–60999, AWS’s own services 1024–65535', async () => {
    const { coursesOf } = await import('../../../src/network/path.ts');
    const { resolvePlace } = await import('../../../src/network/places.ts');
    const { network } = given(partly);
    const portsOf = (name: string) => {
      const source = resolvePlace(network, name, 'source');
      const destination = resolvePlace(network, 'db', 'destination');
      if (!('found' in source && 'found' in destination)) throw new Error('not found');
      return coursesOf(network, { source: source.found, destination: destination.found, protocol: 6 }).courses[0]!.query
        .header.sport;
    };
    expect(portsOf('win')).toEqual([49152, 65535]);
    expect(portsOf('web')).toEqual([32768, 60999]);
  });
});

describe('N4 with a transit gateway: the instance’s subnet and the attachment’s subnet', () => {
  const open = ['in 100 allow all from 0.0.0.0/0', 'out 100 allow all to 0.0.0.0/0'];
  const transit = (acls: { a?: string[]; ta?: string[]; tb?: string[]; b?: string[] }, same = false): Sketch => ({
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        subnets: {
          a: { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw' }, acl: acls.a ?? open },
          ta: { cidr: '10.0.9.0/24', acl: acls.ta ?? open },
        },
      },
      B: {
        cidr: '10.1.0.0/16',
        subnets: {
          b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw' }, acl: acls.b ?? open },
          tb: { cidr: '10.1.9.0/24', acl: acls.tb ?? open },
        },
      },
    },
    hosts: { web: { subnet: 'a', address: '10.0.1.10' }, db: { subnet: 'b', address: '10.1.1.10' } },
    tgw: {
      attachments: {
        A: { vpc: 'A', subnets: [same ? 'a' : 'ta'], table: 'main' },
        B: { vpc: 'B', subnets: [same ? 'b' : 'tb'], table: 'main' },
      },
      tables: { main: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
    },
  });
  const deny = { in: 'in 90 deny tcp 80 from 10.0.1.0/24', out: 'out 90 deny tcp 80 to 10.1.1.0/24' };
  table('N4 leaving, instance subnet outbound:', transit({ a: [deny.out, ...open] }), {
    'web → db tcp 80': 'nacl acl-a',
  });
  table('N4 leaving, attachment subnet inbound:', transit({ ta: [deny.in, ...open] }), {
    'web → db tcp 80': 'nacl acl-ta',
  });
  table('N4 leaving, attachment subnet outbound is not asked:', transit({ ta: [deny.out, ...open] }), {
    'web → db tcp 80': 'passes',
  });
  table('N4 entering, attachment subnet outbound:', transit({ tb: [deny.out, ...open] }), {
    'web → db tcp 80': 'nacl acl-tb',
  });
  table('N4 entering, attachment subnet inbound is not asked:', transit({ tb: [deny.in, ...open] }), {
    'web → db tcp 80': 'passes',
  });
  table('N4 entering, instance subnet inbound:', transit({ b: [deny.in, ...open] }), {
    'web → db tcp 80': 'nacl acl-b',
  });
  table('N4 same subnet, leaving by outbound:', transit({ a: [deny.out, ...open] }, true), {
    'web → db tcp 80': 'nacl acl-a',
  });
  table('N4 same subnet, leaving by inbound:', transit({ a: [deny.in, ...open] }, true), {
    'web → db tcp 80': 'nacl acl-a',
  });
  table('N4 same subnet, entering by none:', transit({ b: [deny.in, deny.out, ...open] }, true), {
    'web → db tcp 80': 'passes',
  });
});

describe('N5 network ACLs do not filter what AWS answers itself', () => {
  const acl = ['in 100 deny all from 0.0.0.0/0', 'out 100 deny all to 0.0.0.0/0'];
  const closed: Sketch = {
    vpcs: {
      A: {
        cidr: '10.0.0.0/16',
        igw: true,
        subnets: { s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, acl } },
      },
    },
    hosts: { web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' } },
  };
  table('N5', closed, {
    'web → 169.254.169.253 udp 53': 'passes',
    'web → 10.0.0.2 udp 53': 'passes',
    'web → 169.254.169.254 tcp 80': 'passes',
    'web → 169.254.169.123 udp 123': 'passes',
    'web → 8.8.8.8 udp 53': 'nacl acl-s1; return nacl acl-s1',
  });
});

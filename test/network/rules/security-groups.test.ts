import { describe, expect, test } from 'vitest';
import { given, type HostSketch, type Sketch } from '../given.ts';

const table = (rule: string, sketch: Sketch, flows: Record<string, string>): void => {
  const network = given(sketch);
  test.each(Object.entries(flows))(`${rule} %s: %s`, (flow, verdict) => {
    expect(network.verdict(flow)).toBe(verdict);
  });
};

const oneVpc = (hosts: Record<string, HostSketch>, rest: Partial<Sketch> = {}): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      v6: '2001:db8::/56',
      subnets: {
        s1: { cidr: '10.0.1.0/24', v6: '2001:db8:0:1::/64', routes: { '0.0.0.0/0': 'igw', '::/0': 'igw' } },
        s2: { cidr: '10.0.2.0/24', v6: '2001:db8:0:2::/64', routes: { '0.0.0.0/0': 'igw', '::/0': 'igw' } },
      },
    },
  },
  hosts,
  ...rest,
});

const web: HostSketch = { subnet: 's1', address: '10.0.1.10', v6: '2001:db8:0:1::10', public: '198.51.100.1' };
const db: HostSketch = { subnet: 's2', address: '10.0.2.10', v6: '2001:db8:0:2::10', public: '198.51.100.2' };

describe('S1 stateful, allow-only, the union of all groups; no rule: denied; answers pass', () => {
  table(
    'S1',
    oneVpc({
      web: { ...web, in: [], out: ['tcp 5432 to 10.0.2.0/24'] },
      db: { ...db, in: ['tcp 5432 from 10.0.1.0/24'], out: [] },
    }),
    {
      'web → db tcp 5432': 'passes',
      'web → db tcp 3306': 'security-group sg-web; security-group sg-db',
      'db → web tcp 80': 'security-group sg-db; security-group sg-web',
    },
  );
  table(
    'S1 two groups:',
    oneVpc(
      { web, db: { ...db, groups: ['one', 'two'] } },
      {
        groups: {
          one: { vpc: 'A', in: ['tcp 5432 from 10.0.0.0/16'] },
          two: { vpc: 'A', in: ['tcp 6379 from 10.0.0.0/16'] },
        },
      },
    ),
    { 'web → db tcp 5432': 'passes', 'web → db tcp 6379': 'passes', 'web → db tcp 22': 'security-group sg-one' },
  );
});

describe('S2 a reference means the private addresses of a group’s interfaces', () => {
  const sketch = oneVpc({
    web: { ...web, more: ['10.0.1.11'] },
    other: { subnet: 's1', address: '10.0.1.20', public: '198.51.100.3' },
    db: { ...db, in: ['tcp 5432 from sg-web'] },
  });
  table('S2', sketch, {
    'web → db tcp 5432': 'passes',
    'web/6 → db/6 tcp 5432': 'passes',
    'other → db tcp 5432': 'security-group sg-db',
    // By its public address the web host is not a member of its group.
    'web → 198.51.100.2 tcp 5432': 'security-group sg-db',
  });
  table(
    'S2 outbound:',
    oneVpc({ web: { ...web, out: ['tcp 5432 to sg-db'] }, db, other: { subnet: 's2', address: '10.0.2.20' } }),
    {
      'web → db tcp 5432': 'passes',
      'web → other tcp 5432': 'security-group sg-web',
    },
  );
  test('S2 all of a member’s addresses count', () => {
    const network = given(sketch);
    const query = network.query('web → db tcp 5432');
    expect(network.network.groups.get('sg-web')!.members().get('vpc-A')![4]).toEqual([167772426, 167772427]);
    expect(query.header.src).toEqual([167772426, 167772426]);
  });

  const peered = (regions?: [string, string]): Sketch => ({
    vpcs: {
      A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx:ab' } } } },
      B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx:ab' } } } },
    },
    hosts: {
      web: { subnet: 'a', address: '10.0.1.10', out: ['tcp 5432 to sg-db'] },
      db: { subnet: 'b', address: '10.1.1.10', in: ['tcp 5432 from sg-web'] },
    },
    peerings: { ab: { between: ['A', 'B'], regions } },
  });
  table('S2 over a peering:', peered(), { 'web → db tcp 5432': 'passes' });
  table('S2 over a peering between regions:', peered(['ap-northeast-2', 'us-east-1']), {
    'web → db tcp 5432': 'security-group sg-web; security-group sg-db',
  });

  const transit = (gateway: boolean, attachment = true): Sketch => ({
    vpcs: {
      A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw' } } } },
      B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw' } } } },
    },
    hosts: {
      web: { subnet: 'a', address: '10.0.1.10' },
      picky: { subnet: 'a', address: '10.0.1.20', out: ['tcp 5432 to sg-db'] },
      db: { subnet: 'b', address: '10.1.1.10', in: ['tcp 5432 from sg-web', 'tcp 5432 from sg-picky'] },
    },
    tgw: {
      groupReferencing: gateway,
      attachments: {
        A: { vpc: 'A', subnets: ['a'], table: 'main', groupReferencing: attachment },
        B: { vpc: 'B', subnets: ['b'], table: 'main' },
      },
      tables: { main: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
    },
  });
  table('S2 over a transit gateway with referencing:', transit(true), {
    'web → db tcp 5432': 'passes',
    // Outbound rules cannot refer over a transit gateway.
    'picky → db tcp 5432': 'security-group sg-picky',
  });
  table('S2 referencing off at the gateway:', transit(false), { 'web → db tcp 5432': 'security-group sg-db' });
  table('S2 referencing off at an attachment:', transit(true, false), { 'web → db tcp 5432': 'security-group sg-db' });

  test('S2 an outbound reference matches over a peering, not over the transit gateway beside it', () => {
    const both = transit(true);
    both.peerings = { ab: { between: ['A', 'B'] } };
    expect(given(both).verdict('picky → db tcp 5432')).toBe('security-group sg-picky');
    both.vpcs.A!.subnets.a!.routes = { '10.1.0.0/16': 'pcx:ab' };
    both.vpcs.B!.subnets.b!.routes = { '10.0.0.0/16': 'pcx:ab' };
    expect(given(both).verdict('picky → db tcp 5432')).toBe('passes');
  });

  test('S2 not through a middlebox: only addresses match there', () => {
    const inspected = oneVpc(
      { web, db: { ...db, in: ['tcp 5432 from sg-web', 'tcp 80 from 10.0.1.0/24'] } },
      { firewalls: { f: { subnet: 's3', firewall: 'inspect' } } },
    );
    inspected.vpcs.A!.subnets.s3 = { cidr: '10.0.3.0/24', routes: {} };
    inspected.vpcs.A!.subnets.s1!.routes = { '10.0.2.0/24': 'fw:f' };
    inspected.vpcs.A!.subnets.s2!.routes = { '10.0.1.0/24': 'fw:f' };
    const network = given(inspected);
    expect(network.verdict('web → db tcp 80')).toBe('passes');
    expect(network.verdict('web → db tcp 5432')).toBe('security-group sg-db');
    expect(network.trace('web → db tcp 5432').obstacles[0]!.reason.en).toContain('only rules with addresses');
  });
  test('S2 a group may be used in an associated VPC: its members there count by the way that leads there', () => {
    const shared = peered();
    shared.groups = { app: { vpc: 'A' } };
    shared.hosts!.web!.groups = ['app'];
    shared.hosts!.twin = { subnet: 'b', address: '10.1.1.20', groups: ['app'] };
    shared.hosts!.db!.in = ['tcp 5432 from sg-app'];
    const network = given(shared);
    expect(network.verdict('twin → db tcp 5432')).toBe('passes');
    expect(network.verdict('web → db tcp 5432')).toBe('passes');
  });
});

describe('S3 −1 is every protocol and port; ICMP by type and code; ICMPv6 is its own; a prefix list is its entries', () => {
  const sketch = oneVpc(
    {
      web,
      any: { subnet: 's2', address: '10.0.2.11', v6: '2001:db8:0:2::11', in: ['all from 10.0.0.0/16'] },
      ping: { subnet: 's2', address: '10.0.2.12', v6: '2001:db8:0:2::12', in: ['icmp 8 from 0.0.0.0/0'] },
      unreachable: { subnet: 's2', address: '10.0.2.13', in: ['icmp 3 from 0.0.0.0/0'] },
      six: { subnet: 's2', address: '10.0.2.14', v6: '2001:db8:0:2::14', in: ['icmpv6 from ::/0'] },
      listed: { subnet: 's2', address: '10.0.2.15', v6: '2001:db8:0:2::15', in: ['tcp 443 from pl-offices'] },
      ranged: { subnet: 's2', address: '10.0.2.16', in: ['tcp 8000-8010 from 10.0.1.10/32'] },
      gre: { subnet: 's2', address: '10.0.2.17', in: ['47 from 10.0.0.0/16'] },
    },
    { prefixLists: { offices: ['10.0.1.0/28', '2001:db8:0:1::/64'] } },
  );
  table('S3', sketch, {
    'web → any tcp 9999': 'passes',
    'web → any udp 53': 'passes',
    'web → any 47': 'passes',
    'web/6 → any/6 tcp 80': 'security-group sg-any',
    'web → ping icmp': 'passes',
    'web/6 → ping/6 icmp': 'security-group sg-ping',
    'web → unreachable icmp': 'security-group sg-unreachable',
    'web/6 → six/6 icmp': 'passes',
    'web → six icmp': 'security-group sg-six',
    'web → listed tcp 443': 'passes',
    'web/6 → listed/6 tcp 443': 'passes',
    'web → ranged tcp 8005': 'passes',
    'web → ranged tcp 8011': 'security-group sg-ranged',
    'web → ranged udp 8005': 'security-group sg-ranged',
    'web → gre 47': 'passes',
    'web → gre 50': 'security-group sg-gre',
  });
});

describe('S4 traffic inside one subnet passes groups too', () => {
  table('S4', oneVpc({ web, peer: { subnet: 's1', address: '10.0.1.20', in: ['tcp 80 from 10.0.1.0/24'] } }), {
    'web → peer tcp 80': 'passes',
    'web → peer tcp 22': 'security-group sg-peer',
  });
  test('S4 even between two interfaces of one instance', () => {
    const sketch = oneVpc({ web, second: { subnet: 's1', address: '10.0.1.30', in: ['tcp 80 from 10.0.1.0/24'] } });
    sketch.edit = (ec2) => {
      const eni = ec2.NetworkInterfaces!.find((e) => e.NetworkInterfaceId === 'eni-second')!;
      eni.Attachment = { InstanceId: 'i-web', Status: 'attached' };
    };
    expect(given(sketch).verdict('web → second tcp 22')).toBe('security-group sg-second');
    expect(given(sketch).verdict('web → second tcp 80')).toBe('passes');
  });
});

describe('S6 groups and NACLs do not filter what AWS answers itself', () => {
  const sketch = oneVpc({ web: { ...web, out: [] } });
  sketch.vpcs.A!.subnets.s1!.acl = ['in 100 deny all from 0.0.0.0/0', 'out 100 deny all to 0.0.0.0/0'];
  table('S6', sketch, {
    'web → 169.254.169.253 udp 53': 'passes',
    'web → 10.0.0.2 udp 53': 'passes',
    'web → 169.254.169.254 tcp 80': 'passes',
    'web → 169.254.170.2 tcp 80': 'passes',
    'web → 169.254.169.123 udp 123': 'passes',
    'web → 169.254.169.250 tcp 1688': 'passes',
  });
  test('S6 the resolver answers only with DNS support on', () => {
    const off = oneVpc({ web });
    off.edit = (ec2) => {
      ec2.VpcAttributes!['vpc-A'] = { EnableDnsSupport: false };
    };
    expect(given(off).verdict('web → 169.254.169.253 udp 53')).toBe('amazon-service dns');
  });
});

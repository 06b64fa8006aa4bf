import type { InterfaceEndpointSpec } from '../endpoints.ts';
import type { GenerateOptions } from '../generate.ts';
import type { InstanceSpec } from '../instances.ts';
import type { NatSpec } from '../nat-gateways.ts';
import type { SubnetSpec, Zone } from '../subnets.ts';
import { sequence } from './random.ts';

/** What a generated network consists of, before it takes AWS's shapes. */
export interface NetworkPlan {
  vpcs: VpcPlan[];
  gateways: GatewayPlan[];
  /** Public addresses that nothing uses. */
  unusedAddresses: string[];
}

export interface GatewayPlan {
  name: string;
  asn: number;
  /** The first is the way to the internet of the others. */
  vpcs: VpcPlan[];
}

export interface VpcPlan {
  name: string;
  cidr: string;
  /** `hub` and `internet` have an internet gateway and NAT gateways; `private` goes out through the hub. */
  kind: 'hub' | 'internet' | 'private';
  /** The transit gateway's name. */
  gateway: string;
  subnets: Record<'public' | 'private' | 'attachment', SubnetSpec[]>;
  nats: NatSpec[];
  instances: InstanceSpec[];
  endpoints: InterfaceEndpointSpec[];
  /** The S3 gateway endpoint, with a route in each private table. */
  s3: boolean;
  balancer: { name: string; addresses: string[] } | undefined;
  /** A group that nothing is in, open to the world on port 22. */
  leftover: boolean;
  /** A route to a peering that is gone. */
  blackhole: boolean;
}

const letters: Zone[] = ['a', 'b', 'c'];
const mostVpcs = 250;
/** Of a /20's 4,096 addresses: AWS's five, and room for endpoints at its start. */
const firstHost = 16;
const mostHosts = 4096 - firstHost - 1;

/** Public addresses for documentation (RFC 5737): 762 hosts, and none of them anybody's. */
const documentation = ['192.0.2', '198.51.100', '203.0.113'];

function publicAddresses(): () => string {
  let next = 0;
  return () => {
    const block = documentation[Math.floor(next / 254)];
    if (block === undefined) throw new RangeError('the documentation ranges have no more public addresses');
    return `${block}.${(next++ % 254) + 1}`;
  };
}

/** The address at `index` of the block that begins with `base` (`10.7.16.0`). */
function addressAt(base: string, index: number): string {
  const [a, b, c] = base.split('.').map(Number);
  return `${a}.${b}.${c! + Math.floor(index / 256)}.${index % 256}`;
}

const number = (n: number): string => String(n).padStart(3, '0');

/** @throws RangeError when the VPCs or their subnets cannot hold what is asked for */
export function plan(options: GenerateOptions): NetworkPlan {
  const { vpcs: count, zones: zoneCount = 3, vpcsPerTransitGateway: perGateway = 50, seed = 1 } = options;
  const { balancers = Math.ceil(count / 10), endpoints = 0.3 } = options;
  if (!Number.isInteger(count) || count < 1 || count > mostVpcs) {
    throw new RangeError(`1 to ${mostVpcs} VPCs, not ${count}`);
  }
  if (zoneCount !== 2 && zoneCount !== 3) throw new RangeError(`2 or 3 zones, not ${zoneCount}`);
  if (options.instances > count * zoneCount * mostHosts) {
    throw new RangeError(`${count} VPCs hold ${count * zoneCount * mostHosts} instances, not ${options.instances}`);
  }
  const random = sequence(seed);
  const publicAddress = publicAddresses();
  const zones = letters.slice(0, zoneCount);
  let balancersLeft = balancers;

  const vpcs = Array.from({ length: count }, (_, i): VpcPlan => {
    const name = `vpc-${number(i + 1)}`;
    const base = `10.${i}`;
    const kind = i % perGateway === 0 ? 'hub' : i % 5 === 1 ? 'internet' : 'private';
    const subnets = subnetsOf(name, base, zones);
    const open = kind !== 'private';
    // Every second VPC with internet of its own saves on NAT gateways: one zone's failure takes the others along.
    const natZones = kind === 'hub' || i % 2 === 0 ? zones : zones.slice(0, 1);
    const withBalancer = kind === 'internet' && balancersLeft > 0;
    if (withBalancer) balancersLeft--;
    const bastion = kind === 'internet' ? [bastionOf(name, subnets.public[0]!, publicAddress())] : [];
    const share = Math.floor(options.instances / count) + (i < options.instances % count ? 1 : 0);
    return {
      name,
      cidr: `${base}.0.0/16`,
      kind,
      gateway: `tgw-${Math.floor(i / perGateway) + 1}`,
      subnets,
      nats: open
        ? natZones.map((zone, z) => ({
            name: `${name}-nat-${zone}`,
            subnet: subnets.public[z]!,
            privateIp: `${base}.${z}.10`,
            publicIp: publicAddress(),
          }))
        : [],
      instances: [...bastion, ...workloads(name, subnets.private, Math.max(share - bastion.length, 0), random)],
      endpoints:
        random() < endpoints
          ? ['ssm', 'ssmmessages'].map((service) => ({
              vpc: name,
              service,
              group: 'endpoints',
              subnets: subnets.private,
            }))
          : [],
      s3: random() < 0.5,
      balancer: withBalancer
        ? { name: `alb-${number(balancers - balancersLeft)}`, addresses: zones.map(() => publicAddress()) }
        : undefined,
      leftover: random() < 0.05,
      blackhole: random() < 0.025,
    };
  });
  if (options.balancers !== undefined && balancersLeft > 0) {
    throw new RangeError(`${balancers} balancers, but ${balancers - balancersLeft} VPCs that can have one`);
  }
  const gateways = [...new Set(vpcs.map((vpc) => vpc.gateway))].map((name, i) => ({
    name,
    asn: 64512 + i,
    vpcs: vpcs.filter((vpc) => vpc.gateway === name),
  }));
  return { vpcs, gateways, unusedAddresses: Array.from({ length: Math.ceil(count / 40) }, publicAddress) };
}

function subnetsOf(vpc: string, base: string, zones: readonly Zone[]): VpcPlan['subnets'] {
  const tier = (kind: string, cidr: (z: number) => string, table: (zone: Zone) => string): SubnetSpec[] =>
    zones.map((zone, z) => ({
      vpc,
      name: `${vpc}-${kind}-${zone}`,
      cidr: cidr(z),
      zone,
      publicOnLaunch: kind === 'public',
      table: table(zone),
    }));
  return {
    public: tier(
      'public',
      (z) => `${base}.${z}.0/24`,
      () => `${vpc}-public`,
    ),
    attachment: tier(
      'attachment',
      (z) => `${base}.10.${16 * z}/28`,
      (zone) => `${vpc}-attachment-${zone}`,
    ),
    private: tier(
      'private',
      (z) => `${base}.${16 * (z + 1)}.0/20`,
      (zone) => `${vpc}-private-${zone}`,
    ),
  };
}

const sshd = () => ({ kind: 'tcp' as const });

const bastionOf = (vpc: string, subnet: SubnetSpec, publicIp: string): InstanceSpec => ({
  name: `${vpc}-bastion`,
  subnet,
  address: subnet.cidr.replace('.0/24', '.20'),
  type: 't3.small',
  architecture: 'x86_64',
  group: 'bastion',
  publicIp,
  host: { services: { 'tcp/22': sshd() } },
});

/** Web and application servers, in turn in each zone. */
function workloads(vpc: string, subnets: readonly SubnetSpec[], count: number, random: () => number): InstanceSpec[] {
  return Array.from({ length: count }, (_, i): InstanceSpec => {
    const subnet = subnets[i % subnets.length]!;
    // The first ten are web servers: a balancer's targets.
    const web = i < 10 || random() < 0.3;
    return {
      name: `${vpc}-${web ? 'web' : 'app'}-${number(i + 1)}`,
      subnet,
      address: addressAt(subnet.cidr.replace('/20', ''), firstHost + Math.floor(i / subnets.length)),
      type: web ? 't3.small' : 'm7g.xlarge',
      architecture: web ? 'x86_64' : 'arm64',
      group: web ? 'web' : 'app',
      host: {
        services: {
          'tcp/22': sshd(),
          [web ? 'tcp/80' : 'tcp/8080']: { kind: 'http', status: { '*': 200 } },
        },
      },
    };
  });
}

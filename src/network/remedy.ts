import type { Cidr } from './cidr.ts';
import type { Header } from './header.ts';
import type {
  Attachment,
  Firewall,
  Instance,
  Interface,
  InternetGateway,
  NatGateway,
  NetworkAcl,
  Peering,
  RouteTable,
  Subnet,
  TransitTable,
  Vpc,
} from './model.ts';
import type { TableRoute } from './routes.ts';

/** What an obstacle asks to be changed, as facts; `fixes.ts` makes AWS calls of it. */
export type Remedy =
  | { kind: 'group'; interface: Interface; direction: 'ingress' | 'egress'; header: Header }
  | { kind: 'acl'; acl: NetworkAcl; subnet: Subnet; direction: 'ingress' | 'egress'; header: Header }
  /** A table lacks a route, or has one that leads nowhere. */
  | { kind: 'route'; vpc: Vpc; table: RouteTable; wrong?: TableRoute; header: Header; zone?: string }
  | { kind: 'start-instance'; instance: Instance }
  | { kind: 'forwarding'; interface: Interface }
  | { kind: 'public-address'; interface: Interface }
  | { kind: 'attach-internet-gateway'; gateway: InternetGateway; vpc: Vpc }
  | { kind: 'block-public-access'; vpc: Vpc; subnet?: Subnet; mode: 'allow-bidirectional' | 'allow-egress' }
  | { kind: 'nat-gateway'; gateway: NatGateway }
  | { kind: 'accept-peering'; peering: Peering }
  | { kind: 'transit-route'; table: TransitTable; header: Header }
  | { kind: 'transit-association'; attachment: Attachment }
  | { kind: 'attachment-subnet'; attachment: Attachment; vpc: Vpc; zone: string }
  | { kind: 'accept-attachment'; attachment: Attachment }
  | { kind: 'firewall'; firewall: Firewall; header: Header }
  | { kind: 'allowed-prefix'; directConnectGateway: string; gateway: string; allowed: readonly Cidr[]; header: Header };

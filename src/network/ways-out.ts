import type { Network } from './model.ts';

/** A link by which packets leave the VPCs of the accounts that were read. */
export interface WayOut {
  kind:
    | 'internet-gateway'
    | 'egress-only-internet-gateway'
    | 'nat-gateway'
    | 'vpn'
    | 'direct-connect'
    | 'peering'
    | 'transit-gateway-peering'
    | 'privatelink';
  id: string;
  name?: string;
  /** The VPC that it is in or at; absent: of a transit or Direct Connect gateway. */
  vpc?: string;
  /** Where it leads: an account, a VPC, a service, a gateway. */
  to?: string;
}

/** AWS's own services: an endpoint to one of them leads to AWS, any other to another account. */
const isAmazons = (service: string): boolean => /^(com\.amazonaws|aws|cn\.com\.amazonaws)\.(?!vpce\.)/.test(service);

/** Everything that leads out of the accounts read: to the internet, on-premises, other accounts. In order of kind and id. */
export function waysOut(network: Network): WayOut[] {
  const accounts = new Set(network.snapshot.accounts.map((a) => a.id));
  const found: WayOut[] = [];
  for (const g of network.internetGateways.values())
    if (g.vpc !== undefined)
      found.push({ kind: 'internet-gateway', id: g.id, ...named(g), vpc: g.vpc.id, to: 'internet' });
  for (const g of network.egressOnlyGateways.values())
    if (g.vpc !== undefined)
      found.push({ kind: 'egress-only-internet-gateway', id: g.id, ...named(g), vpc: g.vpc.id, to: 'internet' });
  for (const n of network.natGateways.values())
    if (n.state === 'available')
      found.push({ kind: 'nat-gateway', id: n.id, ...named(n), ...(n.vpc === undefined ? {} : { vpc: n.vpc.id }) });
  for (const v of network.vpnConnections.values())
    found.push({ kind: 'vpn', id: v.id, ...named(v), to: v.transitGateway ?? v.vpnGateway ?? 'on-premises' });
  for (const d of network.directConnectGateways.values())
    found.push({ kind: 'direct-connect', id: d.id, ...named(d), to: 'on-premises' });
  for (const p of network.peerings.values()) {
    const [inside, other] = p.sides[0].vpc === undefined ? [p.sides[1], p.sides[0]] : p.sides;
    const foreign = other.vpc === undefined || (other.account !== undefined && !accounts.has(other.account));
    if (p.state === 'active' && foreign)
      found.push({
        kind: 'peering',
        id: p.id,
        ...named(p),
        vpc: inside.vpcId,
        to: [other.account, other.vpcId].filter((t) => t !== undefined).join(' '),
      });
  }
  for (const t of network.transitGateways.values())
    for (const a of t.attachments.values())
      if (a.type === 'peering' && !network.transitGateways.has(a.resource))
        found.push({ kind: 'transit-gateway-peering', id: a.id, ...named(a), to: a.resource });
  for (const e of network.endpoints.values())
    if (e.type === 'interface' && !isAmazons(e.service))
      found.push({
        kind: 'privatelink',
        id: e.id,
        ...named(e),
        ...(e.vpc === undefined ? {} : { vpc: e.vpc.id }),
        to: e.service,
      });
  return found.sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
}

const named = ({ name }: { name?: string }): { name?: string } => (name === undefined ? {} : { name });

import { assumes, label, stops } from '../../messages/network.ts';
import type { Network, Subnet, Vpc } from '../model.ts';
import { type Context, hindered, type Packet } from '../packet.ts';

/** What an internet gateway still carries for a subnet under VPC Block Public Access (rule R19). */
export type PublicAccess = 'both-ways' | 'started-inside' | 'nothing';

export function publicAccessOf(network: Network, vpc: Vpc, subnet: Subnet | undefined): PublicAccess {
  const setting = network.blockPublicAccess(vpc);
  if (setting === undefined || setting.mode === 'off') return 'both-ways';
  const exclusion = setting.exclusions?.get(subnet?.id ?? '') ?? setting.exclusions?.get(vpc.id);
  if (exclusion === 'allow-bidirectional') return 'both-ways';
  // Egress-only exclusions count only under the bidirectional mode, and then mean what the ingress mode means.
  if (setting.mode === 'block-ingress' || exclusion === 'allow-egress') return 'started-inside';
  return 'nothing';
}

/**
 * Packets at an internet gateway or egress-only gateway, past VPC Block Public Access.
 *
 * @param started true for traffic of NAT and egress-only gateways, which carry only what starts inside
 * @param inbound true for packets from the internet
 */
export function passPublicAccess(
  context: Context,
  packet: Packet,
  { vpc, subnet, started, inbound }: { vpc: Vpc; subnet: Subnet | undefined; started: boolean; inbound: boolean },
): Packet | undefined {
  const { network } = context;
  const setting = network.blockPublicAccess(vpc);
  if (setting === undefined) {
    context.assume(`public access ${vpc.id}`, () => assumes.publicAccessUnread(label(vpc)));
    return packet;
  }
  const access = publicAccessOf(network, vpc, subnet);
  const open = access === 'both-ways' || (access === 'started-inside' && (started || !inbound));
  if (open) return packet;
  return hindered(context, packet, () => ({
    component: 'block-public-access',
    id: subnet?.id ?? vpc.id,
    name: subnet?.name ?? vpc.name,
    rule: setting.mode,
    reason: stops.publicAccessBlocked(label(vpc), setting.mode),
    remedy: {
      kind: 'block-public-access',
      vpc,
      subnet,
      mode: started && setting.mode === 'block-bidirectional' ? 'allow-egress' : 'allow-bidirectional',
    },
    vpc,
    subnet,
  }));
}

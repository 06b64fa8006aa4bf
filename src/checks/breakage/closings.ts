import type { Call } from '../../findings/finding.ts';
import type { Interface, Network } from '../../network/model.ts';
import { protocolOf } from '../../network/security-groups.ts';

/** What a call closes, and in front of which interfaces. */
export interface Closing {
  interfaces: readonly Interface[];
  direction: 'ingress' | 'egress';
  protocols: readonly ('tcp' | 'udp')[];
  /** Destination ports, both ends included. */
  ports: readonly (readonly [from: number, to: number])[];
}

/** Calls on groups and ACLs that let in more, or close nothing that is in use. */
const closesNothing = /^(Authorize|Create|Delete)SecurityGroup|^(Create|Delete)NetworkAcl$/;

const closes = /^RevokeSecurityGroup(Ingress|Egress)$|^(Create|Replace)NetworkAclEntry$/;

/** Whether it can be told what a call closes. */
export const isLookedAt = ({ operation }: Call): boolean => closesNothing.test(operation) || closes.test(operation);

/** What a call closes; undefined: what it changes is not looked at here. */
export function closingsOf(network: Network, call: Call): Closing[] | undefined {
  const { operation, input } = call;
  if (!isLookedAt(call)) return undefined;
  if (closesNothing.test(operation)) return [];
  if (operation === 'RevokeSecurityGroupIngress' || operation === 'RevokeSecurityGroupEgress') {
    const interfaces = [...network.interfaces.values()].filter((i) =>
      i.groups.groups.some((g) => g.id === input.GroupId),
    );
    const direction = operation === 'RevokeSecurityGroupIngress' ? 'ingress' : 'egress';
    return ((input.IpPermissions as Permission[] | undefined) ?? []).map((p) => ({
      interfaces,
      direction,
      ...reachOf(p.IpProtocol, p.FromPort, p.ToPort),
    }));
  }
  if (input.RuleAction !== 'deny') return [];
  const range = input.PortRange as { From?: number; To?: number } | undefined;
  const interfaces = [...network.subnets.values()]
    .filter((s) => s.acl?.id === input.NetworkAclId)
    .flatMap((s) => s.interfaces);
  const direction = input.Egress === true ? 'egress' : 'ingress';
  return [{ interfaces, direction, ...reachOf(String(input.Protocol ?? '-1'), range?.From, range?.To) }];
}

interface Permission {
  IpProtocol?: string;
  FromPort?: number;
  ToPort?: number;
}

/** Of ICMP and protocols without ports nothing is asked. */
function reachOf(protocol = '-1', from?: number, to = from): Pick<Closing, 'protocols' | 'ports'> {
  const number = protocolOf(protocol);
  const protocols = number === -1 ? (['tcp', 'udp'] as const) : number === 6 ? (['tcp'] as const) : (['udp'] as const);
  if (number !== -1 && number !== 6 && number !== 17) return { protocols: [], ports: [] };
  return { protocols, ports: [from === undefined || from < 0 || to === undefined ? [0, 65535] : [from, to]] };
}

import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { buildNetwork } from '../../network/build/network.ts';
import { parseAddress } from '../../network/cidr.ts';
import { type Header, packet, reversed } from '../../network/header.ts';
import type { Interface } from '../../network/model.ts';
import { admittedByAcl } from '../../network/network-acls.ts';
import { admittedBy } from '../../network/security-groups.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';

/** Balancers check from ports 1024–65535 (rule N3). */
const balancerPorts: [number, number] = [1024, 65535];
const tcp = 6;

/**
 * Whether a balancer's health check gets to a target and its answer back (rule L1): groups of both ends, NACLs of both
 * subnets both ways, and a route between them.
 */
export function healthCheckArrives(
  state: LabState,
  balancerArn: string,
  target: Saved<TargetDescription>,
  interfaceId: string | undefined,
  port: number,
): boolean {
  const network = buildNetwork(state.snapshot);
  const balancer = network.balancers.get(balancerArn);
  const to = interfaceId === undefined ? undefined : network.interfaces.get(interfaceId);
  if (balancer === undefined || to === undefined) return false;
  const address = parseAddress(target.Id ?? '') ?? to.addresses[0];
  if (address === undefined) return false;
  return balancer.interfaces.some((from) => {
    const source = from.addresses[0];
    if (source === undefined) return false;
    const request = packet(tcp, source, balancerPorts, address, port);
    return passes(from, to, request, balancer.hasGroups);
  });
}

function passes(from: Interface, to: Interface, request: Header, filtered: boolean): boolean {
  // Health checks across VPCs go by peering or transit gateway: where no engine has walked it, only inside one VPC.
  if (from.vpc !== to.vpc) return false;
  const references = [from.vpc.id];
  if (filtered && admittedBy(from.groups, 'egress', request, references).length === 0) return false;
  if (admittedBy(to.groups, 'ingress', request, references).length === 0) return false;
  if (from.subnet === to.subnet) return true;
  const answer = reversed(request);
  return (
    overEdge(from, 'egress', request) &&
    overEdge(to, 'ingress', request) &&
    overEdge(to, 'egress', answer) &&
    overEdge(from, 'ingress', answer)
  );
}

/** All of the request's ports must pass: a part of the range that is dropped fails checks now and then. */
function overEdge(at: Interface, direction: 'ingress' | 'egress', header: Header): boolean {
  const acl = at.subnet.acl;
  if (acl === undefined) return true;
  return admittedByAcl(acl.compiled(), direction, header).some((a) => a.header === header || covers(a.header, header));
}

const covers = (outer: Header, inner: Header): boolean =>
  outer.dport[0]! <= inner.dport[0]! && outer.dport.at(-1)! >= inner.dport.at(-1)!;

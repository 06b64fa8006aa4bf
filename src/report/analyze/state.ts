import type { RootContent } from 'mdast';
import * as text from '../../messages/analyze.ts';
import { heading, paragraph, topology } from '../nodes.ts';
import type { Reader } from './reader.ts';
import { balancers } from './state/balancers.ts';
import { dns } from './state/dns.ts';
import { edge } from './state/edge.ts';
import { endpoints } from './state/endpoints.ts';
import { firewalls } from './state/firewalls.ts';
import { gateways } from './state/gateways.ts';
import { hybrid } from './state/hybrid.ts';
import { networkAcls } from './state/network-acls.ts';
import { peerings } from './state/peerings.ts';
import { routing } from './state/routing.ts';
import { groups } from './state/security-groups.ts';
import { subnets } from './state/subnets.ts';
import { transit } from './state/transit.ts';
import { vpcs } from './state/vpcs.ts';
import { networkTopology } from './topology.ts';

/** The first part: what there is. A section about something the account does not have is left out. */
export function statePart(reader: Reader): RootContent[] {
  const { overview, say } = reader;
  if (overview.vpcs === null || overview.vpcs.length === 0) {
    const outside = [...dns(reader), ...hybrid(reader), ...edge(reader)];
    return outside.length === 0 ? [paragraph(say(text.partNone))] : outside;
  }
  return [
    heading(3, say(text.sections.topology)),
    topology(networkTopology(reader)),
    ...vpcs(reader),
    ...subnets(reader),
    ...routing(reader),
    ...gateways(reader),
    ...transit(reader),
    ...peerings(reader),
    ...groups(reader),
    ...networkAcls(reader),
    ...balancers(reader),
    ...endpoints(reader),
    ...firewalls(reader),
    ...dns(reader),
    ...hybrid(reader),
    ...edge(reader),
  ];
}

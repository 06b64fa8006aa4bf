import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { code, heading, list, paragraph, table } from '../../nodes.ts';
import { byName, namesOf, readable, shortZone } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

export function gateways(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const igws = overview.gateways.internetGateways ?? [];
  const nats = overview.natGateways ?? [];
  const { total, unassociated } = overview.addresses;
  return [
    heading(3, say(text.sections.gateways)),
    ...(igws.length === 0 && nats.length === 0 ? [paragraph(say(text.noGateways))] : []),
    ...internetGateways(reader),
    ...natGateways(reader),
    ...(total === null || total === 0
      ? []
      : [
          paragraph(
            say(
              text.elasticIps(
                total,
                (unassociated ?? []).map((a) => a.ip),
              ),
            ),
          ),
        ]),
  ];
}

function internetGateways(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const igws = overview.gateways.internetGateways ?? [];
  if (igws.length === 0) return [];
  if (igws.length > readable) {
    const vpcs = igws.flatMap((g) => (g.vpc === null ? [] : [g.vpc]));
    return [paragraph(say(text.internetGatewaysOf(igws.length, namesOf(reader, vpcs, 8))))];
  }
  return [
    list(
      igws.map((g) => [
        g.vpc === null ? say(text.detached) : called(reader, g.vpc),
        ': ',
        g.name === undefined ? code(g.id) : [g.name, ' ', code(g.id)],
      ]),
    ),
  ];
}

function natGateways(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const nats = [...(overview.natGateways ?? [])].sort((a, b) => byName(a.name ?? a.id, b.name ?? b.id));
  if (nats.length === 0) return [];
  const losing = nats.filter((n) => n.crossZone.length > 0);
  return [
    table(
      ['NAT', 'VPC', say(text.label.zone), say(text.label.state), say(text.label.publicIp), say(text.label.usedBy)],
      nats.map((n) => [
        n.name ?? code(n.id),
        called(reader, n.vpc),
        shortZone(n.zone),
        n.state,
        n.publicIps.join(', ') || '-',
        n.usedBy.length === 0
          ? '-'
          : namesOf(
              reader,
              n.usedBy.map((u) => u.subnet),
              6,
            ),
      ]),
    ),
    losing.length === 0
      ? paragraph(say(text.zoneLossNone))
      : list(losing.map((n) => say(text.zoneLoss(n.zone, n.name ?? n.id, namesOf(reader, n.crossZone, 6))))),
  ];
}

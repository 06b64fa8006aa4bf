import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { code, heading, type Inline, list, table } from '../../nodes.ts';
import { firstOf } from '../fold.ts';
import type { Reader } from '../reader.ts';

export function hybrid(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const { connections, virtualInterfaces, directConnectGateways, vpnConnections } = overview.hybrid;
  if (!connections?.length && !vpnConnections?.length && !directConnectGateways?.length) return [];
  const rows: Inline[][] = [
    ...(connections ?? []).map((c): Inline[] => [
      'Direct Connect',
      c.name ?? code(c.id),
      c.state,
      `${c.bandwidth} ${c.location}`.trim(),
    ]),
    ...(virtualInterfaces ?? []).map((v): Inline[] => [
      'VIF',
      v.name ?? code(v.id),
      v.state,
      `${v.type}, BGP ${v.bgp.join(', ') || '-'}, ASN ${v.asn ?? '-'}`,
    ]),
    ...(vpnConnections ?? []).map((v): Inline[] => [
      'VPN',
      v.name ?? code(v.id),
      v.state,
      v.tunnels === null ? say(text.unknown) : v.tunnels.map((t) => `${t.address} ${t.status}`).join(', '),
    ]),
  ];
  const { shown, rest } = firstOf(reader, rows);
  return [
    heading(3, say(text.sections.hybrid)),
    table([say(text.label.type), say(text.label.name), say(text.label.state), say(text.detail)], shown),
    ...rest,
    ...((directConnectGateways ?? []).length === 0
      ? []
      : [
          list(
            (directConnectGateways ?? []).map((g) =>
              say(
                text.dxgw(
                  g.name ?? g.id,
                  g.asn,
                  (g.associations ?? []).flatMap((a) => a.allowedPrefixes),
                ),
              ),
            ),
          ),
        ]),
  ];
}

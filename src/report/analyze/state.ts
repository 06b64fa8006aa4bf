import type { RootContent } from 'mdast';
import * as text from '../../messages/analyze.ts';
import { code, heading, type Inline, list, paragraph, table, topology } from '../nodes.ts';
import { called, count, orUnknown, type Reader } from './reader.ts';
import { networkTopology } from './topology.ts';

/** Above this many rows a table is made shorter: a person still has to read it. */
const readable = 60;

/** The first part: what there is. A section about something the account does not have is left out. */
export function statePart(reader: Reader): RootContent[] {
  const { overview, say } = reader;
  if (overview.vpcs === null || overview.vpcs.length === 0) return [paragraph(say(text.partNone))];
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
    ...balancers(reader),
    ...endpoints(reader),
    ...firewalls(reader),
    ...dns(reader),
    ...hybrid(reader),
    ...edge(reader),
  ];
}

/** For a screen of 80 columns: the names, blocks and purposes. */
export function vpcGlance(reader: Reader): RootContent {
  const { say, overview } = reader;
  return table(
    ['VPC', 'CIDR', say(text.label.purpose), 'EC2'],
    (overview.vpcs ?? []).map((v) => [
      v.name ?? code(v.id),
      v.cidrs.join(', '),
      say(v.purpose.says),
      orUnknown(reader, v.instances),
    ]),
    ['left', 'left', 'left', 'right'],
  );
}

function vpcTable(reader: Reader): RootContent {
  const { say, overview } = reader;
  return table(
    [
      say(text.label.name),
      'VPC',
      'CIDR',
      say(text.label.purpose),
      say(text.label.subnets),
      say(text.label.zones),
      say(text.label.flowLogs),
    ],
    (overview.vpcs ?? []).map((v) => [
      v.name ?? '-',
      code(v.id),
      v.cidrs.join(', '),
      [say(v.purpose.says), ` (${say(v.purpose.because)})`],
      orUnknown(reader, v.subnets),
      String(v.zones.length),
      v.flowLogs === null ? say(text.unknown) : say(v.flowLogs ? text.on : text.off),
    ]),
    ['left', 'left', 'left', 'left', 'right', 'right', 'left'],
  );
}

function vpcs(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.vpcs ?? [];
  return [
    heading(3, say(text.sections.vpcs)),
    vpcTable(reader),
    paragraph(
      say(
        text.addressing(
          all.every((v) => v.rfc1918),
          overview.overlaps?.length ?? 0,
        ),
      ),
    ),
    ...roomToGrow(reader),
  ];
}

function roomToGrow(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const rows = (overview.vpcs ?? []).filter((v) => (v.interfaces ?? 0) > 0 && v.unallocatedAddresses !== null);
  if (rows.length === 0 || rows.length > readable) return [];
  return [
    paragraph(
      say(text.freeIntro),
      ' ',
      rows
        .map(
          (v) =>
            `${v.name ?? v.id} ${count(v.unallocatedAddresses!)}${v.freeBlocks?.[0] === undefined ? '' : ` (${v.freeBlocks[0]})`}`,
        )
        .join(', '),
    ),
  ];
}

function subnets(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.subnets;
  if (all === null || all.length === 0) return [];
  if (all.length > readable) {
    const groups = new Map<string, { vpc: string; kind: string; count: number; zones: Set<string>; used: number }>();
    for (const s of all) {
      const key = `${s.vpc} ${s.kind}`;
      const g = groups.get(key) ?? { vpc: s.vpc, kind: s.kind, count: 0, zones: new Set(), used: 0 };
      g.count++;
      g.zones.add(s.zone);
      g.used = Math.max(g.used, s.usedPercent ?? 0);
      groups.set(key, g);
    }
    return [
      heading(3, say(text.sections.subnets)),
      paragraph(say(text.subnetsMany(all.length)), ' ', say(text.subnetsIntro)),
      table(
        ['VPC', say(text.label.kind), say(text.label.count), say(text.label.zones), say(text.mostUsed)],
        [...groups.values()].map((g) => [
          called(reader, g.vpc),
          say(text.subnetKind[g.kind] ?? text.unknown),
          String(g.count),
          String(g.zones.size),
          `${g.used}%`,
        ]),
        ['left', 'left', 'right', 'right', 'right'],
      ),
    ];
  }
  return [
    heading(3, say(text.sections.subnets)),
    paragraph(say(text.subnetsIntro)),
    table(
      [
        'VPC',
        say(text.label.name),
        'CIDR',
        say(text.label.zone),
        say(text.label.kind),
        say(text.label.wayOut),
        say(text.label.used),
      ],
      all.map((s) => [
        called(reader, s.vpc),
        s.name ?? code(s.id),
        s.cidr,
        s.zone.slice(-2),
        say(text.subnetKind[s.kind] ?? text.unknown),
        s.defaultRoute === null ? '-' : s.kind === 'isolated' ? '-' : called(reader, s.defaultRoute),
        s.usedPercent === null ? say(text.unknown) : `${s.usedPercent}%`,
      ]),
      ['left', 'left', 'left', 'left', 'left', 'left', 'right'],
    ),
  ];
}

function routing(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const tables = overview.routeTables;
  if (tables === null || tables.length === 0) return [];
  const blackholes = tables.flatMap((t) => t.routes.filter((r) => r.state === 'blackhole')).length;
  const edges = tables.filter((t) => t.gateways.length > 0);
  return [
    heading(3, say(text.sections.routing)),
    paragraph(say(text.routingIntro(tables.length, blackholes))),
    ...edges.flatMap((t): RootContent[] => [
      paragraph(say(text.edgeTable(t.gateways.map((g) => called(reader, g)).join(', '), t.name ?? t.id))),
      table(
        [say(text.label.destination), say(text.label.target)],
        t.routes.map((r) => [r.destination, r.target === 'local' ? 'local' : called(reader, r.target)]),
      ),
    ]),
  ];
}

function gateways(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const igws = overview.gateways.internetGateways ?? [];
  const nats = overview.natGateways ?? [];
  if (igws.length === 0 && nats.length === 0)
    return [heading(3, say(text.sections.gateways)), paragraph(say(text.noGateways))];
  const losing = nats.filter((n) => n.crossZone.length > 0);
  return [
    heading(3, say(text.sections.gateways)),
    ...(igws.length === 0 || igws.length > readable
      ? []
      : [
          list(
            igws.map((g) => [
              g.vpc === null ? say(text.detached) : called(reader, g.vpc),
              ': ',
              g.name === undefined ? code(g.id) : [g.name, ' ', code(g.id)],
            ]),
          ),
        ]),
    ...(nats.length === 0
      ? []
      : [
          table(
            [
              'NAT',
              'VPC',
              say(text.label.zone),
              say(text.label.state),
              say(text.label.publicIp),
              say(text.label.usedBy),
            ],
            nats
              .slice(0, readable)
              .map((n) => [
                n.name ?? code(n.id),
                called(reader, n.vpc),
                n.zone.slice(-2),
                n.state,
                n.publicIps.join(', ') || '-',
                n.usedBy.map((u) => called(reader, u.subnet)).join(', ') || '-',
              ]),
          ),
          ...(losing.length === 0
            ? [paragraph(say(text.zoneLossNone))]
            : [
                list(
                  losing.map((n) =>
                    say(
                      text.zoneLoss(
                        n.zone,
                        n.crossZone.map((s) => called(reader, s)),
                      ),
                    ),
                  ),
                ),
              ]),
        ]),
  ];
}

function transit(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const gateways = overview.transitGateways ?? [];
  if (gateways.length === 0) return [];
  return [
    heading(3, say(text.sections.transit)),
    ...gateways.flatMap((tgw): RootContent[] => {
      const attachment = new Map(
        tgw.attachments.map((a) => [
          a.id,
          called(reader, a.resource) === a.resource ? (a.name ?? a.resource) : called(reader, a.resource),
        ]),
      );
      return [
        paragraph(tgw.name ?? '', ' ', code(tgw.id), tgw.asn === null ? '' : ` (ASN ${tgw.asn})`),
        table(
          [
            say(text.label.attachment),
            say(text.label.type),
            say(text.label.resource),
            say(text.label.state),
            say(text.label.zones),
            say(text.label.appliance),
          ],
          tgw.attachments
            .slice(0, readable)
            .map((a) => [
              a.name ?? code(a.id),
              a.type,
              called(reader, a.resource),
              a.state,
              a.zones.map((z) => z.slice(-2)).join(', ') || '-',
              a.applianceMode === null ? '-' : say(a.applianceMode ? text.on : text.off),
            ]),
        ),
        ...tgw.tables.flatMap((t): RootContent[] =>
          t.routes === null || t.routes.length === 0
            ? []
            : [
                paragraph(say(text.label.table), ' ', t.name ?? '', ' ', code(t.id)),
                table(
                  [say(text.label.destination), say(text.label.target), say(text.label.type), say(text.label.state)],
                  t.routes
                    .slice(0, readable)
                    .map((r) => [r.destination, attachment.get(r.attachment) ?? r.attachment, r.type, r.state]),
                ),
              ],
        ),
        ...(tgw.reaches.length === 0 || tgw.reaches.length > 20
          ? []
          : [
              paragraph(say(text.reachIntro)),
              list(
                tgw.reaches.map((r) =>
                  say(
                    text.reaches(
                      attachment.get(r.from) ?? r.from,
                      r.to.map((to) => attachment.get(to) ?? to),
                    ),
                  ),
                ),
              ),
            ]),
      ];
    }),
  ];
}

function peerings(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  if (!overview.peerings?.length) return [];
  return [
    heading(3, say(text.sections.peerings)),
    table(
      [say(text.label.name), 'VPC', 'VPC', say(text.label.state)],
      overview.peerings
        .slice(0, readable)
        .map((p) => [p.name ?? code(p.id), called(reader, p.vpcs[0]), called(reader, p.vpcs[1]), p.state]),
    ),
  ];
}

function groups(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const { total, worldOpen, unused } = overview.securityGroups;
  if (total === null) return [];
  const open = worldOpen ?? [];
  return [
    heading(3, say(text.sections.groups)),
    paragraph(say(text.groupsIntro(total, open.length, unused?.length ?? null))),
    ...(open.length === 0
      ? []
      : [
          table(
            [
              say(text.label.group),
              'VPC',
              say(text.label.openPorts),
              say(text.label.interfaces),
              say(text.exposureLabel),
            ],
            open
              .slice(0, readable)
              .map((g) => [
                [g.name, ' ', code(g.id)],
                called(reader, g.vpc),
                g.ports.join(', '),
                orUnknown(reader, g.attached),
                say(text.exposureName[g.exposure] ?? text.unknown),
              ]),
            ['left', 'left', 'left', 'right', 'left'],
          ),
          ...(open.length > readable ? [paragraph(say(text.moreInJson(open.length - readable)))] : []),
        ]),
  ];
}

export function balancers(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.loadBalancers ?? [];
  if (all.length === 0) return [];
  const groupsOf = all.flatMap((b) => (b.targetGroups ?? []).map((g) => ({ b, g })));
  return [
    heading(3, say(text.sections.balancers)),
    table(
      [
        say(text.label.name),
        say(text.label.type),
        say(text.label.scheme),
        say(text.label.state),
        say(text.label.zones),
        say(text.label.listeners),
        say(text.label.healthy),
      ],
      all
        .slice(0, readable)
        .map((b) => [
          b.name,
          b.type,
          b.scheme,
          b.state,
          b.zones.map((z) => z.slice(-2)).join(', '),
          b.listeners === null
            ? say(text.unknown)
            : b.listeners.map((l) => `${l.protocol} ${l.port}`).join(', ') || '-',
          (b.targetGroups ?? []).map((g) => say(text.available(g.healthy, g.total))).join(', ') || '-',
        ]),
    ),
    // Every target where they are few; where they are many, the ones that do not serve.
    ...groupsOf.slice(0, 12).flatMap(({ g }): RootContent[] => {
      const targets = (g.targets ?? []).filter((t) => (g.targets ?? []).length <= 12 || t.state !== 'healthy');
      if (targets.length === 0) return [];
      return [
        paragraph(say(text.targetsOf(g.name, g.healthCheck))),
        table(
          [say(text.label.target), say(text.label.zone), say(text.label.state), say(text.label.reason)],
          targets
            .slice(0, readable)
            .map((t) => [
              [t.name === undefined ? '' : `${t.name} `, code(t.id)],
              t.zone?.slice(-2) ?? '-',
              t.state === 'healthy' ? '✅ healthy' : `❌ ${t.state}`,
              t.description ?? '-',
            ]),
        ),
      ];
    }),
  ];
}

function endpoints(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = (overview.endpoints ?? []).filter((e) => e.type !== 'GatewayLoadBalancer');
  const missing = overview.missingEndpoints ?? [];
  if (all.length === 0 && missing.length === 0) return [];
  const short = (service: string): string => service.split('.').slice(3).join('.') || service;
  const byVpc = new Map<string, { there: Set<string>; missing: Set<string> }>();
  const at = (vpc: string) => {
    const found = byVpc.get(vpc) ?? { there: new Set<string>(), missing: new Set<string>() };
    byVpc.set(vpc, found);
    return found;
  };
  for (const e of all) at(e.vpc).there.add(short(e.service));
  for (const e of missing) at(e.vpc).missing.add(short(e.service));
  return [
    heading(3, say(text.sections.endpoints)),
    table(
      ['VPC', say(text.yes), say(text.no)],
      [...byVpc]
        .slice(0, readable)
        .map(([vpc, e]) => [
          called(reader, vpc),
          [...e.there].sort().join(', ') || '-',
          [...e.missing].sort().join(', ') || '-',
        ]),
    ),
  ];
}

function firewalls(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.firewalls ?? [];
  if (all.length === 0) return [];
  return [
    heading(3, say(text.sections.firewalls)),
    table(
      [
        say(text.label.name),
        'VPC',
        say(text.label.endpoints),
        say(text.label.ruleOrder),
        say(text.defaultActions),
        say(text.label.shadowed),
      ],
      all
        .slice(0, readable)
        .map((f) => [
          f.name,
          called(reader, f.vpc),
          f.endpoints.map((e) => e.zone.slice(-2)).join(', '),
          f.ruleOrder ?? say(text.unknown),
          f.defaultActions === null ? say(text.unknown) : f.defaultActions.join(', ') || say(text.passDefault),
          f.shadowed === null ? say(text.unknown) : String(f.shadowed.length),
        ]),
      ['left', 'left', 'left', 'left', 'left', 'right'],
    ),
  ];
}

function dns(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const { zones, resolverEndpoints, forwardRules, queryLogging } = overview.dns;
  if (!zones?.length && !resolverEndpoints?.length && !forwardRules?.length) return [];
  return [
    heading(3, say(text.sections.dns)),
    ...(zones?.length
      ? [
          table(
            [say(text.label.domain), say(text.label.type), say(text.label.records), 'VPC'],
            zones
              .slice(0, readable)
              .map((z) => [
                z.name,
                say(z.private ? text.privateZone : text.publicZone),
                orUnknown(reader, z.records),
                z.vpcs === null ? say(text.unknown) : z.vpcs.map((v) => called(reader, v)).join(', ') || '-',
              ]),
            ['left', 'left', 'right', 'left'],
          ),
        ]
      : []),
    list([
      ...(resolverEndpoints ?? []).map((e) => say(text.resolverEndpoint(e.direction, e.addresses ?? []))),
      ...(forwardRules ?? []).slice(0, 20).map((r) => say(text.forwardRule(r.domain, r.targets, r.vpcs?.length ?? 0))),
      say(text.queryLogging(queryLogging === null ? null : queryLogging.length > 0)),
    ]),
  ];
}

function hybrid(reader: Reader): RootContent[] {
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
  return [
    heading(3, say(text.sections.hybrid)),
    table(
      [say(text.label.type), say(text.label.name), say(text.label.state), say(text.detail)],
      rows.slice(0, readable),
    ),
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

function edge(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.distributions ?? [];
  if (all.length === 0) return [];
  return [
    heading(3, say(text.sections.edge)),
    table(
      [say(text.label.domain), say(text.origin), 'WAF', say(text.label.hitRate)],
      all
        .slice(0, readable)
        .map((d) => [
          d.aliases.join(', ') || d.domain,
          d.origins.map((o) => o.domain).join(', '),
          say(d.webAcl === null ? text.no : text.yes),
          d.hitRate === null ? say(text.unknown) : `${d.hitRate.toFixed(1)}%`,
        ]),
      ['left', 'left', 'left', 'right'],
    ),
  ];
}

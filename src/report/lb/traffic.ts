import type { RootContent } from 'mdast';
import type { LbFacts, LbTraffic } from '../../diagnose/loadbalancer/facts.ts';
import * as text from '../../messages/lb.ts';
import { count, orUnknown } from '../analyze/reader.ts';
import { chart, paragraph, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import type { LbReader } from './reader.ts';

type Measured = LbFacts & { traffic: LbTraffic };

/** The second part: requests, errors and times of the window. */
export function trafficPart(reader: LbReader): RootContent[] {
  const { say, zone } = reader;
  const measured = (reader.diagnosis.balancers ?? []).filter((b): b is Measured => b.traffic !== null);
  const [first] = measured;
  if (first === undefined) return [paragraph(say(text.trafficNone))];
  const head = text.trafficHead;
  const window = `${formatInstant(first.traffic.from, zone)} – ${formatInstant(first.traffic.to, zone)}`;
  return [
    paragraph(say(text.trafficWindow(window))),
    table(
      [
        say(text.label.balancer),
        say(head.requests),
        say(head.elb5xx),
        say(head.target5xx),
        say(head.target4xx),
        say(head.errors),
        say(head.rejected),
        say(head.p95),
        say(head.lcu),
      ],
      measured.map(({ name, traffic: t }) => [
        name,
        orUnknown(reader, t.requests),
        orUnknown(reader, t.elb5xx),
        orUnknown(reader, t.target5xx),
        orUnknown(reader, t.target4xx),
        orUnknown(reader, t.connectionErrors),
        orUnknown(reader, t.rejected),
        t.p95Seconds === null ? '-' : `${count(Math.round(t.p95Seconds * 1000))} ms`,
        t.peakLcu === null ? '-' : String(Math.round(t.peakLcu * 1000) / 1000),
      ]),
      ['left', ...Array<'right'>(8).fill('right')],
    ),
    ...requests(reader, measured),
  ];
}

/** Requests over time, the busiest balancers. */
function requests(reader: LbReader, measured: readonly Measured[]): RootContent[] {
  const busiest = [...measured]
    .filter((b) => b.traffic.byPeriod.length > 1)
    .sort((a, b) => (b.traffic.requests ?? 0) - (a.traffic.requests ?? 0) || (a.name < b.name ? -1 : 1))
    .slice(0, 6);
  if (busiest.length === 0) return [];
  const long = Date.parse(busiest[0]!.traffic.to) - Date.parse(busiest[0]!.traffic.from) > 6 * 3_600_000;
  /** A bar an hour, where the points are closer: more than a screen has columns tires. */
  const bar = (at: string): string => (long ? `${at.slice(0, 13)}:00:00.000Z` : at);
  const bars = [...new Set(busiest.flatMap((b) => b.traffic.byPeriod.map((p) => bar(p.at))))].sort();
  return [
    chart({
      title: reader.say(text.requestChart),
      kind: 'bar',
      unit: reader.say(text.trafficHead.requests),
      x: bars.map((at) => formatInstant(at, reader.zone).slice(5, 16)),
      series: busiest.map((b) => {
        const values = new Map<string, number>();
        for (const { at, requests: n } of b.traffic.byPeriod) values.set(bar(at), (values.get(bar(at)) ?? 0) + n);
        return { name: b.name, values: bars.map((at) => values.get(at) ?? null) };
      }),
    }),
  ];
}

import type { RootContent } from 'mdast';
import type { NatFacts } from '../../diagnose/nat/index.ts';
import type { NatHour, NatMeasured } from '../../diagnose/nat/measure.ts';
import { unknown } from '../../messages/analyze.ts';
import * as text from '../../messages/nat.ts';
import { bytes } from '../analyze/reader.ts';
import { chart, paragraph, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import type { NatReader } from './report.ts';
import { talkersPart } from './talkers.ts';

type Measured = NatFacts & { measured: NatMeasured };

/** The second part: what went through when, between which gateways, and who talked. */
export function trafficPart(reader: NatReader): RootContent[] {
  const { say, zone, snapshot } = reader;
  const gateways = reader.diagnosis.gateways ?? [];
  const measured = gateways.filter((g): g is Measured => g.measured !== null);
  const [first] = measured;
  if (first === undefined) {
    const refused = snapshot.gaps.some((g) => g.service === 'cloudwatch' && g.operation === 'GetMetricData');
    return [paragraph(say(refused ? text.trafficNotRead : text.trafficNone)), ...talkersPart(reader)];
  }
  const { from, to, periodSeconds } = first.measured;
  const sum = measured.reduce((n, g) => n + volume(g), 0);
  const volumes = measured.map((g) => ({ name: g.name ?? g.id, share: sum === 0 ? 0 : (volume(g) / sum) * 100 }));
  const { label } = text;
  return [
    paragraph(say(text.trafficWindow(`${formatInstant(from, zone)} – ${formatInstant(to, zone)}`, periodSeconds / 60))),
    ...peakOf(reader, measured),
    ...schedules(reader, measured),
    ...balance(reader, measured),
    paragraph(say(text.anomalyLine(anomalyCount(measured)))),
    table(
      [label.gateway, label.zone, label.download, label.upload, label.ratio, label.share, label.peak].map(say),
      measured.map((g, i) => [
        g.name ?? g.id,
        g.zone,
        orUnknownBytes(reader, g.measured.downloadBytes),
        orUnknownBytes(reader, g.measured.uploadBytes),
        g.measured.ratio === null ? '-' : g.measured.ratio.toFixed(1),
        `${volumes[i]!.share.toFixed(0)}%`,
        g.measured.peakHour === null ? '-' : formatInstant(g.measured.peakHour.at, zone),
      ]),
      ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    ),
    ...charts(reader, measured),
    ...talkersPart(reader),
  ];
}

const volume = ({ measured: m }: Measured): number => (m.downloadBytes ?? 0) + (m.uploadBytes ?? 0);
const orUnknownBytes = (reader: NatReader, value: number | null): string =>
  value === null ? reader.say(unknown) : bytes(value);

function anomalyCount(measured: readonly Measured[]): number | null {
  const known = measured.filter((g) => g.measured.anomalies !== null);
  if (known.length === 0) return null;
  return new Set(known.flatMap((g) => g.measured.anomalies!.map((a) => a.at))).size;
}

/** Gateways of one VPC carry alike when none has a fifth more than its part. */
function balance(reader: NatReader, measured: readonly Measured[]): RootContent[] {
  return [...new Set(measured.map((g) => g.vpc))].flatMap((vpc) => {
    const own = measured.filter((g) => g.vpc === vpc);
    const sum = own.reduce((n, g) => n + volume(g), 0);
    if (own.length < 2 || sum === 0) return [];
    const shares = own.map((g) => ({ name: g.name ?? g.id, share: volume(g) / sum }));
    const even = Math.max(...shares.map((s) => s.share)) <= 1.2 / own.length;
    const shown = shares.map((s) => `${s.name} ${(s.share * 100).toFixed(0)}%`).join(', ');
    return [paragraph(reader.say(text.balanceLine(own[0]!.vpcName ?? vpc, even, shown)))];
  });
}

/** The busiest hour of all gateways together. */
function peakOf(reader: NatReader, measured: readonly Measured[]): RootContent[] {
  const together = new Map<string, number>();
  for (const { at, download, upload } of measured.flatMap((g) => g.measured.byHour))
    together.set(at, (together.get(at) ?? 0) + (download ?? 0) + (upload ?? 0));
  const [best] = [...together].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (best === undefined) return [];
  const total = (of: 'downloadBytes' | 'uploadBytes'): number =>
    measured.reduce((n, g) => n + (g.measured[of] ?? 0), 0);
  const up = total('uploadBytes');
  const ratio = up > 0 ? total('downloadBytes') / up : null;
  return [paragraph(reader.say(text.peakLine(formatInstant(best[0], reader.zone), bytes(best[1]), ratio)))];
}

/** When batch jobs could run instead; gateways with the same hours share a sentence. */
function schedules({ say, zone }: NatReader, measured: readonly Measured[]): RootContent[] {
  const told = new Map<string, Measured[]>();
  for (const g of measured) {
    const s = g.measured.schedule;
    if (s === null) continue;
    const key = [s.from, s.to, s.quietFrom, s.quietTo].join(' ');
    told.set(key, [...(told.get(key) ?? []), g]);
  }
  const clock = (at: string): string => formatInstant(at, zone).slice(11, 16);
  return [...told.values()].map((own) => {
    const s = own[0]!.measured.schedule!;
    const sum = (of: 'bytes' | 'peakBytes' | 'peakBytesAfter'): string =>
      bytes(own.reduce((n, g) => n + g.measured.schedule![of], 0));
    const names = own.map((g) => g.name ?? g.id);
    const busy = `${clock(s.from)}–${clock(s.to)}`;
    const quiet = `${clock(s.quietFrom)}–${clock(s.quietTo)}`;
    return paragraph(say(text.schedule(names, busy, sum('bytes'), quiet, sum('peakBytes'), sum('peakBytesAfter'))));
  });
}

/** Lines of the busiest gateways; an hour without a point is a hole, not a zero. */
function charts(reader: NatReader, measured: readonly Measured[]): RootContent[] {
  const { say, zone } = reader;
  const shown = [...measured].sort((a, b) => volume(b) - volume(a) || (a.id < b.id ? -1 : 1)).slice(0, 6);
  const hours = [...new Set(shown.flatMap((g) => g.measured.byHour.map((h) => h.at)))].sort();
  if (hours.length < 2) return [];
  const long = hours.length > 48;
  const x = hours.map((h) => formatInstant(h, zone).slice(long ? 5 : 11, 16));
  const series = (value: (h: NatHour) => number | null) =>
    shown.map((g) => {
      const at = new Map(g.measured.byHour.map((h) => [h.at, value(h)]));
      return { name: g.name ?? g.id, values: hours.map((h) => at.get(h) ?? null) };
    });
  const gb = ({ download, upload }: NatHour): number | null =>
    download === null && upload === null ? null : Math.round(((download ?? 0) + (upload ?? 0)) / 1e6) / 1e3;
  return [
    chart({ title: say(text.trafficChart), kind: 'bar', unit: 'GB', x, series: series(gb) }),
    chart({
      title: say(text.connectionChart),
      kind: 'line',
      unit: say(text.connectionUnit),
      x,
      series: series((h) => h.connections),
    }),
  ];
}

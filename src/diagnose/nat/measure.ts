import type { MetricSeries } from '../../snapshot/data/services.ts';
import type { NatSeries } from './metrics.ts';

/**
 * What one NAT gateway carries, by AWS: simultaneous connections an address has to one destination, and what a gateway
 * scales up to. https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export const natLimits = { connectionsAnAddress: 55_000, bitsPerSecond: 100e9, packetsPerSecond: 10e6 } as const;
/** Capacity must hold so much of the peak. */
export const headroom = 1.5;
export const targets = { successPercent: 99.9, lossPercent: 0.1 } as const;

export interface NatHour {
  /** ISO 8601, the hour's start. */
  at: string;
  download: number | null;
  upload: number | null;
  connections: number | null;
}

/** Busy hours in a row around the busiest, and as many of the quietest: what batch jobs can be moved from and to. */
export interface Schedule {
  /** ISO 8601, the start of the first hour and the end of the last. */
  from: string;
  to: string;
  bytes: number;
  quietFrom: string;
  quietTo: string;
  /** Of the busiest hour, now and with half of the busy hours' bytes moved. */
  peakBytes: number;
  peakBytesAfter: number;
}

export interface Anomaly {
  at: string;
  bytes: number;
  /** The middle of the same hour of the days before. */
  usual: number;
}

/** Figures of a window. Null: CloudWatch has no point of it, which is not zero. */
export interface NatMeasured {
  from: string;
  to: string;
  periodSeconds: number;
  downloadBytes: number | null;
  uploadBytes: number | null;
  /** Download over upload. */
  ratio: number | null;
  byHour: NatHour[];
  peakHour: { at: string; bytes: number } | null;
  /** Null: no hours stand out, or there is no quieter time in the window. */
  schedule: Schedule | null;
  connections: { low: number; high: number; peak: number; peakAt: string } | null;
  attempts: number | null;
  established: number | null;
  successPercent: number | null;
  packets: number | null;
  dropped: number | null;
  lossPercent: number | null;
  /** The hour that lost the most of its packets: a burst is lost in a day's average. */
  worstLoss: { at: string; percent: number; dropped: number } | null;
  portAllocationErrors: number | null;
  idleTimeouts: number | null;
  peakBitsPerSecond: number | null;
  peakPacketsPerSecond: number | null;
  /** Null: there are not enough days before. */
  anomalies: Anomaly[] | null;
}

/** The figures of one gateway; null when no series was read or none has a point. Pure. */
export function measure(series: NatSeries): NatMeasured | null {
  const down = series.window('BytesInFromDestination');
  const up = series.window('BytesOutToDestination');
  const active = series.window('ActiveConnectionCount');
  const first = [down, up, active].find((s) => s !== undefined && s.values.length > 0);
  if (first === undefined) return null;
  const sum = (metric: string): number | null => total(series.window(metric));
  const top = (metric: string): number | null => highest(series.window(metric));
  const attempts = sum('ConnectionAttemptCount');
  const established = sum('ConnectionEstablishedCount');
  const packetsUp = sum('PacketsInFromSource');
  const packetsDown = sum('PacketsInFromDestination');
  const packets = packetsUp === null || packetsDown === null ? null : packetsUp + packetsDown;
  const dropped = sum('PacketsDropCount');
  const downloadBytes = total(down);
  const uploadBytes = total(up);
  const bps = top('PeakBytesPerSecond');
  const byHour = hours(down, up, active);
  return {
    from: first.from,
    to: first.to,
    periodSeconds: first.period,
    downloadBytes,
    uploadBytes,
    ratio: downloadBytes === null || !uploadBytes ? null : downloadBytes / uploadBytes,
    byHour,
    peakHour: busiest(byHour),
    schedule: scheduleOf(byHour),
    connections: band(active),
    attempts,
    established,
    successPercent: percent(established, attempts),
    packets,
    dropped,
    lossPercent: percent(dropped, packets),
    worstLoss: worstLoss(series),
    portAllocationErrors: sum('ErrorPortAllocation'),
    idleTimeouts: sum('IdleTimeoutCount'),
    peakBitsPerSecond: bps === null ? null : bps * 8,
    peakPacketsPerSecond: top('PeakPacketsPerSecond'),
    anomalies: anomalies(byHour, series),
  };
}

const total = (s: MetricSeries | undefined): number | null =>
  s === undefined || s.values.length === 0 ? null : s.values.reduce((a, b) => a + b, 0);
const highest = (s: MetricSeries | undefined): number | null =>
  s === undefined || s.values.length === 0 ? null : s.values.reduce((a, b) => Math.max(a, b));

/** A share in percent, at most 100: a connection may be tried in one window and answered in the next. */
export const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : Math.min(100, (part / whole) * 100);

/** Fewer drops in an hour are chance. */
const fewestDrops = 100;

function worstLoss(series: NatSeries): NatMeasured['worstLoss'] {
  const byHour = (metric: string): Map<string, number> => {
    const sums = new Map<string, number>();
    const s = series.window(metric);
    s?.timestamps.forEach((at, i) => {
      sums.set(hourOf(at), (sums.get(hourOf(at)) ?? 0) + s.values[i]!);
    });
    return sums;
  };
  const [up, down] = [byHour('PacketsInFromSource'), byHour('PacketsInFromDestination')];
  let worst: NatMeasured['worstLoss'] = null;
  for (const [at, dropped] of [...byHour('PacketsDropCount')].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = percent(dropped, (up.get(at) ?? 0) + (down.get(at) ?? 0));
    if (share === null || dropped < fewestDrops || share <= (worst?.percent ?? 0)) continue;
    worst = { at, percent: share, dropped };
  }
  return worst;
}

const hourOf = (at: string): string => `${at.slice(0, 13)}:00:00.000Z`;

function hours(down: MetricSeries | undefined, up: MetricSeries | undefined, active: MetricSeries | undefined) {
  const found = new Map<string, NatHour>();
  const fill = (
    s: MetricSeries | undefined,
    key: Exclude<keyof NatHour, 'at'>,
    join: (a: number, b: number) => number,
  ) =>
    s?.timestamps.forEach((time, i) => {
      const at = hourOf(time);
      const row = found.get(at) ?? { at, download: null, upload: null, connections: null };
      const before = row[key];
      row[key] = before === null ? s.values[i]! : join(before, s.values[i]!);
      found.set(at, row);
    });
  fill(down, 'download', (a, b) => a + b);
  fill(up, 'upload', (a, b) => a + b);
  fill(active, 'connections', Math.max);
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

const bytesOf = (h: NatHour): number => (h.download ?? 0) + (h.upload ?? 0);

/** The hour with the most bytes; of equals the first. */
function busiest(byHour: readonly NatHour[]): NatMeasured['peakHour'] {
  let best: NatMeasured['peakHour'] = null;
  for (const h of byHour) if (best === null || bytesOf(h) > best.bytes) best = { at: h.at, bytes: bytesOf(h) };
  return best;
}

/** Hours with so many times the mean are busy; with fewer hours there is no day to see. */
const busyTimes = 2;
const fewestHours = 12;
const hourMs = 3_600_000;

/**
 * A window of one day as a ring, opened at its quietest hour: where it begins and ends is by chance, and may be in the
 * middle of the busy hours. Both parts of an hour that it cuts are one; what comes after the opening is told of the day
 * before. Undefined: the window is shorter or longer than a day.
 */
function asRing(byHour: readonly NatHour[]): NatHour[] | undefined {
  const [first, last] = [byHour[0], byHour.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = (Date.parse(last.at) - Date.parse(first.at)) / hourMs;
  if (span !== 24 && span !== 23) return undefined;
  const sum = (x: number | null, y: number | null): number | null => (x === null ? y : y === null ? x : x + y);
  const whole =
    span === 23
      ? [...byHour]
      : [
          { ...first, download: sum(first.download, last.download), upload: sum(first.upload, last.upload) },
          ...byHour.slice(1, -1),
        ];
  const least = Math.min(...whole.map(bytesOf));
  const opening = whole.findIndex((h) => bytesOf(h) === least);
  const dayBefore = (h: NatHour): NatHour => ({
    ...h,
    at: new Date(Date.parse(h.at) - 24 * hourMs).toISOString(),
  });
  return [...whole.slice(opening).map(dayBefore), ...whole.slice(0, opening)];
}

/** Whether a day's window neither cuts an hour in two nor begins or ends in hours as busy as its busiest ones. */
const isOpenedWell = (window: readonly NatHour[], ring: readonly NatHour[]): boolean => {
  const busy = busyTimes * (window.reduce((sum, h) => sum + bytesOf(h), 0) / window.length);
  return window.length === ring.length && bytesOf(window[0]!) < busy && bytesOf(window.at(-1)!) < busy;
};

/** What moving half of the busy hours' bytes to the quietest hours would do. Hours that CloudWatch lacks break a row. */
export function scheduleOf(window: readonly NatHour[]): Schedule | null {
  const ring = asRing(window);
  // A window that cuts no hour and no busy hours is told as it is.
  const byHour = ring === undefined || isOpenedWell(window, ring) ? window : ring;
  const peak = busiest(byHour);
  if (peak === null || byHour.length < fewestHours) return null;
  const mean = byHour.reduce((sum, h) => sum + bytesOf(h), 0) / byHour.length;
  const isBusy = (h: NatHour | undefined): boolean => h !== undefined && bytesOf(h) >= busyTimes * mean;
  const follows = (i: number): boolean =>
    byHour[i] !== undefined && Date.parse(byHour[i]!.at) - Date.parse(byHour[i - 1]?.at ?? '') === hourMs;
  let first = byHour.findIndex((h) => h.at === peak.at);
  let end = first + 1;
  if (mean <= 0 || !isBusy(byHour[first])) return null;
  while (follows(first) && isBusy(byHour[first - 1])) first--;
  while (follows(end) && isBusy(byHour[end])) end++;
  const count = end - first;
  let quiet: { at: number; bytes: number; most: number } | null = null;
  for (let at = 0; at + count <= byHour.length; at++) {
    if (at < end && first < at + count) continue;
    const row = byHour.slice(at, at + count);
    if (row.some((_, i) => i > 0 && !follows(at + i))) continue;
    const bytes = row.reduce((sum, h) => sum + bytesOf(h), 0);
    if (quiet === null || bytes < quiet.bytes) quiet = { at, bytes, most: Math.max(...row.map(bytesOf)) };
  }
  if (quiet === null) return null;
  const busy = byHour.slice(first, end);
  const bytes = busy.reduce((sum, h) => sum + bytesOf(h), 0);
  const rest = byHour.filter((_, i) => i < first || i >= end).map(bytesOf);
  const endOf = (i: number): string => new Date(Date.parse(byHour[i - 1]!.at) + hourMs).toISOString();
  const peakBytesAfter = Math.max(peak.bytes / 2, quiet.most + peak.bytes / 2, ...rest);
  if (peakBytesAfter >= peak.bytes) return null;
  return {
    from: byHour[first]!.at,
    to: endOf(end),
    bytes,
    quietFrom: byHour[quiet.at]!.at,
    quietTo: endOf(quiet.at + count),
    peakBytes: peak.bytes,
    peakBytesAfter,
  };
}

/** Between a tenth and nine tenths of the points: what is usual; and the peak. */
function band(active: MetricSeries | undefined): NatMeasured['connections'] {
  if (active === undefined || active.values.length === 0) return null;
  const sorted = [...active.values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
  const peak = sorted.at(-1)!;
  return { low: at(0.1), high: at(0.9), peak, peakAt: active.timestamps[active.values.indexOf(peak)]! };
}

/** Fewer days say nothing about what is usual. */
const fewestDays = 3;
/** Three times the usual spread, and half as much again as usual: a quiet hour has almost no spread. */
const spreads = 3 * 1.4826;
const least = 1.5;

/** Hours with far more bytes than the same hour had on the days before (median and median deviation). */
function anomalies(byHour: readonly NatHour[], series: NatSeries): Anomaly[] | null {
  const before = hours(series.before('BytesInFromDestination'), series.before('BytesOutToDestination'), undefined);
  const usual = new Map<string, number[]>();
  for (const h of before) {
    const key = h.at.slice(11, 13);
    usual.set(key, [...(usual.get(key) ?? []), bytesOf(h)]);
  }
  if (![...usual.values()].some((days) => days.length >= fewestDays)) return null;
  return byHour.flatMap((h) => {
    const days = usual.get(h.at.slice(11, 13)) ?? [];
    if (days.length < fewestDays) return [];
    const middle = median(days);
    const spread = median(days.map((d) => Math.abs(d - middle)));
    const bytes = bytesOf(h);
    return bytes > middle + spreads * spread && bytes > least * middle ? [{ at: h.at, bytes, usual: middle }] : [];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

import type { LabState } from '../../state.ts';
import type { Way } from '../ways.ts';
import type { Conditions, Course } from './course.ts';
import { internetLevel, officeHours } from './day.ts';
import { noise, noiseOf } from './noise.ts';
import { once } from './once.ts';

/**
 * What the lab's machines send and receive, and what of it each gateway, attachment and firewall endpoint carries. All
 * metrics of traffic are made from here, so that they agree: what a NAT gateway passes is what its clients ask for.
 */

/** Bytes of one minute, seen from the machines: up is sent, down is received. */
export interface Bytes {
  up: number;
  down: number;
}

export const noBytes: Bytes = { up: 0, down: 0 };
export const plus = (a: Bytes, b: Bytes): Bytes => ({ up: a.up + b.up, down: a.down + b.down });
const times = ({ up, down }: Bytes, part: number): Bytes => ({ up: up * part, down: down * part });

/** Kinds of traffic that take ways of their own. */
export type Kind = 'internet' | 's3' | 'site';

/** What passes a gateway, attachment or endpoint. */
export interface Carried {
  /** In the direction of the requests, and the answers to them. */
  bytes: Bytes;
  /** How many machines' worth of traffic with the internet and S3 it is. */
  machines: number;
}

/** What a machine sends and receives on one way in a minute. */
export interface Sent {
  kind: Kind;
  way: Way;
  /** None where something stops it. */
  bytes: Bytes;
  /** Attempts to connect that nothing answers. */
  attempts: number;
}

export interface Flows {
  /** A machine's own traffic with the internet, S3 and the site, as far as it gets through; undefined: it did not run. */
  ofInstance(id: string, minute: number): Bytes | undefined;
  /**
   * What passes a gateway or endpoint, by its id. For a transit gateway's attachment say on which side: the one by
   * which requests come `in`to the gateway, or go `out` of it.
   */
  through(element: string, minute: number): Carried;
  /** A machine's own traffic way by way, with what is sent in vain on those that something stops. */
  sent(id: string, minute: number): Sent[];
  /** What is sent and stopped at an element, as packets of one minute. */
  stopped(element: string, minute: number, why: (way: Way) => boolean): number;
}

/** The most a machine ever exchanges with the internet and S3: 24 of them, lab.md's, come to 4 GB an hour. */
const peakBytesAMinute = 4e9 / 60 / 24;
/** Most of it is packages, images and backups, which are in S3. */
const partOfS3 = 0.7;
/** The most it exchanges with the site on-premises. */
const siteBytesAMinute = 1.5e6;
/** Attempts to connect that a machine repeats while nothing answers. */
const retriesAMinute = 12;

interface Member {
  id: string;
  /** Its part of its subnet's traffic, 1 on average. */
  weight: number;
}

/** What one subnet's machines send through an element: their weights by kind. */
type Load = Map<string, { internet: number; s3: number; site: number; extra: number }>;

interface Epoch {
  through: Map<string, Load>;
  stopped: Map<string, { way: Way; weight: number }[]>;
}

export function flowsOf(state: LabState, course: Course): Flows {
  const members = membersOf(state);
  const subnetOf = new Map(
    [...members].flatMap(([subnet, list]) => list.map((m) => [m.id, { subnet, ...m }] as const)),
  );
  const epochOfConditions = once((conditions: Conditions) => epochOf(conditions, members));
  const ratesOf = once((subnet: string) => once(rateOf(subnet)));
  const carriedBy = once((element: string) =>
    once((minute: number): Carried => {
      // Asked for every minute of a month: numbers are added up in place.
      let [up, down, machines] = [0, 0, 0];
      for (const [subnet, load] of epochOfConditions(course.at(minute)).through.get(element) ?? []) {
        const { internet, s3, site } = ratesOf(subnet)(minute);
        machines += load.internet * (1 - partOfS3) + load.s3 * partOfS3;
        up += internet.up * load.internet;
        up += s3.up * load.s3;
        up += site.up * load.site;
        down += internet.down * load.internet;
        down += s3.down * load.s3;
        down += site.down * load.site;
        if (load.extra === 0) continue;
        const extra = split(load.extra / 60, 200);
        up += extra.up;
        down += extra.down;
      }
      return { bytes: { up, down }, machines };
    }),
  );
  return {
    ofInstance(id, minute) {
      const member = subnetOf.get(id);
      const conditions = course.at(minute);
      const traffic = conditions.traffic(id);
      if (member === undefined || traffic === undefined) return undefined;
      if (traffic.silent) return noBytes;
      const rate = ratesOf(member.subnet)(minute);
      const kinds: Kind[] = ['internet', 's3', 'site'];
      const own = kinds.map((kind) => times(rate[kind], member.weight * openPart(traffic[kind])));
      const extra = (conditions.load(id).bytesPerHour ?? 0) / 60;
      return [...own, times(split(extra, 200), openPart(traffic.internet))].reduce(plus);
    },
    sent(id, minute) {
      const member = subnetOf.get(id);
      const conditions = course.at(minute);
      const traffic = conditions.traffic(id);
      if (member === undefined || traffic === undefined || traffic.silent) return [];
      const rate = ratesOf(member.subnet)(minute);
      const extra = split((conditions.load(id).bytesPerHour ?? 0) / 60, 200);
      return (['internet', 's3', 'site'] as const).flatMap((kind) =>
        traffic[kind].map((way): Sent => {
          const own = times(rate[kind], member.weight * way.share);
          const bytes = kind === 'internet' ? plus(own, times(extra, way.share)) : own;
          return way.stopped === undefined
            ? { kind, way, bytes, attempts: 0 }
            : { kind, way, bytes: noBytes, attempts: retriesAMinute * member.weight * way.share };
        }),
      );
    },
    through: (element, minute) => carriedBy(element)(minute),
    stopped(element, minute, why) {
      const all = epochOfConditions(course.at(minute)).stopped.get(element) ?? [];
      const machines = all.reduce((sum, { way, weight }) => sum + (why(way) ? weight : 0), 0);
      return Math.round(machines * retriesAMinute * (0.9 + 0.2 * noise(`${element} retries`, minute)));
    },
  };
}

/** Instances by subnet, whether they run or not: one that stops takes its part away and leaves the others theirs. */
function membersOf(state: LabState): Map<string, Member[]> {
  const members = new Map<string, Member[]>();
  for (const { ec2 } of state.snapshot.scopes) {
    for (const instance of ec2?.Reservations?.flatMap((r) => r.Instances ?? []) ?? []) {
      const subnet = instance.NetworkInterfaces?.[0]?.SubnetId ?? instance.SubnetId;
      if (subnet === undefined || instance.InstanceId === undefined) continue;
      const list = members.get(subnet) ?? [];
      list.push({ id: instance.InstanceId, weight: 0.7 + 0.6 * noise(instance.InstanceId, 0) });
      members.set(subnet, list);
    }
  }
  for (const list of members.values()) {
    const mean = list.reduce((sum, m) => sum + m.weight, 0) / list.length;
    for (const member of list) member.weight /= mean;
  }
  return members;
}

const openPart = (ways: readonly Way[]): number =>
  ways.reduce((sum, way) => sum + (way.stopped === undefined ? way.share : 0), 0);

/** Total bytes as sent and received, when so many times as much is received. */
const split = (total: number, ratio: number): Bytes => ({
  up: total / (1 + ratio),
  down: (total * ratio) / (1 + ratio),
});

/** A machine's traffic by kind in a minute; machines of a subnet do the same at the same time. */
function rateOf(subnet: string): (minute: number) => Record<Kind, Bytes> {
  const level = internetLevel(subnet);
  const [ratio, siteNoise] = [noiseOf(`${subnet} ratio`), noiseOf(`${subnet} site`)];
  return (minute) => {
    const { up, down } = split(peakBytesAMinute * level(minute), 190 + 20 * ratio(minute));
    const site = siteBytesAMinute * officeHours(minute) * (0.7 + 0.3 * siteNoise(minute));
    return {
      internet: { up: up * (1 - partOfS3), down: down * (1 - partOfS3) },
      s3: { up: up * partOfS3, down: down * partOfS3 },
      site: { up: site * 0.4, down: site * 0.6 },
    };
  };
}

/** The two sides of an attachment, as `through` names them. */
export const into = (attachment: string): string => `${attachment} in`;
export const outOf = (attachment: string): string => `${attachment} out`;

function epochOf(conditions: Conditions, members: ReadonlyMap<string, readonly Member[]>): Epoch {
  const through: Epoch['through'] = new Map();
  const stopped: Epoch['stopped'] = new Map();
  for (const [subnet, list] of members) {
    for (const { id, weight } of list) {
      const traffic = conditions.traffic(id);
      if (traffic === undefined || traffic.silent) continue;
      const extra = conditions.load(id).bytesPerHour ?? 0;
      for (const kind of ['internet', 's3', 'site'] as const) {
        for (const way of traffic[kind]) {
          if (way.stopped !== undefined) {
            const parts = stopped.get(way.stopped.id) ?? [];
            parts.push({ way, weight: weight * way.share });
            stopped.set(way.stopped.id, parts);
            continue;
          }
          for (const element of elementsOf(way)) {
            const loads = through.get(element) ?? new Map();
            through.set(element, loads);
            const load = loads.get(subnet) ?? { internet: 0, s3: 0, site: 0, extra: 0 };
            loads.set(subnet, load);
            load[kind] += weight * way.share;
            if (kind === 'internet') load.extra += extra * way.share;
          }
        }
      }
    }
  }
  return { through, stopped };
}

/** What a way passes; of attachments, by which side. */
function elementsOf({ there }: Way): string[] {
  return there.map((id, i) => {
    if (!id.startsWith('tgw-attach-')) return id;
    return there[i + 1]?.startsWith('tgw-') && !there[i + 1]!.startsWith('tgw-attach-') ? into(id) : outOf(id);
  });
}

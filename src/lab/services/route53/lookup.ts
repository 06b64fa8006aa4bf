import type { HostedZone } from '@aws-sdk/client-route-53';
import { AwsError } from '../../../changes/world.ts';
import type { Route53Data } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { LabCall } from '../../handler.ts';

export type Zone = Saved<HostedZone>;

export const dataOf = (call: LabCall): Route53Data => call.global.route53 ?? {};

/** Callers give zone ids with or without the path that Route 53 answers them with. */
export const bareId = (id: string | undefined): string => (id ?? '').replace(/^\/?hostedzone\//, '');

/** @throws AwsError NoSuchHostedZone */
export function zoneOf(call: LabCall, id: string | undefined): { zone: Zone; id: string } {
  const wanted = bareId(id);
  const zone = dataOf(call).HostedZones?.find((z) => bareId(z.Id) === wanted);
  if (zone === undefined) {
    throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${wanted}`, { status: 404 });
  }
  return { zone, id: wanted };
}

/** A zone as Route 53 shows it: the number of record sets is counted, not kept. */
export const shown = (call: LabCall, zone: Zone): Zone => {
  const records = dataOf(call).ResourceRecordSets?.[bareId(zone.Id)];
  return records === undefined ? zone : { ...zone, ResourceRecordSetCount: records.length };
};

/** `www.Lab.example` → `www.lab.example.` */
export const fullName = (name: string): string => `${name.toLowerCase().replace(/\.$/, '')}.`;

/**
 * What Route 53 sorts names by: the labels in reverse order, with the trailing dot (`example.lab.www.`), by ASCII code,
 * so that `-` comes before the dot.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
export const sortName = (name: string): string => `${fullName(name).slice(0, -1).split('.').reverse().join('.')}.`;

export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The page size: Route 53 takes more than it gives as what it gives, and refuses less than one. */
export function maxItems(asked: number | undefined, most: number): number {
  if (asked === undefined) return most;
  if (!Number.isInteger(asked) || asked < 1) {
    throw new AwsError('InvalidInput', `1 validation error detected: Value '${asked}' at 'maxItems' is not valid`);
  }
  return Math.min(asked, most);
}

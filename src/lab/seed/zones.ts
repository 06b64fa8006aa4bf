import type { AvailabilityZone, Region } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';

/** Zones of a region by letter, where they are not a, b, c. An account of the lab sees all that the region has. */
const letters: Record<string, string> = {
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
  'ca-central-1': 'abd',
  'us-east-1': 'abcdef',
  'us-west-1': 'ac',
  'us-west-2': 'abcd',
};

const direction: Record<string, string> = {
  central: 'c',
  east: 'e',
  north: 'n',
  northeast: 'ne',
  northwest: 'nw',
  south: 's',
  southeast: 'se',
  southwest: 'sw',
  west: 'w',
};

/** `ap-northeast-2` → `apne2`, as zone ids begin: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html */
const shortRegion = (region: string): string =>
  region
    .split('-')
    .map((part) => direction[part] ?? part)
    .join('');

/** The id of a zone: `ap-northeast-2a` → `apne2-az1`. Which zone has which id differs by account; here they follow the letters. */
export function zoneId(zone: string): string {
  const region = zone.slice(0, -1);
  const index = (letters[region] ?? 'abc').indexOf(zone.slice(-1));
  return `${shortRegion(region)}-az${index + 1}`;
}

/** The zones of a region as DescribeAvailabilityZones answers them. */
export const availabilityZones = (region: string): Saved<AvailabilityZone>[] =>
  [...(letters[region] ?? 'abc')].map((letter) => ({
    ZoneName: `${region}${letter}`,
    ZoneId: zoneId(`${region}${letter}`),
    RegionName: region,
    State: 'available',
    OptInStatus: 'opt-in-not-required',
    GroupName: `${region}-zg-1`,
    NetworkBorderGroup: region,
    ZoneType: 'availability-zone',
    Messages: [],
  }));

/** Regions that are on in every account: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const always = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Regions that an account must opt in to; the lab's has not. */
const optIn = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

export const regions = (): Saved<Region>[] =>
  [...always.map((r) => [r, 'opt-in-not-required'] as const), ...optIn.map((r) => [r, 'not-opted-in'] as const)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([RegionName, OptInStatus]) => ({ RegionName, OptInStatus, Endpoint: `ec2.${RegionName}.amazonaws.com` }));

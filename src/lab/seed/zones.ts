import type { AvailabilityZone, Region } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labRegion } from './ids.ts';
import { type Zone, zoneIds } from './subnets.ts';

export const availabilityZones = (): Saved<AvailabilityZone>[] =>
  (Object.keys(zoneIds) as Zone[]).map((zone) => ({
    ZoneName: `${labRegion}${zone}`,
    ZoneId: zoneIds[zone],
    RegionName: labRegion,
    State: 'available',
    OptInStatus: 'opt-in-not-required',
    GroupName: `${labRegion}-zg-1`,
    NetworkBorderGroup: labRegion,
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

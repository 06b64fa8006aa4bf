import { AwsError } from '../../../changes/world.ts';
import type { Handler, Handlers, LabCall } from '../../handler.ts';
import { availabilityZones, regions } from '../../seed/zones.ts';
import { kept, type ListInput, select } from './listing.ts';

/** Regions exist whatever an account has in them; those that it has not opted in to are shown when asked for. */
const describeRegions = ((call: LabCall, input: ListInput & { RegionNames?: string[]; AllRegions?: boolean }) => {
  const all = call.here.ec2?.Regions ?? regions();
  const { RegionNames: asked = [], AllRegions: everyOne = false } = input;
  const missing = asked.find((name) => !all.some((r) => r.RegionName === name));
  if (missing !== undefined) throw new AwsError('InvalidParameterValue', `Invalid region name: [${missing}]`);
  const shown = all.filter((r) =>
    asked.length > 0 ? asked.includes(r.RegionName ?? '') : everyOne || r.OptInStatus !== 'not-opted-in',
  );
  const { items } = select(
    () => shown,
    {
      answer: 'Regions',
      filters: {
        endpoint: (r) => r.Endpoint,
        'opt-in-status': (r) => r.OptInStatus,
        'region-name': (r) => r.RegionName,
      },
    },
    call,
    input,
  );
  return { Regions: items };
}) as Handler;

const describeZones = ((call: LabCall, input: ListInput & { ZoneNames?: string[]; ZoneIds?: string[] }) => {
  const all = call.here.ec2?.AvailabilityZones ?? availabilityZones(call.region);
  const { ZoneNames: names = [], ZoneIds: ids = [] } = input;
  const missing =
    names.find((name) => !all.some((z) => z.ZoneName === name)) ?? ids.find((id) => !all.some((z) => z.ZoneId === id));
  if (missing !== undefined) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${missing}]`);
  const { items } = select(
    () =>
      all.filter(
        (z) =>
          (names.length === 0 || names.includes(z.ZoneName ?? '')) &&
          (ids.length === 0 || ids.includes(z.ZoneId ?? '')),
      ),
    {
      answer: 'AvailabilityZones',
      filters: {
        'group-long-name': (z) => z.GroupLongName,
        'group-name': (z) => z.GroupName,
        message: (z) => z.Messages?.map((m) => m.Message),
        'opt-in-status': (z) => z.OptInStatus,
        'parent-zone-id': (z) => z.ParentZoneId,
        'parent-zone-name': (z) => z.ParentZoneName,
        'region-name': (z) => z.RegionName,
        state: (z) => z.State,
        'zone-id': (z) => z.ZoneId,
        'zone-name': (z) => z.ZoneName,
        'zone-type': (z) => z.ZoneType,
      },
    },
    call,
    input,
  );
  return { AvailabilityZones: items };
}) as Handler;

/** The default VPC follows from the VPCs; the quotas are those that an account starts with. */
const accountAttributes = (call: LabCall): Record<string, string> => ({
  'supported-platforms': 'VPC',
  'default-vpc': kept('Vpcs')(call).find((v) => v.IsDefault)?.VpcId ?? 'none',
  'max-instances': '20',
  'max-elastic-ips': '5',
  'vpc-max-elastic-ips': '5',
  'vpc-max-security-groups-per-interface': '5',
});

const describeAccountAttributes = ((call: LabCall, input: { AttributeNames?: string[] }) => {
  const all = accountAttributes(call);
  const unknown = input.AttributeNames?.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameterValue', `Value (${unknown}) for parameter attributeName is invalid.`);
  }
  const { AttributeNames: asked = [] } = input;
  return {
    AccountAttributes: Object.entries(all)
      .filter(([name]) => asked.length === 0 || asked.includes(name))
      .map(([AttributeName, AttributeValue]) => ({ AttributeName, AttributeValues: [{ AttributeValue }] })),
  };
}) as Handler;

/** What was set for the region's new instances; without it nothing, and the AMI or the launch decides. */
const getInstanceMetadataDefaults = ((call: LabCall) => ({
  AccountLevel: call.here.ec2?.InstanceMetadataDefaults ?? {},
})) as Handler;

/** Regions, zones and the account's own attributes: what every region answers. */
export const accountReads: Handlers = {
  DescribeRegions: describeRegions,
  DescribeAvailabilityZones: describeZones,
  DescribeAccountAttributes: describeAccountAttributes,
  GetInstanceMetadataDefaults: getInstanceMetadataDefaults,
};

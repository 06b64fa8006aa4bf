import type { Change, ChangeResourceRecordSetsRequest, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { parseAddress } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, known, notInSnapshot, ofParent, setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { changeInfo, zoneOf } from './lookup.ts';
import { bareId, isWithin, keptName } from './names.ts';

type RecordSet = Saved<ResourceRecordSet>;

const types = [
  'A',
  'AAAA',
  'CAA',
  'CNAME',
  'DS',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SOA',
  'SPF',
  'SRV',
  'SSHFP',
  'SVCB',
  'TLSA',
  'TXT',
];

const invalidInput = (message: string): AwsError => new AwsError('InvalidInput', message);

/** A record set as Route 53 keeps it. Throws `InvalidInput` for one that has no valid form. */
function recordFrom(given: ResourceRecordSet | undefined): RecordSet {
  if (given?.Name === undefined || given.Type === undefined) {
    throw invalidInput('Invalid request: a resource record set needs a name and a type');
  }
  if (!types.includes(given.Type)) throw invalidInput(`Invalid request: '${given.Type}' is not a record type`);
  const { ResourceRecords, AliasTarget, TTL } = given;
  const plain = ResourceRecords !== undefined && TTL !== undefined;
  if (AliasTarget === undefined ? !plain : ResourceRecords !== undefined || TTL !== undefined) {
    throw invalidInput(
      'Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none or more than one in Change',
    );
  }
  if (TTL !== undefined && (!Number.isInteger(TTL) || TTL < 0 || TTL > 2147483647)) {
    throw invalidInput(`Invalid request: TTL ${TTL} is not between 0 and 2147483647`);
  }
  const routing = [
    'Weight',
    'Region',
    'Failover',
    'GeoLocation',
    'MultiValueAnswer',
    'CidrRoutingConfig',
    'GeoProximityLocation',
  ] as const;
  const used = routing.filter((member) => given[member] !== undefined);
  if (used.length > 1 || (used.length === 1) !== (given.SetIdentifier !== undefined)) {
    throw invalidInput(
      'Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, CidrRoutingConfig, GeoProximityLocation] with a SetIdentifier, or none of them',
    );
  }
  const record = saved(given);
  record.Name = keptName(given.Name);
  if (record.AliasTarget?.DNSName !== undefined) {
    record.AliasTarget.DNSName = keptName(record.AliasTarget.DNSName);
    record.AliasTarget.EvaluateTargetHealth ??= false;
  }
  return record;
}

const sameSet = (a: RecordSet, b: RecordSet): boolean =>
  keptName(a.Name ?? '') === keptName(b.Name ?? '') && a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;

/** The members of a record set in one order, so that two can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]));
}

function sameContent(a: RecordSet, b: RecordSet): boolean {
  const content = (record: RecordSet) =>
    JSON.stringify(
      sorted({
        ...record,
        Name: keptName(record.Name ?? ''),
        ...(record.AliasTarget
          ? { AliasTarget: { ...record.AliasTarget, DNSName: keptName(record.AliasTarget.DNSName ?? '') } }
          : {}),
      }),
    );
  return content(a) === content(b);
}

const named = (record: RecordSet): string =>
  `[name='${record.Name}', type='${record.Type}'${record.SetIdentifier ? `, set-identifier='${record.SetIdentifier}'` : ''}]`;

/** What is wrong with a record set in its zone, in Route 53's words; undefined when nothing is. */
function faultOf(
  world: World,
  zoneId: string,
  zone: string,
  record: RecordSet,
  all: readonly RecordSet[],
): string | undefined {
  const { Name: name = '', Type: type } = record;
  if (!isWithin(name, zone)) return `RRSet with DNS name ${name} is not permitted in zone ${zone}`;
  if (type === 'CNAME' && name === zone) {
    return `RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zone}`;
  }
  const others = all.filter((other) => keptName(other.Name ?? '') === name && !sameSet(other, record));
  if (others.some((other) => (other.Type === 'CNAME') !== (type === 'CNAME'))) {
    return `RRSet of type ${type} with DNS name ${name} is not permitted as it conflicts with other records with the same DNS name in zone ${zone}`;
  }
  const alike = others.filter((other) => other.Type === type);
  if (alike.some((other) => policyOf(other) !== policyOf(record))) {
    return `RRSet with DNS name ${name}, type ${type}${record.SetIdentifier ? `, SetIdentifier ${record.SetIdentifier}` : ''} cannot be created as a record set with another routing policy exists with the same name and type`;
  }
  if (record.Failover !== undefined && alike.some((other) => other.Failover === record.Failover)) {
    return `RRSet with DNS name ${name}, type ${type} cannot be created as another RRSet with the same failover value exists`;
  }
  return valueFault(record) ?? aliasFault(zoneId, record, all) ?? healthCheckFault(world, record);
}

const policyOf = (record: RecordSet): string =>
  (
    [
      'Weight',
      'Region',
      'Failover',
      'GeoLocation',
      'MultiValueAnswer',
      'CidrRoutingConfig',
      'GeoProximityLocation',
    ] as const
  ).find((member) => record[member] !== undefined) ?? 'simple';

function valueFault(record: RecordSet): string | undefined {
  const values = (record.ResourceRecords ?? []).map((r) => r.Value ?? '');
  if (record.AliasTarget === undefined && values.length === 0) return 'At least one value must be specified';
  if (record.Type === 'CNAME' && values.length > 1) {
    return `Invalid Resource Record: 'FATAL problem: CNAMERRSetHasMultipleRecords' encountered with ${named(record)}`;
  }
  const fatal = (kind: string, what: string, value: string) =>
    `Invalid Resource Record: 'FATAL problem: ${kind} (${what}) encountered with '${value}''`;
  for (const value of values) {
    if (record.Type === 'A' && typeof parseAddress(value) !== 'number') {
      return fatal('ARRDATAIllegalIPv4Address', 'Value is not a valid IPv4 address', value);
    }
    if (record.Type === 'AAAA' && typeof parseAddress(value) !== 'bigint') {
      return fatal('AAAARRDATAIllegalIPv6Address', 'Value is not a valid IPv6 address', value);
    }
    if (record.Type === 'TXT' && !/^"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*$/s.test(value)) {
      return fatal('InvalidCharacterString', 'Value should be enclosed in quotation marks', value);
    }
  }
  return undefined;
}

/** An alias to a record of its own zone needs that record. */
function aliasFault(zoneId: string, record: RecordSet, all: readonly RecordSet[]): string | undefined {
  const target = record.AliasTarget;
  if (target === undefined || bareId(target.HostedZoneId) !== zoneId) return undefined;
  const name = target.DNSName ?? '';
  if (all.some((other) => keptName(other.Name ?? '') === name && other.Type === record.Type)) return undefined;
  return `Tried to create an alias that targets ${name}, type ${record.Type} in zone ${zoneId}, but that target was not found`;
}

function healthCheckFault(world: World, record: RecordSet): string | undefined {
  const checks = known(world, 'route53', 'HealthChecks');
  if (record.HealthCheckId === undefined || checks === undefined) return undefined;
  if (checks.some((check) => check.Id === record.HealthCheckId)) return undefined;
  throw new AwsError('NoSuchHealthCheck', `No health check exists with the specified ID: ${record.HealthCheckId}`, {
    status: 404,
  });
}

/** One change on the zone's record sets; answers what is wrong with it, in Route 53's words. */
function apply(
  world: World,
  zone: { id: string; name: string },
  records: RecordSet[],
  change: Change,
): string | undefined {
  const wanted = recordFrom(change.ResourceRecordSet);
  const at = records.findIndex((record) => sameSet(record, wanted));
  const old = records[at];
  switch (change.Action) {
    case 'CREATE':
    case 'UPSERT': {
      if (change.Action === 'CREATE' && old !== undefined) {
        return `Tried to create resource record set ${named(wanted)} but it already exists`;
      }
      const fault = faultOf(world, zone.id, zone.name, wanted, records);
      if (fault !== undefined) return fault;
      if (old === undefined) records.push(wanted);
      else records[at] = wanted;
      return undefined;
    }
    case 'DELETE':
      if (old === undefined) {
        return `Tried to delete resource record set ${named(wanted)} but it was not found`;
      }
      if (!sameContent(old, wanted)) {
        return `Tried to delete resource record set ${named(wanted)} but the values provided do not match the current values`;
      }
      if (wanted.Name === zone.name && wanted.Type === 'SOA')
        return 'A HostedZone must contain exactly one SOA record.';
      if (wanted.Name === zone.name && wanted.Type === 'NS') {
        return 'A HostedZone must contain at least one NS record for the zone itself.';
      }
      records.splice(at, 1);
      return undefined;
    default:
      throw invalidInput(`Invalid request: the action '${change.Action}' is none of CREATE, DELETE, UPSERT`);
  }
}

/**
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html: all changes of a batch, in
 * order, or none. Throws `InvalidChangeBatch` with a sentence for each change that is wrong.
 */
export function ChangeResourceRecordSets(world: World, input: ChangeResourceRecordSetsRequest) {
  const { zone, id } = zoneOf(world, input.HostedZoneId);
  const before = ofParent(world, 'route53', 'ResourceRecordSets', id);
  if (before === undefined && world.partial) throw notInSnapshot('route53', 'ResourceRecordSets');
  const changes = input.ChangeBatch?.Changes ?? [];
  if (changes.length === 0) throw invalidInput('Invalid request: a change batch needs at least one change');
  const records = [...(before ?? [])];
  const place = { id, name: keptName(zone.Name ?? '') };
  const messages = changes.flatMap((change) => apply(world, place, records, change) ?? []);
  if (messages.length > 0) {
    throw new AwsError('InvalidChangeBatch', `[${messages.join(', ')}]`, { members: { messages } });
  }
  setOfParent(world, 'route53', 'ResourceRecordSets', id, records);
  edit(
    world,
    'route53',
    'HostedZones',
    (z) => z.Id === zone.Id && z.ResourceRecordSetCount !== undefined,
    (copy) => {
      copy.ResourceRecordSetCount = records.length;
    },
  );
  return changeInfo(world, input.ChangeBatch?.Comment);
}

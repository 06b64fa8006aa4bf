import type { OutputFile } from './outputs.ts';

/** Where what a file holds belongs. */
export interface FilePlace {
  account: string;
  region: string;
  partition: string;
}

const regionName = /(?<![a-z\d])((?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|eusc-[a-z]+)-[a-z]+-\d)(?![\d-])/g;
const zoneName =
  /"(?:AvailabilityZone|ZoneName|availabilityZone)":\s*"([a-z]{2,4}(?:-[a-z]+)+-\d)(?:-[a-z-]+\d)?[a-z]"/g;
const arn = /"arn:(aws[\w-]*):[\w-]+:([a-z\d-]*):(\d{12}):/g;
const owner = /"(?:OwnerId|ownerAccount|VpcOwnerId|Account)":\s*"(\d{12})"/g;
const resourceId =
  /"((?:vpc|subnet|rtb|sg|acl|igw|nat|eni|i|tgw|tgw-attach|tgw-rtb|vpce|pcx|vgw|eipalloc)-[\da-f]{8,17})"/g;

/**
 * Where each file's contents belong. A file's own words decide: zones, ARNs, owners. What has none of them (VPCs name no
 * region) goes by the names of its folders and itself, then by the ids it shares with files that are known, then with
 * the others.
 */
export function placeOfFiles(files: OutputFile[]): Map<OutputFile, FilePlace> {
  const said = new Map(files.map((file) => [file, ownWords(file)]));
  const accounts = count(files.flatMap((file) => said.get(file)!.accounts));
  const mainAccount = callerOf(files) ?? accounts[0]?.[0] ?? 'unknown';
  const mainRegion = count([...said.values()].flatMap((s) => s.region ?? []))[0]?.[0];
  const idRegions = new Map<string, string>();
  for (const file of files) {
    const region = said.get(file)!.region;
    if (region !== undefined) for (const id of ids(file)) idRegions.set(id, region);
  }
  return new Map(
    files.map((file) => {
      const { region, partition, accountInPath } = said.get(file)!;
      const shared =
        region === undefined ? count(ids(file).flatMap((id) => idRegions.get(id) ?? []))[0]?.[0] : undefined;
      const settled = region ?? shared ?? mainRegion ?? 'unknown';
      return [
        file,
        { account: accountInPath ?? mainAccount, region: settled, partition: partition ?? partitionOfRegion(settled) },
      ];
    }),
  );
}

function ownWords({ path, source }: OutputFile) {
  const arns = [...source.matchAll(arn)];
  const regions = count([
    ...[...source.matchAll(zoneName)].map((m) => m[1]!),
    ...arns.flatMap((m) => (m[2] ? [m[2]] : [])),
  ]);
  const inPath = [...path.toLowerCase().matchAll(regionName)].map((m) => m[1]!);
  return {
    region: inPath.at(-1) ?? regions[0]?.[0],
    partition: count(arns.map((m) => m[1]!))[0]?.[0],
    accounts: [...[...source.matchAll(owner)].map((m) => m[1]!), ...arns.map((m) => m[3]!)],
    accountInPath: /(?<!\d)(\d{12})(?!\d)/.exec(path)?.[1],
  };
}

const ids = ({ source }: OutputFile): string[] => [...new Set([...source.matchAll(resourceId)].map((m) => m[1]!))];

function callerOf(files: OutputFile[]): string | undefined {
  const callers = files.flatMap((file) => file.pieces.flatMap((p) => (p.kind === 'caller' ? [p.account] : [])));
  return new Set(callers).size === 1 ? callers[0] : undefined;
}

const partitionOfRegion = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** Values with how often each is there, most first. */
function count(values: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

import type { RefreshedPrices } from '../pricing/products.ts';
import type { Ec2Data } from './data/ec2.ts';
import type {
  AcmData,
  CloudFrontData,
  CloudTrailData,
  CloudWatchData,
  ConfigServiceData,
  DirectConnectData,
  Elbv2Data,
  GuardDutyData,
  IamData,
  LogsData,
  NetworkFirewallData,
  Route53Data,
  Route53DomainsData,
  Route53ResolverData,
  S3Data,
  ShieldData,
  SsmData,
  Wafv2Data,
} from './data/services.ts';

/**
 * What was collected from AWS at one moment, in AWS's own response shapes. Everything after collection is a pure
 * function of a snapshot; its clock is `takenAt`.
 *
 * In a scope, a key that is absent was not read (not asked for, or refused: then `gaps` says so); an empty array was
 * read and is empty. Never treat the first as the second.
 */
export interface Snapshot {
  schemaVersion: 1;
  /** ISO 8601, UTC. */
  takenAt: string;
  /** `aws`, `lab`, `files`, `steampipe`. */
  source: string;
  accounts: Account[];
  /** The regions asked for, without `global`. */
  regions: string[];
  scopes: Scope[];
  gaps: Gap[];
  /**
   * The price table that estimates rest on: what `netops cost --refresh-prices` kept on this machine. Absent: the
   * bundled table. The reader's, not the account's, so it is not saved with a snapshot.
   */
  prices?: RefreshedPrices;
}

export interface Account {
  id: string;
  /** ARN of the caller whose credentials read this account (`sts:GetCallerIdentity`). */
  callerArn?: string;
  alias?: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  partition: string;
}

/** One account in one region. Services without regions (Route 53, CloudFront, IAM …) are in the region `global`. */
export interface Scope {
  account: string;
  region: string;
  ec2?: Ec2Data;
  elbv2?: Elbv2Data;
  route53?: Route53Data;
  route53resolver?: Route53ResolverData;
  directconnect?: DirectConnectData;
  cloudfront?: CloudFrontData;
  wafv2?: Wafv2Data;
  shield?: ShieldData;
  guardduty?: GuardDutyData;
  networkfirewall?: NetworkFirewallData;
  iam?: IamData;
  cloudwatch?: CloudWatchData;
  logs?: LogsData;
  cloudtrail?: CloudTrailData;
  acm?: AcmData;
  configservice?: ConfigServiceData;
  ssm?: SsmData;
  s3?: S3Data;
  route53domains?: Route53DomainsData;
}

export type ServiceName = Exclude<keyof Scope, 'account' | 'region'>;

/** A read that failed. The report names it: half the data is said to be half. */
export interface Gap {
  account: string;
  region: string;
  service: string;
  operation: string;
  /** AWS's error code, or `Timeout`, `NetworkError`, `Cancelled`. */
  code: string;
  /** AWS's message, when it says more than the code. */
  message?: string;
  /** Ids whose part is missing, when the rest of the answer was read. */
  of?: string[];
}

/** An AWS shape as JSON keeps it: dates are ISO strings, byte strings base64. */
export type Saved<T> = T extends Date
  ? string
  : T extends Uint8Array
    ? string
    : T extends (infer E)[]
      ? Saved<E>[]
      : T extends object
        ? { [K in keyof T]: Saved<T[K]> }
        : T;

/** The scope of an account and region, or undefined when nothing of it was read. */
export function scopeOf(snapshot: Snapshot, account: string, region: string): Scope | undefined {
  return snapshot.scopes.find((s) => s.account === account && s.region === region);
}

/** The scope of an account and region; made and added when there is none. For collectors and the lab. */
export function openScope(snapshot: Snapshot, account: string, region: string): Scope {
  let scope = scopeOf(snapshot, account, region);
  if (scope === undefined) {
    scope = { account, region };
    snapshot.scopes.push(scope);
  }
  return scope;
}

/** The value of a resource's `Name` tag, if it has one that is not blank. */
export function nameOf(resource: { Tags?: { Key?: string; Value?: string }[] }): string | undefined {
  const name = resource.Tags?.find((t) => t.Key === 'Name')?.Value?.trim();
  return name === '' ? undefined : name;
}

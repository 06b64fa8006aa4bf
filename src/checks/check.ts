import type { Inspected } from '../diagnose/overview/check.ts';
import type { Call, Evidence, Finding, Severity } from '../findings/finding.ts';
import type { Text } from '../messages/text.ts';
import type { Exposed } from '../network/exposure.ts';
import type { ReadName } from '../snapshot/reads.ts';
import type { Scope, ServiceName, Snapshot } from '../snapshot/snapshot.ts';

/** What a check is about, as the report and the score group them. */
export const areas = [
  'exposure',
  'security-groups',
  'vpc',
  'hybrid',
  'firewall',
  'balancers',
  'edge',
  'dns',
  'account',
  'resilience',
] as const;
export type Area = (typeof areas)[number];

/**
 * Where a check stands in what auditors ask for: CIS AWS Foundations Benchmark 7.0.0, AWS Foundational Security Best
 * Practices (Security Hub), and Korea's ISMS-P. Absent: it has no counterpart there.
 */
export interface Frameworks {
  cis?: readonly string[];
  fsbp?: readonly string[];
  ismsp?: readonly string[];
}

/** A resource, as a remedy names it. */
export interface Subject {
  id: string;
  name?: string;
  account: string;
  region: string;
}

/** How to put one resource right. Words in capitals are for a person to replace. */
export interface Remedy {
  says: Text;
  /** For a POSIX shell. */
  cli(subject: Subject): string;
  /** The properties that matter, as YAML; absent: it is not done there. */
  cloudFormation?: string;
  /** The arguments that matter, as HCL; absent: it is not done there. */
  terraform?: string;
}

/** How far what is wrong can be used: the internet gets there, somebody inside does, or nobody. */
export type Reach = 'internet' | 'inside' | 'nobody';

/** What is wrong with one resource. */
export interface Wrong {
  title: Text;
  evidence: Evidence[];
  /** When it is not the check's `why`. */
  impact?: Text;
  /** When it is not the check's usual one: what can be used is worse than what cannot. */
  severity?: Severity;
  reach?: Reach;
  affected?: string[];
  /** AWS calls that put it right. They are tried on a copy of the snapshot, where the check must then pass. */
  calls?: Call[];
  /** Tells apart several faults of one resource. */
  key?: string;
}

/** What a check says of one resource. Nothing wrong: it passes. */
export interface Examined {
  id: string;
  name?: string;
  wrong?: Wrong[];
  /** Findings that the overview has already made of it. */
  findings?: Finding[];
  /** Part of what it is judged by was not read. */
  unread?: true;
}

/** Whose resources a check looks at: one account in one region, or its services without regions. */
export interface Place {
  account: string;
  region: string;
  scope: Scope;
  /** The account's services without regions. */
  global: Scope | undefined;
  audited: Audited;
}

/** The snapshot that is audited, and what was computed of it once for all checks. */
export interface Audited extends Inspected {
  snapshot: Snapshot;
  /** The overview's findings by code. */
  found: ReadonlyMap<string, readonly Finding[]>;
  intent: Intent;
  /** What the internet reaches, computed when it is first asked for. */
  exposed(): readonly Exposed[];
}

/** What the owner declares to be meant (`netops.config.json`). */
export interface Intent {
  /** Segments by name: VPCs, subnets, instances, groups or CIDRs. */
  segments: Readonly<Record<string, readonly string[]>>;
  rules: readonly IntentRule[];
  /** Names of segments that hold data. */
  sensitive: readonly string[];
}

export type IntentRule = { name: string } & (
  | { kind: 'must-not-reach' | 'must-reach'; from: string; to: string; protocol?: 'tcp' | 'udp'; ports?: string }
  | { kind: 'only-faces-internet'; segments: readonly string[] }
);

export const noIntent: Intent = { segments: {}, rules: [], sensitive: [] };

/**
 * One check of the audit: what it is, why, how to mend it, what auditors call it, and how it is judged. A check lives in
 * a file of its own; its sentences are part of it.
 */
export interface SecurityCheck {
  code: string;
  area: Area;
  /** The usual one; a finding's own may differ by what reaches it. */
  severity: Severity;
  /** What should be so. */
  title: Text;
  why: Text;
  remedy: Remedy;
  /** About how long one mend takes, minutes. */
  minutes: number;
  frameworks: Frameworks;
  references: readonly string[];
  /** Where its resources are. */
  where: 'region' | 'global';
  /** Keys of that scope that it cannot be judged without: without one it is "not readable", never "pass". */
  reads: readonly ReadName[];
  /** The same, in the account's services without regions. */
  globalReads?: readonly ReadName[];
  /** Keys that it looks at besides, in any of the account's scopes: without one it knows less, and is never wrong. */
  optionalReads?: readonly ReadName[];
  /** Every resource that it is about there; none: it does not apply. */
  examine(place: Place): Examined[];
}

/** A fact for evidence that is the same in every language: a setting as AWS shows it. */
export const setting = (from: string, id: string, name: string, value: string | number | boolean): Evidence => {
  const says = `${name} = ${value}`;
  return { says: { ko: says, en: says }, from, id, rule: name };
};

export const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });

/** Whether a key of a scope was read. */
export function isRead(scope: Scope | undefined, name: ReadName): boolean {
  const [service, key] = name.split('.') as [ServiceName, string];
  return (scope?.[service] as Record<string, unknown> | undefined)?.[key] !== undefined;
}

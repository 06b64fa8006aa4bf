import { createHash } from 'node:crypto';
import type { Text } from '../messages/text.ts';

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * P0 is kept for four alarms: Direct Connect down, all VPN tunnels down, every target of a balancer unhealthy, more
 * than 5 % of DNS answers failing. P1: act today. P2: this week. P3: this month or later.
 */
export type Priority = 'P0' | 'P1' | 'P2' | 'P3';

/** One AWS API call, as the SDK takes it: what a fix would run, and what a what-if applies to a copy of a snapshot. */
export interface Call {
  /** The SDK's short service name as in `Scope`: `ec2`, `elbv2`, `route53` … */
  service: string;
  operation: string;
  input: Record<string, unknown>;
}

/** A fact that a finding rests on. */
export interface Evidence {
  says: Text;
  /** `service:Operation` that the fact was read from. */
  from: string;
  id: string;
  /** The rule, route or setting inside `id`. */
  rule?: string;
}

export interface Fix {
  says: Text;
  /** A command that can be pasted into a POSIX shell. */
  command: string;
  calls: Call[];
  /** The calls were applied to a copy of the snapshot and the fault was gone. */
  verified: boolean;
}

/** Something wrong or weak, with its proof. Made by diagnosis and checks, shown by every face. */
export interface Finding {
  /** Stable over runs: made from code, account, region, resource and `key`. */
  id: string;
  code: string;
  severity: Severity;
  priority: Priority;
  account: string;
  region: string;
  /** What to change: the id as Describe prints it, an ARN only where there is no id. */
  resource: string;
  resourceName?: string;
  /** What suffers. */
  affected: string[];
  title: Text;
  /** True only when this explains a failure that is seen, not a weakness that has broken nothing yet. */
  cause: boolean;
  evidence: Evidence[];
  fixes: Fix[];
  impact: Text;
  /** Monthly cost in USD of leaving it as it is (waste), where a cited price gives it; null when unknown. */
  cost?: { monthlyUsd: number | null };
  references: string[];
}

/** What a finding's maker gives; the rest is derived or defaulted. */
export type FindingInput = Omit<Finding, 'id' | 'affected' | 'cause' | 'evidence' | 'fixes' | 'references'> &
  Partial<Pick<Finding, 'affected' | 'cause' | 'evidence' | 'fixes' | 'references'>> & {
    /** Tells apart two findings of one code on one resource (a rule, a prefix). */
    key?: string;
  };

export function finding(input: FindingInput): Finding {
  const { key = '', ...rest } = input;
  const identity = [input.code, input.account, input.region, input.resource, key].join('\n');
  const id = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  return { affected: [], cause: false, evidence: [], fixes: [], references: [], ...rest, id };
}

/** Most urgent first, what breaks something now before what may; then by code, resource and id, so that the order is the same on every run. */
export function byUrgency(a: Finding, b: Finding): number {
  return (
    a.priority.localeCompare(b.priority) ||
    Number(b.cause) - Number(a.cause) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.code, b.code) ||
    compare(a.region, b.region) ||
    compare(a.resource, b.resource) ||
    compare(a.id, b.id)
  );
}

/** By code point, so that the order does not depend on the machine's locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import type { RootContent } from 'mdast';
import * as text from '../../messages/cost.ts';
import { codeBlock, paragraph } from '../nodes.ts';
import type { CostReader } from './reader.ts';

/** Savings that take an inspection away. */
const controls = new Set(['NFW_ENDPOINT_UNUSED']);

export function securityPart({ say, diagnosis }: CostReader): RootContent[] {
  const taken = diagnosis.savings.filter((s) => controls.has(s.code));
  const endpoints = diagnosis.savings.some((s) => /^COST_ENDPOINT_(IDLE|SHARED)$/.test(s.code));
  return [
    paragraph(say(taken.length === 0 ? text.securityNone : text.securityFirewall(taken.map((s) => say(s.says))))),
    ...(endpoints ? [paragraph(say(text.securityEndpoints))] : []),
  ];
}

export const performancePart = ({ say, diagnosis }: CostReader): RootContent[] => [
  paragraph(say(diagnosis.savings.length === 0 ? text.performanceNone : text.performanceNote)),
];

/** What a bill calls the services that a network is made of: https://docs.aws.amazon.com/cost-management/latest/userguide/ce-filtering.html */
const billedAs = [
  'Amazon Virtual Private Cloud',
  'Amazon Elastic Load Balancing',
  'EC2 - Other',
  'AWS Network Firewall',
  'AWS Direct Connect',
  'Amazon Route 53',
  'Amazon CloudFront',
  'AWS WAF',
  'AmazonCloudWatch',
];

/** A report every week, new prices every month, and how the real bill tells what is unknown here. */
export function automationPart({ say, snapshot }: CostReader): RootContent[] {
  const source = snapshot.source === 'lab' ? ' --source lab' : ` --region ${snapshot.regions.join(',')}`;
  const filter = { Dimensions: { Key: 'SERVICE', Values: billedAs } };
  return [
    paragraph(say(text.automationWeekly)),
    codeBlock(
      'sh',
      [`0 9 * * 1 netops cost${source} --quiet`, `0 8 1 * * netops cost${source} --refresh-prices --quiet`].join('\n'),
    ),
    paragraph(say(text.automationBill)),
    codeBlock(
      'sh',
      [
        `aws ce get-cost-and-usage --time-period ${lastMonth(snapshot.takenAt)} --granularity MONTHLY --metrics UnblendedCost UsageQuantity \\`,
        '  --group-by Type=DIMENSION,Key=USAGE_TYPE --region us-east-1 \\',
        `  --filter '${JSON.stringify(filter)}'`,
      ].join('\n'),
    ),
  ];
}

/** The calendar month (UTC, as bills are) before an instant: `Start=2026-10-01,End=2026-11-01`. */
function lastMonth(instant: string): string {
  const now = new Date(instant);
  const first = (back: number): string =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 10);
  return `Start=${first(1)},End=${first(0)}`;
}

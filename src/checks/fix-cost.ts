import { monthly } from '../pricing/estimate.ts';
import { type Price, priceOf } from '../pricing/price.ts';

/** What mending costs a month; null: it depends on what was not measured, or a price is unknown. */
export interface FixCost {
  code: string;
  monthlyUsd: number | null;
  formula: string;
  source: string | null;
  asOf: string | null;
}

type Estimate = (count: number, region: string, table: readonly Price[] | undefined) => Omit<FixCost, 'code'>;

const byProduct =
  (product: Parameters<typeof monthly>[0]['product']): Estimate =>
  (quantity, region, table) => {
    const { monthlyUsd, formula, prices } = monthly({ product, region, quantity }, table);
    return { monthlyUsd, formula, source: prices[0]?.source ?? null, asOf: prices[0]?.asOf ?? null };
  };

/** A price that is known, of a volume that is not. */
const byVolume =
  (product: Parameters<typeof priceOf>[0]): Estimate =>
  (_count, region, table) => {
    const price = priceOf(product, region, table);
    return {
      monthlyUsd: null,
      formula: `GB × $${price?.usd ?? '?'}/GB`,
      source: price?.source ?? null,
      asOf: price?.asOf ?? null,
    };
  };

const estimates: Readonly<Record<string, Estimate>> = {
  VPC_NO_FLOW_LOGS: byVolume('logs-vended-gb'),
  NFW_LOGGING_OFF: byVolume('logs-vended-gb'),
  RESOLVER_QUERY_LOG_MISSING_VPC: byVolume('logs-vended-gb'),
  GUARDDUTY_OFF: byVolume('guardduty-flow-dns-gb'),
  CLOUDFRONT_NO_WAF: byProduct('waf-web-acl'),
  LB_NO_WAF: byProduct('waf-web-acl'),
  NAT_SERVES_OTHER_ZONES: byProduct('nat-gateway'),
  ENDPOINT_SINGLE_ZONE: byProduct('interface-endpoint'),
  RESOLVER_ENDPOINT_SINGLE_ZONE: byProduct('resolver-interface'),
  NFW_SINGLE_ZONE: byProduct('network-firewall-endpoint'),
  VPC_INTERNET_UNINSPECTED: byProduct('network-firewall-endpoint'),
  ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK: byProduct('route53-health-check'),
};

/** Changes of a setting for which AWS charges nothing. */
const free = new Set([
  'ACCOUNT_ROOT_MFA_OFF',
  'ACCOUNT_ROOT_ACCESS_KEY',
  'EC2_IMDSV1_ALLOWED',
  'CLOUDTRAIL_NO_VALIDATION',
  'CLOUDFRONT_VIEWER_HTTP',
  'CLOUDFRONT_OLD_TLS',
  'CLOUDFRONT_ORIGIN_OLD_TLS',
  'DOMAIN_TRANSFER_UNLOCKED',
  'DNS_DANGLING_RECORD',
  'VPN_WEAK_ALGORITHMS',
]);
const freePrefixes =
  /^(SG_|NACL_|LB_(NO_REDIRECT|OLD_TLS|INVALID|DESYNC|DELETION)|SUBNET_|TGW_AUTO|ENDPOINT_(POLICY|SERVICE)|NFW_(RULE|NO_DEFAULT|PASSES|DELETION|STATELESS|ACTION)|VPC_BLOCK|PEERING_|EXPOSED_|ADMIN_PORT)/;

/** What it costs to mend so many resources of a code in a region, by the bundled prices or other ones. */
export function fixCost(code: string, count: number, region: string, table?: readonly Price[]): FixCost {
  const estimate = estimates[code];
  if (estimate !== undefined) return { code, ...estimate(count, region, table) };
  const nothing = free.has(code) || freePrefixes.test(code);
  return { code, monthlyUsd: nothing ? 0 : null, formula: '', source: null, asOf: null };
}

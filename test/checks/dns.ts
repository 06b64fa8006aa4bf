import { type Lab, vpcId } from './lab.ts';
import type { Proof } from './proof.ts';

const zone = (lab: Lab): string =>
  lab.global.route53!.HostedZones!.find((z) => z.Config?.PrivateZone !== true)!.Id!.replace('/hostedzone/', '');

export const dns: Record<string, Proof> = {
  DNS_DANGLING_RECORD: {
    breaks: (lab) => {
      lab.global.route53!.ResourceRecordSets![zone(lab)]!.push({
        Name: 'old.lab.example.',
        Type: 'CNAME',
        TTL: 300,
        ResourceRecords: [{ Value: 'gone.s3-website.ap-northeast-2.amazonaws.com' }],
      });
    },
    resource: zone,
    mends: (lab) => {
      lab.global.route53!.ResourceRecordSets![zone(lab)]!.pop();
    },
  },
  ROUTE53_DNSSEC_OFF: {
    breaks: (lab) => {
      lab.global.route53!.DNSSEC = { [zone(lab)]: { Status: { ServeSignature: 'NOT_SIGNING' }, KeySigningKeys: [] } };
    },
    resource: zone,
    mends: (lab) => {
      lab.global.route53!.DNSSEC![zone(lab)] = { Status: { ServeSignature: 'SIGNING' }, KeySigningKeys: [] };
    },
  },
  DOMAIN_TRANSFER_UNLOCKED: {
    breaks: (lab) => {
      lab.global.route53domains = { Domains: [{ DomainName: 'lab.example', TransferLock: false }] };
    },
    resource: () => 'lab.example',
    mends: (lab) => {
      lab.global.route53domains!.Domains![0]!.TransferLock = true;
    },
  },
  ROUTE53_NO_QUERY_LOG: {
    resource: zone,
    mends: (lab) => {
      lab.global.route53!.QueryLoggingConfigs = [
        {
          Id: 'q1',
          HostedZoneId: zone(lab),
          CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:q',
        },
      ];
    },
  },
  RESOLVER_QUERY_LOG_MISSING_VPC: {
    // Where no VPC is logged, none must pass.
    breaks: (lab) => {
      lab.here.route53resolver!.ResolverQueryLogConfigAssociations = [];
    },
    resource: (lab) => vpcId(lab, 'DMZVPC'),
    mends: (lab) => {
      lab.here.route53resolver!.ResolverQueryLogConfigAssociations = [
        { Id: 'rqlca-1', ResolverQueryLogConfigId: 'rqlc-1', ResourceId: vpcId(lab, 'DMZVPC'), Status: 'ACTIVE' },
      ];
    },
  },
};

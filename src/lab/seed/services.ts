import type { Scope } from '../../snapshot/snapshot.ts';
import { seedCertificates } from './services/acm.ts';
import { seedCloudFront } from './services/cloudfront.ts';
import { seedConnections, seedDirectConnectGateways } from './services/direct-connect.ts';
import { seedIam } from './services/iam.ts';
import { seedLogs } from './services/logs.ts';
import { seedNetworkFirewall } from './services/network-firewall.ts';
import { seedResolver } from './services/resolver.ts';
import { seedRoute53 } from './services/route53.ts';
import { seedSsm } from './services/ssm.ts';

/** The lab's parts outside EC2 and Elastic Load Balancing: what is in the region, and what is global. */
export function seedServices(now: Date): { here: Partial<Scope>; global: Partial<Scope> } {
  return {
    here: {
      route53resolver: seedResolver(),
      directconnect: seedConnections(),
      networkfirewall: seedNetworkFirewall(),
      logs: seedLogs(),
      cloudwatch: { MetricAlarms: [] },
      cloudtrail: { Trails: [], TrailStatuses: {}, TrailEventSelectors: {} },
      acm: { Certificates: [] },
      configservice: { ConfigurationRecorders: [], ConfigurationRecorderStatuses: [] },
      ssm: seedSsm(now.toISOString()),
      wafv2: { WebACLs: [], ResourceArns: {}, LoggingConfigurations: [] },
      guardduty: { DetectorIds: [], Detectors: {}, Findings: {} },
    },
    global: {
      route53: seedRoute53(),
      cloudfront: seedCloudFront(),
      directconnect: seedDirectConnectGateways(),
      wafv2: { WebACLs: [], ResourceArns: {}, LoggingConfigurations: [] },
      shield: { SubscriptionState: 'INACTIVE', Protections: [] },
      iam: seedIam(),
      acm: seedCertificates(now),
      logs: { deliverySources: [] },
      s3: { Buckets: [] },
      route53domains: { Domains: [] },
    },
  };
}

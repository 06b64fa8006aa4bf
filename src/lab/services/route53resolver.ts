import type { Handlers } from '../handler.ts';
import * as dnsFirewall from './resolver/dns-firewall.ts';
import * as endpoints from './resolver/endpoints.ts';
import * as queryLogs from './resolver/query-logs.ts';
import * as rules from './resolver/rules.ts';
import * as vpcSettings from './resolver/vpc-settings.ts';

export const reads: Handlers = {
  ...endpoints.reads,
  ...rules.reads,
  ...queryLogs.reads,
  ...dnsFirewall.reads,
  ...vpcSettings.reads,
};

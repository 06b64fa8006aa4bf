import { atomic } from './atomic.ts';
import * as alarms from './cloudwatch/alarms.ts';
import * as metricData from './cloudwatch/metric-data.ts';
import * as addresses from './ec2/addresses.ts';
import * as dhcpOptions from './ec2/dhcp-options.ts';
import * as endpoints from './ec2/endpoints.ts';
import * as flowLogs from './ec2/flow-logs.ts';
import * as instances from './ec2/instances.ts';
import * as interfaces from './ec2/interfaces.ts';
import * as internetGateways from './ec2/internet-gateways.ts';
import * as natGateways from './ec2/nat-gateways.ts';
import * as networkAcls from './ec2/network-acls.ts';
import * as peerings from './ec2/peerings.ts';
import * as routeTables from './ec2/route-tables.ts';
import * as routes from './ec2/routes.ts';
import * as securityGroupRules from './ec2/security-group-rules.ts';
import * as securityGroups from './ec2/security-groups.ts';
import * as subnets from './ec2/subnets.ts';
import * as tags from './ec2/tags.ts';
import * as transitGatewayAttachments from './ec2/transit-gateway-attachments.ts';
import * as transitGateways from './ec2/transit-gateways.ts';
import * as vpcs from './ec2/vpcs.ts';
import * as listeners from './elbv2/listeners.ts';
import * as loadBalancers from './elbv2/load-balancers.ts';
import * as rules from './elbv2/rules.ts';
import * as elbv2Tags from './elbv2/tags.ts';
import * as targetGroups from './elbv2/target-groups.ts';
import * as targets from './elbv2/targets.ts';
import * as logGroups from './logs/log-groups.ts';
import * as firewalls from './networkfirewall/firewalls.ts';
import * as firewallPolicies from './networkfirewall/policies.ts';
import * as ruleGroups from './networkfirewall/rule-groups.ts';
import * as records from './route53/records.ts';
import * as zones from './route53/zones.ts';
import * as resolverRules from './route53resolver/rules.ts';
import type { Change } from './world.ts';

/** The operations among a module's exports: AWS's names begin with a capital, our functions do not. */
const operationsOf = (...modules: object[]): Record<string, Change> =>
  Object.fromEntries(
    modules
      .flatMap((module) => Object.entries(module) as [string, Change][])
      .filter(([name]) => /^[A-Z]/.test(name))
      .map(([name, change]) => [name, atomic(change)]),
  );

/** Every call that changes something, by service (as in `Scope`) and operation. Each happens wholly or not at all. */
export const changes: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  ec2: operationsOf(
    addresses,
    dhcpOptions,
    endpoints,
    flowLogs,
    instances,
    interfaces,
    internetGateways,
    natGateways,
    networkAcls,
    peerings,
    routeTables,
    routes,
    securityGroupRules,
    securityGroups,
    subnets,
    tags,
    transitGatewayAttachments,
    transitGateways,
    vpcs,
  ),
  elbv2: operationsOf(listeners, loadBalancers, rules, elbv2Tags, targetGroups, targets),
  route53: operationsOf(records, zones),
  route53resolver: operationsOf(resolverRules),
  networkfirewall: operationsOf(firewalls, firewallPolicies, ruleGroups),
  cloudwatch: operationsOf(alarms, metricData),
  logs: operationsOf(logGroups),
};

/** Whether a call changes something that netops knows how to change. */
export const isChange = (service: string, operation: string): boolean =>
  Object.hasOwn(changes, service) && Object.hasOwn(changes[service]!, operation);

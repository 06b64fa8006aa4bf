import { cloudtrailNoValidation } from './account/cloudtrail-no-validation.ts';
import { cloudtrailOff } from './account/cloudtrail-off.ts';
import { configRecorderOff } from './account/config-recorder-off.ts';
import { guarddutyFindingsOpen } from './account/guardduty-findings-open.ts';
import { guarddutyOff } from './account/guardduty-off.ts';
import { imdsv1Allowed } from './account/imdsv1-allowed.ts';
import { notSsmManaged } from './account/not-ssm-managed.ts';
import { rootAccessKey } from './account/root-access-key.ts';
import { rootMfaOff } from './account/root-mfa-off.ts';
import { bypassesCloudfront } from './balancers/bypasses-cloudfront.ts';
import { certificateExpiring, certificateExpiringCloudFront } from './balancers/certificate-expiring.ts';
import { deletionProtectionOff as balancersDeletionProtectionOff } from './balancers/deletion-protection-off.ts';
import { desyncMonitor } from './balancers/desync-monitor.ts';
import { invalidHeadersKept } from './balancers/invalid-headers-kept.ts';
import { noAccessLogs } from './balancers/no-access-logs.ts';
import { noHttps } from './balancers/no-https.ts';
import { noRedirect } from './balancers/no-redirect.ts';
import { noWaf } from './balancers/no-waf.ts';
import { oldTls } from './balancers/old-tls.ts';
import { publicWithoutNeed } from './balancers/public-without-need.ts';
import type { SecurityCheck } from './check.ts';
import { danglingRecord } from './dns/dangling-record.ts';
import { dnssecOff } from './dns/dnssec-off.ts';
import { domainTransferUnlocked } from './dns/domain-transfer-unlocked.ts';
import { publicZoneQueryLogOff } from './dns/public-zone-query-log-off.ts';
import { resolverQueryLogs } from './dns/resolver-query-logs.ts';
import { cloudfrontNoLogging } from './edge/cloudfront-no-logging.ts';
import { cloudfrontNoWaf } from './edge/cloudfront-no-waf.ts';
import { cloudfrontOldTls } from './edge/cloudfront-old-tls.ts';
import { cloudfrontOriginHttp } from './edge/cloudfront-origin-http.ts';
import { cloudfrontOriginOldTls } from './edge/cloudfront-origin-old-tls.ts';
import { cloudfrontViewerHttp } from './edge/cloudfront-viewer-http.ts';
import { shieldAdvancedOff } from './edge/shield-advanced-off.ts';
import { shieldUnprotected } from './edge/shield-unprotected.ts';
import { wafNoLogging, wafNoLoggingCloudFront } from './edge/waf-no-logging.ts';
import { wafNoRateLimit, wafNoRateLimitCloudFront } from './edge/waf-no-rate-limit.ts';
import { wafNoRules, wafNoRulesCloudFront } from './edge/waf-no-rules.ts';
import { adminPortAcrossVpcs } from './exposure/admin-port-across-vpcs.ts';
import { highRiskPort } from './exposure/high-risk-port.ts';
import { intentViolated } from './exposure/intent-violated.ts';
import { pathToData } from './exposure/path-to-data.ts';
import { publicInstanceWithRole } from './exposure/public-instance-with-role.ts';
import { actionOrder } from './firewall/action-order.ts';
import { asymmetric } from './firewall/asymmetric.ts';
import { deletionProtectionOff as firewallDeletionProtectionOff } from './firewall/deletion-protection-off.ts';
import { eastWestUninspected } from './firewall/east-west-uninspected.ts';
import { ingressPastFirewall } from './firewall/ingress-past-firewall.ts';
import { internetUninspected } from './firewall/internet-uninspected.ts';
import { loggingOff } from './firewall/logging-off.ts';
import { noDefaultDrop } from './firewall/no-default-drop.ts';
import { passesEverything } from './firewall/passes-everything.ts';
import { returnBypassed } from './firewall/return-bypassed.ts';
import { ruleShadowed as firewallRuleShadowed } from './firewall/rule-shadowed.ts';
import { singleZone } from './firewall/single-zone.ts';
import { statelessPasses } from './firewall/stateless-passes.ts';
import { directConnectMacsecOff } from './hybrid/direct-connect-macsec-off.ts';
import { vpnLoggingOff } from './hybrid/vpn-logging-off.ts';
import { vpnTunnelDown } from './hybrid/vpn-tunnel-down.ts';
import { vpnWeakAlgorithms } from './hybrid/vpn-weak-algorithms.ts';
import { balancerZoneEmpty } from './resilience/balancer-zone-empty.ts';
import { directConnectSingle } from './resilience/direct-connect-single.ts';
import { endpointSingleZone } from './resilience/endpoint-single-zone.ts';
import { failoverWithoutHealthCheck } from './resilience/failover-without-health-check.ts';
import { natSingle } from './resilience/nat-single.ts';
import { resolverEndpointSingleZone } from './resilience/resolver-endpoint-single-zone.ts';
import { zonesFew } from './resilience/zones-few.ts';
import { cassandraOpen } from './security-groups/cassandra-open.ts';
import { danglingReference } from './security-groups/dangling-reference.ts';
import { defaultHasRules } from './security-groups/default-has-rules.ts';
import { dockerOpen } from './security-groups/docker-open.ts';
import { duplicate } from './security-groups/duplicate.ts';
import { elasticsearchOpen } from './security-groups/elasticsearch-open.ts';
import { everyPortOpen } from './security-groups/every-port-open.ts';
import { foreignReference } from './security-groups/foreign-reference.ts';
import { ftpOpen } from './security-groups/ftp-open.ts';
import { ipv6TwinOpen } from './security-groups/ipv6-twin-open.ts';
import { kafkaOpen } from './security-groups/kafka-open.ts';
import { kerberosOpen } from './security-groups/kerberos-open.ts';
import { kubernetesOpen } from './security-groups/kubernetes-open.ts';
import { launchWizard } from './security-groups/launch-wizard.ts';
import { ldapOpen } from './security-groups/ldap-open.ts';
import { memcachedOpen } from './security-groups/memcached-open.ts';
import { mongodbOpen } from './security-groups/mongodb-open.ts';
import { mssqlOpen } from './security-groups/mssql-open.ts';
import { mysqlOpen } from './security-groups/mysql-open.ts';
import { oracleOpen } from './security-groups/oracle-open.ts';
import { postgresqlOpen } from './security-groups/postgresql-open.ts';
import { rdpOpen } from './security-groups/rdp-open.ts';
import { redisOpen } from './security-groups/redis-open.ts';
import { ruleShadowed as securityGroupsRuleShadowed } from './security-groups/rule-shadowed.ts';
import { sensitiveEgressOpen } from './security-groups/sensitive-egress-open.ts';
import { smbOpen } from './security-groups/smb-open.ts';
import { sshOpen } from './security-groups/ssh-open.ts';
import { telnetOpen } from './security-groups/telnet-open.ts';
import { tooManyRules } from './security-groups/too-many-rules.ts';
import { unused } from './security-groups/unused.ts';
import { wideRangeOpen } from './security-groups/wide-range-open.ts';
import { blockPublicAccessOff } from './vpc/block-public-access-off.ts';
import { endpointPolicyOpen } from './vpc/endpoint-policy-open.ts';
import { endpointServiceOpen } from './vpc/endpoint-service-open.ts';
import { flowLogsFailing } from './vpc/flow-logs-failing.ts';
import { flowLogsOff } from './vpc/flow-logs-off.ts';
import { naclOpenAdminPorts } from './vpc/nacl-open-admin-ports.ts';
import { naclUnused } from './vpc/nacl-unused.ts';
import { peeringRouteWide } from './vpc/peering-route-wide.ts';
import { publicIpOnLaunch } from './vpc/public-ip-on-launch.ts';
import { transitGatewayAutoAccept } from './vpc/transit-gateway-auto-accept.ts';

/** Every check of the audit, in the order in which the report tells them: what the internet reaches first. */
export const checks: readonly SecurityCheck[] = [
  // exposure
  adminPortAcrossVpcs,
  highRiskPort,
  intentViolated,
  pathToData,
  publicInstanceWithRole,
  // security-groups
  cassandraOpen,
  danglingReference,
  defaultHasRules,
  dockerOpen,
  duplicate,
  elasticsearchOpen,
  everyPortOpen,
  foreignReference,
  ftpOpen,
  ipv6TwinOpen,
  kafkaOpen,
  kerberosOpen,
  kubernetesOpen,
  launchWizard,
  ldapOpen,
  memcachedOpen,
  mongodbOpen,
  mssqlOpen,
  mysqlOpen,
  oracleOpen,
  postgresqlOpen,
  rdpOpen,
  redisOpen,
  securityGroupsRuleShadowed,
  sensitiveEgressOpen,
  smbOpen,
  sshOpen,
  telnetOpen,
  tooManyRules,
  unused,
  wideRangeOpen,
  // vpc
  blockPublicAccessOff,
  endpointPolicyOpen,
  endpointServiceOpen,
  flowLogsFailing,
  flowLogsOff,
  naclOpenAdminPorts,
  naclUnused,
  peeringRouteWide,
  publicIpOnLaunch,
  transitGatewayAutoAccept,
  // hybrid
  directConnectMacsecOff,
  vpnLoggingOff,
  vpnTunnelDown,
  vpnWeakAlgorithms,
  // firewall
  actionOrder,
  asymmetric,
  firewallDeletionProtectionOff,
  eastWestUninspected,
  ingressPastFirewall,
  internetUninspected,
  loggingOff,
  noDefaultDrop,
  passesEverything,
  returnBypassed,
  firewallRuleShadowed,
  singleZone,
  statelessPasses,
  // balancers
  bypassesCloudfront,
  certificateExpiring,
  certificateExpiringCloudFront,
  balancersDeletionProtectionOff,
  desyncMonitor,
  invalidHeadersKept,
  noAccessLogs,
  noHttps,
  noRedirect,
  noWaf,
  oldTls,
  publicWithoutNeed,
  // edge
  cloudfrontNoLogging,
  cloudfrontNoWaf,
  cloudfrontOldTls,
  cloudfrontOriginHttp,
  cloudfrontOriginOldTls,
  cloudfrontViewerHttp,
  shieldAdvancedOff,
  shieldUnprotected,
  wafNoLogging,
  wafNoLoggingCloudFront,
  wafNoRateLimit,
  wafNoRateLimitCloudFront,
  wafNoRules,
  wafNoRulesCloudFront,
  // dns
  danglingRecord,
  dnssecOff,
  domainTransferUnlocked,
  publicZoneQueryLogOff,
  resolverQueryLogs,
  // account
  cloudtrailNoValidation,
  cloudtrailOff,
  configRecorderOff,
  guarddutyFindingsOpen,
  guarddutyOff,
  imdsv1Allowed,
  notSsmManaged,
  rootAccessKey,
  rootMfaOff,
  // resilience
  balancerZoneEmpty,
  directConnectSingle,
  endpointSingleZone,
  failoverWithoutHealthCheck,
  natSingle,
  resolverEndpointSingleZone,
  zonesFew,
];

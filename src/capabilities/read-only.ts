/*
 * Which of AWS's operations only read. By the operation's name, as AWS names them, and by two lists of our own: what
 * reads by its name and yet hands out a secret or makes something, and what reads though its name does not begin so.
 */

const readingVerbs = /^(Describe|Get|List|Search|Lookup|Head|BatchGet|BatchDescribe)(?=[A-Z0-9])/;

/** Reads under other names, which change nothing. */
const alsoReads = new Set([
  'configservice:SelectAggregateResourceConfig',
  'configservice:SelectResourceConfig',
  'ec2:ValidateSecurityGroupQuotasForInterface',
  'iam:SimulateCustomPolicy',
  'iam:SimulatePrincipalPolicy',
  'logs:FilterLogEvents',
  'logs:TestMetricFilter',
  'logs:TestTransformer',
  'route53:TestDNSAnswer',
  'route53domains:CheckDomainAvailability',
  'route53domains:CheckDomainTransferability',
  'route53domains:ViewBilling',
  'wafv2:CheckCapacity',
]);

/** Answers that are secrets, or that what runs in the account has written: nothing of it is about the network. */
const secrets = new Set([
  'acm:GetAcmeExternalAccountBindingCredentials',
  'directconnect:DescribeRouterConfiguration',
  'ec2:GetConsoleOutput',
  'ec2:GetConsoleScreenshot',
  'ec2:GetInstanceUefiData',
  'ec2:GetLaunchTemplateData',
  'ec2:GetPasswordData',
  'ec2:GetVpnConnectionDeviceSampleConfiguration',
  'logs:GetLogObject',
  's3:GetObject',
  's3:GetObjectAnnotation',
  's3:GetObjectTorrent',
  'ssm:GetAccessToken',
  'ssm:GetCommandInvocation',
  'ssm:GetParameter',
  'ssm:GetParameterHistory',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:ListCommandInvocations',
  'ssm:ListCommands',
  'sts:GetDelegatedAccessToken',
  'sts:GetFederationToken',
  'sts:GetScopedCredentials',
  'sts:GetSessionToken',
  'sts:GetWebIdentityToken',
  'wafv2:GetDecryptedAPIKey',
  'wafv2:ListAPIKeys',
]);

/** Reads by their name that write, run or charge for something. */
const sideEffects = new Set([
  // Writes a template and its helpers to a bucket.
  'ec2:GetFlowLogsIntegrationTemplate',
  // Makes a snapshot of the instance's patches and answers a signed address.
  'ssm:GetDeployablePatchSnapshotForInstance',
]);

/** `secret` and `effect`: refused whatever was allowed. */
export type Nature = 'reads' | 'changes' | 'secret' | 'effect';

/** What an operation does: `ec2`, `DescribeVpcs` → `reads`. What is not known to read is taken to change. */
export function natureOf(service: string, operation: string): Nature {
  const name = `${service}:${operation}`;
  if (secrets.has(name)) return 'secret';
  if (sideEffects.has(name)) return 'effect';
  return alsoReads.has(name) || readingVerbs.test(operation) ? 'reads' : 'changes';
}

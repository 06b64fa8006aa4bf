import type { Call } from './finding.ts';

/** Service names of the AWS CLI where they differ from the SDK's. */
const cliServices: Readonly<Record<string, string>> = { networkfirewall: 'network-firewall' };

/**
 * The AWS CLI command that makes a call, ready to be pasted into a POSIX shell.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html
 */
export function awsCommand(call: Call, region?: string): string {
  const service = cliServices[call.service] ?? call.service;
  const options = Object.entries(call.input).flatMap(([name, value]) => option(call.operation, name, value));
  if (call.service === 'networkfirewall' && 'UpdateToken' in call.input) return withToken(call, region);
  const where = region === undefined ? [] : [`--region ${quoted(region)}`];
  return ['aws', service, kebab(call.operation), ...options, ...where].join(' ');
}

/** Network Firewall wants back the token of the latest read: the command reads it, since one from earlier may be stale. */
function withToken(call: Call, region: string | undefined): string {
  const { UpdateToken: _stale, ...input } = call.input;
  const resource = call.operation.replace(/^Update/, '');
  const arn = Object.fromEntries(Object.entries(input).filter(([name]) => name.endsWith('Arn')));
  const read = awsCommand({ ...call, operation: `Describe${resource}`, input: arn }, region);
  return `${awsCommand({ ...call, input }, region)} --update-token "$(${read} --query UpdateToken --output text)"`;
}

/** `DestinationIpv6CidrBlock` → `destination-ipv6-cidr-block`. */
const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

function option(operation: string, name: string, value: unknown): string[] {
  if (value === undefined) return [];
  // The one flag with a name of its own for no.
  if (operation.endsWith('NetworkAclEntry') && name === 'Egress') return [value ? '--egress' : '--ingress'];
  const flag = `--${kebab(name)}`;
  const plain = isAttribute(value) ? value.Value : value;
  if (typeof plain === 'boolean') return [plain ? flag : flag.replace('--', '--no-')];
  if (typeof plain === 'string' || typeof plain === 'number') return [`${flag} ${quoted(String(plain))}`];
  if (Array.isArray(plain) && plain.every((v) => typeof v === 'string'))
    return [`${flag} ${plain.map((v) => quoted(v)).join(' ')}`];
  return [`${flag} ${quoted(JSON.stringify(plain))}`];
}

/** EC2's attributes wrap a boolean; the CLI unwraps it. */
const isAttribute = (value: unknown): value is { Value: boolean } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as { Value?: unknown }).Value === 'boolean';

/** A word as a POSIX shell reads it back unchanged. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

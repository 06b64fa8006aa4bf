import { createHash } from 'node:crypto';
import { AwsError } from '../changes/world.ts';
import type { LabCall } from './handler.ts';
import type { LabRequest } from './protocol/message.ts';
import type { ServiceDefinition } from './protocol/service.ts';
import type { LabEvent } from './state.ts';

/** Events that the lab keeps; older ones go, as CloudTrail's go after 90 days. */
const maxEvents = 10_000;

/** CloudTrail's resource types by the prefix of an id. https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html */
const typeOfPrefix: Record<string, string> = {
  i: 'AWS::EC2::Instance',
  sg: 'AWS::EC2::SecurityGroup',
  sgr: 'AWS::EC2::SecurityGroupRule',
  vpc: 'AWS::EC2::VPC',
  subnet: 'AWS::EC2::Subnet',
  rtb: 'AWS::EC2::RouteTable',
  rtbassoc: 'AWS::EC2::SubnetRouteTableAssociation',
  acl: 'AWS::EC2::NetworkAcl',
  aclassoc: 'AWS::EC2::SubnetNetworkAclAssociation',
  eni: 'AWS::EC2::NetworkInterface',
  eipalloc: 'AWS::EC2::EIP',
  eipassoc: 'AWS::EC2::EIPAssociation',
  nat: 'AWS::EC2::NatGateway',
  igw: 'AWS::EC2::InternetGateway',
  eigw: 'AWS::EC2::EgressOnlyInternetGateway',
  vgw: 'AWS::EC2::VPNGateway',
  vpn: 'AWS::EC2::VPNConnection',
  cgw: 'AWS::EC2::CustomerGateway',
  vpce: 'AWS::EC2::VPCEndpoint',
  pcx: 'AWS::EC2::VPCPeeringConnection',
  tgw: 'AWS::EC2::TransitGateway',
  'tgw-rtb': 'AWS::EC2::TransitGatewayRouteTable',
  'tgw-attach': 'AWS::EC2::TransitGatewayAttachment',
  dopt: 'AWS::EC2::DHCPOptions',
  fl: 'AWS::EC2::FlowLog',
  pl: 'AWS::EC2::PrefixList',
  'rslvr-rr': 'AWS::Route53Resolver::ResolverRule',
  'rslvr-in': 'AWS::Route53Resolver::ResolverEndpoint',
  'rslvr-out': 'AWS::Route53Resolver::ResolverEndpoint',
};
const idPattern = /^([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}$/;

function typeOf(key: string, value: string): string | undefined {
  if (value.startsWith('arn:')) {
    const service = value.split(':')[2];
    const resource = value.split(':').slice(5).join(':').split(/[/:]/)[0];
    if (service === 'elasticloadbalancing') {
      if (resource === 'loadbalancer') return 'AWS::ElasticLoadBalancingV2::LoadBalancer';
      if (resource === 'targetgroup') return 'AWS::ElasticLoadBalancingV2::TargetGroup';
      if (resource === 'listener') return 'AWS::ElasticLoadBalancingV2::Listener';
      if (resource === 'listener-rule') return 'AWS::ElasticLoadBalancingV2::ListenerRule';
    }
    if (service === 'network-firewall') {
      if (resource === 'firewall') return 'AWS::NetworkFirewall::Firewall';
      if (resource === 'firewall-policy') return 'AWS::NetworkFirewall::FirewallPolicy';
      return 'AWS::NetworkFirewall::RuleGroup';
    }
    return undefined;
  }
  if (key === 'HostedZoneId') return 'AWS::Route53::HostedZone';
  if (key === 'AlarmName') return 'AWS::CloudWatch::Alarm';
  const prefix = idPattern.exec(value)?.[1];
  return prefix === undefined ? undefined : typeOfPrefix[prefix];
}

/** The resources that a call's input and output name, in the order they are named. */
export function resourcesOf(...values: unknown[]): LabEvent['resources'] {
  const found = new Map<string, string>();
  const visit = (key: string, value: unknown): void => {
    if (typeof value === 'string') {
      const type = typeOf(key, value);
      if (type !== undefined && !found.has(value)) found.set(value, type);
    } else if (Array.isArray(value)) {
      for (const item of value) visit(key, item);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [name, item] of Object.entries(value)) visit(name, item);
    }
  };
  for (const value of values) visit('', value);
  return [...found].map(([ResourceName, ResourceType]) => ({ ResourceType, ResourceName }));
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/**
 * A call's parameters as CloudTrail shows them: names with a small first letter, and EC2's lists as `{ items: [...] }`,
 * its lists of instance ids as `instancesSet`.
 */
export function trailParameters(value: unknown, ec2: boolean): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) {
    const items = value.map((item) => trailParameters(item, ec2));
    return ec2 ? { items } : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const shown: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined || item === null) continue;
    if (ec2 && name === 'InstanceIds' && Array.isArray(item)) {
      shown.instancesSet = { items: item.map((instanceId: unknown) => ({ instanceId })) };
    } else {
      shown[lowerFirst(name)] = trailParameters(item, ec2);
    }
  }
  return shown;
}

const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');

/** Writes a change into the lab's trail: what was asked, by whom, and what came of it. */
export function record(
  call: LabCall,
  definition: ServiceDefinition,
  operation: string,
  request: Pick<LabRequest, 'sourceIp' | 'headers'>,
  input: unknown,
  outcome: { output: unknown } | { error: unknown },
): void {
  const ec2 = definition.key === 'ec2';
  const failed = 'error' in outcome;
  const output = failed ? null : outcome.output;
  const event: LabEvent = {
    eventId: uuidOf(`event/${call.state.sequence++}`),
    eventTime: new Date(Math.floor(call.now.getTime() / 1000) * 1000).toISOString(),
    account: call.account,
    region: call.region,
    eventSource: definition.eventSource,
    eventName: operation,
    callerArn: call.caller.arn,
    accessKeyId: call.caller.accessKeyId,
    sourceIp: request.sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
    request: trailParameters(input, ec2),
    response: output === null ? null : trailParameters(output, ec2),
    readOnly: false,
    resources: resourcesOf(input, output),
  };
  if (failed) {
    const { error } = outcome;
    const code = error instanceof AwsError ? error.code : 'InternalFailure';
    event.errorCode = ec2 ? `${error instanceof AwsError && error.status < 500 ? 'Client' : 'Server'}.${code}` : code;
    event.errorMessage = error instanceof AwsError ? error.message : 'An internal error has occurred';
  }
  call.state.events.push(event);
  if (call.state.events.length > maxEvents) call.state.events.splice(0, call.state.events.length - maxEvents);
}

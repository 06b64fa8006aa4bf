import { NormalizedSchema } from '@smithy/core/schema';

/** The services the lab knows, by the key they have in a `Scope`; `sts` and `pricing` have no scope. */
export type LabService =
  | 'ec2'
  | 'elbv2'
  | 'route53'
  | 'route53resolver'
  | 'directconnect'
  | 'cloudfront'
  | 'wafv2'
  | 'shield'
  | 'guardduty'
  | 'networkfirewall'
  | 'iam'
  | 'cloudwatch'
  | 'logs'
  | 'cloudtrail'
  | 'acm'
  | 'configservice'
  | 'ssm'
  | 's3'
  | 'route53domains'
  | 'sts'
  | 'pricing';

export type ProtocolName = 'ec2Query' | 'awsQuery' | 'awsJson1_0' | 'awsJson1_1' | 'restXml' | 'restJson' | 'rpcv2Cbor';

/** What the lab must know of a service besides its schemas. */
export interface ServiceDefinition {
  key: LabService;
  /** The service's name in a credential scope. */
  signingName: string;
  /** The first is what a request speaks that does not say. */
  protocols: readonly [ProtocolName, ...ProtocolName[]];
  apiVersion: string;
  xmlNamespace: string;
  /** In `X-Amz-Target` before the operation, and in rpcv2Cbor's path. */
  target: string;
  /** CloudTrail's name of it. */
  eventSource: string;
  /** The SDK client package, whose exports are the operations' schemas. Loaded on the service's first call. */
  load?: () => Promise<Record<string, unknown>>;
  /** The code this service answers when a required member is missing, where it is not its protocol's own. */
  missingCode?: string;
  /** Errors carry the awsQuery code in a header (`x-amzn-query-error`): the service was moved from awsQuery to awsJson. */
  queryCompatible?: boolean;
  /** A restXml service's errors are not wrapped in an `ErrorResponse`. */
  bareErrors?: boolean;
  /** Actions of IAM policies that are not named like their operation. */
  iamActions?: Readonly<Record<string, string>>;
}

export const services: readonly ServiceDefinition[] = [
  {
    key: 'ec2',
    signingName: 'ec2',
    protocols: ['ec2Query'],
    apiVersion: '2016-11-15',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    target: 'AmazonEC2',
    eventSource: 'ec2.amazonaws.com',
    load: () => import('@aws-sdk/client-ec2'),
  },
  {
    key: 'elbv2',
    signingName: 'elasticloadbalancing',
    protocols: ['awsQuery'],
    apiVersion: '2015-12-01',
    xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    target: 'ElasticLoadBalancing_v10',
    eventSource: 'elasticloadbalancing.amazonaws.com',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  {
    key: 'route53',
    signingName: 'route53',
    protocols: ['restXml'],
    apiVersion: '2013-04-01',
    xmlNamespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
    target: 'AWSDnsV20130401',
    eventSource: 'route53.amazonaws.com',
    load: () => import('@aws-sdk/client-route-53'),
    missingCode: 'InvalidInput',
  },
  {
    key: 'route53resolver',
    signingName: 'route53resolver',
    protocols: ['awsJson1_1'],
    apiVersion: '2018-04-01',
    xmlNamespace: '',
    target: 'Route53Resolver',
    eventSource: 'route53resolver.amazonaws.com',
  },
  {
    key: 'directconnect',
    signingName: 'directconnect',
    protocols: ['awsJson1_1'],
    apiVersion: '2012-10-25',
    xmlNamespace: '',
    target: 'OvertureService',
    eventSource: 'directconnect.amazonaws.com',
    load: () => import('@aws-sdk/client-direct-connect'),
    missingCode: 'DirectConnectClientException',
  },
  {
    key: 'cloudfront',
    signingName: 'cloudfront',
    protocols: ['restXml'],
    apiVersion: '2020-05-31',
    xmlNamespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
    target: 'Cloudfront2020_05_31',
    eventSource: 'cloudfront.amazonaws.com',
    load: () => import('@aws-sdk/client-cloudfront'),
    missingCode: 'MalformedXML',
  },
  {
    key: 'wafv2',
    signingName: 'wafv2',
    protocols: ['awsJson1_1'],
    apiVersion: '2019-07-29',
    xmlNamespace: '',
    target: 'AWSWAF_20190729',
    eventSource: 'wafv2.amazonaws.com',
    load: () => import('@aws-sdk/client-wafv2'),
  },
  {
    key: 'shield',
    signingName: 'shield',
    protocols: ['awsJson1_1'],
    apiVersion: '2016-06-02',
    xmlNamespace: '',
    target: 'AWSShield_20160616',
    eventSource: 'shield.amazonaws.com',
    load: () => import('@aws-sdk/client-shield'),
    missingCode: 'InvalidParameterException',
  },
  {
    key: 'guardduty',
    signingName: 'guardduty',
    protocols: ['restJson'],
    apiVersion: '2017-11-28',
    xmlNamespace: '',
    target: 'GuardDutyAPIService',
    eventSource: 'guardduty.amazonaws.com',
    load: () => import('@aws-sdk/client-guardduty'),
    missingCode: 'BadRequestException',
  },
  {
    key: 'networkfirewall',
    signingName: 'network-firewall',
    protocols: ['awsJson1_0'],
    apiVersion: '2020-11-12',
    xmlNamespace: '',
    target: 'NetworkFirewall_20201112',
    eventSource: 'network-firewall.amazonaws.com',
    load: () => import('@aws-sdk/client-network-firewall'),
    missingCode: 'InvalidRequestException',
  },
  {
    key: 'iam',
    signingName: 'iam',
    protocols: ['awsQuery'],
    apiVersion: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    target: 'AWSIdentityManagementV20100508',
    eventSource: 'iam.amazonaws.com',
    load: () => import('@aws-sdk/client-iam'),
  },
  {
    key: 'cloudwatch',
    signingName: 'monitoring',
    protocols: ['awsQuery', 'awsJson1_0', 'rpcv2Cbor'],
    apiVersion: '2010-08-01',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    target: 'GraniteServiceVersion20100801',
    eventSource: 'monitoring.amazonaws.com',
    load: () => import('@aws-sdk/client-cloudwatch'),
    queryCompatible: true,
  },
  {
    key: 'logs',
    signingName: 'logs',
    protocols: ['awsJson1_1'],
    apiVersion: '2014-03-28',
    xmlNamespace: '',
    target: 'Logs_20140328',
    eventSource: 'logs.amazonaws.com',
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
    missingCode: 'InvalidParameterException',
  },
  {
    key: 'cloudtrail',
    signingName: 'cloudtrail',
    protocols: ['awsJson1_1'],
    apiVersion: '2013-11-01',
    xmlNamespace: '',
    target: 'CloudTrail_20131101',
    eventSource: 'cloudtrail.amazonaws.com',
    load: () => import('@aws-sdk/client-cloudtrail'),
  },
  {
    key: 'acm',
    signingName: 'acm',
    protocols: ['awsJson1_1'],
    apiVersion: '2015-12-08',
    xmlNamespace: '',
    target: 'CertificateManager',
    eventSource: 'acm.amazonaws.com',
    load: () => import('@aws-sdk/client-acm'),
  },
  {
    key: 'configservice',
    signingName: 'config',
    protocols: ['awsJson1_1'],
    apiVersion: '2014-11-12',
    xmlNamespace: '',
    target: 'StarlingDoveService',
    eventSource: 'config.amazonaws.com',
    load: () => import('@aws-sdk/client-config-service'),
  },
  {
    key: 'ssm',
    signingName: 'ssm',
    protocols: ['awsJson1_1'],
    apiVersion: '2014-11-06',
    xmlNamespace: '',
    target: 'AmazonSSM',
    eventSource: 'ssm.amazonaws.com',
    load: () => import('@aws-sdk/client-ssm'),
  },
  {
    key: 's3',
    signingName: 's3',
    protocols: ['restXml'],
    apiVersion: '2006-03-01',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    target: 'AmazonS3',
    eventSource: 's3.amazonaws.com',
    load: () => import('@aws-sdk/client-s3'),
    missingCode: 'InvalidRequest',
    bareErrors: true,
    iamActions: { ListBuckets: 's3:ListAllMyBuckets' },
  },
  {
    key: 'route53domains',
    signingName: 'route53domains',
    protocols: ['awsJson1_1'],
    apiVersion: '2014-05-15',
    xmlNamespace: '',
    target: 'Route53Domains_v20140515',
    eventSource: 'route53domains.amazonaws.com',
    load: () => import('@aws-sdk/client-route-53-domains'),
  },
  {
    key: 'sts',
    signingName: 'sts',
    protocols: ['awsQuery'],
    apiVersion: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    target: 'AWSSecurityTokenServiceV20110615',
    eventSource: 'sts.amazonaws.com',
    load: () => import('@aws-sdk/client-sts'),
  },
  {
    key: 'pricing',
    signingName: 'pricing',
    protocols: ['awsJson1_1'],
    apiVersion: '2017-10-15',
    xmlNamespace: '',
    target: 'AWSPriceListService',
    eventSource: 'pricing.amazonaws.com',
    load: () => import('@aws-sdk/client-pricing'),
    missingCode: 'InvalidParameterException',
  },
];

/** One operation's schemas. */
export interface Operation {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  /** REST: method, URI pattern, status. */
  http?: readonly [string, string, number];
}

/** A service with its schemas loaded. */
export interface Service {
  definition: ServiceDefinition;
  /** `undefined` for an operation that the SDK does not know. A service without schemas knows every name: its handlers decide. */
  operation(name: string): Operation | undefined;
  /** Every operation; empty for a service without schemas. */
  operations(): Operation[];
  /** The schema of an error, by its shape name or its awsQuery code. */
  error(code: string): NormalizedSchema | undefined;
}

/** A document: any JSON value, passed on as it is. What a service without schemas reads and writes. */
const document = NormalizedSchema.of(15);

type OperationSchema = readonly [9, string, string, { http?: [string, string, number] } | number, unknown, unknown];

const loaded = new Map<LabService, Promise<Service>>();

/** Loads a service's schemas, once. */
export function loadService(definition: ServiceDefinition): Promise<Service> {
  let service = loaded.get(definition.key);
  if (service === undefined) {
    service = definition.load === undefined ? Promise.resolve(withoutSchemas(definition)) : withSchemas(definition);
    loaded.set(definition.key, service);
  }
  return service;
}

function withoutSchemas(definition: ServiceDefinition): Service {
  return {
    definition,
    operation: (name) => ({ name, input: document, output: document }),
    operations: () => [],
    error: () => undefined,
  };
}

async function withSchemas(definition: ServiceDefinition): Promise<Service> {
  const loadedModule = await definition.load!();
  // Bundled, a CommonJS package has all its exports under `default`.
  const exported = (loadedModule.default as Record<string, unknown> | undefined) ?? loadedModule;
  const cache = new Map<string, Operation | undefined>();
  const read = (name: string): Operation | undefined => {
    const schema = exported[`${name}$`] as OperationSchema | undefined;
    if (!Array.isArray(schema) || schema[0] !== 9) return undefined;
    const [, , , traits, input, output] = schema;
    return {
      name,
      input: NormalizedSchema.of(input as never),
      output: NormalizedSchema.of(output as never),
      http: typeof traits === 'object' ? traits.http : undefined,
    };
  };
  const operation = (name: string): Operation | undefined => {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return undefined;
    if (!cache.has(name)) cache.set(name, read(name));
    return cache.get(name);
  };
  let all: Operation[] | undefined;
  let errors: Map<string, NormalizedSchema> | undefined;
  return {
    definition,
    operation,
    operations() {
      all ??= Object.keys(exported)
        .filter((key) => key.endsWith('$'))
        .map((key) => operation(key.slice(0, -1)))
        .filter((found) => found !== undefined);
      return all;
    },
    error(code) {
      errors ??= errorsOf(exported);
      return errors.get(code);
    },
  };
}

function errorsOf(exported: Record<string, unknown>): Map<string, NormalizedSchema> {
  const errors = new Map<string, NormalizedSchema>();
  const byQueryCode = new Map<string, NormalizedSchema>();
  for (const [name, schema] of Object.entries(exported)) {
    if (!name.endsWith('$') || !Array.isArray(schema) || schema[0] !== -3) continue;
    const error = NormalizedSchema.of(schema as never);
    errors.set(name.slice(0, -1), error);
    const queryCode = queryErrorOf(error)?.[0];
    if (queryCode !== undefined) byQueryCode.set(queryCode, error);
  }
  for (const [code, error] of byQueryCode) if (!errors.has(code)) errors.set(code, error);
  return errors;
}

/** The code and status by which awsQuery knows an error, where the model gives it one. */
export const queryErrorOf = (error: NormalizedSchema): [string, number] | undefined =>
  error.getMergedTraits().awsQueryError as [string, number] | undefined;

/** The names of a structure's required members. */
export function requiredMembers(struct: NormalizedSchema): string[] {
  const schema = struct.getSchema();
  // A structure's schema lists its required members first and ends with their number.
  return Array.isArray(schema) && schema[0] === 3 ? (schema[4] as string[]).slice(0, Number(schema[6] ?? 0)) : [];
}

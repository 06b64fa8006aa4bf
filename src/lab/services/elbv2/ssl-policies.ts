import type { DescribeSSLPoliciesInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../../changes/world.ts';
import type { LabCall } from '../../handler.ts';
import { only, type Paged, paged } from './listing.ts';

const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];
const gcm = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
];
const cbc = [
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-ECDSA-AES256-SHA384',
  'ECDHE-RSA-AES256-SHA384',
];
const withoutForwardSecrecy = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES256-GCM-SHA384', 'AES256-SHA256'];
const sha1 = [
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'AES128-SHA',
  'AES256-SHA',
];

/**
 * A few of AWS's policies: the two defaults, the strict ones, an old one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const policies: [name: string, protocols: string[], ciphers: string[]][] = [
  ['ELBSecurityPolicy-TLS13-1-2-2021-06', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...gcm, ...cbc]],
  ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...gcm]],
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', ['TLSv1.3'], tls13],
  ['ELBSecurityPolicy-TLS-1-2-2017-01', ['TLSv1.2'], [...gcm, ...cbc, ...withoutForwardSecrecy]],
  ['ELBSecurityPolicy-2016-08', ['TLSv1', 'TLSv1.1', 'TLSv1.2'], [...gcm, ...cbc, ...withoutForwardSecrecy, ...sha1]],
];

export function describeSslPolicies(call: LabCall, input: DescribeSSLPoliciesInput & Paged) {
  const all = policies.map(([Name, SslProtocols, ciphers]) => ({
    Name,
    SslProtocols,
    Ciphers: ciphers.map((cipher, i) => ({ Name: cipher, Priority: i + 1 })),
    SupportedLoadBalancerTypes: ['application', 'network'],
  }));
  const found = only(
    all,
    input.Names,
    (p) => p.Name,
    (missing) => new AwsError('SSLPolicyNotFound', `SSL policy '${missing[0]}' not found`),
  );
  const type = input.LoadBalancerType;
  return paged(call, 'SslPolicies', type === 'gateway' ? [] : found, input);
}

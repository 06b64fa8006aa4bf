import type {
  DescribeListenerAttributesInput,
  DescribeListenerCertificatesInput,
  DescribeListenersInput,
  DescribeRulesInput,
  Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { listenerOf, loadBalancerOf, validation } from '../../../changes/elbv2/lookup.ts';
import { AwsError } from '../../../changes/world.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { LabCall } from '../../handler.ts';
import { checkArns, dataOf, only, paged } from './listing.ts';

const listenersNotFound = (): AwsError => new AwsError('ListenerNotFound', 'One or more listeners not found');
const rulesNotFound = (): AwsError => new AwsError('RuleNotFound', 'One or more rules not found');

export function describeListeners(call: LabCall, input: DescribeListenersInput) {
  const { LoadBalancerArn, ListenerArns } = input;
  if ((LoadBalancerArn === undefined) === (ListenerArns === undefined || ListenerArns.length === 0)) {
    throw validation('You must specify either listener ARNs or a load balancer ARN');
  }
  if (LoadBalancerArn !== undefined) {
    const balancer = loadBalancerOf(call, LoadBalancerArn);
    return paged(call, 'Listeners', dataOf(call).Listeners?.[balancer.LoadBalancerArn!] ?? [], input);
  }
  checkArns(ListenerArns, 'listener');
  const all = Object.values(dataOf(call).Listeners ?? {}).flat();
  return paged(
    call,
    'Listeners',
    only(all, ListenerArns, (l) => l.ListenerArn, listenersNotFound),
    input,
  );
}

/** An Application Load Balancer's listener names its server and adds no headers, where nobody has set it otherwise. */
const httpAttributes: Record<string, string> = {
  'routing.http.response.server.enabled': 'true',
  'routing.http.response.strict_transport_security.header_value': '',
  'routing.http.response.access_control_allow_origin.header_value': '',
  'routing.http.response.access_control_allow_methods.header_value': '',
  'routing.http.response.access_control_allow_headers.header_value': '',
  'routing.http.response.access_control_allow_credentials.header_value': '',
  'routing.http.response.access_control_expose_headers.header_value': '',
  'routing.http.response.access_control_max_age.header_value': '',
  'routing.http.response.content_security_policy.header_value': '',
  'routing.http.response.x_content_type_options.header_value': '',
  'routing.http.response.x_frame_options.header_value': '',
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html */
export function describeListenerAttributes(call: LabCall, input: DescribeListenerAttributesInput) {
  const { Protocol } = listenerOf(call, input.ListenerArn);
  const attributes =
    Protocol === 'HTTP' || Protocol === 'HTTPS'
      ? httpAttributes
      : Protocol === 'TCP' || Protocol === 'GENEVE'
        ? { 'tcp.idle_timeout.seconds': '350' }
        : {};
  return { Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })) };
}

export function describeListenerCertificates(call: LabCall, input: DescribeListenerCertificatesInput) {
  const { Certificates = [] } = listenerOf(call, input.ListenerArn);
  const marked = Certificates.map((certificate, i) => ({ ...certificate, IsDefault: i === 0 }));
  return paged(call, 'Certificates', marked, input);
}

/** In the order in which they are tried: by priority, the default last. */
const inOrder = (rules: readonly Saved<Rule>[]): Saved<Rule>[] =>
  [...rules].sort(
    (a, b) => Number(a.IsDefault ?? false) - Number(b.IsDefault ?? false) || Number(a.Priority) - Number(b.Priority),
  );

export function describeRules(call: LabCall, input: DescribeRulesInput) {
  const { ListenerArn, RuleArns } = input;
  if ((ListenerArn === undefined) === (RuleArns === undefined || RuleArns.length === 0)) {
    throw validation('You must specify either a listener ARN or rule ARNs');
  }
  if (ListenerArn !== undefined) {
    const listener = listenerOf(call, ListenerArn);
    return paged(call, 'Rules', inOrder(dataOf(call).Rules?.[listener.ListenerArn!] ?? []), input);
  }
  checkArns(RuleArns, 'rule');
  const all = Object.values(dataOf(call).Rules ?? {}).flatMap(inOrder);
  return paged(
    call,
    'Rules',
    only(all, RuleArns, (r) => r.RuleArn, rulesNotFound),
    input,
  );
}

import type { Call } from '../findings/finding.ts';

/** Services whose actions IAM names otherwise than the SDK. */
const prefixes: Readonly<Record<string, string>> = {
  elbv2: 'elasticloadbalancing',
  networkfirewall: 'network-firewall',
};

/** The IAM action that allows a call: `elasticloadbalancing:RegisterTargets`. */
export const actionOf = ({ service, operation }: Pick<Call, 'service' | 'operation'>): string =>
  `${prefixes[service] ?? service}:${operation}`;

/**
 * All IAM actions that calls need: their own, and those that AWS asks for with them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (dependent actions),
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export const actionsOf = (calls: readonly Call[]): string[] =>
  [...new Set(calls.flatMap((call) => [actionOf(call), ...alsoNeeded(call)]))].sort();

function alsoNeeded({ operation, input }: Call): string[] {
  switch (operation) {
    case 'CreateFlowLogs':
      return input.LogDestinationType === 's3' ? ['logs:CreateLogDelivery'] : ['iam:PassRole'];
    case 'DeleteFlowLogs':
      return ['logs:DeleteLogDelivery'];
    // An interface endpoint's private names are a hosted zone that is associated with the VPC.
    case 'CreateVpcEndpoint':
      return input.VpcEndpointType === 'Interface' ? ['route53:AssociateVPCWithHostedZone'] : [];
    default:
      return [];
  }
}

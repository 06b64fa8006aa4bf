import { keptIn } from '../../../changes/ec2/lookup.ts';
import { AwsError } from '../../../changes/world.ts';

/** How EC2 refuses an id: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export interface IdKind {
  prefix: string;
  notFound: string;
  /** Absent where EC2 has no such code: then an id of any shape is just not found. */
  malformed?: string;
  message: (id: string) => string;
}

const doesNotExist = (what: string) => (id: string) => `The ${what} '${id}' does not exist`;

/** The kinds that changes find too, and those that are only read. */
export const idKinds = {
  vpc: keptIn('vpc'),
  subnet: keptIn('subnet'),
  routeTable: keptIn('route-table'),
  internetGateway: keptIn('internet-gateway'),
  // A route to one that is not there has another code than a look at it.
  egressOnlyGateway: { ...keptIn('egress-only-gateway'), notFound: 'InvalidEgressOnlyInternetGatewayId.NotFound' },
  natGateway: keptIn('nat-gateway'),
  securityGroup: keptIn('security-group'),
  networkAcl: keptIn('network-acl'),
  networkInterface: keptIn('network-interface'),
  allocation: keptIn('address'),
  endpoint: keptIn('endpoint'),
  peering: keptIn('peering'),
  transitGateway: keptIn('transit-gateway'),
  transitGatewayAttachment: keptIn('transit-gateway-attachment'),
  transitGatewayRouteTable: keptIn('transit-gateway-route-table'),
  vpnGateway: keptIn('vpn-gateway'),
  dhcpOptions: keptIn('dhcp-options'),
  prefixList: keptIn('prefix-list'),
  instance: {
    prefix: 'i',
    notFound: 'InvalidInstanceID.NotFound',
    malformed: 'InvalidInstanceID.Malformed',
    message: doesNotExist('instance ID'),
  },
  securityGroupRule: {
    prefix: 'sgr',
    notFound: 'InvalidSecurityGroupRuleId.NotFound',
    malformed: 'InvalidSecurityGroupRuleId.Malformed',
    message: doesNotExist('security group rule ID'),
  },
  flowLog: {
    prefix: 'fl',
    notFound: 'InvalidFlowLogId.NotFound',
    message: (id) => `These flow log ids in the input list are not found: [TotalCount: 1] ${id}`,
  },
  endpointService: {
    prefix: 'vpce-svc',
    notFound: 'InvalidVpcEndpointServiceId.NotFound',
    message: doesNotExist('VpcEndpointService Id'),
  },
  vpnConnection: {
    prefix: 'vpn',
    notFound: 'InvalidVpnConnectionID.NotFound',
    malformed: 'InvalidVpnConnectionID',
    message: doesNotExist('vpnConnection ID'),
  },
  customerGateway: {
    prefix: 'cgw',
    notFound: 'InvalidCustomerGatewayID.NotFound',
    malformed: 'InvalidCustomerGatewayId.Malformed',
    message: doesNotExist('customerGateway ID'),
  },
  policyTable: {
    prefix: 'tgw-ptb',
    notFound: 'InvalidTransitGatewayPolicyTableId.NotFound',
    message: (id) => `Transit Gateway Policy Table ${id} was deleted or does not exist.`,
  },
  publicAccessExclusion: {
    prefix: 'vpcbpa-exclude',
    notFound: 'InvalidVpcBlockPublicAccessExclusionId.NotFound',
    message: doesNotExist('VPC Block Public Access exclusion ID'),
  },
} as const satisfies Record<string, IdKind>;

/**
 * Throws when an asked id is not among `known`. As in EC2, the shape of all ids is looked at before any is looked up: a
 * malformed id is named before a missing one.
 */
export function requireIds(kind: IdKind, asked: readonly string[], known: { has(id: string): boolean }): void {
  const missing = asked.filter((id) => !known.has(id));
  const shape = new RegExp(`^${kind.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  const misshapen = missing.find((id) => !shape.test(id));
  if (misshapen !== undefined && kind.malformed !== undefined) {
    throw new AwsError(kind.malformed, `Invalid id: "${misshapen}" (expecting "${kind.prefix}-...")`);
  }
  if (missing[0] === undefined) return;
  // Instances are the one kind for which EC2 names them all.
  const message =
    kind.prefix === 'i' && missing.length > 1
      ? `The instance IDs '${missing.join(', ')}' do not exist`
      : kind.message(missing[0]);
  throw new AwsError(kind.notFound, message);
}

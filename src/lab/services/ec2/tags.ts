import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { listing, pagesOf1000 } from './listing.ts';

interface TagDescription {
  ResourceId: string;
  ResourceType: string;
  Key: string;
  Value: string;
}

interface Tagged {
  Tags?: { Key?: string; Value?: string }[];
  TagSet?: { Key?: string; Value?: string }[];
}

/** The lists whose resources have tags: the member with the id, and what DescribeTags calls the type. */
const taggedLists: [key: keyof Ec2Data, id: string, type: string][] = [
  ['Vpcs', 'VpcId', 'vpc'],
  ['Subnets', 'SubnetId', 'subnet'],
  ['RouteTables', 'RouteTableId', 'route-table'],
  ['InternetGateways', 'InternetGatewayId', 'internet-gateway'],
  ['EgressOnlyInternetGateways', 'EgressOnlyInternetGatewayId', 'egress-only-internet-gateway'],
  ['NatGateways', 'NatGatewayId', 'natgateway'],
  ['SecurityGroups', 'GroupId', 'security-group'],
  ['SecurityGroupRules', 'SecurityGroupRuleId', 'security-group-rule'],
  ['NetworkAcls', 'NetworkAclId', 'network-acl'],
  ['NetworkInterfaces', 'NetworkInterfaceId', 'network-interface'],
  ['Addresses', 'AllocationId', 'elastic-ip'],
  ['VpcEndpoints', 'VpcEndpointId', 'vpc-endpoint'],
  ['ServiceConfigurations', 'ServiceId', 'vpc-endpoint-service'],
  ['VpcPeeringConnections', 'VpcPeeringConnectionId', 'vpc-peering-connection'],
  ['TransitGateways', 'TransitGatewayId', 'transit-gateway'],
  ['TransitGatewayAttachments', 'TransitGatewayAttachmentId', 'transit-gateway-attachment'],
  ['TransitGatewayRouteTables', 'TransitGatewayRouteTableId', 'transit-gateway-route-table'],
  ['VpnConnections', 'VpnConnectionId', 'vpn-connection'],
  ['VpnGateways', 'VpnGatewayId', 'vpn-gateway'],
  ['CustomerGateways', 'CustomerGatewayId', 'customer-gateway'],
  ['PrefixLists', 'PrefixListId', 'prefix-list'],
  ['DhcpOptions', 'DhcpOptionsId', 'dhcp-options'],
  ['FlowLogs', 'FlowLogId', 'vpc-flow-log'],
  ['VpcBlockPublicAccessExclusions', 'ExclusionId', 'vpc-block-public-access-exclusion'],
];

function tags(call: LabCall): TagDescription[] {
  const describe = (item: Tagged, id: string, type: string): TagDescription[] =>
    (item.Tags ?? item.TagSet ?? []).map(({ Key = '', Value = '' }) => ({
      ResourceId: String((item as Record<string, unknown>)[id]),
      ResourceType: type,
      Key,
      Value,
    }));
  const instances = (call.here.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []);
  return [
    ...taggedLists.flatMap(([key, id, type]) =>
      ((call.here.ec2?.[key] ?? []) as Tagged[]).flatMap((item) => describe(item, id, type)),
    ),
    ...instances.flatMap((item) => describe(item, 'InstanceId', 'instance')),
  ];
}

export const tagReads: Handlers = {
  DescribeTags: listing(tags, {
    answer: 'Tags',
    filters: {
      key: (t) => t.Key,
      'resource-id': (t) => t.ResourceId,
      'resource-type': (t) => t.ResourceType,
      value: (t) => t.Value,
    },
    tags: (t) => [t],
    pages: pagesOf1000,
  }),
};

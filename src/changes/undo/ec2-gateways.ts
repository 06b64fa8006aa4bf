import { find } from '../ec2/lookup.ts';
import { callsOf, given, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');

export const undoGateways: Undos = {
  CreateInternetGateway: (_, __, { InternetGateway }) =>
    given(InternetGateway?.InternetGatewayId, (id) => [ec2('DeleteInternetGateway', { InternetGatewayId: id })]),
  AttachInternetGateway: (_, { InternetGatewayId, VpcId }) => [
    ec2('DetachInternetGateway', { InternetGatewayId, VpcId }),
  ],
  DetachInternetGateway: (_, { InternetGatewayId, VpcId }) => [
    ec2('AttachInternetGateway', { InternetGatewayId, VpcId }),
  ],
  CreateEgressOnlyInternetGateway: (_, __, { EgressOnlyInternetGateway }) =>
    given(EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId, (id) => [
      ec2('DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: id }),
    ]),
  CreateNatGateway: (_, __, { NatGateway }) =>
    given(NatGateway?.NatGatewayId, (id) => [ec2('DeleteNatGateway', { NatGatewayId: id })]),
  CreateVpcEndpoint: (_, __, { VpcEndpoint }) =>
    given(VpcEndpoint?.VpcEndpointId, (id) => [ec2('DeleteVpcEndpoints', { VpcEndpointIds: [id] })]),
  ModifyVpcEndpoint: (world, input) => {
    const endpoint = find(world, 'endpoint', input.VpcEndpointId);
    const had = (list: (string | undefined)[] | undefined, id: string): boolean => list?.includes(id) === true;
    const back = (name: string, list: (string | undefined)[] | undefined): Record<string, string[]> => {
      const added = ((input[`Add${name}`] ?? []) as string[]).filter((id) => !had(list, id));
      const removed = ((input[`Remove${name}`] ?? []) as string[]).filter((id) => had(list, id));
      return {
        ...(added.length > 0 ? { [`Remove${name}`]: added } : {}),
        ...(removed.length > 0 ? { [`Add${name}`]: removed } : {}),
      };
    };
    const change = {
      ...back('SubnetIds', endpoint.SubnetIds),
      ...back('RouteTableIds', endpoint.RouteTableIds),
      ...back(
        'SecurityGroupIds',
        endpoint.Groups?.map((g) => g.GroupId),
      ),
      ...(input.PolicyDocument || input.ResetPolicy ? { PolicyDocument: endpoint.PolicyDocument } : {}),
      ...(input.PrivateDnsEnabled === undefined ? {} : { PrivateDnsEnabled: endpoint.PrivateDnsEnabled }),
    };
    return [ec2('ModifyVpcEndpoint', { VpcEndpointId: input.VpcEndpointId, ...change })];
  },
  CreateVpcPeeringConnection: (_, __, { VpcPeeringConnection }) =>
    given(VpcPeeringConnection?.VpcPeeringConnectionId, (id) => [
      ec2('DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id }),
    ]),
  AcceptVpcPeeringConnection: (_, { VpcPeeringConnectionId }) => [
    ec2('DeleteVpcPeeringConnection', { VpcPeeringConnectionId }),
  ],
};

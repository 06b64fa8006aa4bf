import type { Call } from '../../findings/finding.ts';
import { canonical } from '../cidr.ts';
import { ofParent } from '../draft.ts';
import { find } from '../ec2/lookup.ts';
import type { World } from '../world.ts';
import { callsOf, given, type Undo, type Undos } from './entry.ts';

const ec2 = callsOf('ec2');

interface RouteInput {
  TransitGatewayRouteTableId: string;
  DestinationCidrBlock: string;
}

/** The static route that is there, as CreateTransitGatewayRoute and ReplaceTransitGatewayRoute take it. */
function routeCall(world: World, operation: string, input: RouteInput): Call[] | undefined {
  const to = canonical(input.DestinationCidrBlock, input.DestinationCidrBlock.includes(':') ? 6 : 4);
  const old = ofParent(world, 'ec2', 'TransitGatewayRoutes', input.TransitGatewayRouteTableId)?.find(
    (route) => route.DestinationCidrBlock === to && route.Type !== 'propagated',
  );
  if (old === undefined) return undefined;
  const attachment = old.TransitGatewayAttachments?.[0]?.TransitGatewayAttachmentId;
  return [
    ec2(operation, {
      TransitGatewayRouteTableId: input.TransitGatewayRouteTableId,
      DestinationCidrBlock: to,
      ...(attachment === undefined ? { Blackhole: true } : { TransitGatewayAttachmentId: attachment }),
    }),
  ];
}

const opposite =
  (operation: string): Undo =>
  (_, { TransitGatewayRouteTableId, TransitGatewayAttachmentId }) => [
    ec2(operation, { TransitGatewayRouteTableId, TransitGatewayAttachmentId }),
  ];

export const undoTransitGateways: Undos = {
  CreateTransitGatewayRoute: (_, { TransitGatewayRouteTableId, DestinationCidrBlock }) => [
    ec2('DeleteTransitGatewayRoute', { TransitGatewayRouteTableId, DestinationCidrBlock }),
  ],
  ReplaceTransitGatewayRoute: (world, input) => routeCall(world, 'ReplaceTransitGatewayRoute', input),
  DeleteTransitGatewayRoute: (world, input) => routeCall(world, 'CreateTransitGatewayRoute', input),
  AssociateTransitGatewayRouteTable: opposite('DisassociateTransitGatewayRouteTable'),
  DisassociateTransitGatewayRouteTable: opposite('AssociateTransitGatewayRouteTable'),
  EnableTransitGatewayRouteTablePropagation: opposite('DisableTransitGatewayRouteTablePropagation'),
  DisableTransitGatewayRouteTablePropagation: opposite('EnableTransitGatewayRouteTablePropagation'),
  CreateTransitGatewayRouteTable: (_, __, { TransitGatewayRouteTable }) =>
    given(TransitGatewayRouteTable?.TransitGatewayRouteTableId, (id) => [
      ec2('DeleteTransitGatewayRouteTable', { TransitGatewayRouteTableId: id }),
    ]),
  ModifyTransitGatewayVpcAttachment: (world, input) => {
    const { TransitGatewayAttachmentId } = input;
    const old = find(world, 'transit-gateway-vpc-attachment', TransitGatewayAttachmentId);
    const added = ((input.AddSubnetIds ?? []) as string[]).filter((id) => !old.SubnetIds?.includes(id));
    const options = Object.keys(input.Options ?? {}) as (keyof NonNullable<typeof old.Options>)[];
    return [
      ec2('ModifyTransitGatewayVpcAttachment', {
        TransitGatewayAttachmentId,
        ...(added.length > 0 ? { RemoveSubnetIds: added } : {}),
        ...(input.RemoveSubnetIds?.length ? { AddSubnetIds: input.RemoveSubnetIds } : {}),
        ...(options.length > 0
          ? { Options: Object.fromEntries(options.map((name) => [name, old.Options?.[name]])) }
          : {}),
      }),
    ];
  },
};

import type { DeleteTransitGatewayVpcAttachmentRequest } from '@aws-sdk/client-ec2';
import { edit, known, setOfParent } from '../draft.ts';
import { required } from '../required.ts';
import type { World } from '../world.ts';
import { releaseInterface } from './interface-release.ts';
import { find } from './lookup.ts';
import { settleRoutesTo } from './route-targets.ts';
import { settleTransitRoutes } from './transit-gateway-routes.ts';

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGatewayVpcAttachment.html: the tables forget
 * it, static routes to it and the VPC's routes to the gateway become blackholes. AWS shows it for a while as deleted.
 */
export function DeleteTransitGatewayVpcAttachment(world: World, input: DeleteTransitGatewayVpcAttachmentRequest) {
  const id = required(input.TransitGatewayAttachmentId, 'transitGatewayAttachmentId');
  const attachment = find(world, 'transit-gateway-vpc-attachment', id);
  const answer = { TransitGatewayVpcAttachment: { ...attachment, State: 'deleting' as const } };
  if (attachment.State === 'deleted' || attachment.State === 'deleting') return answer;
  const description = `Network Interface for Transit Gateway Attachment ${id}`;
  for (const card of known(world, 'ec2', 'NetworkInterfaces') ?? [])
    if (card.Description === description) releaseInterface(world, card.NetworkInterfaceId!, true);
  for (const key of ['TransitGatewayVpcAttachments', 'TransitGatewayAttachments'] as const) {
    edit(
      world,
      'ec2',
      key,
      (a) => a.TransitGatewayAttachmentId === id,
      (copy) => {
        copy.State = 'deleted';
        if ('Association' in copy) delete copy.Association;
      },
    );
  }
  forget(world, id);
  settleRoutesTo(world, attachment.TransitGatewayId ?? '');
  return answer;
}

/** Takes an attachment out of the tables' associations and propagations. */
function forget(world: World, attachment: string): void {
  const without = <E extends { TransitGatewayAttachmentId?: string }>(entries: readonly E[]): E[] =>
    entries.filter((e) => e.TransitGatewayAttachmentId !== attachment);
  const data = world.here.ec2;
  for (const [table, entries] of Object.entries(data?.TransitGatewayRouteTableAssociations ?? {}))
    setOfParent(world, 'ec2', 'TransitGatewayRouteTableAssociations', table, without(entries));
  for (const [table, entries] of Object.entries(data?.TransitGatewayRouteTablePropagations ?? {}))
    setOfParent(world, 'ec2', 'TransitGatewayRouteTablePropagations', table, without(entries));
  for (const table of Object.keys(data?.TransitGatewayRoutes ?? {})) settleTransitRoutes(world, table);
}

import * as text from '../../../messages/cost-savings.ts';
import type { Attachment, Network } from '../../../network/model.ts';
import { called, compare } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import { reachStays } from './reach-stays.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/**
 * Attachments of VPCs that no route of the VPC leads to: nothing leaves the VPC by it, and what comes in cannot be
 * answered, whatever the transit gateway's tables say.
 */
export const unusedAttachments = (billed: Billed): Found[] => {
  const { network } = billed.inspected;
  return [...network.transitGateways.values()].flatMap((gateway) =>
    [...gateway.attachments.values()]
      .filter((a) => a.type === 'vpc' && a.state === 'available' && isUnused(network, a))
      .sort((a, b) => compare(a.id, b.id))
      .map((a) => {
        const vpc = a.vpc!;
        const { account, region } = vpc;
        return wasteOf(
          {
            account,
            region,
            id: a.id,
            ...(a.name === undefined ? {} : { name: a.name }),
            code: 'COST_TGW_ATTACHMENT_UNUSED',
            title: text.attachmentUnused.title(called(a), called(vpc)),
            affected: [vpc.id],
            evidence: [{ says: text.attachmentUnused.evidence, from: 'ec2:DescribeRouteTables', id: vpc.id }],
            fix: fixBy(
              billed.inspected.snapshot,
              { account, region },
              text.attachmentUnused.fix,
              [ec2('DeleteTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: a.id })],
              (after) => reachStays(billed.inspected, after),
            ),
            references: pricing('transit-gateway'),
          },
          standingCost(billed, [a.id]),
        );
      }),
  );
};

function isUnused(network: Network, { vpc, transitGateway }: Attachment): boolean {
  if (vpc === undefined || !network.isRead('ec2', 'RouteTables', vpc) || !network.isRead('ec2', 'Subnets', vpc))
    return false;
  const tables = [...network.routeTables.values()].filter((t) => t.vpc === vpc);
  return !tables.some((t) => t.routes().some((r) => r.target.id === transitGateway));
}

import { finding } from '../../../findings/finding.ts';
import { gatewayDetached as text } from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about } from '../fix.ts';

export const internetGatewayDetached: Check = {
  codes: ['IGW_DETACHED'],
  find: ({ overview }) =>
    (overview.gateways.internetGateways ?? [])
      .filter((g) => g.vpc === null)
      .map((g) =>
        finding({
          ...about(g),
          code: 'IGW_DETACHED',
          severity: 'info',
          priority: 'P3',
          title: text.title(called(g)),
          impact: text.impact(),
          evidence: [{ says: text.attachments(), from: 'ec2:DescribeInternetGateways', id: g.id }],
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html'],
        }),
      ),
};

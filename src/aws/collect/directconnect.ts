import {
  DescribeConnectionsCommand,
  DescribeDirectConnectGatewayAssociationsCommand,
  DescribeDirectConnectGatewayAttachmentsCommand,
  DescribeDirectConnectGatewaysCommand,
  DescribeVirtualInterfacesCommand,
  DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import type { DirectConnectData } from '../../snapshot/data/services.ts';
import { withoutBgpKeys } from '../../snapshot/secrets.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const next = (o: { nextToken?: string }): string | undefined => o.nextToken;
const maxResults = 100;

const reads: Reads<DirectConnectData> = {
  connections: {
    operations: ['directconnect:DescribeConnections'],
    where: 'region',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (nextToken) => new DescribeConnectionsCommand({ nextToken, maxResults }),
          (o) => o.connections,
          next,
        ),
        (c) => c.connectionId,
      ),
  },
  virtualInterfaces: {
    operations: ['directconnect:DescribeVirtualInterfaces'],
    where: 'region',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (nextToken) => new DescribeVirtualInterfacesCommand({ nextToken, maxResults }),
          (o) => o.virtualInterfaces,
          next,
        ),
        (v) => v.virtualInterfaceId,
      ).map(withoutBgpKeys),
  },
  directConnectGateways: {
    operations: ['directconnect:DescribeDirectConnectGateways'],
    where: 'global',
    run: async (ask) =>
      sorted(
        await ask.pages(
          (nextToken) => new DescribeDirectConnectGatewaysCommand({ nextToken, maxResults }),
          (o) => o.directConnectGateways,
          next,
        ),
        (g) => g.directConnectGatewayId,
      ),
  },
  directConnectGatewayAssociations: {
    operations: ['directconnect:DescribeDirectConnectGatewayAssociations'],
    where: 'global',
    after: ['directConnectGateways'],
    run: (ask, data) =>
      ask.each('directconnect:DescribeDirectConnectGatewayAssociations', gateways(data), async (id) =>
        sorted(
          await ask.pages(
            (nextToken) =>
              new DescribeDirectConnectGatewayAssociationsCommand({
                directConnectGatewayId: id,
                nextToken,
                maxResults,
              }),
            (o) => o.directConnectGatewayAssociations,
            next,
          ),
          (a) => a.associationId,
        ),
      ),
  },
  directConnectGatewayAttachments: {
    operations: ['directconnect:DescribeDirectConnectGatewayAttachments'],
    where: 'global',
    after: ['directConnectGateways'],
    run: (ask, data) =>
      ask.each('directconnect:DescribeDirectConnectGatewayAttachments', gateways(data), async (id) =>
        sorted(
          await ask.pages(
            (nextToken) =>
              new DescribeDirectConnectGatewayAttachmentsCommand({ directConnectGatewayId: id, nextToken, maxResults }),
            (o) => o.directConnectGatewayAttachments,
            next,
          ),
          (a) => a.virtualInterfaceId,
        ),
      ),
  },
};

const gateways = (data: DirectConnectData): (string | undefined)[] =>
  (data.directConnectGateways ?? []).map((g) => g.directConnectGatewayId);

export const collector: Collector<DirectConnectData> = {
  service: 'directconnect',
  iamPrefix: 'directconnect',
  parallel: 8,
  client: (config) => new DirectConnectClient(config as never),
  reads,
};

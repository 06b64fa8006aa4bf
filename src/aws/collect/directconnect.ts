import {
  DescribeConnectionsCommand,
  DescribeDirectConnectGatewayAssociationsCommand,
  DescribeDirectConnectGatewayAttachmentsCommand,
  DescribeDirectConnectGatewaysCommand,
  DescribeVirtualInterfacesCommand,
  DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import type { DirectConnectData } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, sorted } from '../read.ts';

/** Connections and virtual interfaces of a region. */
export async function collectDirectConnect(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new DirectConnectClient(config);
  const options = { abortSignal: reading.signal };
  const data: DirectConnectData = {};
  const [connections, virtualInterfaces] = await Promise.all([
    read(reading, 'directconnect:DescribeConnections', () =>
      pages(
        (nextToken) => client.send(new DescribeConnectionsCommand({ nextToken }), options),
        (o) => o.connections,
        (o) => o.nextToken,
      ),
    ),
    read(reading, 'directconnect:DescribeVirtualInterfaces', () =>
      pages(
        (nextToken) => client.send(new DescribeVirtualInterfacesCommand({ nextToken }), options),
        (o) => o.virtualInterfaces,
        (o) => o.nextToken,
      ),
    ),
  ]);
  if (connections) data.connections = sorted(connections, (c) => c.connectionId);
  if (virtualInterfaces) data.virtualInterfaces = sorted(virtualInterfaces, (v) => v.virtualInterfaceId);
  reading.scope.directconnect = data;
}

/** Direct Connect gateways belong to no region. */
export async function collectDirectConnectGateways(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new DirectConnectClient(config);
  const options = { abortSignal: reading.signal };
  const data: DirectConnectData = {};
  const gateways = await read(reading, 'directconnect:DescribeDirectConnectGateways', () =>
    pages(
      (nextToken) => client.send(new DescribeDirectConnectGatewaysCommand({ nextToken }), options),
      (o) => o.directConnectGateways,
      (o) => o.nextToken,
    ),
  );
  if (gateways) data.directConnectGateways = sorted(gateways, (g) => g.directConnectGatewayId);
  const id = (g: { directConnectGatewayId?: string }): string => g.directConnectGatewayId!;
  const [associations, attachments] = await Promise.all([
    readEach(reading, 'directconnect:DescribeDirectConnectGatewayAssociations', gateways, id, (g) =>
      pages(
        (nextToken) =>
          client.send(
            new DescribeDirectConnectGatewayAssociationsCommand({ directConnectGatewayId: id(g), nextToken }),
            options,
          ),
        (o) => o.directConnectGatewayAssociations,
        (o) => o.nextToken,
      ),
    ),
    readEach(reading, 'directconnect:DescribeDirectConnectGatewayAttachments', gateways, id, (g) =>
      pages(
        (nextToken) =>
          client.send(
            new DescribeDirectConnectGatewayAttachmentsCommand({ directConnectGatewayId: id(g), nextToken }),
            options,
          ),
        (o) => o.directConnectGatewayAttachments,
        (o) => o.nextToken,
      ),
    ),
  ]);
  if (associations) data.directConnectGatewayAssociations = associations;
  if (attachments) data.directConnectGatewayAttachments = attachments;
  reading.scope.directconnect = data;
}

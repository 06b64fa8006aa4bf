import type {
  Connection,
  DescribeConnectionsCommandInput,
  DescribeDirectConnectGatewayAssociationsCommandInput,
  DescribeDirectConnectGatewayAttachmentsCommandInput,
  DescribeDirectConnectGatewaysCommandInput,
  DescribeHostedConnectionsCommandInput,
  DescribeLagsCommandInput,
  DescribeTagsCommandInput,
  DescribeVirtualInterfacesCommandInput,
  Location,
} from '@aws-sdk/client-direct-connect';
import { AwsError } from '../../changes/world.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { connectionNow, virtualInterfaceNow } from '../behaviour/links.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

interface Paged {
  maxResults?: number;
  nextToken?: string;
}

const clientError = (message: string): AwsError => new AwsError('DirectConnectClientException', message);

function paged<T>(key: string, items: T[], input: Paged) {
  const { maxResults, nextToken, ...question } = input;
  const { items: shown, next } = page(
    items,
    { size: maxResults, token: nextToken, question: { key, question } },
    { usual: 100, most: 100, badToken: 'DirectConnectClientException', badSize: 'DirectConnectClientException' },
  );
  return { [key]: shown, ...(next === undefined ? {} : { nextToken: next }) };
}

const connections = (call: LabCall): Saved<Connection>[] =>
  (call.here.directconnect?.connections ?? []).map((connection) => connectionNow(call.state, connection));

function describeConnections(call: LabCall, input: DescribeConnectionsCommandInput) {
  const found = connections(call).filter(
    (c) => input.connectionId === undefined || c.connectionId === input.connectionId,
  );
  if (input.connectionId !== undefined && found.length === 0) {
    throw clientError(`Could not find Connection with ID ${input.connectionId}`);
  }
  return paged('connections', found, input);
}

/** Connections that partners have made on one interconnect or LAG of theirs. This account is no partner: none. */
function describeHostedConnections(call: LabCall, input: DescribeHostedConnectionsCommandInput) {
  if (!connections(call).some((c) => c.connectionId === input.connectionId)) {
    throw clientError(`Could not find Connection with ID ${input.connectionId}`);
  }
  return { connections: [] };
}

function describeLags(_call: LabCall, input: DescribeLagsCommandInput) {
  if (input.lagId !== undefined) throw clientError(`Could not find Lag with ID ${input.lagId}`);
  return { lags: [] };
}

function describeVirtualInterfaces(call: LabCall, input: DescribeVirtualInterfacesCommandInput) {
  const found = (call.here.directconnect?.virtualInterfaces ?? [])
    .filter((v) => input.virtualInterfaceId === undefined || v.virtualInterfaceId === input.virtualInterfaceId)
    .filter((v) => input.connectionId === undefined || v.connectionId === input.connectionId)
    .map((v) => virtualInterfaceNow(call.state, v));
  if (input.virtualInterfaceId !== undefined && found.length === 0) {
    throw clientError(`Could not find Virtual Interface with ID ${input.virtualInterfaceId}`);
  }
  return paged('virtualInterfaces', found, input);
}

/** The virtual private gateways that a private virtual interface can end on. */
const describeVirtualGateways = (call: LabCall) => ({
  virtualGateways: (call.here.ec2?.VpnGateways ?? []).map((gateway) => ({
    virtualGatewayId: gateway.VpnGatewayId,
    virtualGatewayState: gateway.State,
  })),
});

function describeDirectConnectGateways(call: LabCall, input: DescribeDirectConnectGatewaysCommandInput) {
  const found = (call.global.directconnect?.directConnectGateways ?? []).filter(
    (g) => input.directConnectGatewayId === undefined || g.directConnectGatewayId === input.directConnectGatewayId,
  );
  return paged('directConnectGateways', found, input);
}

function gatewayMustExist(call: LabCall, id: string | undefined): void {
  if (id === undefined) return;
  const known = call.global.directconnect?.directConnectGateways?.some((g) => g.directConnectGatewayId === id);
  if (!known) throw clientError(`Could not find Direct Connect gateway with ID ${id}`);
}

function describeDirectConnectGatewayAssociations(
  call: LabCall,
  input: DescribeDirectConnectGatewayAssociationsCommandInput,
) {
  const { associationId, associatedGatewayId, directConnectGatewayId, virtualGatewayId } = input;
  if ([associationId, associatedGatewayId, directConnectGatewayId, virtualGatewayId].every((id) => id === undefined)) {
    throw clientError('You must specify a Direct Connect gateway, an associated gateway or an association.');
  }
  gatewayMustExist(call, directConnectGatewayId);
  const found = Object.values(call.global.directconnect?.directConnectGatewayAssociations ?? {})
    .flat()
    .filter((a) => associationId === undefined || a.associationId === associationId)
    .filter((a) => associatedGatewayId === undefined || a.associatedGateway?.id === associatedGatewayId)
    .filter((a) => directConnectGatewayId === undefined || a.directConnectGatewayId === directConnectGatewayId)
    .filter((a) => virtualGatewayId === undefined || a.virtualGatewayId === virtualGatewayId);
  return paged('directConnectGatewayAssociations', found, input);
}

function describeDirectConnectGatewayAttachments(
  call: LabCall,
  input: DescribeDirectConnectGatewayAttachmentsCommandInput,
) {
  const { directConnectGatewayId, virtualInterfaceId } = input;
  if (directConnectGatewayId === undefined && virtualInterfaceId === undefined) {
    throw clientError('You must specify a Direct Connect gateway or a virtual interface.');
  }
  gatewayMustExist(call, directConnectGatewayId);
  const found = Object.values(call.global.directconnect?.directConnectGatewayAttachments ?? {})
    .flat()
    .filter((a) => directConnectGatewayId === undefined || a.directConnectGatewayId === directConnectGatewayId)
    .filter((a) => virtualInterfaceId === undefined || a.virtualInterfaceId === virtualInterfaceId);
  return paged('directConnectGatewayAttachments', found, input);
}

const describeDirectConnectGatewayAssociationProposals = () => ({ directConnectGatewayAssociationProposals: [] });

/** Some of AWS's locations, as it describes them in the lab's region. */
const locations: Location[] = [
  {
    locationCode: 'LGKNX',
    locationName: 'KINX Gasan, Seoul, KOR',
    region: 'ap-northeast-2',
    availablePortSpeeds: ['1G', '10G'],
    availableProviders: ['Dreamline', 'KINX', 'LG Uplus', 'SK Telecom', 'Sejong'],
    availableMacSecPortSpeeds: [],
  },
  {
    locationCode: 'LGU57',
    locationName: 'LG U+ Pyeong-Chon Mega Center, Seoul, KOR',
    region: 'ap-northeast-2',
    availablePortSpeeds: ['1G', '10G', '100G'],
    availableProviders: ['Dreamline', 'LG Uplus', 'SK Telecom', 'Sejong'],
    availableMacSecPortSpeeds: ['10G', '100G'],
  },
];

const describeLocations = (call: LabCall) => ({
  locations: locations.filter((location) => location.region === call.region),
});

/** ARNs end in `dxcon/…`, `dxvif/…` or `dx-gateway/…`. */
function describeTags(call: LabCall, input: DescribeTagsCommandInput) {
  const tagsById = new Map([
    ...connections(call).map((c) => [c.connectionId, c.tags] as const),
    ...(call.here.directconnect?.virtualInterfaces ?? []).map((v) => [v.virtualInterfaceId, v.tags] as const),
    ...(call.global.directconnect?.directConnectGateways ?? []).map((g) => [g.directConnectGatewayId, g.tags] as const),
  ]);
  return {
    resourceTags: (input.resourceArns ?? []).map((arn) => {
      const id = arn.slice(arn.lastIndexOf('/') + 1);
      if (!arn.startsWith('arn:') || !tagsById.has(id)) throw clientError(`Could not find resource with ARN ${arn}`);
      return { resourceArn: arn, tags: tagsById.get(id) ?? [] };
    }),
  };
}

export const reads: Handlers = {
  DescribeConnections: describeConnections,
  DescribeHostedConnections: describeHostedConnections,
  DescribeLags: describeLags,
  DescribeVirtualInterfaces: describeVirtualInterfaces,
  DescribeVirtualGateways: describeVirtualGateways,
  DescribeDirectConnectGateways: describeDirectConnectGateways,
  DescribeDirectConnectGatewayAssociations: describeDirectConnectGatewayAssociations,
  DescribeDirectConnectGatewayAttachments: describeDirectConnectGatewayAttachments,
  DescribeDirectConnectGatewayAssociationProposals: describeDirectConnectGatewayAssociationProposals,
  DescribeLocations: describeLocations,
  DescribeTags: describeTags,
};

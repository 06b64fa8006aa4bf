import type {
  CreateVpcEndpointRequest,
  DeleteVpcEndpointsRequest,
  ModifyVpcEndpointRequest,
  UnsuccessfulItem,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit, known, ofParent, remove } from '../draft.ts';
import { required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { createManagedInterface } from './interface-create.ts';
import { checkGroups, setInterfaceGroups } from './interface-groups.ts';
import { releaseInterface } from './interface-release.ts';
import { find, findIfRead, findMaybe } from './lookup.ts';
import { settleRoutesTo } from './route-targets.ts';
import { destinationText } from './routes.ts';
import { tagsFor } from './tag-specifications.ts';

type Endpoint = Saved<VpcEndpoint>;
type EndpointType = NonNullable<Endpoint['VpcEndpointType']>;

const invalid = (message: string): AwsError => new AwsError('InvalidParameter', message);

/** EC2 answers an endpoint's state in lower case, unlike the SDK's enum. */
const state = (name: 'pending' | 'available' | 'deleting'): Endpoint['State'] => name as unknown as Endpoint['State'];

const anyPolicy = JSON.stringify({ Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] });

/** Throws `InvalidServiceName` when endpoint services were read and this one is none of them. */
function checkService(world: World, name: string, type: EndpointType): void {
  const services = known(world, 'ec2', 'ServiceDetails') ?? [];
  const service = services.find((s) => s.ServiceName === name);
  const wellFormed =
    name.startsWith('com.amazonaws.') || name.startsWith('aws.') || name.startsWith('cn.com.amazonaws.');
  if (!wellFormed || (service === undefined && services.length > 0 && !name.includes('.vpce.'))) {
    throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
  }
  const types = service?.ServiceType?.map((t) => t.ServiceType) ?? [];
  if (types.length > 0 && !types.includes(type as (typeof types)[number])) {
    throw invalid(`The VPC endpoint type ${type} is not supported for the service ${name}.`);
  }
}

/** `com.amazonaws.ap-northeast-2.ecr.dkr` → `dkr.ecr.ap-northeast-2.amazonaws.com`; undefined for a private service. */
function privateName(world: World, service: string): string | undefined {
  const told = known(world, 'ec2', 'ServiceDetails')?.find((s) => s.ServiceName === service)?.PrivateDnsName;
  if (told !== undefined) return told;
  const prefix = `com.amazonaws.${world.region}.`;
  if (!service.startsWith(prefix)) return undefined;
  return `${service.slice(prefix.length).split('.').reverse().join('.')}.${world.region}.amazonaws.com`;
}

function checkPrivateDns(world: World, vpc: string, service: string, own?: string): void {
  const attributes = ofParent(world, 'ec2', 'VpcAttributes', vpc);
  if (attributes && !(attributes.EnableDnsSupport && attributes.EnableDnsHostnames)) {
    throw invalid(
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc}`,
    );
  }
  const taken = known(world, 'ec2', 'VpcEndpoints')?.some(
    (e) => e.VpcEndpointId !== own && e.VpcId === vpc && e.ServiceName === service && e.PrivateDnsEnabled,
  );
  if (taken) {
    throw invalid(
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${privateName(world, service)} in the VPC ${vpc}`,
    );
  }
}

/** Subnets for an endpoint: of the VPC, no two in one zone. */
function checkSubnets(world: World, vpc: string, ids: readonly string[]): void {
  const zones = new Set<string | undefined>();
  for (const id of ids) {
    const subnet = find(world, 'subnet', id);
    if (subnet.VpcId !== vpc) throw invalid(`The subnet ID '${id}' does not belong to the VPC ${vpc}`);
    if (zones.has(subnet.AvailabilityZone)) {
      throw new AwsError(
        'DuplicateSubnetsInSameZone',
        'Found another VPC endpoint subnet in the availability zone of another subnet in the request.',
      );
    }
    zones.add(subnet.AvailabilityZone);
  }
}

const serviceOfType = { Interface: 'vpc_endpoint', GatewayLoadBalancer: 'gateway_load_balancer_endpoint' } as const;

function createInterfaces(world: World, endpoint: Endpoint, subnets: readonly string[]): string[] {
  const type = endpoint.VpcEndpointType as keyof typeof serviceOfType;
  return subnets.map(
    (subnet) =>
      createManagedInterface(world, {
        subnet,
        description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
        type: serviceOfType[type],
        requester: 'amazon-vpce',
        groups: (endpoint.Groups ?? []).flatMap((g) => g.GroupId ?? []),
        sourceDestCheck: type === 'Interface',
      }).NetworkInterfaceId!,
  );
}

/** The prefix list that a gateway endpoint's routes are for. */
function prefixListOf(world: World, service: string): string {
  const list = all(world, 'ec2', 'PrefixLists').find((l) => l.PrefixListName === service);
  if (list?.PrefixListId === undefined) {
    throw new AwsError('InvalidServiceName', `The Vpc Endpoint Service '${service}' does not exist`);
  }
  return list.PrefixListId;
}

function addGatewayRoutes(world: World, endpoint: Endpoint, tables: readonly string[]): void {
  if (tables.length === 0) return;
  const list = prefixListOf(world, endpoint.ServiceName!);
  for (const id of tables) {
    const table = find(world, 'route-table', id);
    if (table.VpcId !== endpoint.VpcId) {
      throw invalid(`The route table '${id}' does not belong to the VPC ${endpoint.VpcId}`);
    }
    if (table.Routes?.some((route) => destinationText(route) === list)) {
      throw new AwsError(
        'RouteAlreadyExists',
        `route table ${id} already has a route with destination-prefix-list-id ${list}`,
      );
    }
  }
  edit(
    world,
    'ec2',
    'RouteTables',
    (table) => tables.includes(table.RouteTableId!),
    (copy) => {
      copy.Routes = [
        ...(copy.Routes ?? []),
        {
          DestinationPrefixListId: list,
          GatewayId: endpoint.VpcEndpointId,
          Origin: 'CreateRoute',
          State: 'active',
        },
      ];
    },
  );
}

function removeGatewayRoutes(world: World, endpoint: Readonly<Endpoint>, tables: readonly string[]): void {
  edit(
    world,
    'ec2',
    'RouteTables',
    (table) => tables.includes(table.RouteTableId!),
    (copy) => {
      copy.Routes = copy.Routes?.filter(
        (route) => !(route.GatewayId === endpoint.VpcEndpointId && route.DestinationPrefixListId !== undefined),
      );
    },
  );
}

const groupIdentifiers = (world: World, ids: readonly string[]) =>
  ids.map((GroupId) => {
    const GroupName = findMaybe(world, 'security-group', GroupId)?.GroupName;
    return { GroupId, ...(GroupName === undefined ? {} : { GroupName }) };
  });

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
export function CreateVpcEndpoint(world: World, input: CreateVpcEndpointRequest) {
  const VpcId = required(input.VpcId, 'vpcId');
  findIfRead(world, 'vpc', VpcId);
  const ServiceName = required(input.ServiceName, 'serviceName');
  const type = input.VpcEndpointType ?? 'Gateway';
  if (!['Gateway', 'Interface', 'GatewayLoadBalancer'].includes(type)) {
    throw new AwsError('UnsupportedOperation', `VPC endpoints of type ${type} cannot be created here.`);
  }
  checkService(world, ServiceName, type);
  const Tags = tagsFor('vpc-endpoint', input.TagSpecifications);
  all(world, 'ec2', 'VpcEndpoints');
  const subnets = input.SubnetIds ?? [];
  const tables = input.RouteTableIds ?? [];
  const isInterface = type === 'Interface';
  if (type === 'Gateway' && (subnets.length > 0 || (input.SecurityGroupIds ?? []).length > 0)) {
    throw invalid('Subnet and security group parameters are not applicable to Gateway endpoints.');
  }
  if (type !== 'Gateway' && tables.length > 0) throw invalid(`Route tables are not applicable to ${type} endpoints.`);
  if (type === 'GatewayLoadBalancer' && subnets.length !== 1) {
    throw invalid('Gateway Load Balancer endpoints must have exactly one subnet.');
  }
  checkSubnets(world, VpcId, subnets);
  const groups = isInterface ? groupsFor(world, VpcId, input.SecurityGroupIds) : [];
  const PrivateDnsEnabled = isInterface && (input.PrivateDnsEnabled ?? privateName(world, ServiceName) !== undefined);
  if (PrivateDnsEnabled) checkPrivateDns(world, VpcId, ServiceName);

  const VpcEndpointId = world.newId('vpce');
  const endpoint: Endpoint = {
    VpcEndpointId,
    VpcEndpointType: type,
    VpcId,
    OwnerId: world.account,
    ServiceName,
    State: state(type === 'Gateway' ? 'available' : 'pending'),
    ...(type === 'GatewayLoadBalancer' ? {} : { PolicyDocument: input.PolicyDocument ?? anyPolicy }),
    PrivateDnsEnabled,
    RequesterManaged: false,
    RouteTableIds: [...tables],
    SubnetIds: [...subnets],
    Groups: groupIdentifiers(world, groups),
    ...(isInterface ? { IpAddressType: input.IpAddressType ?? 'ipv4', DnsOptions: { DnsRecordIpType: 'ipv4' } } : {}),
    DnsEntries: isInterface ? dnsEntries(world, VpcEndpointId, ServiceName, PrivateDnsEnabled) : [],
    CreationTimestamp: world.now.toISOString(),
    Tags,
  };
  endpoint.NetworkInterfaceIds = createInterfaces(world, endpoint, subnets);
  addGatewayRoutes(world, endpoint, tables);
  add(world, 'ec2', 'VpcEndpoints', endpoint);
  if (type !== 'Gateway') world.later({ afterSeconds: 60, resource: VpcEndpointId, to: 'vpc-endpoint-available' });
  return { VpcEndpoint: endpoint, ...(input.ClientToken ? { ClientToken: input.ClientToken } : {}) };
}

/** The groups of an interface endpoint; without any, the VPC's default group. */
function groupsFor(world: World, vpc: string, ids: readonly string[] | undefined): string[] {
  if (ids !== undefined && ids.length > 0) return checkGroups(world, ids, vpc);
  const fallback = known(world, 'ec2', 'SecurityGroups')?.find((g) => g.VpcId === vpc && g.GroupName === 'default');
  return fallback?.GroupId === undefined ? [] : [fallback.GroupId];
}

function dnsEntries(world: World, id: string, service: string, withPrivateName: boolean): Endpoint['DnsEntries'] {
  const short = service
    .replace(`com.amazonaws.${world.region}.`, '')
    .replace(`com.amazonaws.vpce.${world.region}.`, '');
  const name = withPrivateName ? privateName(world, service) : undefined;
  return [
    { DnsName: `${id}-${id.slice(-8)}.${short}.${world.region}.vpce.amazonaws.com` },
    ...(name === undefined ? [] : [{ DnsName: name }]),
  ];
}

/** An endpoint that was being made is ready. */
export function endpointAvailable(world: World, id: string): void {
  edit(
    world,
    'ec2',
    'VpcEndpoints',
    (endpoint) => endpoint.VpcEndpointId === id && endpoint.State === state('pending'),
    (copy) => {
      copy.State = state('available');
    },
  );
  settleRoutesTo(world, id);
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html */
export function ModifyVpcEndpoint(world: World, input: ModifyVpcEndpointRequest) {
  const endpoint = find(world, 'endpoint', required(input.VpcEndpointId, 'vpcEndpointId'));
  if (endpoint.RequesterManaged) {
    throw new AwsError(
      'OperationNotPermitted',
      `The VPC endpoint ${endpoint.VpcEndpointId} is managed by its service.`,
    );
  }
  const vpc = endpoint.VpcId!;
  const without = (list: readonly string[] | undefined, gone: readonly string[] | undefined): string[] =>
    (list ?? []).filter((id) => !gone?.includes(id));
  const added = (input.AddSubnetIds ?? []).filter((id) => !endpoint.SubnetIds?.includes(id));
  const removed = (input.RemoveSubnetIds ?? []).filter((id) => endpoint.SubnetIds?.includes(id));
  const subnets = [...without(endpoint.SubnetIds, removed), ...added];
  if (added.length > 0) checkSubnets(world, vpc, subnets);
  const groups = [
    ...without(
      endpoint.Groups?.flatMap((g) => g.GroupId ?? []),
      input.RemoveSecurityGroupIds,
    ),
    ...(input.AddSecurityGroupIds ?? []),
  ];
  const changesGroups = input.AddSecurityGroupIds !== undefined || input.RemoveSecurityGroupIds !== undefined;
  const checked = changesGroups ? checkGroups(world, groups, vpc) : groups;
  if (input.PrivateDnsEnabled && !endpoint.PrivateDnsEnabled) {
    checkPrivateDns(world, vpc, endpoint.ServiceName ?? '', endpoint.VpcEndpointId);
  }
  if (input.PolicyDocument) checkPolicy(input.PolicyDocument);

  const cards = (endpoint.NetworkInterfaceIds ?? []).flatMap((id) => findMaybe(world, 'network-interface', id) ?? []);
  const leaving = cards.filter((card) => removed.includes(card.SubnetId ?? ''));
  for (const card of leaving) releaseInterface(world, card.NetworkInterfaceId!, true);
  const joining = createInterfaces(world, { ...endpoint, Groups: groupIdentifiers(world, checked) }, added);
  const staying = without(
    endpoint.NetworkInterfaceIds,
    leaving.map((card) => card.NetworkInterfaceId!),
  );
  if (changesGroups) setInterfaceGroups(world, new Set(staying), checked);
  const addedTables = (input.AddRouteTableIds ?? []).filter((id) => !endpoint.RouteTableIds?.includes(id));
  addGatewayRoutes(world, endpoint, addedTables);
  removeGatewayRoutes(world, endpoint, input.RemoveRouteTableIds ?? []);
  edit(
    world,
    'ec2',
    'VpcEndpoints',
    (e) => e.VpcEndpointId === endpoint.VpcEndpointId,
    (copy) => {
      copy.SubnetIds = subnets;
      copy.NetworkInterfaceIds = [...staying, ...joining];
      copy.Groups = changesGroups ? groupIdentifiers(world, checked) : copy.Groups;
      copy.RouteTableIds = [...without(copy.RouteTableIds, input.RemoveRouteTableIds), ...addedTables];
      if (input.PolicyDocument) copy.PolicyDocument = input.PolicyDocument;
      if (input.ResetPolicy) copy.PolicyDocument = anyPolicy;
      if (input.IpAddressType) copy.IpAddressType = input.IpAddressType;
      if (input.PrivateDnsEnabled === undefined || input.PrivateDnsEnabled === copy.PrivateDnsEnabled) return;
      copy.PrivateDnsEnabled = input.PrivateDnsEnabled;
      const name = privateName(world, copy.ServiceName ?? '');
      const entries = (copy.DnsEntries ?? []).filter((entry) => entry.DnsName !== name);
      copy.DnsEntries = input.PrivateDnsEnabled && name !== undefined ? [...entries, { DnsName: name }] : entries;
    },
  );
  return { Return: true };
}

function checkPolicy(policy: string): void {
  try {
    JSON.parse(policy);
  } catch {
    throw new AwsError('InvalidPolicyDocument', 'Policy document is not valid JSON');
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcEndpoints.html: what cannot be deleted is listed. */
export function DeleteVpcEndpoints(world: World, input: DeleteVpcEndpointsRequest) {
  const ids = required(input.VpcEndpointIds, 'vpcEndpointId');
  all(world, 'ec2', 'VpcEndpoints');
  const Unsuccessful: UnsuccessfulItem[] = [];
  for (const id of ids) {
    const endpoint = findMaybe(world, 'endpoint', id);
    if (endpoint === undefined) {
      const Message = `The Vpc Endpoint Id '${id}' does not exist`;
      Unsuccessful.push({ Error: { Code: 'InvalidVpcEndpoint.NotFound', Message }, ResourceId: id });
    } else if (endpoint.RequesterManaged) {
      const Message = `Operation is not allowed for requester-managed VPC endpoints for the service ${endpoint.ServiceName}.`;
      Unsuccessful.push({ Error: { Code: 'InvalidParameter', Message }, ResourceId: id });
    } else {
      deleteEndpoint(world, endpoint);
    }
  }
  return { Unsuccessful };
}

function deleteEndpoint(world: World, endpoint: Readonly<Endpoint>): void {
  const id = endpoint.VpcEndpointId!;
  if (endpoint.VpcEndpointType === 'Gateway') {
    removeGatewayRoutes(world, endpoint, endpoint.RouteTableIds ?? []);
    remove(world, 'ec2', 'VpcEndpoints', (e) => e.VpcEndpointId === id);
    return;
  }
  edit(
    world,
    'ec2',
    'VpcEndpoints',
    (e) => e.VpcEndpointId === id,
    (copy) => {
      copy.State = state('deleting');
    },
  );
  settleRoutesTo(world, id);
  world.later({ afterSeconds: 60, resource: id, to: 'vpc-endpoint-deleted' });
}

/** An endpoint that was being deleted is gone, with its interfaces. */
export function endpointDeleted(world: World, id: string): void {
  const endpoint = findMaybe(world, 'endpoint', id);
  if (endpoint === undefined || endpoint.State !== state('deleting')) return;
  for (const card of endpoint.NetworkInterfaceIds ?? []) releaseInterface(world, card, true);
  remove(world, 'ec2', 'VpcEndpoints', (e) => e.VpcEndpointId === id);
  settleRoutesTo(world, id);
}

import type { RouteTable, SecurityGroup, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Ec2Data } from '../../../snapshot/data/ec2.ts';
import { rulesOf } from '../../../snapshot/security-group-rules.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { emptyEc2, usedBy } from '../ec2.ts';
import { endpointInterfaceOf, gatewayEndpointOf, interfaceEndpointOf } from '../endpoints.ts';
import { labId, labRegion } from '../ids.ts';
import { instanceInterfaceOf, passedStatusOf, reservationOf } from '../instances.ts';
import { attachmentInterface, balancerInterface, type Interface } from '../interfaces.ts';
import { natAddressOf, natGatewayOf, natInterfaceOf, unusedAddressOf } from '../nat-gateways.ts';
import { internetGatewayOf, routeTableOf } from '../routes.ts';
import { anywhere, everything, fromGroup, groupId, groupOf, port } from '../security-groups.ts';
import { defaultAcl, type SubnetSpec, subnetOf } from '../subnets.ts';
import {
  attachmentOf,
  routeToAttachment,
  transitGatewayOf,
  transitGatewayRouteTableOf,
  vpcAttachmentOf,
  vpcRef,
} from '../transit-gateway.ts';
import { vpcAttributes, vpcOf } from '../vpcs.ts';
import type { GatewayPlan, NetworkPlan, VpcPlan } from './plan.ts';

const createdAt = '2025-01-01T00:00:00.000Z';
const launchedAt = '2025-01-01T00:30:00.000Z';

const privateNetworks = '10.0.0.0/8';

const subnetsOf = (vpc: VpcPlan): SubnetSpec[] => [
  ...(vpc.kind === 'private' ? [] : vpc.subnets.public),
  ...vpc.subnets.private,
  ...vpc.subnets.attachment,
];

/** EC2's part of a generated network. */
export function generatedEc2({ vpcs, gateways, unusedAddresses }: NetworkPlan): Ec2Data {
  const ofInstances = new Map(
    vpcs.flatMap((vpc) => vpc.instances.map((spec) => [spec, instanceInterfaceOf(spec, launchedAt)] as const)),
  );
  const interfaces = [...vpcs.flatMap(managedInterfaces), ...ofInstances.values()];
  const used = usedBy(interfaces);
  const groups = vpcs.flatMap(groupsOf);
  const nats = vpcs.flatMap((vpc) => vpc.nats);
  return {
    ...emptyEc2(),
    Vpcs: vpcs.map((vpc) => vpcOf(vpc.name, vpc.cidr)),
    VpcAttributes: vpcAttributes(vpcs.map((vpc) => vpc.name)),
    Subnets: vpcs.flatMap((vpc) => subnetsOf(vpc).map((spec) => subnetOf(spec, used))),
    RouteTables: vpcs.flatMap(tablesOf),
    InternetGateways: vpcs
      .filter((vpc) => vpc.kind !== 'private')
      .map((vpc) => internetGatewayOf(`${vpc.name}-igw`, vpc.name)),
    NatGateways: nats.map((nat) => natGatewayOf(nat, createdAt)),
    Addresses: [
      ...nats.map(natAddressOf),
      ...unusedAddresses.map((address, i) => unusedAddressOf(`unused-${i + 1}`, address)),
    ],
    SecurityGroups: groups,
    SecurityGroupRules: groups.flatMap(rulesOf),
    NetworkAcls: vpcs.map((vpc) => defaultAcl(vpc.name, subnetsOf(vpc))),
    NetworkInterfaces: interfaces,
    Reservations: [...ofInstances].map(([spec, eni]) => reservationOf(spec, eni, launchedAt)),
    InstanceStatuses: [...ofInstances.keys()].map(passedStatusOf),
    VpcEndpoints: vpcs.flatMap(endpointsOf),
    ...transitGateways(gateways),
  };
}

function managedInterfaces(vpc: VpcPlan): Interface[] {
  const second = vpc.cidr.split('.')[1];
  return [
    ...vpc.nats.map(natInterfaceOf),
    ...vpc.subnets.attachment.map((subnet, z) =>
      attachmentInterface(vpc.name, subnet, `10.${second}.10.${16 * z + 4}`),
    ),
    ...vpc.endpoints.flatMap((spec, i) =>
      spec.subnets.map((subnet) => endpointInterfaceOf(spec, subnet, subnet.cidr.replace(/0\/20$/, String(5 + i)))),
    ),
    ...(vpc.balancer === undefined
      ? []
      : vpc.subnets.public.map((subnet, z) =>
          balancerInterface(vpc.balancer!.name, subnet, `10.${second}.${z}.50`, 'alb', vpc.balancer!.addresses[z]),
        )),
  ];
}

function groupsOf(vpc: VpcPlan): Saved<SecurityGroup>[] {
  const own = (name: string): string => groupId(vpc.name, name);
  const ssh = port('tcp', 22, privateNetworks);
  return [
    groupOf(vpc.name, 'default', 'default VPC security group', [fromGroup(everything(), own('default'))]),
    groupOf(vpc.name, 'web', 'Web servers', [
      vpc.balancer === undefined ? port('tcp', 80, privateNetworks) : fromGroup(port('tcp', 80), own('alb')),
      ssh,
    ]),
    groupOf(vpc.name, 'app', 'Application servers', [fromGroup(port('tcp', 8080), own('web')), ssh]),
    ...(vpc.kind === 'internet' ? [groupOf(vpc.name, 'bastion', 'Way in', [port('tcp', 22, anywhere)])] : []),
    ...(vpc.balancer === undefined
      ? []
      : [groupOf(vpc.name, 'alb', 'Internet to balancer', [port('tcp', 80, anywhere)])]),
    ...(vpc.endpoints.length === 0 ? [] : [groupOf(vpc.name, 'endpoints', 'Endpoints', [port('tcp', 443, vpc.cidr)])]),
    ...(vpc.leftover ? [groupOf(vpc.name, 'launch-wizard-1', 'launch-wizard-1', [port('tcp', 22, anywhere)])] : []),
  ];
}

const endpointsOf = (vpc: VpcPlan): Saved<VpcEndpoint>[] => [
  ...vpc.endpoints.map((spec) => interfaceEndpointOf(spec, createdAt)),
  ...(vpc.s3
    ? [
        gatewayEndpointOf(
          vpc.name,
          's3',
          vpc.subnets.private.flatMap((s) => s.table ?? []),
          createdAt,
        ),
      ]
    : []),
];

type Target = Parameters<typeof routeTableOf>[4][number][1];

function tablesOf(vpc: VpcPlan): Saved<RouteTable>[] {
  const toGateway: Target = { TransitGatewayId: labId('tgw', vpc.gateway) };
  const toInternet: Target = { GatewayId: labId('igw', `${vpc.name}-igw`) };
  // A zone without a NAT gateway of its own uses the first one's.
  const toNat = (z: number): Target => ({ NatGatewayId: labId('nat', (vpc.nats[z] ?? vpc.nats[0])?.name ?? '') });
  const table = (name: string, own: readonly SubnetSpec[], routes: [string, Target][]): Saved<RouteTable> =>
    routeTableOf(
      vpc.name,
      vpc.cidr,
      name,
      own.map((s) => ({
        Main: false,
        RouteTableAssociationId: labId('rtbassoc', s.name),
        SubnetId: labId('subnet', s.name),
      })),
      routes,
    );
  const main = routeTableOf(
    vpc.name,
    vpc.cidr,
    `${vpc.name}-main`,
    [{ Main: true, RouteTableAssociationId: labId('rtbassoc', `${vpc.name}-main`) }],
    [],
  );
  const open =
    vpc.kind === 'private'
      ? []
      : [
          table(`${vpc.name}-public`, vpc.subnets.public, [
            [anywhere, toInternet],
            [privateNetworks, toGateway],
          ]),
        ];
  const closed = vpc.subnets.private.map((subnet, z) => {
    const own = table(
      subnet.table!,
      [subnet],
      [
        [anywhere, vpc.kind === 'private' ? toGateway : toNat(z)],
        [privateNetworks, toGateway],
      ],
    );
    if (vpc.s3) {
      own.Routes!.push({
        DestinationPrefixListId: labId('pl', `com.amazonaws.${labRegion}.s3`),
        GatewayId: labId('vpce', `${vpc.name}-s3`),
        Origin: 'CreateRoute',
        State: 'active',
      });
    }
    if (vpc.blackhole) {
      own.Routes!.push({
        DestinationCidrBlock: '172.20.0.0/16',
        VpcPeeringConnectionId: labId('pcx', `${vpc.name}-gone`),
        Origin: 'CreateRoute',
        State: 'blackhole',
      });
    }
    return own;
  });
  // What comes from other VPCs for the internet leaves through the hub's NAT gateways.
  const attachment = vpc.subnets.attachment.map((subnet, z) =>
    table(subnet.table!, [subnet], vpc.kind === 'hub' ? [[anywhere, toNat(z)]] : []),
  );
  return [main, ...open, ...closed, ...attachment];
}

function transitGateways(gateways: readonly GatewayPlan[]): Partial<Ec2Data> {
  const tableName = (gateway: GatewayPlan): string => `${gateway.name}-rt`;
  const byTable = <T>(of: (gateway: GatewayPlan) => T): Record<string, T> =>
    Object.fromEntries(gateways.map((gateway) => [labId('tgw-rtb', tableName(gateway)), of(gateway)]));
  return {
    TransitGateways: gateways.map(({ name, asn }) => transitGatewayOf(name, asn, createdAt)),
    TransitGatewayAttachments: gateways.flatMap((gateway) =>
      gateway.vpcs.map((vpc) =>
        attachmentOf(vpcRef(vpc.name), `${gateway.name}-${vpc.name}`, gateway.name, tableName(gateway), createdAt),
      ),
    ),
    TransitGatewayVpcAttachments: gateways.flatMap((gateway) =>
      gateway.vpcs.map((vpc) => vpcAttachmentOf(gateway.name, vpc.name, vpc.subnets.attachment, 'disable', createdAt)),
    ),
    TransitGatewayRouteTables: gateways.map((gateway) =>
      transitGatewayRouteTableOf(tableName(gateway), gateway.name, createdAt),
    ),
    TransitGatewayRouteTableAssociations: byTable((gateway) =>
      gateway.vpcs.map((vpc) => ({ ...vpcRef(vpc.name), State: 'associated' as const })),
    ),
    TransitGatewayRouteTablePropagations: byTable((gateway) =>
      gateway.vpcs.map((vpc) => ({ ...vpcRef(vpc.name), State: 'enabled' as const })),
    ),
    TransitGatewayRoutes: byTable((gateway) => [
      routeToAttachment(anywhere, vpcRef(gateway.vpcs[0]!.name), 'static'),
      ...gateway.vpcs.map((vpc) => routeToAttachment(vpc.cidr, vpcRef(vpc.name), 'propagated')),
    ]),
  };
}

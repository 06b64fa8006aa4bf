import type { InternetGateway, Route, RouteTable } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId } from './ids.ts';
import { subnetId, subnetSpecs } from './subnets.ts';
import { named, type VpcName, vpcCidr, vpcNames } from './vpcs.ts';

export const transitGatewayId = labId('tgw', 'TGW');

/** Internet gateways, by VPC. VPC01 and VPC02 have none. */
export const internetGatewayNames: Partial<Record<VpcName, string>> = {
  'Default VPC': 'Default-IGW',
  DMZVPC: 'DMZVPC-IGW',
  mgmtvpc: 'mgmtvpc-IGW',
};

export const internetGatewayId = (vpc: VpcName): string => labId('igw', internetGatewayNames[vpc] ?? '');

export const internetGatewayOf = (name: string, vpc: string): Saved<InternetGateway> => ({
  InternetGatewayId: labId('igw', name),
  OwnerId: labAccount,
  // EC2 answers `available` here, a value that the SDK's enum leaves out.
  Attachments: [{ State: 'available' as 'attached', VpcId: labId('vpc', vpc) }],
  Tags: named(name),
});

export const internetGateways = (): Saved<InternetGateway>[] =>
  Object.entries(internetGatewayNames).map(([vpc, name]) => internetGatewayOf(name, vpc));

const toIgw = (vpc: VpcName): Partial<Route> => ({ GatewayId: internetGatewayId(vpc) });
const toTgw: Partial<Route> = { TransitGatewayId: transitGatewayId };
const toNat = (name: string): Partial<Route> => ({ NatGatewayId: labId('nat', name) });
/** A route to a firewall endpoint names it in GatewayId, as EC2 prints it. */
const toFirewall = (endpoint: string): Partial<Route> => ({ GatewayId: labId('vpce', endpoint) });

/** Routes besides `local`, by route table (lab.md, "DMZVPC routes", "VPC01 and VPC02", "mgmtvpc", part 2). */
function routesOf(table: string): [destination: string, target: Partial<Route>][] {
  const dmz = /^DMZVPC-(FWIN|Public|Private|NATGW|FWOUT|TGW|NEWTGW)-([AB])-RT$/.exec(table);
  if (dmz) {
    const [, tier, x] = dmz;
    switch (tier) {
      case 'FWIN':
        return [['0.0.0.0/0', toIgw('DMZVPC')]];
      case 'Public':
        return [['0.0.0.0/0', toFirewall(`FWIN-DMZVPC-${x}`)]];
      case 'Private':
        return [
          ['0.0.0.0/0', toFirewall(`FWOUT-DMZVPC-${x}`)],
          ['10.0.0.0/8', toTgw],
          ['192.168.0.0/16', toTgw],
        ];
      case 'FWOUT':
        return [
          ['0.0.0.0/0', toNat(`DMZVPC-NATGW-${x}`)],
          ['10.1.0.0/16', toTgw],
          ['10.2.0.0/16', toTgw],
        ];
      case 'NATGW':
        return [
          ['0.0.0.0/0', toIgw('DMZVPC')],
          ['10.1.0.0/16', toFirewall(`FWOUT-DMZVPC-${x}`)],
          ['10.2.0.0/16', toFirewall(`FWOUT-DMZVPC-${x}`)],
        ];
      case 'TGW':
        return [['0.0.0.0/0', toFirewall(`FWOUT-DMZVPC-${x}`)]];
      default:
        return [];
    }
  }
  if (/^VPC0[12]-Private-Subnet-[AB]-RT$/.test(table)) return [['0.0.0.0/0', toTgw]];
  if (/^mgmtvpc-Public-[AB]-RT$/.test(table)) return [['0.0.0.0/0', toIgw('mgmtvpc')]];
  if (/^mgmtvpc-Private-[AB]-RT$/.test(table)) return [['0.0.0.0/0', toNat('mgmtvpc-NATGW')]];
  return [];
}

/** @param extra routes besides `local`: destination block, and the target's member of a route */
export function routeTableOf(
  vpc: string,
  cidr: string,
  name: string,
  associations: Saved<RouteTable>['Associations'],
  extra: [string, Partial<Route>][],
): Saved<RouteTable> {
  const id = labId('rtb', name);
  return {
    RouteTableId: id,
    VpcId: labId('vpc', vpc),
    OwnerId: labAccount,
    Associations: (associations ?? []).map((a) => ({
      ...a,
      RouteTableId: id,
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: [],
    Routes: [
      { DestinationCidrBlock: cidr, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
      ...extra.map(([destination, target]) => ({
        DestinationCidrBlock: destination,
        ...target,
        Origin: 'CreateRoute' as const,
        State: 'active' as const,
      })),
    ],
    Tags: name.endsWith('-main') ? [] : named(name),
  };
}

export function routeTables(): Saved<RouteTable>[] {
  const main = vpcNames.map((vpc) =>
    routeTableOf(
      vpc,
      vpcCidr[vpc],
      `${vpc}-main`,
      [{ Main: true, RouteTableAssociationId: labId('rtbassoc', `${vpc}-main`) }],
      // In the default VPC too, whose internet gateway no route uses: lab.md says so of every main table.
      [],
    ),
  );
  const own = subnetSpecs.flatMap((s) =>
    s.table === undefined
      ? []
      : [
          routeTableOf(
            s.vpc,
            vpcCidr[s.vpc as VpcName],
            s.table,
            [{ Main: false, RouteTableAssociationId: labId('rtbassoc', s.name), SubnetId: subnetId(s.name) }],
            routesOf(s.table),
          ),
        ],
  );
  const ingress = routeTableOf(
    'DMZVPC',
    vpcCidr.DMZVPC,
    'IGW-Ingress-RT',
    [{ Main: false, RouteTableAssociationId: labId('rtbassoc', 'DMZVPC-IGW'), GatewayId: internetGatewayId('DMZVPC') }],
    [
      ['10.11.11.0/24', toFirewall('FWIN-DMZVPC-A')],
      ['10.11.1.0/24', toFirewall('FWIN-DMZVPC-A')],
      ['10.11.12.0/24', toFirewall('FWIN-DMZVPC-B')],
      ['10.11.2.0/24', toFirewall('FWIN-DMZVPC-B')],
    ],
  );
  return [...main, ...own, ingress];
}

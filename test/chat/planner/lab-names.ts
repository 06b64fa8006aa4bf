import type { Known } from '../../../src/chat/planner/plan.ts';

/** What a snapshot of the lab knows by name, as a chat hands it to the planner. */
const zones = ['A', 'B'];
const vpcs = ['VPC01', 'VPC02', 'DMZVPC', 'mgmtvpc', 'Default VPC'];
const octets: Record<string, number> = { VPC01: 1, VPC02: 2, DMZVPC: 11 };

export const labInventory: readonly Known[] = [
  ...vpcs.map((name, i) => ({ id: `vpc-0${i}0b8cd140c9847ee`, name, kind: 'vpc' })),
  ...Object.entries(octets).flatMap(([vpc, n]) =>
    zones.flatMap((zone) =>
      [101, 102, 103, 104].map((host) => {
        const address = `10.${n}.${zone === 'A' ? 20 : 24}.${host}`;
        return {
          id: `i-0${n}${zone.toLowerCase()}${host}d9c2f01161`,
          name: `${vpc}-Private-${zone}-${address}`,
          kind: 'instance',
          also: [address],
        };
      }),
    ),
  ),
  ...zones.map((zone) => ({
    id: `nat-0${zone.toLowerCase()}1b2c3d4e5f60718`,
    name: `DMZVPC-NATGW-${zone}`,
    kind: 'nat-gateway',
  })),
  {
    id: 'DMZVPC-alb1',
    name: 'DMZVPC-alb1',
    kind: 'load-balancer',
    also: ['DMZVPC-alb1-716575623.ap-northeast-2.elb.amazonaws.com'],
  },
  { id: 'DMZVPC-ALB-tg1', name: 'DMZVPC-ALB-tg1', kind: 'target-group' },
  ...['FWIN', 'Public', 'Private', 'NATGW', 'FWOUT', 'TGW', 'NEWTGW'].flatMap((part) =>
    zones.flatMap((zone) => [
      { id: `subnet-0${part.toLowerCase()}${zone}1`, name: `DMZVPC-${part}-Subnet-${zone}`, kind: 'subnet' },
      { id: `rtb-0${part.toLowerCase()}${zone}1`, name: `DMZVPC-${part}-${zone}-RT`, kind: 'route-table' },
    ]),
  ),
  { id: 'igw-0a1b2c3d4e5f60718', name: 'DMZVPC-IGW', kind: 'internet-gateway' },
  { id: 'tgw-0a1b2c3d4e5f60718', name: 'TGW', kind: 'transit-gateway' },
  { id: 'tgw-rtb-0a1b2c3d4e5f607', name: 'TGW-DMZVPC-RT', kind: 'route-table' },
  ...['PrivateEC2SG', 'ALBSecurityGroup', 'SSMSG', 'ControlPlaneSecurityGroup', 'launch-wizard-1', 'default'].map(
    (name, i) => ({
      id: `sg-0${i}1b2c3d4e5f60718`,
      name,
      kind: 'security-group',
    }),
  ),
  { id: 'FWIN-DMZVPC', name: 'FWIN-DMZVPC', kind: 'firewall' },
  { id: 'FWOUT-DMZVPC', name: 'FWOUT-DMZVPC', kind: 'firewall' },
  { id: 'Z0LABINTERNAL', name: 'lab.internal', kind: 'hosted-zone' },
  { id: 'Z0LABEXAMPLE', name: 'lab.example', kind: 'hosted-zone' },
];

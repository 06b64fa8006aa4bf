import type { Lab } from './lab.ts';
import { allow, defaultTo, group, instance, interfaceOf, internetGateway, refuse, table, vpcId } from './lab.ts';
import type { Proof } from './proof.ts';

const publicHost = 'DMZVPC-Private-B-10.11.24.101';
const database = 'VPC01-Private-A-10.1.20.101';

/** The hosts of DMZVPC-Private-Subnet-B have public addresses: with this route the internet reaches them. */
const openRoute = (lab: Lab): void =>
  defaultTo(table(lab, 'DMZVPC-Private-B-RT'), { GatewayId: internetGateway(lab, 'DMZVPC') });

const groupOf = (lab: Lab, vpc: string) => group(lab, vpc, 'PrivateEC2SG');

export const exposure: Record<string, Proof> = {
  EXPOSED_HIGH_RISK_PORT: {
    breaks: openRoute,
    resource: (lab) => interfaceOf(lab, publicHost).NetworkInterfaceId!,
    mends: (lab) => refuse(groupOf(lab, 'DMZVPC'), 22),
  },
  ADMIN_PORT_ACROSS_VPCS: {
    resource: (lab) => vpcId(lab, 'VPC01'),
    mends: (lab) => refuse(groupOf(lab, 'VPC01'), 22),
  },
  INTENT_VIOLATED: {
    intent: {
      segments: { shop: ['VPC01-Private-A-10.1.20.101'], office: ['VPC02-Private-A-10.2.20.101'] },
      rules: [{ name: 'the office is not the shop’s', kind: 'must-not-reach', from: 'office', to: 'shop' }],
      sensitive: [],
    },
    resource: () => 'the office is not the shop’s',
    mends: (lab) => {
      groupOf(lab, 'VPC01').IpPermissions = [];
    },
  },
  PATH_TO_DATA: {
    breaks: (lab) => allow(groupOf(lab, 'VPC01'), 'tcp', 3306, '10.0.0.0/8'),
    resource: (lab) => interfaceOf(lab, database).NetworkInterfaceId!,
    mends: (lab) => {
      refuse(groupOf(lab, 'VPC01'), 3306);
      allow(groupOf(lab, 'VPC01'), 'tcp', 3306, '10.1.0.0/16');
    },
  },
  PUBLIC_INSTANCE_WITH_ROLE: {
    breaks: (lab) => {
      openRoute(lab);
      instance(lab, publicHost).IamInstanceProfile = { Arn: 'arn:aws:iam::123456789012:instance-profile/web' };
    },
    resource: (lab) => instance(lab, publicHost).InstanceId!,
    mends: (lab) => {
      groupOf(lab, 'DMZVPC').IpPermissions = [];
    },
  },
};

import { account, type Lab, table, vpcId } from './lab.ts';
import type { Proof } from './proof.ts';

const service = 'vpce-svc-0123456789abcdef0';
const peering = 'pcx-0123456789abcdef0';
const flowLog = 'fl-0123456789abcdef0';

function log(lab: Lab, vpc: string, DeliverLogsStatus: string): void {
  lab.here.ec2!.FlowLogs = [
    {
      FlowLogId: flowLog,
      FlowLogStatus: 'ACTIVE',
      ResourceId: vpcId(lab, vpc),
      TrafficType: 'ALL',
      DeliverLogsStatus,
      LogDestinationType: 'cloud-watch-logs',
    },
  ];
}

const endpoint = (lab: Lab) => lab.here.ec2!.VpcEndpoints!.find((e) => e.ServiceName?.endsWith('.ssm') === true)!;

export const vpc: Record<string, Proof> = {
  VPC_BLOCK_PUBLIC_ACCESS_OFF: {
    resource: () => account,
    mends: (lab) => {
      lab.here.ec2!.VpcBlockPublicAccessOptions!.InternetGatewayBlockMode = 'block-ingress';
    },
  },
  ENDPOINT_POLICY_OPEN: {
    resource: (lab) => endpoint(lab).VpcEndpointId!,
    mends: (lab) => {
      endpoint(lab).PolicyDocument = JSON.stringify({
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } },
        },
      });
    },
  },
  ENDPOINT_SERVICE_OPEN: {
    breaks: (lab) => {
      lab.here.ec2!.ServiceConfigurations = [{ ServiceId: service, AcceptanceRequired: false }];
      lab.here.ec2!.VpcEndpointServicePermissions = { [service]: [{ Principal: '*' }] };
    },
    resource: () => service,
    mends: (lab) => {
      lab.here.ec2!.VpcEndpointServicePermissions = {
        [service]: [{ Principal: 'arn:aws:iam::999999999999:root' }],
      };
    },
  },
  FLOW_LOG_NOT_DELIVERED: {
    breaks: (lab) => log(lab, 'DMZVPC', 'FAILED'),
    resource: () => flowLog,
    mends: (lab) => log(lab, 'DMZVPC', 'SUCCESS'),
  },
  VPC_NO_FLOW_LOGS: {
    resource: (lab) => vpcId(lab, 'DMZVPC'),
    mends: (lab) => log(lab, 'DMZVPC', 'SUCCESS'),
  },
  NACL_OPEN_ADMIN_PORTS: {
    resource: (lab) => lab.here.ec2!.NetworkAcls!.find((a) => a.VpcId === vpcId(lab, 'DMZVPC'))!.NetworkAclId!,
  },
  NACL_UNUSED: {
    breaks: (lab) => {
      const [first] = lab.here.ec2!.NetworkAcls!;
      lab.here.ec2!.NetworkAcls!.push({
        ...structuredClone(first!),
        NetworkAclId: 'acl-0123456789abcdef0',
        IsDefault: false,
        Associations: [],
      });
    },
    resource: () => 'acl-0123456789abcdef0',
  },
  PEERING_ROUTE_WIDE: {
    breaks: (lab) => {
      const info = (vpc: string, CidrBlock: string) => ({
        VpcId: vpcId(lab, vpc),
        CidrBlock,
        CidrBlockSet: [{ CidrBlock }],
        OwnerId: account,
      });
      lab.here.ec2!.VpcPeeringConnections = [
        {
          VpcPeeringConnectionId: peering,
          Status: { Code: 'active' },
          RequesterVpcInfo: info('mgmtvpc', '10.254.0.0/16'),
          AccepterVpcInfo: info('VPC01', '10.1.0.0/16'),
        },
      ];
      table(lab, 'VPC01-Private-Subnet-A-RT').Routes!.push({
        DestinationCidrBlock: '10.254.0.0/16',
        VpcPeeringConnectionId: peering,
        State: 'active',
        Origin: 'CreateRoute',
      });
    },
    resource: (lab) => table(lab, 'VPC01-Private-Subnet-A-RT').RouteTableId!,
    mends: (lab) => {
      table(lab, 'VPC01-Private-Subnet-A-RT').Routes!.at(-1)!.DestinationCidrBlock = '10.254.21.0/24';
    },
  },
  SUBNET_PUBLIC_IP_ON_LAUNCH: {
    resource: (lab) =>
      lab.here.ec2!.Subnets!.find((s) => s.Tags?.some((t) => t.Value === 'VPC01-PrivateSubnetA'))!.SubnetId!,
  },
  TGW_AUTO_ACCEPT: {
    breaks: (lab) => {
      lab.here.ec2!.TransitGateways![0]!.Options!.AutoAcceptSharedAttachments = 'enable';
    },
    resource: (lab) => lab.here.ec2!.TransitGateways![0]!.TransitGatewayId!,
    mends: (lab) => {
      lab.here.ec2!.TransitGateways![0]!.Options!.AutoAcceptSharedAttachments = 'disable';
    },
  },
};

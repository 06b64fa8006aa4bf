import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labId } from './ids.ts';
import { cloudFrontPrefixListId } from './prefix-lists.ts';
import { ec2Arn, named, vpcNames } from './vpcs.ts';

export type Permission = Saved<IpPermission>;

export const anywhere = '0.0.0.0/0';

const from = (cidrs: string[]): Pick<Permission, 'IpRanges' | 'Ipv6Ranges' | 'PrefixListIds' | 'UserIdGroupPairs'> => ({
  IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
});
export const port = (protocol: 'tcp' | 'udp', number: number, ...cidrs: string[]): Permission => ({
  IpProtocol: protocol,
  FromPort: number,
  ToPort: number,
  ...from(cidrs),
});
export const icmp = (...cidrs: string[]): Permission => ({
  IpProtocol: 'icmp',
  FromPort: -1,
  ToPort: -1,
  ...from(cidrs),
});
export const everything = (...cidrs: string[]): Permission => ({ IpProtocol: '-1', ...from(cidrs) });
export const fromGroup = (permission: Permission, group: string): Permission => ({
  ...permission,
  UserIdGroupPairs: [{ GroupId: group, UserId: labAccount }],
});

/** The id of a group, by VPC and group name. */
export const groupId = (vpc: string, name: string): string => labId('sg', `${vpc}/${name}`);

export function groupOf(
  vpc: string,
  name: string,
  description: string,
  ingress: Permission[],
  egress: Permission[] = [everything(anywhere)],
): Saved<SecurityGroup> {
  const id = groupId(vpc, name);
  return {
    GroupId: id,
    SecurityGroupArn: ec2Arn('security-group', id),
    GroupName: name,
    Description: description,
    VpcId: labId('vpc', vpc),
    OwnerId: labAccount,
    IpPermissions: ingress,
    IpPermissionsEgress: egress,
    Tags: name === 'default' || name === 'launch-wizard-1' ? [] : named(`${vpc}-${name}`),
  };
}

/** lab.md, "Security groups"; the groups of the resolver endpoints are part 2's. */
export const securityGroups = (): Saved<SecurityGroup>[] => [
  ...vpcNames.map((vpc) =>
    groupOf(vpc, 'default', 'default VPC security group', [fromGroup(everything(), groupId(vpc, 'default'))]),
  ),
  ...(['DMZVPC', 'VPC01', 'VPC02'] as const).flatMap((vpc) => [
    groupOf(vpc, 'PrivateEC2SG', 'Private EC2', [
      icmp(anywhere),
      port('tcp', 22, anywhere),
      port('tcp', 80, anywhere),
      port('tcp', 443, anywhere),
    ]),
    groupOf(vpc, 'SSMSG', 'SSM endpoints', [port('tcp', 80, anywhere), port('tcp', 443, anywhere)]),
  ]),
  groupOf('DMZVPC', 'ALBSecurityGroup', 'Internet to ALB', [port('tcp', 80, anywhere), port('tcp', 443, anywhere)]),
  groupOf('DMZVPC', 'ControlPlaneSecurityGroup', 'Control plane', []),
  ...(['Default VPC', 'mgmtvpc', 'VPC01'] as const).map((vpc) =>
    groupOf(vpc, 'launch-wizard-1', 'launch-wizard-1 created 2025-07-01T01:12:44.311Z', [port('tcp', 22, anywhere)]),
  ),
  groupOf('mgmtvpc', 'ALBSecurityGroup', 'CloudFront to ALB', [
    { ...port('tcp', 80), PrefixListIds: [{ PrefixListId: cloudFrontPrefixListId }] },
  ]),
  groupOf('mgmtvpc', 'HostSecurityGroup', 'ALB to the management host', [
    fromGroup(port('tcp', 8888), groupId('mgmtvpc', 'ALBSecurityGroup')),
  ]),
  groupOf('mgmtvpc', 'SSMEndpointSG', 'SSM endpoints', [port('tcp', 443, '10.254.0.0/16')]),
  groupOf(
    'DMZVPC',
    'ResolverOutboundSG',
    'Resolver outbound endpoint',
    [],
    [port('tcp', 53, anywhere), port('udp', 53, anywhere)],
  ),
  groupOf('DMZVPC', 'ResolverInboundSG', 'Resolver inbound endpoint', [
    port('tcp', 53, '10.0.0.0/8', '192.168.0.0/16'),
    port('udp', 53, '10.0.0.0/8', '192.168.0.0/16'),
  ]),
];

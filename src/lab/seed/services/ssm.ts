import type { InstanceInformation } from '@aws-sdk/client-ssm';
import type { SsmData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { instanceId, instanceSpecs } from '../instances.ts';
import { privateDnsName } from '../interfaces.ts';

/** The agent of each instance in a VPC with endpoints for Systems Manager reports, but for the management host's. */
export const seedSsm = (pingedAt: string): SsmData => ({
  InstanceInformationList: instanceSpecs
    .filter((spec) => spec.subnet.vpc !== 'mgmtvpc')
    .map(
      (spec): Saved<InstanceInformation> => ({
        InstanceId: instanceId(spec.name),
        PingStatus: 'Online',
        LastPingDateTime: pingedAt,
        AgentVersion: '3.3.2299.0',
        IsLatestVersion: false,
        PlatformType: 'Linux',
        PlatformName: 'Amazon Linux',
        PlatformVersion: '2',
        ResourceType: 'EC2Instance',
        IPAddress: spec.address,
        ComputerName: privateDnsName(spec.address),
        SourceId: instanceId(spec.name),
        SourceType: 'AWS::EC2::Instance',
      }),
    )
    .sort((a, b) => (a.InstanceId! < b.InstanceId! ? -1 : 1)),
});

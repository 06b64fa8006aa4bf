import type { InstanceInformation } from '@aws-sdk/client-ssm';
import type { SsmData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { instanceId, instanceSpecs } from '../instances.ts';
import { privateDnsName } from '../interfaces.ts';

/** Every instance is in a VPC with endpoints for Systems Manager (lab.md), and its agent reports. */
export const seedSsm = (pingedAt: string): SsmData => ({
  InstanceInformationList: instanceSpecs
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

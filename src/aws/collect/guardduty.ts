import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import type { GuardDutyData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { compare } from '../saved.ts';

const reads: Reads<GuardDutyData> = {
  DetectorIds: {
    operations: ['guardduty:ListDetectors'],
    where: 'region',
    run: async (ask) =>
      (
        await ask.pages(
          (NextToken) => new ListDetectorsCommand({ NextToken, MaxResults: 50 }),
          (o) => o.DetectorIds,
        )
      ).sort(compare),
  },
  Detectors: {
    operations: ['guardduty:GetDetector'],
    where: 'region',
    after: ['DetectorIds'],
    run: (ask, { DetectorIds = [] }) =>
      ask.each('guardduty:GetDetector', DetectorIds, (DetectorId) => ask.send(new GetDetectorCommand({ DetectorId }))),
  },
};

export const collector: Collector<GuardDutyData> = {
  service: 'guardduty',
  iamPrefix: 'guardduty',
  parallel: 4,
  client: (config) => new GuardDutyClient(config as never),
  reads,
};

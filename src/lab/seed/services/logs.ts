import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { LogsData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { logGroupArn, logGroupNames } from './log-groups.ts';

/** What each group holds is invented: the workshop does not tell. Nobody set a retention, so everything is kept. */
const storedBytes: Record<keyof typeof logGroupNames, number> = {
  'FWIN-DMZVPC/FLOW': 184_320_512,
  'FWIN-DMZVPC/ALERT': 61_442_048,
  'FWOUT-DMZVPC/FLOW': 402_653_184,
  'FWOUT-DMZVPC/ALERT': 98_566_144,
  'resolver-queries': 27_262_976,
};

export const seedLogs = (): LogsData => ({
  deliverySources: [],
  logGroups: Object.entries(logGroupNames)
    .map(
      ([use, name]): Saved<LogGroup> => ({
        logGroupName: name,
        creationTime: Date.UTC(2025, 6, 1, 1, 15),
        metricFilterCount: 0,
        arn: `${logGroupArn(name)}:*`,
        storedBytes: storedBytes[use as keyof typeof logGroupNames],
        logGroupClass: 'STANDARD',
        logGroupArn: logGroupArn(name),
      }),
    )
    .sort((a, b) => (a.logGroupName! < b.logGroupName! ? -1 : 1)),
});

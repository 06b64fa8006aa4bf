import {
  type Finding,
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import type { GuardDutyData } from '../../snapshot/data/services.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { type Ask, type Collector, chunks, type Reads } from '../read.ts';
import { compare } from '../saved.ts';

/** More findings of one detector are not read: a gap says so. */
const mostFindings = 1000;
/** Of GetFindings, and a page of ListFindings: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
const findingsACall = 50;

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
  Findings: {
    operations: ['guardduty:ListFindings', 'guardduty:GetFindings'],
    where: 'region',
    after: ['DetectorIds'],
    // Up to forty calls a detector.
    onRequest: true,
    run: async (ask, { DetectorIds = [] }) => {
      const idsOf = await ask.each('guardduty:ListFindings', DetectorIds, (id) => openFindings(ask, id));
      const found = await ask.each(
        'guardduty:GetFindings',
        Object.keys(idsOf).filter((id) => idsOf[id]!.length > 0),
        async (DetectorId) => {
          const answers = await Promise.all(
            chunks(idsOf[DetectorId]!, findingsACall).map((FindingIds) =>
              ask.send(new GetFindingsCommand({ DetectorId, FindingIds })),
            ),
          );
          return answers.flatMap((a) => a.Findings ?? []).sort(worstFirst);
        },
      );
      const none = Object.keys(idsOf).filter((id) => idsOf[id]!.length === 0);
      return { ...Object.fromEntries(none.map((id) => [id, []])), ...found };
    },
  },
};

/** The ids of a detector's findings that nobody has archived, the most severe first. */
async function openFindings(ask: Ask, DetectorId: string): Promise<string[]> {
  let read = 0;
  let more = false;
  const ids = await ask.pages(
    (NextToken) =>
      new ListFindingsCommand({
        DetectorId,
        FindingCriteria: { Criterion: { 'service.archived': { Equals: ['false'] } } },
        SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
        MaxResults: findingsACall,
        NextToken,
      }),
    (o) => o.FindingIds,
    (o) => {
      read += o.FindingIds?.length ?? 0;
      if (read < mostFindings) return o.NextToken;
      more = Boolean(o.NextToken);
      return undefined;
    },
  );
  if (more || ids.length > mostFindings) ask.partial('guardduty:ListFindings', 'TooManyFindings', [DetectorId]);
  return ids.slice(0, mostFindings);
}

const worstFirst = (a: Saved<Finding>, b: Saved<Finding>): number =>
  (b.Severity ?? 0) - (a.Severity ?? 0) ||
  compare(b.UpdatedAt ?? '', a.UpdatedAt ?? '') ||
  compare(a.Id ?? '', b.Id ?? '');

export const collector: Collector<GuardDutyData> = {
  service: 'guardduty',
  iamPrefix: 'guardduty',
  parallel: 4,
  client: (config) => new GuardDutyClient(config as never),
  reads,
};

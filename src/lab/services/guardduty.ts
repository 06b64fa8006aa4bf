import type {
  GetDetectorCommandInput,
  GetFindingsCommandInput,
  ListDetectorsCommandInput,
  ListFindingsCommandInput,
} from '@aws-sdk/client-guardduty';
import { AwsError } from '../../changes/world.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

const badRequest = (message: string): AwsError =>
  new AwsError('BadRequestException', message, { members: { Type: 'InvalidInputException' } });

function listDetectors(call: LabCall, input: ListDetectorsCommandInput) {
  const { items, next } = page(
    call.here.guardduty?.DetectorIds ?? [],
    { size: input.MaxResults, token: input.NextToken, question: {} },
    { usual: 50, most: 50, badToken: 'BadRequestException', badSize: 'BadRequestException' },
  );
  return { DetectorIds: items, ...(next === undefined ? {} : { NextToken: next }) };
}

function mustOwn(call: LabCall, detectorId: string | undefined): void {
  if (!call.here.guardduty?.DetectorIds?.includes(detectorId ?? '')) {
    throw badRequest('The request is rejected because the input detectorId is not owned by the current account.');
  }
}

function getDetector(call: LabCall, input: GetDetectorCommandInput) {
  mustOwn(call, input.DetectorId);
  return call.here.guardduty?.Detectors?.[input.DetectorId ?? ''];
}

/** The lab finds no threats: it has no traffic of attackers. */
function listFindings(call: LabCall, input: ListFindingsCommandInput) {
  mustOwn(call, input.DetectorId);
  return { FindingIds: [] };
}

function getFindings(call: LabCall, input: GetFindingsCommandInput) {
  mustOwn(call, input.DetectorId);
  return { Findings: [] };
}

export const reads: Handlers = {
  ListDetectors: listDetectors,
  GetDetector: getDetector,
  ListFindings: listFindings,
  GetFindings: getFindings,
};

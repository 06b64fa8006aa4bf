import type {
  Condition,
  Finding,
  GetDetectorCommandInput,
  GetFindingsCommandInput,
  ListDetectorsCommandInput,
  ListFindingsCommandInput,
} from '@aws-sdk/client-guardduty';
import { AwsError } from '../../changes/world.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
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

type Found = Saved<Finding>;

/** The lab finds no threats itself, having no traffic of attackers; a lab made from a snapshot has that account's. */
const findingsOf = (call: LabCall, detectorId: string | undefined): Found[] =>
  call.here.guardduty?.Findings?.[detectorId ?? ''] ?? [];

/** What findings are picked and sorted by, of the names that GuardDuty has for it. */
const attributes: Record<string, (finding: Found) => string | number | undefined> = {
  id: (f) => f.Id,
  type: (f) => f.Type,
  severity: (f) => f.Severity,
  region: (f) => f.Region,
  accountId: (f) => f.AccountId,
  confidence: (f) => f.Confidence,
  createdAt: (f) => f.CreatedAt,
  updatedAt: (f) => f.UpdatedAt,
  'service.archived': (f) => String(f.Service?.Archived ?? false),
  'service.count': (f) => f.Service?.Count,
  'resource.resourceType': (f) => f.Resource?.ResourceType,
};

/** @throws AwsError BadRequestException for an attribute that the lab's findings do not have */
function attribute(name: string): (finding: Found) => string | number | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]!;
  throw badRequest(`The request is rejected because the criterion ${name} is not supported.`);
}

function passes(value: string | number | undefined, condition: Condition): boolean {
  // Instants are compared as milliseconds.
  const number = typeof value === 'string' && Number.isNaN(Number(value)) ? Date.parse(value) : Number(value);
  const { Equals = condition.Eq, NotEquals = condition.Neq } = condition;
  return (
    (Equals === undefined || Equals.includes(String(value))) &&
    (NotEquals === undefined || !NotEquals.includes(String(value))) &&
    number > (condition.GreaterThan ?? condition.Gt ?? Number.NEGATIVE_INFINITY) &&
    number >= (condition.GreaterThanOrEqual ?? condition.Gte ?? Number.NEGATIVE_INFINITY) &&
    number < (condition.LessThan ?? condition.Lt ?? Number.POSITIVE_INFINITY) &&
    number <= (condition.LessThanOrEqual ?? condition.Lte ?? Number.POSITIVE_INFINITY)
  );
}

function listFindings(call: LabCall, input: ListFindingsCommandInput) {
  mustOwn(call, input.DetectorId);
  const { Criterion: criteria = {} } = input.FindingCriteria ?? {};
  const tests = Object.entries(criteria).map(([name, condition]) => ({ of: attribute(name), condition }));
  const found = findingsOf(call, input.DetectorId).filter((f) =>
    tests.every(({ of, condition }) => passes(of(f), condition)),
  );
  const sortBy = input.SortCriteria?.AttributeName;
  if (sortBy !== undefined) {
    const of = attribute(sortBy);
    const direction = input.SortCriteria?.OrderBy === 'DESC' ? -1 : 1;
    const order = (a: Found, b: Found): number =>
      (of(a) ?? '') < (of(b) ?? '') ? -1 : (of(a) ?? '') > (of(b) ?? '') ? 1 : 0;
    found.sort((a, b) => direction * order(a, b));
  }
  const { items, next } = page(
    found,
    { size: input.MaxResults, token: input.NextToken, question: { of: input.DetectorId, criteria, sortBy } },
    { usual: 50, most: 50, badToken: 'BadRequestException', badSize: 'BadRequestException' },
  );
  return { FindingIds: items.map((f) => f.Id), ...(next === undefined ? {} : { NextToken: next }) };
}

/** Ids that are not the detector's are left out, as GuardDuty does. */
function getFindings(call: LabCall, input: GetFindingsCommandInput) {
  mustOwn(call, input.DetectorId);
  const ids = input.FindingIds ?? [];
  if (ids.length > 50)
    throw badRequest('The request is rejected because the parameter findingIds has an invalid size.');
  return { Findings: findingsOf(call, input.DetectorId).filter((f) => ids.includes(f.Id ?? '')) };
}

export const reads: Handlers = {
  ListDetectors: listDetectors,
  GetDetector: getDetector,
  ListFindings: listFindings,
  GetFindings: getFindings,
};

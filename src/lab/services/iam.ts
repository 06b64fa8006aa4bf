import type {
  GetRoleCommandInput,
  GetUserCommandInput,
  ListUsersCommandInput,
  SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { AwsError } from '../../changes/world.ts';
import { pattern } from '../filters.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { services } from '../protocol/service.ts';
import { labHex } from '../seed/ids.ts';

const getAccountSummary = (call: LabCall) => ({ SummaryMap: call.global.iam?.SummaryMap ?? {} });

interface Marked {
  MaxItems?: number;
  Marker?: string;
}

function paged<T>(key: string, items: T[], { MaxItems, Marker }: Marked) {
  const { items: shown, next } = page(
    items,
    { size: MaxItems, token: Marker, question: { key } },
    { usual: 100, most: 1000, badToken: 'ValidationError', badSize: 'ValidationError', sizeName: 'maxItems' },
  );
  return { [key]: shown, IsTruncated: next !== undefined, ...(next === undefined ? {} : { Marker: next }) };
}

const listAccountAliases = (call: LabCall, input: Marked) =>
  paged('AccountAliases', call.global.iam?.AccountAliases ?? [], input);

/**
 * When each account's credential report was made, in this process: a report is asked for and read in one go, and a lab
 * that has none yet says so.
 */
const generated = new Map<string, Date>();
const reportKey = (call: LabCall): string => `${call.state.createdAt}/${call.account}`;

/** AWS gives the same report for four hours before it makes a new one. */
const reportLifetimeMs = 4 * 60 * 60 * 1000;

const reportTime = (call: LabCall): Date | undefined => {
  const time = generated.get(reportKey(call));
  return time !== undefined && call.now.getTime() - time.getTime() < reportLifetimeMs ? time : undefined;
};

const isWriting = (call: LabCall): boolean => call.now.getTime() < Date.parse(call.state.credentialReportReadyAt ?? '');

function generateCredentialReport(call: LabCall) {
  if (isWriting(call)) return { State: 'INPROGRESS' };
  if (reportTime(call) !== undefined) return { State: 'COMPLETE' };
  generated.set(reportKey(call), call.now);
  return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
}

function getCredentialReport(call: LabCall) {
  if (isWriting(call)) {
    throw new AwsError('ReportInProgress', 'Credential report is still being generated', { status: 404 });
  }
  const time = reportTime(call);
  const report = call.global.iam?.CredentialReport;
  if (time === undefined || report === undefined) {
    throw new AwsError('ReportNotPresent', 'Credential report is not present', { status: 410 });
  }
  return { Content: new TextEncoder().encode(report), ReportFormat: 'text/csv', GeneratedTime: time };
}

/** The account's users: those of the credential report, without root. */
function users(call: LabCall) {
  const [header = '', ...lines] = (call.global.iam?.CredentialReport ?? '').split('\n');
  const column = (line: string, name: string): string => line.split(',')[header.split(',').indexOf(name)] ?? '';
  return lines
    .filter((line) => line !== '' && !line.startsWith('<root_account>'))
    .map((line) => ({
      Path: '/',
      UserName: column(line, 'user'),
      UserId: `AIDA${labHex(`user/${call.account}/${column(line, 'user')}`).toUpperCase()}`,
      Arn: column(line, 'arn'),
      CreateDate: column(line, 'user_creation_time'),
    }));
}

const listUsers = (call: LabCall, input: ListUsersCommandInput) =>
  paged(
    'Users',
    users(call).filter((user) => user.Path.startsWith(input.PathPrefix ?? '/')),
    input,
  );

const noSuchEntity = (what: string, name: string): AwsError =>
  new AwsError('NoSuchEntity', `The ${what} with name ${name} cannot be found.`, { status: 404 });

/** Without a name: the caller, which must then be a user. */
function getUser(call: LabCall, input: GetUserCommandInput) {
  if (input.UserName === undefined && !call.caller.arn.includes(':user/')) {
    throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
  }
  const name = input.UserName ?? call.caller.arn.slice(call.caller.arn.lastIndexOf('/') + 1);
  const user = users(call).find((u) => u.UserName === name);
  if (user === undefined) throw noSuchEntity('user', name);
  return { User: user };
}

/** The lab keeps no roles: any may be assumed, none can be looked at. */
const listRoles = (_call: LabCall, input: Marked) => paged('Roles', [], input);
const getRole = (_call: LabCall, input: GetRoleCommandInput): never => {
  throw noSuchEntity('role', input.RoleName ?? '');
};

/** The lab's services by the prefix that their actions have in policies. */
const keyOfPrefix = new Map<string, string>([
  ...services.map((service) => [service.signingName, service.key] as const),
  ['cloudwatch', 'cloudwatch'],
]);

/** The lab allows everything but what an injected fault denies. */
function simulatePrincipalPolicy(call: LabCall, input: SimulatePrincipalPolicyCommandInput) {
  const denied = (action: string): boolean => {
    const [prefix = '', operation = ''] = action.split(':');
    const target = `${keyOfPrefix.get(prefix.toLowerCase()) ?? prefix}:${operation}`.toLowerCase();
    return call.state.apiFaults.some(
      (fault) =>
        fault.effect.kind === 'error' &&
        ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'].includes(fault.effect.code) &&
        (fault.account ?? call.account) === call.account &&
        pattern(fault.operation.toLowerCase())(target),
    );
  };
  const results = (input.ActionNames ?? []).map((action) => ({
    EvalActionName: action,
    EvalResourceName: input.ResourceArns?.[0] ?? '*',
    EvalDecision: denied(action) ? 'implicitDeny' : 'allowed',
    MatchedStatements: [],
    MissingContextValues: [],
  }));
  return paged('EvaluationResults', results, input);
}

export const reads: Handlers = {
  GetAccountSummary: getAccountSummary,
  ListAccountAliases: listAccountAliases,
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  ListUsers: listUsers,
  GetUser: getUser,
  ListRoles: listRoles,
  GetRole: getRole,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
};

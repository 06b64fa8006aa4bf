import type {
  GetWebACLCommandInput,
  GetWebACLForResourceCommandInput,
  ListLoggingConfigurationsCommandInput,
  ListResourcesForWebACLCommandInput,
  ListWebACLsCommandInput,
  ResourceType,
  WebACL,
} from '@aws-sdk/client-wafv2';
import { AwsError } from '../../changes/world.ts';
import type { Wafv2Data } from '../../snapshot/data/services.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { uuidOf } from '../uuid.ts';

interface Scoped {
  Scope?: string;
  NextMarker?: string;
  Limit?: number;
}

const invalid = (field: string, parameter: string, reason: string): AwsError =>
  new AwsError('WAFInvalidParameterException', `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`, {
    members: { Field: field, Parameter: parameter, Reason: reason },
  });

const nonexistent = (): AwsError =>
  new AwsError(
    'WAFNonexistentItemException',
    'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
  );

/** CloudFront's web ACLs are global and answered in us-east-1 only; the others are their region's. */
function dataOf(call: LabCall, scope: string | undefined): Wafv2Data {
  if (scope === 'REGIONAL') return call.here.wafv2 ?? {};
  if (scope !== 'CLOUDFRONT' || call.region !== 'us-east-1') {
    throw invalid('SCOPE_VALUE', scope ?? '', 'The scope is not valid.');
  }
  return call.global.wafv2 ?? {};
}

function paged<T>(key: string, items: T[], input: Scoped) {
  const { items: shown, next } = page(
    items,
    { size: input.Limit, token: input.NextMarker, question: { key, scope: input.Scope } },
    { usual: 100, most: 100, badToken: 'WAFInvalidParameterException', badSize: 'WAFInvalidParameterException' },
  );
  return { [key]: shown, ...(next === undefined ? {} : { NextMarker: next }) };
}

/** Changes when the web ACL does. */
const lockToken = (acl: Saved<WebACL>): string => uuidOf(JSON.stringify(acl));

const listWebAcls = (call: LabCall, input: ListWebACLsCommandInput) =>
  paged(
    'WebACLs',
    (dataOf(call, input.Scope).WebACLs ?? []).map((acl) => ({
      Name: acl.Name,
      Id: acl.Id,
      Description: acl.Description ?? '',
      LockToken: lockToken(acl),
      ARN: acl.ARN,
    })),
    input,
  );

/** By ARN, or by name, id and scope. */
function getWebAcl(call: LabCall, input: GetWebACLCommandInput) {
  const scope = input.Scope ?? (input.ARN?.includes(':global/') ? 'CLOUDFRONT' : 'REGIONAL');
  const acl = dataOf(call, scope).WebACLs?.find((a) =>
    input.ARN === undefined ? a.Id === input.Id && a.Name === input.Name : a.ARN === input.ARN,
  );
  if (acl === undefined) throw nonexistent();
  return { WebACL: acl, LockToken: lockToken(acl) };
}

/** The web ACL of a regional resource: none when nothing protects it. A distribution names its own in its configuration. */
function getWebAclForResource(call: LabCall, input: GetWebACLForResourceCommandInput) {
  const arn = input.ResourceArn ?? '';
  if (arn.startsWith('arn:aws:cloudfront:')) throw invalid('RESOURCE_ARN', arn, 'The ARN isn’t valid.');
  if (!call.here.elbv2?.LoadBalancers?.some((balancer) => balancer.LoadBalancerArn === arn)) throw nonexistent();
  const data = dataOf(call, 'REGIONAL');
  const [aclArn] = Object.entries(data.ResourceArns ?? {}).find(([, arns]) => arns.includes(arn)) ?? [];
  const acl = data.WebACLs?.find((a) => a.ARN === aclArn);
  return acl === undefined ? {} : { WebACL: acl };
}

/** The service in the ARN of what a resource type stands for. */
const services: Partial<Record<ResourceType, string>> = {
  APPLICATION_LOAD_BALANCER: 'elasticloadbalancing',
  API_GATEWAY: 'apigateway',
  APPSYNC: 'appsync',
  COGNITO_USER_POOL: 'cognito-idp',
  APP_RUNNER_SERVICE: 'apprunner',
  VERIFIED_ACCESS_INSTANCE: 'ec2',
  AMPLIFY: 'amplify',
};

function listResourcesForWebAcl(call: LabCall, input: ListResourcesForWebACLCommandInput) {
  const data = dataOf(call, 'REGIONAL');
  const arn = input.WebACLArn ?? '';
  if (!data.WebACLs?.some((acl) => acl.ARN === arn)) throw nonexistent();
  const service = services[input.ResourceType ?? 'APPLICATION_LOAD_BALANCER'];
  return { ResourceArns: (data.ResourceArns?.[arn] ?? []).filter((resource) => resource.split(':')[2] === service) };
}

const listLoggingConfigurations = (call: LabCall, input: ListLoggingConfigurationsCommandInput) =>
  paged('LoggingConfigurations', dataOf(call, input.Scope).LoggingConfigurations ?? [], input);

/** The lab has no IP sets, pattern sets or rule groups of its own. */
const listNone = (key: string) => (call: LabCall, input: Scoped) => {
  dataOf(call, input.Scope);
  return paged(key, [], input);
};

export const reads: Handlers = {
  ListWebACLs: listWebAcls,
  GetWebACL: getWebAcl,
  GetWebACLForResource: getWebAclForResource,
  ListResourcesForWebACL: listResourcesForWebAcl,
  ListLoggingConfigurations: listLoggingConfigurations,
  ListIPSets: listNone('IPSets'),
  ListRegexPatternSets: listNone('RegexPatternSets'),
  ListRuleGroups: listNone('RuleGroups'),
};

import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';

interface Statement {
  Effect?: string;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: unknown;
}

const isEverything = (value: unknown): boolean =>
  value === '*' ||
  (Array.isArray(value) && value.some(isEverything)) ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    isEverything((value as { AWS?: unknown }).AWS));

/** Whether a policy allows everybody everything without a condition; undefined: no policy that can be read. */
function allowsAll(document: string | undefined): boolean | undefined {
  if (document === undefined || document === '') return undefined;
  try {
    const { Statement: statements = [] } = JSON.parse(document) as { Statement?: Statement | Statement[] };
    return [statements]
      .flat()
      .some(
        (s) =>
          s.Effect === 'Allow' &&
          isEverything(s.Principal) &&
          isEverything(s.Action) &&
          isEverything(s.Resource) &&
          s.Condition === undefined,
      );
  } catch {
    return undefined;
  }
}

/** Endpoints whose policy allows everybody everything. */
export const endpointPolicyOpen: SecurityCheck = {
  code: 'ENDPOINT_POLICY_OPEN',
  area: 'vpc',
  severity: 'low',
  title: {
    ko: 'VPC 엔드포인트 정책이 제한되어 있습니다',
    en: 'Endpoint policies are limited',
  },
  why: {
    ko: '이 엔드포인트로 외부 계정의 버킷이나 서비스에 데이터를 보낼 수 있습니다.',
    en: 'Through it data can be sent to buckets and services of anybody’s account.',
  },
  remedy: {
    says: {
      ko: '우리 계정·조직의 자원만 허용하는 정책(aws:ResourceOrgID, aws:PrincipalOrgID)으로 바꿉니다.',
      en: 'Allow only resources and principals of your organization (aws:ResourceOrgID, aws:PrincipalOrgID).',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${id} --policy-document file://policy.json --region ${region}`,
    cloudFormation: `PolicyDocument:
  Statement:
    - Effect: Allow
      Principal: "*"
      Action: "*"
      Resource: "*"
      Condition:
        StringEquals: { aws:ResourceOrgID: ORG_ID }`,
    terraform: 'policy = data.aws_iam_policy_document.endpoint.json',
  },
  minutes: 60,
  frameworks: { cis: ['2.21'], ismsp: ['2.6.1'] },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html'],
  where: 'region',
  reads: ['ec2.VpcEndpoints'],

  examine: ({ scope }) =>
    (scope.ec2?.VpcEndpoints ?? [])
      .filter((e) => ['Gateway', 'Interface'].includes(e.VpcEndpointType ?? ''))
      // A partner's or one's own service takes no policy.
      .filter(
        (e) => /^(cn\.)?com\.amazonaws\./.test(e.ServiceName ?? '') && e.ServiceName?.includes('.vpce.') === false,
      )
      .map((endpoint) => {
        const id = endpoint.VpcEndpointId ?? '';
        const name = nameOf(endpoint) ?? `${endpoint.ServiceName?.split('.').at(-1)} (${id})`;
        const open = allowsAll(endpoint.PolicyDocument);
        if (open === undefined) return { id, name, unread: true as const };
        if (!open) return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `VPC 엔드포인트 ${name}의 정책이 누구에게나 모든 동작을 허용합니다`,
                en: `the policy of VPC endpoint ${name} allows everybody everything`,
              },
              evidence: [setting('ec2:DescribeVpcEndpoints', id, 'PolicyDocument', 'Allow * * *')],
            },
          ],
        };
      }),
};

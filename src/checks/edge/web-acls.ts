import type { WebACL } from '@aws-sdk/client-wafv2';
import type { Severity } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { ReadName } from '../../snapshot/reads.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Frameworks, Place, SecurityCheck, Wrong } from '../check.ts';

interface WebAclCheck {
  code: string;
  severity: Severity;
  title: Text;
  why: Text;
  says: Text;
  cloudFormation: string;
  terraform: string;
  frameworks: Frameworks;
  reads: readonly ReadName[];
  /** What is wrong with a web ACL; undefined: nothing; `unread`: what it would take to tell was not read. */
  judge(acl: Saved<WebACL>, place: Place): Wrong | 'unread' | undefined;
}

/** A check of web ACLs: once for those of a region, once for CloudFront's, which are in the scope `global`. */
export function webAclCheck(check: WebAclCheck): [SecurityCheck, SecurityCheck] {
  const at = (where: 'region' | 'global'): SecurityCheck => ({
    code: check.code,
    area: 'edge',
    severity: check.severity,
    title: check.title,
    why: check.why,
    remedy: {
      says: check.says,
      cli: ({ id, region }) => {
        const [name = 'NAME', aclId = 'ID'] = id.split('/').slice(-2);
        return region === 'global'
          ? `aws wafv2 get-web-acl --name ${name} --id ${aclId} --scope CLOUDFRONT --region us-east-1`
          : `aws wafv2 get-web-acl --name ${name} --id ${aclId} --scope REGIONAL --region ${region}`;
      },
      cloudFormation: check.cloudFormation,
      terraform: check.terraform,
    },
    minutes: 30,
    frameworks: check.frameworks,
    references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html'],
    where,
    reads: check.reads,
    examine: (place) =>
      (place.scope.wafv2?.WebACLs ?? []).map((acl) => {
        const wrong = check.judge(acl, place);
        const subject = { id: acl.ARN ?? '', name: acl.Name ?? '' };
        if (wrong === 'unread') return { ...subject, unread: true as const };
        return wrong === undefined ? subject : { ...subject, wrong: [wrong] };
      }),
  });
  return [at('region'), at('global')];
}

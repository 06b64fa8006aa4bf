import type { SecurityReader } from '../reader.ts';
import { verdictId, verdicts } from './catalogue.ts';

const labels = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW', info: 'INFORMATIONAL' } as const;
const compliance = { pass: 'PASSED', fail: 'FAILED', 'not-readable': 'NOT_AVAILABLE' } as const;
/** Characters that ASFF allows: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-attributes.html */
const most = { title: 256, description: 1024, remediation: 512 };

/** AWS Security Finding Format, as BatchImportFindings takes it (100 a call). */
export function asff(reader: SecurityReader): string {
  const { say, snapshot } = reader;
  const partitions = new Map(snapshot.accounts.map((a) => [a.id, a.partition]));
  const home = snapshot.regions[0] ?? 'us-east-1';
  const findings = verdicts(reader).map((verdict) => {
    const { check, account, region, resource, finding, excepted } = verdict;
    const partition = partitions.get(account) ?? 'aws';
    const at = region === 'global' ? home : region;
    return {
      SchemaVersion: '2018-10-08',
      Id: `netops/${verdictId(verdict)}`,
      ProductArn: `arn:${partition}:securityhub:${at}:${account}:product/${account}/default`,
      GeneratorId: `netops/${check.code}`,
      AwsAccountId: account,
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
      CreatedAt: snapshot.takenAt,
      UpdatedAt: snapshot.takenAt,
      Severity: { Label: finding === undefined ? 'INFORMATIONAL' : labels[finding.severity] },
      Title: cut(say(finding?.title ?? check.title), most.title),
      Description: cut(say(finding?.impact ?? check.why), most.description),
      Remediation: {
        Recommendation: { Text: cut(say(check.remedy.says), most.remediation), Url: check.references[0] },
      },
      Resources: [{ Type: 'Other', Id: resource.id, Partition: partition, Region: at }],
      Compliance: {
        Status: compliance[resource.status],
        RelatedRequirements: [
          ...(check.frameworks.cis ?? []).map((id) => `CIS AWS Foundations 7.0.0/${id}`),
          ...(check.frameworks.fsbp ?? []),
          ...(check.frameworks.ismsp ?? []).map((id) => `ISMS-P ${id}`),
        ],
      },
      RecordState: 'ACTIVE',
      Workflow: { Status: excepted ? 'SUPPRESSED' : resource.status === 'pass' ? 'RESOLVED' : 'NEW' },
    };
  });
  return `${JSON.stringify(findings, null, 2)}\n`;
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

import type { SecurityReader } from '../reader.ts';
import { verdictId, verdicts, version } from './catalogue.ts';

const severityIds = { critical: 5, high: 4, medium: 3, low: 2, info: 1 } as const;

/**
 * OCSF 1.3 Compliance Findings (class 2003), a JSON array: https://schema.ocsf.io/1.3.0/classes/compliance_finding
 */
export function ocsf(reader: SecurityReader): string {
  const { say, snapshot } = reader;
  const time = Date.parse(snapshot.takenAt);
  const events = verdicts(reader).map((verdict) => {
    const { check, account, region, resource, finding, excepted } = verdict;
    const failed = finding !== undefined;
    const severity = finding?.severity ?? 'info';
    const [status, statusId] =
      resource.status === 'pass' ? ['Pass', 1] : resource.status === 'fail' ? ['Fail', 3] : ['Unknown', 0];
    return {
      category_uid: 2,
      category_name: 'Findings',
      class_uid: 2003,
      class_name: 'Compliance Finding',
      activity_id: 1,
      activity_name: 'Create',
      type_uid: 200301,
      time,
      severity_id: severityIds[severity],
      ...(excepted
        ? { status_id: 3, status: 'Suppressed' }
        : resource.status === 'pass'
          ? { status_id: 4, status: 'Resolved' }
          : { status_id: 1, status: 'New' }),
      message: say(finding?.title ?? check.title),
      metadata: { version: '1.3.0', product: { name: 'netops', vendor_name: 'netops', version } },
      finding_info: {
        uid: verdictId(verdict),
        title: say(finding?.title ?? check.title),
        desc: say(finding?.impact ?? check.why),
        types: [check.code],
      },
      compliance: {
        status,
        status_id: statusId,
        control: check.code,
        standards: [
          ...(check.frameworks.cis === undefined ? [] : ['CIS AWS Foundations Benchmark 7.0.0']),
          ...(check.frameworks.fsbp === undefined ? [] : ['AWS Foundational Security Best Practices']),
          ...(check.frameworks.ismsp === undefined ? [] : ['ISMS-P']),
        ],
        requirements: [
          ...(check.frameworks.cis ?? []),
          ...(check.frameworks.fsbp ?? []),
          ...(check.frameworks.ismsp ?? []),
        ],
      },
      resources: [
        { uid: resource.id, ...(resource.name === undefined ? {} : { name: resource.name }), region, type: check.area },
      ],
      cloud: { provider: 'AWS', region, account: { uid: account, type: 'AWS Account', type_id: 10 } },
      ...(failed
        ? {
            remediation: {
              desc: `${say(check.remedy.says)}\n${finding.fixes[0]?.command ?? ''}`,
              references: [...check.references],
            },
          }
        : {}),
    };
  });
  return `${JSON.stringify(events, null, 2)}\n`;
}

import type { SecurityReader } from '../reader.ts';
import { catalogue, version } from './catalogue.ts';

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;
/** GitHub's scale for `security-severity`. */
const scores = { critical: '9.5', high: '8.0', medium: '5.0', low: '2.0', info: '0.0' } as const;

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(reader: SecurityReader): string {
  const { say, assessment, findings } = reader;
  const failing = catalogue(assessment.checks).filter((c) => findings.some((f) => f.code === c.code));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'netops',
            version,
            rules: failing.map((check) => ({
              id: check.code,
              name: check.code,
              shortDescription: { text: say(check.title) },
              fullDescription: { text: say(check.why) },
              help: { text: say(check.remedy.says) },
              helpUri: check.references[0],
              properties: { 'security-severity': scores[check.severity], tags: ['security', check.area] },
            })),
          },
        },
        results: findings.map((f) => ({
          ruleId: f.code,
          level: levels[f.severity],
          message: { text: `${say(f.title)}. ${say(f.impact)}` },
          locations: [
            {
              // A cloud has no files: what to change stands where a file would, so that every viewer shows it.
              physicalLocation: {
                artifactLocation: { uri: `aws/${f.account}/${f.region}/${encodeURIComponent(f.resource)}` },
              },
              logicalLocations: [{ fullyQualifiedName: f.resource, kind: 'resource' }],
            },
          ],
          partialFingerprints: { netopsFindingId: f.id },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops, type Run } from '../netops.ts';

const parse = (run: Run) => documents.security.parse(JSON.parse(run.stdout));
const security = ['security', '--source', 'lab', '--quiet'];

describe('the lab as it is', () => {
  const home = freshHome();
  const out = join(home, 'ko');
  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  let ko: Run;
  let en: Run;
  let json: ReturnType<typeof parse>;

  beforeAll(async () => {
    const exports = ['--export', 'sarif,ocsf', '--export', 'asff,csv,junit'];
    ko = await netops([...security, '--out', out, ...exports], { home });
    en = await netops([...security, '--lang', 'en', '--out', join(home, 'en'), '--compare', 'last'], { home });
    json = parse(await netops([...security, '--format', 'json'], { home }));
  }, 120_000);

  test('the screen: score, areas, what to do first, what it adds', () => {
    expect(ko.code).toBe(0);
    expect(ko.stdout).toMatch(/보안 점수: \d+\/100/);
    expect(ko.stdout).toContain('루트 사용자에 MFA가 없습니다');
    expect(ko.stdout).toMatch(/\+2\.\d점/);
    expect(en.stdout).not.toMatch(/[가-힣]/);
    expect(ko.stderr).toBe('');
  });

  test('its files: report and dashboard twice, the script that can be run, the exports', () => {
    expect(readdirSync(out).sort()).toEqual([
      'aws-security-vulnerability-report.html',
      'aws-security-vulnerability-report.md',
      'daily-security-check.sh',
      'security-dashboard.html',
      'security-dashboard.md',
      'security-findings.asff.json',
      'security-findings.csv',
      'security-findings.junit.xml',
      'security-findings.ocsf.json',
      'security-findings.sarif',
    ]);
    expect(statSync(join(out, 'daily-security-check.sh')).mode & 0o111).not.toBe(0);
    expect(read('security-dashboard.html')).toContain('<svg');
    expect(read('security-dashboard.html')).not.toMatch(/(src|href)="https?:[^"]*\.(js|css)/);
    const english = readFileSync(join(home, 'en', 'aws-security-vulnerability-report.md'), 'utf8');
    // What the account is called may be in any language; the lab’s names are not.
    expect(english).not.toMatch(/[가-힣]/);
  });

  test('the report: critical first, proof, a fix to paste, what it would stop, roadmap, every check with its standards', () => {
    const md = read('aws-security-vulnerability-report.md');
    expect(md.indexOf('ACCOUNT_ROOT_MFA_OFF')).toBeLessThan(md.indexOf('NFW_PASSES_EVERYTHING'));
    for (const part of [
      '24시간 이내',
      '3개월 이내',
      '**적용하면 멈추는 것**: 지금 되는 통신이 끊깁니다:',
      'aws ec2 revoke-security-group-ingress',
      'CIS 6.3',
      'ISMS-P 2.6.1',
      '규칙만 열려 있고 닿지 않는 것',
      'netops security --compare last',
    ])
      expect(md).toContain(part);
  });

  test('the document: what is exposed is told apart from what is only open in the rules', () => {
    const ssh = json.findings.filter((f) => f.code === 'SG_OPEN_SSH_WORLD');
    expect(ssh).toHaveLength(6);
    expect(ssh.every((f) => json.data.reach[f.id] !== 'internet')).toBe(true);
    expect(json.data.results.find((r) => r.code === 'EXPOSED_HIGH_RISK_PORT')!.status).toBe('pass');
    expect(json.summary.checks.notReadable).toBe(0);
    expect(json.data.checks.length).toBeGreaterThan(100);
    const told = json.data.breakages.filter((b) => b.flows.length > 0);
    const codes = told.map((b) => json.findings.find((f) => f.id === b.finding)!.code);
    expect(codes).toContain('SG_OPEN_SSH_WORLD');
    expect(told.every((b) => b.flowLogs.state === 'none')).toBe(true);
  });

  test('--compare last: the audit before, and no difference on the same network', () => {
    expect(en.stdout).toContain('Compared with the audit before');
    expect(en.stdout).toContain('0 new findings');
    expect(json.data.trend.length).toBe(2);
  });

  test('SARIF: every result names a rule that is there', () => {
    const text = z.object({ text: z.string().min(1) });
    const schema = z.object({
      version: z.literal('2.1.0'),
      runs: z.array(
        z.object({
          tool: z.object({
            driver: z.object({ name: z.literal('netops'), rules: z.array(z.object({ id: z.string() })) }),
          }),
          results: z.array(
            z.object({
              ruleId: z.string(),
              level: z.enum(['error', 'warning', 'note', 'none']),
              message: text,
              locations: z
                .array(
                  z.object({
                    physicalLocation: z.object({
                      artifactLocation: z.object({ uri: z.string().regex(/^[\w./%:-]+$/) }),
                    }),
                  }),
                )
                .min(1),
              partialFingerprints: z.record(z.string(), z.string()),
            }),
          ),
        }),
      ),
    });
    const [run] = schema.parse(JSON.parse(read('security-findings.sarif'))).runs;
    const rules = new Set(run!.tool.driver.rules.map((r) => r.id));
    expect(run!.results.length).toBe(json.findings.length);
    expect(run!.results.filter((r) => !rules.has(r.ruleId))).toEqual([]);
  });

  test('OCSF 1.3, compliance findings: the class’s required attributes, and ids with their names', () => {
    // https://schema.ocsf.io/1.3.0/classes/compliance_finding
    const schema = z.array(
      z.object({
        category_uid: z.literal(2),
        class_uid: z.literal(2003),
        activity_id: z.number(),
        type_uid: z.literal(200301),
        time: z.number().int().min(1_000_000_000_000),
        severity_id: z.number().int().min(0).max(6),
        metadata: z.object({ version: z.literal('1.3.0'), product: z.object({ vendor_name: z.string() }) }),
        finding_info: z.object({ uid: z.string().min(1), title: z.string().min(1) }),
        compliance: z.object({
          status: z.enum(['Pass', 'Fail', 'Unknown']),
          status_id: z.union([z.literal(0), z.literal(1), z.literal(3)]),
        }),
        resources: z.array(z.object({ uid: z.string().min(1) })).min(1),
        cloud: z.object({ provider: z.literal('AWS'), account: z.object({ uid: z.string().regex(/^\d{12}$/) }) }),
      }),
    );
    const events = schema.parse(JSON.parse(read('security-findings.ocsf.json')));
    expect(new Set(events.map((e) => e.finding_info.uid)).size).toBe(events.length);
    expect(events.some((e) => e.compliance.status === 'Pass')).toBe(true);
  });

  test('ASFF: what BatchImportFindings demands', () => {
    // https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html
    const schema = z.array(
      z.object({
        SchemaVersion: z.literal('2018-10-08'),
        Id: z.string().min(1).max(512),
        ProductArn: z.string().regex(/^arn:aws:securityhub:ap-northeast-2:\d{12}:product\/\d{12}\/default$/),
        GeneratorId: z.string().max(512),
        AwsAccountId: z.string().regex(/^\d{12}$/),
        Types: z.array(z.string().regex(/^[^/]+(\/[^/]+){0,2}$/)).min(1),
        CreatedAt: z.iso.datetime(),
        UpdatedAt: z.iso.datetime(),
        Severity: z.object({ Label: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']) }),
        Title: z.string().min(1).max(256),
        Description: z.string().min(1).max(1024),
        Resources: z
          .array(z.object({ Type: z.string(), Id: z.string().min(1) }))
          .min(1)
          .max(32),
        Compliance: z.object({
          Status: z.enum(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE']),
          RelatedRequirements: z.array(z.string()).max(32),
        }),
        Workflow: z.object({ Status: z.enum(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']) }),
        RecordState: z.enum(['ACTIVE', 'ARCHIVED']),
      }),
    );
    const findings = schema.parse(JSON.parse(read('security-findings.asff.json')));
    expect(new Set(findings.map((f) => f.Id)).size).toBe(findings.length);
  });

  test('CSV and JUnit: a line and a case for each verdict', () => {
    const rows = read('security-findings.csv').trimEnd().split('\r\n');
    expect(rows[0]).toContain('"status","severity","code"');
    expect(rows.filter((r) => r.startsWith('"fail"')).length).toBeGreaterThan(80);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(read('security-findings.junit.xml'));
    const failures = testsuites.testsuite.reduce(
      (n: number, s: Record<string, string>) => n + Number(s['@_failures']),
      0,
    );
    expect(failures).toBe(json.summary.checks.fail);
  });
});

describe('what is declared and what is accepted', () => {
  const home = freshHome();
  const write = (name: string, content: unknown): string => {
    const file = join(home, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const said = async (...args: string[]): Promise<[number | null, string]> => {
    const { code, stderr } = await netops([...security, '--lang', 'en', ...args], { home });
    return [code, stderr.trim()];
  };

  test('files in the folder are read: a broken rule is a finding, an accepted one no longer counts; --fail-on ends with 3', async () => {
    write('netops.config.json', {
      security: {
        segments: { shop: ['VPC01'], back: ['VPC02'] },
        rules: [
          { name: 'shop and back are apart', from: 'shop', to: 'back', mustReach: false, protocol: 'tcp', ports: '22' },
        ],
      },
    });
    const root = {
      code: 'ACCOUNT_ROOT_MFA_OFF',
      resource: '*',
      owner: 'net',
      reason: 'key ordered',
      until: '2999-12-31',
    };
    write('security-exceptions.json', [root, { ...root, code: 'VPC_NO_FLOW_LOGS', until: '2020-01-01' }]);
    const run = await netops([...security, '--format', 'json', '--fail-on', 'high'], { home, cwd: home });
    expect(run.code).toBe(3);
    const { data, findings, summary } = parse(run);
    expect(findings.find((f) => f.code === 'INTENT_VIOLATED')!.evidence[0]!.says).toMatch(/^반례: 10\.1\./);
    expect(summary.excepted).toBe(1);
    expect(findings.some((f) => f.code === 'ACCOUNT_ROOT_MFA_OFF')).toBe(false);
    expect(data.exceptions.map((e) => e.state)).toEqual(['in-force', 'expired']);
    expect(findings.some((f) => f.code === 'VPC_NO_FLOW_LOGS')).toBe(true);
  });

  test('broken files end with 2 and one sentence that names the file', async () => {
    const lines = (text: string): number => text.split('\n').length;
    for (const [flag, content, says] of [
      ['--exceptions', '[{"code": "SG_UNUSED",]', /line 1/],
      ['--exceptions', [{ code: 'SG_UNUSED', resource: '*', owner: 'x', reason: 'y', until: 'soon' }], /0\.until/],
      [
        '--exceptions',
        [{ code: 'SG_OPEN_SHH_WORLD', resource: '*', owner: 'x', reason: 'y', until: '2999-12-31' }],
        /SSH/,
      ],
      ['--config', { security: { rules: [{ name: 'x', from: 'a', to: 'b', mustReach: true }] } }, /segment a/],
    ] as const) {
      const [code, stderr] = await said(flag, write('given.json', content));
      expect([code, lines(stderr)]).toEqual([2, 1]);
      expect(stderr).toMatch(says);
      expect(stderr).toContain('given.json');
    }
    expect((await said('--config', join(home, 'absent.json')))[0]).toBe(2);
  });

  test('a segment that the network lacks ends with 1; unknown formats and codes with 2', async () => {
    const config = write('lost.json', { security: { segments: { shop: ['no-such-vpc'] } } });
    expect(await said('--config', config)).toEqual([1, expect.stringContaining('no-such-vpc')]);
    expect(await said('--export', 'pdf')).toEqual([2, expect.stringContaining('sarif')]);
    expect(await said('--compare', 'yesterday')).toEqual([2, expect.stringContaining('last')]);
  });
});

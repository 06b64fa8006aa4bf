import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assessment.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { dailyScript } from '../../src/report/security/daily-script.ts';
import { securityDashboard } from '../../src/report/security/dashboard.ts';
import { exportFormats } from '../../src/report/security/exports/index.ts';
import { readerOf } from '../../src/report/security/reader.ts';
import { securityReport, securityScreen } from '../../src/report/security/report.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { labSnapshot } from '../snapshot/lab-snapshot.ts';

const reading = { lang: 'ko', zone: 'Asia/Seoul', now: new Date('2026-11-23T00:00:00Z') } as const;
const readerFor = (snapshot: Snapshot) => readerOf(snapshot, assess(snapshot), reading);

const markup = '<img src=x onerror=alert(1)>"\'`$(id)`\u001b[31m\nnext|line';
const formula = '=HYPERLINK("http://evil.example","x")';

/** Names as somebody who may name things could choose them. */
function hostile(): Snapshot {
  const snapshot = labSnapshot();
  const { ec2, elbv2 } = snapshot.scopes.find((s) => s.region === labRegion)!;
  for (const group of ec2!.SecurityGroups!) if (group.GroupName === 'PrivateEC2SG') group.GroupName = markup;
  for (const i of ec2!.Reservations!.flatMap((r) => r.Instances ?? [])) i.Tags = [{ Key: 'Name', Value: formula }];
  for (const vpc of ec2!.Vpcs!) vpc.Tags = [{ Key: 'Name', Value: `</script><script>${markup}` }];
  for (const b of elbv2!.LoadBalancers!) b.LoadBalancerName = markup;
  return snapshot;
}

describe('hostile names are inert in every output', () => {
  const reader = readerFor(hostile());

  test('html', async () => {
    for (const tree of [securityReport(reader), securityDashboard(reader)]) {
      const html = await renderHtml(tree, { title: markup, lang: 'ko' });
      expect(html).not.toMatch(/<img|<script>|<\/script><script/);
      expect(html).toContain('&#x3C;img');
    }
  });

  test('markdown: no element, no new line out of a cell or a heading', () => {
    const md = renderMarkdown(securityReport(reader));
    for (const line of md.split('\n')) {
      expect(line).not.toMatch(/^next/);
      expect(line.replaceAll(/`[^`]*`/g, '')).not.toMatch(/(^|[^\\`])<img/);
    }
  });

  test('terminal: no control characters but line ends', () => {
    const screen = renderTerminal(securityScreen(reader), { width: 100, color: false } as never);
    expect(screen).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });

  test('csv: no cell that a spreadsheet would run', () => {
    const cells = exportFormats.csv!.render(reader).match(/"(?:[^"]|"")*"/g)!;
    expect(cells.length).toBeGreaterThan(1000);
    for (const cell of cells) expect(cell).not.toMatch(/^"[=+\-@\t\r]/);
    expect(cells.some((c) => c.startsWith(`"'=HYPERLINK`))).toBe(true);
  });

  test('junit is well-formed', () => {
    const xml = exportFormats.junit!.render(reader);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toContain('<img');
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml);
    expect(parsed.testsuites.testsuite.length).toBe(10);
  });

  test('the JSON formats are JSON', () => {
    for (const name of ['sarif', 'ocsf', 'asff']) JSON.parse(exportFormats[name]!.render(reader));
  });

  test('commands to paste quote what came from AWS', () => {
    for (const f of reader.findings)
      for (const fix of f.fixes) expect(fix.command.replaceAll(/'(?:[^'])*'/g, '')).not.toMatch(/\$\(|`|onerror/);
  });

  test('the daily script has no word of the account but its regions', () => {
    const script = dailyScript(['ap-northeast-2', 'us-east-1; rm -rf /', '$(id)'], 'ko');
    expect(script).toMatch(/^regions=\$\{REGIONS:-ap-northeast-2\}$/m);
    expect(script).not.toContain('rm -rf /;');
    expect(script).not.toContain('$(id)');
  });
});

describe('what can be asked of an account', () => {
  const empty = (gaps: Snapshot['gaps'], scope: object): Snapshot => ({
    schemaVersion: 1,
    takenAt: '2026-11-23T00:00:00.000Z',
    source: 'aws',
    accounts: [{ id: labAccount, partition: 'aws' }],
    regions: [labRegion],
    scopes: [
      { account: labAccount, region: labRegion, ...scope },
      { account: labAccount, region: 'global' },
    ],
    gaps,
  });

  test('no permission at all: nothing passes, the score is “at most”, and the report says what was refused', () => {
    const operations = ['DescribeSecurityGroups', 'DescribeVpcs'].map((operation) => ({
      account: labAccount,
      region: labRegion,
      service: 'ec2',
      operation,
      code: 'UnauthorizedOperation',
    }));
    const iam = {
      account: labAccount,
      region: 'global',
      service: 'iam',
      operation: 'GetAccountSummary',
      code: 'AccessDenied',
    };
    const reader = readerFor(empty([...operations, iam], {}));
    expect(reader.assessment.checks.filter((c) => c.status === 'pass')).toEqual([]);
    expect(reader.findings).toEqual([]);
    expect(reader.assessment.score.atMost).toBe(true);
    const md = renderMarkdown(securityReport(reader));
    expect(md).toContain('iam:GetAccountSummary (AccessDenied)');
    expect(md).toContain('ec2:DescribeSecurityGroups (UnauthorizedOperation)');
    expect(md).toContain('실제 점수는 이보다 낮을 수 있습니다');
    expect(renderTerminal(securityScreen(reader), { width: 100, color: false } as never)).toContain(
      '판정하지 못했습니다',
    );
  });

  test('an empty account: read, and nothing there', () => {
    const lists = [
      'Vpcs',
      'Subnets',
      'RouteTables',
      'InternetGateways',
      'SecurityGroups',
      'NetworkAcls',
      'NetworkInterfaces',
      'FlowLogs',
      'VpcEndpoints',
      'Reservations',
    ];
    const { assessment } = readerFor(empty([], { ec2: Object.fromEntries(lists.map((key) => [key, []])) }));
    const of = (code: string) => assessment.checks.find((c) => c.check.code === code)!.status;
    expect(of('SG_OPEN_SSH_WORLD')).toBe('not-applicable');
    expect(of('VPC_NO_FLOW_LOGS')).toBe('not-applicable');
    expect(of('ACCOUNT_ROOT_MFA_OFF')).toBe('not-readable');
  });

  test('a region that refuses everything beside one that answers: the one is judged, the other not readable', () => {
    const snapshot = labSnapshot();
    const closed = { account: labAccount, region: 'me-south-1' };
    const { audit } = assess({
      ...snapshot,
      regions: [...snapshot.regions, closed.region],
      scopes: [...snapshot.scopes, closed],
      gaps: [{ ...closed, service: 'ec2', operation: 'DescribeSecurityGroups', code: 'OptInRequired' }],
    });
    const ssh = audit.results.filter((r) => r.code === 'SG_OPEN_SSH_WORLD');
    expect(ssh.map((r) => [r.region, r.status])).toEqual([
      [labRegion, 'fail'],
      ['me-south-1', 'not-readable'],
    ]);
    expect(ssh[1]!.missing).toEqual(['ec2:DescribeSecurityGroups (OptInRequired)']);
  });

  test('five thousand findings: the screen stays a screen, and the report is of kinds', () => {
    const snapshot = labSnapshot();
    const { ec2 } = snapshot.scopes.find((s) => s.region === labRegion)!;
    // Each allows IMDSv1, and none is managed by Systems Manager.
    ec2!.Reservations!.push({
      OwnerId: labAccount,
      Instances: Array.from({ length: 2_500 }, (_, i) => ({
        InstanceId: `i-${String(i).padStart(17, '0')}`,
        State: { Name: 'running' as const },
        MetadataOptions: { HttpTokens: 'optional' as const },
      })),
    });
    const reader = readerFor(snapshot);
    expect(reader.findings.length).toBeGreaterThan(5_000);
    const screen = renderTerminal(securityScreen(reader), { width: 100, color: false } as never);
    expect(screen.split('\n').length).toBeLessThan(120);
    const md = renderMarkdown(securityReport(reader));
    expect(md.length).toBeLessThan(200_000);
    expect(md).toMatch(/외 25\d\d건/);
  });
});

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
import { differenceOf, securityReport, securityScreen } from '../../src/report/security/report.ts';
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
    // Excel knows UTF-8 by it alone.
    expect(exportFormats.csv!.render(reader).charCodeAt(0)).toBe(0xfeff);
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

  test('what one resource lacks is named: in the report, in JUnit; and exposure is not called none where it was not read', () => {
    const snapshot = labSnapshot();
    const here = snapshot.scopes.find((s) => s.region === labRegion)!;
    here.guardduty = { DetectorIds: ['d1'], Detectors: {}, Findings: {} };
    delete here.ec2!.RouteTables;
    const reader = readerFor(snapshot);
    const md = renderMarkdown(securityReport(reader));
    expect(md).toMatch(/자원별 조회에 답이 없음: .*`GUARDDUTY_OFF`/);
    expect(md).not.toContain('인터넷에서 닿는 인터페이스가 없습니다');
    expect(md).toContain('아래에 없는 것도 인터넷에서 닿을 수 있습니다');
    expect(exportFormats.junit!.render(reader)).not.toContain('<error message=""/>');
  });

  test('suspended and unsubscribed services: not readable, by the code that AWS gave; the rest is judged', () => {
    const snapshot = labSnapshot();
    const here = snapshot.scopes.find((s) => s.region === labRegion)!;
    const refused = [
      ['guardduty', 'ListDetectors', 'SubscriptionRequiredException', 'GUARDDUTY_OFF'],
      ['configservice', 'DescribeConfigurationRecorders', 'AccountSuspendedException', 'CONFIG_RECORDER_OFF'],
      ['networkfirewall', 'ListFirewalls', 'OptInRequired', 'NFW_SINGLE_ZONE'],
    ] as const;
    for (const [service, operation, code] of refused) {
      delete here[service];
      snapshot.gaps.push({ account: labAccount, region: labRegion, service, operation, code });
    }
    const { assessment } = readerFor(snapshot);
    const of = (code: string) => assessment.audit.results.find((r) => r.code === code && r.region === labRegion)!;
    for (const [service, operation, code, check] of refused)
      expect(of(check)).toMatchObject({ status: 'not-readable', missing: [`${service}:${operation} (${code})`] });
    expect(of('SG_OPEN_SSH_WORLD').status).toBe('fail');
    expect(assessment.score.atMost).toBe(true);
  });

  test('compared with an audit before: what could not be looked at and what was accepted is not mended', () => {
    const before = readerFor(labSnapshot());
    const past = {
      at: '2026-01-01T00:00:00.000Z',
      accounts: [labAccount],
      regions: [labRegion],
      source: 'lab',
      score: before.assessment.score.score,
      areas: {},
      findings: before.findings.map(({ id, code, resource, severity }) => ({ id, code, resource, severity })),
    };
    const snapshot = labSnapshot();
    const here = snapshot.scopes.find((s) => s.region === labRegion)!;
    delete here.cloudtrail;
    here.configservice = { ConfigurationRecorders: [], ConfigurationRecorderStatuses: [{ recording: true }] };
    const root = { code: 'ACCOUNT_ROOT_MFA_OFF', resource: '*', owner: 'net', reason: 'ordered', until: '2999-12-31' };
    const reader = readerOf(snapshot, assess(snapshot, { exceptions: [root] }), reading, { compared: past });
    const { fresh, gone, accepted, lost } = differenceOf(reader.assessment, past);
    const codes = (of: readonly { code: string }[]) => of.map((f) => f.code);
    expect(codes(fresh)).toEqual([]);
    expect(codes(gone)).toEqual(['CONFIG_RECORDER_OFF']);
    expect(codes(accepted)).toEqual(['ACCOUNT_ROOT_MFA_OFF']);
    expect(codes(lost)).toEqual(['CLOUDTRAIL_OFF']);
    expect(renderMarkdown(securityReport(reader))).toContain('이번에는 읽지 못해 해결되었는지 알 수 없는 것 1건');
  });

  test('hosts that one call closes: the fix is written and tried once', () => {
    const snapshot = labSnapshot();
    const { ec2 } = snapshot.scopes.find((s) => s.region === labRegion)!;
    const table = ec2!.RouteTables!.find((t) => t.Tags?.some((tag) => tag.Value === 'DMZVPC-Private-B-RT'))!;
    const gateway = ec2!.InternetGateways!.find((g) => g.Attachments?.[0]?.VpcId === table.VpcId)!;
    table.Routes = table.Routes!.map((r) =>
      r.DestinationCidrBlock === '0.0.0.0/0'
        ? { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway.InternetGatewayId!, State: 'active' as const }
        : r,
    );
    const reader = readerFor(snapshot);
    const exposed = reader.findings.filter((f) => f.code === 'EXPOSED_HIGH_RISK_PORT');
    expect(exposed.length).toBeGreaterThan(2);
    const told = reader.assessment.breakages.filter((b) => exposed.some((f) => f.id === b.finding));
    expect(told).toHaveLength(1);
    expect(told[0]!.says.ko).toContain('인터넷 → DMZVPC tcp 22');
    const md = renderMarkdown(securityReport(reader));
    expect(md.match(/위의 조치로 함께 해결됩니다/g)!.length).toBeGreaterThanOrEqual(exposed.length - 1);
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

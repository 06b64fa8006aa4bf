import type { RootContent } from 'mdast';
import { reportFiles } from '../capabilities/answer.ts';
import { analyze } from '../diagnose/overview/index.ts';
import { analyzeMetrics, analyzeNeeds } from '../diagnose/overview/needs.ts';
import type { Overview } from '../diagnose/overview/overview.ts';
import { UserError } from '../errors/user-error.ts';
import type { Finding } from '../findings/finding.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import { title as analysisTitle, available, severityName } from '../messages/analyze.ts';
import * as text from '../messages/demo.ts';
import type { Text } from '../messages/text.ts';
import { byCode } from '../report/analyze/actions.ts';
import { summary } from '../report/analyze/header.ts';
import { bytes, count, readerOf } from '../report/analyze/reader.ts';
import { analyzeReport, type Reading } from '../report/analyze/report.ts';
import { balancers } from '../report/analyze/state/balancers.ts';
import { vpcGlance } from '../report/analyze/state/vpcs.ts';
import { document, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { code, codeBlock, heading, list, paragraph, root, strong } from '../report/nodes.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { resetLabWherever } from './reset-lab.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';

/** What the demo stops: a target of the workshop's balancer. */
const victim = 'DMZVPC-Private-B-10.11.24.102';
const balancerName = 'DMZVPC-alb1';

interface Analysed {
  snapshot: Snapshot;
  overview: Overview;
  findings: Finding[];
}

/** Analyses a fresh lab, breaks one target in it, finds and explains that, and says where the reports are. */
export async function runDemo(given: CommonOptions, signal: AbortSignal): Promise<void> {
  const options: CommonOptions = {
    ...given,
    source: 'lab',
    region: [],
    roleArn: [],
    profile: undefined,
    endpointUrl: undefined,
  };
  const say = (t: Text): string => t[options.lang];
  const reading: Reading = { lang: options.lang, zone: readerZone(), now: new Date() };
  const show = (...blocks: RootContent[]): void => {
    if (options.format !== 'json') process.stdout.write(`${renderTerminal(root(...blocks), screen(options))}\n`);
  };
  const look = async (): Promise<Analysed> => {
    const snapshot = await openSnapshot({ ...options, quiet: true }, analyzeNeeds, { signal, metrics: analyzeMetrics });
    return { snapshot, ...analyze(snapshot) };
  };

  const aside = await resetLabWherever();
  show(heading(1, say(text.title)), paragraph(say(text.intro(aside))));

  const before = await look();
  const reader = readerOf(before.snapshot, before.overview, before.findings, reading);
  const dir = expandHome(options.out ?? defaultReportDir());
  show(heading(2, say(text.step.analyze)), vpcGlance(reader), ...summary(reader));

  const change = await stopVictim(before, signal);
  const after = await look();
  // A document on stdout is for programs: files only where they were asked for.
  const paths =
    options.format === 'json' && options.out === undefined
      ? []
      : await writeReports(
          dir,
          await reportFiles(
            'network-analysis',
            analyzeReport(after.snapshot, after.overview, after.findings, reading),
            analysisTitle,
            options.lang,
          ),
        );
  const healthOf = (a: Analysed): { healthy: number | null; total: number | null } => {
    const group = a.overview.loadBalancers?.find((b) => b.name === balancerName)?.targetGroups?.[0];
    return { healthy: group?.healthy ?? null, total: group?.total ?? null };
  };
  const inWords = (a: Analysed): string => say(available(healthOf(a).healthy, healthOf(a).total));
  const found = after.findings.find((f) => f.cause && f.resource === change.id);
  show(
    heading(2, say(text.step.fault)),
    paragraph(say(text.stopped(victim, change.id, change.from, change.to))),
    ...balancers(
      readerOf(
        after.snapshot,
        {
          ...after.overview,
          loadBalancers: (after.overview.loadBalancers ?? []).filter((b) => b.name === balancerName),
        },
        after.findings,
        reading,
      ),
    ).slice(1),
    paragraph(strong(say(text.lost(balancerName, inWords(before), inWords(after))))),
    ...(found === undefined ? [] : explanation(found, say)),
  );

  show(heading(2, say(text.step.nat)), natSummary(after, say));
  const worst = byCode(after.findings.filter((f) => /^(SG_|ACCOUNT_|NFW_|IGW_|FIREWALL_)/.test(f.code))).slice(0, 4);
  show(
    heading(2, say(text.step.security)),
    list(
      worst.map((same) => [
        strong(say(severityName[same[0]!.severity])),
        ': ',
        say(same[0]!.title),
        same.length > 1 ? ` (+${same.length - 1})` : '',
      ]),
    ),
    heading(2, say(text.step.next)),
    list(text.next.map(({ command, says }) => [code(command), ` — ${say(says)}`])),
    ...(paths.length === 0 ? [] : [heading(2, say(text.files)), list(paths.map((path) => code(path)))]),
  );
  if (options.format === 'json') {
    const data = {
      stopped: change,
      healthyBefore: healthOf(before),
      healthyAfter: healthOf(after),
      files: paths,
      aside: aside ?? null,
    };
    process.stdout.write(
      renderJson(
        document(
          after.snapshot,
          { kind: 'demo', summary: { cause: found?.code ?? null }, findings: after.findings, data },
          options.lang,
        ),
      ),
    );
  }
}

async function stopVictim(
  { snapshot }: Analysed,
  signal: AbortSignal,
): Promise<{ id: string; from: string; to: string }> {
  const instance = snapshot.scopes
    .flatMap((s) => (s.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []))
    .find((i) => i.Tags?.some((t) => t.Key === 'Name' && t.Value === victim));
  const region = snapshot.regions[0];
  if (instance?.InstanceId === undefined || region === undefined) throw new UserError(text.notFound(victim));
  const { connect } = await import('../aws/connection.ts');
  const { stopInstances } = await import('../aws/actions/instances.ts');
  const { labConnection } = await import('../lab/in-process.ts');
  const lab = await labConnection();
  const [connection] = await connect({ region: [region], roleArn: [], lab });
  try {
    const [change] = await stopInstances(connection!, region, [instance.InstanceId], signal);
    return { id: instance.InstanceId, from: change?.PreviousState?.Name ?? '', to: change?.CurrentState?.Name ?? '' };
  } finally {
    connection!.close();
    await lab.close();
  }
}

function explanation(found: Finding, say: (t: Text) => string): RootContent[] {
  return [
    paragraph(strong(`${say(text.cause)}:`), ' ', say(found.title), ' (', code(found.code), ')'),
    list(found.evidence.map((e) => [say(e.says), ' — ', code(e.id)])),
    ...found.fixes.flatMap((fix): RootContent[] => [paragraph(say(fix.says)), codeBlock('sh', fix.command)]),
  ];
}

function natSummary({ overview }: Analysed, say: (t: Text) => string): RootContent {
  const known = (overview.natGateways ?? []).flatMap((n) => (n.last24h === null ? [] : [{ n, m: n.last24h }]));
  if (known.length === 0) return paragraph(say(text.noMetrics));
  const or = (value: number | null, form: (v: number) => string): string => (value === null ? '-' : form(value));
  return list(
    known.map(({ n, m }) =>
      say(
        text.natLine(
          n.name ?? n.id,
          or(m.downloadBytes, bytes),
          or(m.uploadBytes, bytes),
          or(m.peakConnections, (v) => count(Math.round(v))),
        ),
      ),
    ),
  );
}

import { exit, UserError } from '../errors/user-error.ts';
import { expandHome } from '../home.ts';
import * as text from '../messages/path-answer.ts';
import { type Answer, answer } from '../network/answer.ts';
import { buildNetwork } from '../network/build/network.ts';
import { type Difference, difference } from '../network/difference.ts';
import { fromRanges } from '../network/intervals.ts';
import type { Network } from '../network/model.ts';
import { maybeName, nameNeeds, networkNeeds } from '../network/needs.ts';
import type { PathQuestion } from '../network/path.ts';
import { type Candidate, type Place, type Resolved, resolvePlace } from '../network/places.ts';
import { document, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { type Asked, pathReport } from '../report/path/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { readChanges, withChanges } from './changes-file.ts';
import type { PathOptions, PortRanges } from './path.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';

/**
 * Answers whether a flow gets through, and what opens it.
 *
 * @throws UserError with exit code 2 for what is wrong in any account, 1 for what this one does not have
 */
export async function runPath(
  source: string,
  destination: string,
  options: PathOptions,
  signal: AbortSignal,
): Promise<void> {
  checkPorts(options);
  const changes = options.with === undefined ? undefined : await readChanges(options.with);
  const named = maybeName(source) || maybeName(destination);
  const needs: Needs = named ? [...(networkNeeds as readonly never[]), ...nameNeeds] : networkNeeds;
  const snapshot = await openSnapshot(options, needs, { signal });
  if (!snapshot.scopes.some((s) => s.ec2?.Vpcs !== undefined)) throw new UserError(text.noModel());

  const ends = { source, destination };
  const network = buildNetwork(snapshot);
  const question = questionOf(network, ends, options);
  const before = answer(network, question, (other) => questionAgain(other, ends, options));
  const asked: Asked = {
    source: question.source.label,
    destination: question.destination.label,
    protocol: options.protocol ?? 6,
    ports: rangesText(options.port ?? portOf(question)),
  };
  const changed = changes === undefined ? undefined : buildNetwork(withChanges(snapshot, changes));
  const after = changed === undefined ? undefined : answerOf(changed, ends, options);
  const elsewhere = changed === undefined ? undefined : difference(network, changed);

  const { lang } = options;
  const report = pathReport(
    { snapshot, asked, answer: before, after, elsewhere },
    { lang, zone: readerZone(), now: new Date() },
  );
  const title = text.title(asked.source, asked.destination)[lang];
  const html = async (): Promise<string> => await renderHtml(report, { title, lang });
  if (options.out !== undefined)
    await writeReports(expandHome(options.out), [
      { name: 'path.md', content: renderMarkdown(report) },
      { name: 'path.html', content: await html() },
    ]);
  if (options.format === 'json')
    process.stdout.write(renderJson(pathDocument(snapshot, asked, { before, after, elsewhere }, options)));
  else if (options.format === 'md') process.stdout.write(renderMarkdown(report));
  else if (options.format === 'html') process.stdout.write(await html());
  else process.stdout.write(renderTerminal(report, screen(options)));
}

const portOf = (question: PathQuestion): PortRanges | undefined =>
  question.ports === undefined ? undefined : pairs(question.ports);

function pairs(set: readonly number[]): PortRanges {
  const ranges: PortRanges = [];
  for (let i = 0; i < set.length; i += 2) ranges.push([set[i]!, set[i + 1]!]);
  return ranges;
}

const rangesText = (ranges: PortRanges | undefined): string =>
  ranges === undefined ? '' : ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');

/** Ports mean something to TCP and UDP alone. */
function checkPorts({ protocol = 6, port, sourcePort }: PathOptions): void {
  if ((port ?? sourcePort) !== undefined && protocol !== 6 && protocol !== 17)
    throw new UserError(text.portWithout(protocol === 'all' ? '-1' : String(protocol)), exit.usage);
}

interface Ends {
  source: string;
  destination: string;
}

function questionOf(network: Network, ends: Ends, options: PathOptions): PathQuestion {
  const source = placeOf(network, ends.source, 'source');
  const destination = placeOf(network, ends.destination, 'destination');
  const given = destination.port;
  const { port } = options;
  if (given !== undefined && port !== undefined && rangesText(port) !== String(given))
    throw new UserError(text.twoPorts(String(given), rangesText(port)), exit.usage);
  if (given !== undefined) checkPorts({ ...options, port: [[given, given]] });
  return question(source.place, destination.place, {
    ...options,
    port: port ?? (given ? [[given, given]] : undefined),
  });
}

function question(source: Place, destination: Place, { protocol, port, sourcePort }: PathOptions): PathQuestion {
  return {
    source,
    destination,
    protocol: protocol ?? 6,
    ...(port === undefined ? {} : { ports: fromRanges(port) }),
    ...(sourcePort === undefined ? {} : { sourcePorts: fromRanges(sourcePort) }),
  };
}

/** The same question of a network that a change was tried on; undefined: one of its ends is gone there. */
function questionAgain(network: Network, ends: Ends, options: PathOptions): PathQuestion | undefined {
  try {
    return questionOf(network, ends, options);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const answerOf = (network: Network, ends: Ends, options: PathOptions): Answer =>
  answer(network, questionOf(network, ends, options), (other) => questionAgain(other, ends, options));

function placeOf(network: Network, given: string, end: 'source' | 'destination'): { place: Place; port?: number } {
  const resolved: Resolved = resolvePlace(network, given, end);
  if ('found' in resolved)
    return { place: resolved.found, ...(resolved.port === undefined ? {} : { port: resolved.port }) };
  if ('ambiguous' in resolved) throw new UserError(text.ambiguousPlace(given, resolved.ambiguous.map(candidate)));
  if ('unusable' in resolved) throw new UserError(text.unusablePlace(resolved.unusable, resolved.id));
  if ('unknown' in resolved) throw new UserError(text.unknownPlace(given, resolved.near, whereRead(network.snapshot)));
  if ('unresolved' in resolved) throw new UserError(text.unresolvedName(resolved.unresolved, resolved.zone));
  switch (resolved.invalid) {
    case 'host-bits':
      throw new UserError(text.hostBits(resolved.text), exit.usage);
    case 'port':
      throw new UserError(text.badPort(resolved.text), exit.usage);
    case 'address':
      throw new UserError(text.badAddress(resolved.text), exit.usage);
  }
}

const candidate = ({ id, name, what, where }: Candidate): string =>
  `${id} (${[name, what, where].filter((part) => part !== undefined).join(', ')})`;

const whereRead = (snapshot: Snapshot): string =>
  [...snapshot.accounts.map((a) => a.alias ?? a.id), ...snapshot.regions].join(' ');

function pathDocument(
  snapshot: Snapshot,
  asked: Asked,
  { before, after, elsewhere }: { before: Answer; after: Answer | undefined; elsewhere: Difference | undefined },
  { lang }: PathOptions,
) {
  const { warnings, ...rest } = before;
  const summary = {
    source: asked.source,
    destination: asked.destination,
    protocol: asked.protocol === 'all' ? '-1' : String(asked.protocol),
    ports: asked.ports === '' ? null : asked.ports,
    reachable: before.reachable,
    blocks: before.blocks.length,
  };
  const data = { ...rest, warnings, ...(after === undefined ? {} : { after, difference: elsewhere }) };
  return document(snapshot, { kind: 'path', summary, data }, lang);
}

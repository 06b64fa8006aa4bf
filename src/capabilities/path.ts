import { exit, UserError } from '../errors/user-error.ts';
import type { Call } from '../findings/finding.ts';
import * as text from '../messages/path-answer.ts';
import type { Lang } from '../messages/text.ts';
import { answer, type Answer as FlowAnswer } from '../network/answer.ts';
import { buildNetwork } from '../network/build/network.ts';
import { type Difference, difference } from '../network/difference.ts';
import { fromRanges } from '../network/intervals.ts';
import type { Network } from '../network/model.ts';
import { maybeName, nameNeeds, networkNeeds } from '../network/needs.ts';
import type { PathQuestion } from '../network/path.ts';
import { type Candidate, type Place, type Resolved, resolvePlace } from '../network/places.ts';
import { document } from '../report/document.ts';
import { type Asked, pathReport, verdictOf } from '../report/path/report.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import type { PortRanges } from './ports.ts';
import { withChanges } from './with-changes.ts';

/** Which flow: ports and protocol as far as they are said (TCP otherwise), and changes to try on a copy. */
export interface PathAsked {
  source: string;
  destination: string;
  port?: PortRanges;
  sourcePort?: PortRanges;
  /** IANA number, or all. */
  protocol?: number | 'all';
  changes?: readonly Call[];
}

/**
 * Whether a flow gets through, and what opens it.
 *
 * @throws UserError with exit code 2 for what is wrong in any account, 1 for what this one does not have
 */
export async function answerPath(asked: PathAsked, setting: Setting): Promise<Answer> {
  checkPorts(asked);
  const { source, destination, changes } = asked;
  const named = maybeName(source) || maybeName(destination);
  const needs: Needs = named ? [...(networkNeeds as readonly never[]), ...nameNeeds] : networkNeeds;
  const snapshot = await setting.open(needs);
  if (!snapshot.scopes.some((s) => s.ec2?.Vpcs !== undefined)) throw new UserError(text.noModel());

  const network = buildNetwork(snapshot);
  const question = questionOf(network, asked);
  const before = answer(network, question, (other) => questionAgain(other, asked));
  const flow: Asked = {
    source: question.source.label,
    destination: question.destination.label,
    protocol: asked.protocol ?? 6,
    ports: rangesText(asked.port ?? portOf(question)),
  };
  const changed = changes === undefined ? undefined : buildNetwork(withChanges(snapshot, changes));
  const after = changed === undefined ? undefined : answerOf(changed, asked);
  const elsewhere = changed === undefined ? undefined : difference(network, changed);

  const { lang } = setting;
  const title = text.title(flow.source, flow.destination);
  const report = () => pathReport({ snapshot, asked: flow, answer: before, after, elsewhere }, setting);
  return {
    kind: 'path',
    title,
    says: verdictOf(before),
    snapshot,
    findings: [],
    document: () => pathDocument(snapshot, flow, { before, after, elsewhere }, lang),
    screen: report,
    report,
    files: () => reportFiles('path', report(), title, lang),
  };
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
function checkPorts({ protocol = 6, port, sourcePort }: PathAsked): void {
  if ((port ?? sourcePort) !== undefined && protocol !== 6 && protocol !== 17)
    throw new UserError(text.portWithout(protocol === 'all' ? '-1' : String(protocol)), exit.usage);
}

function questionOf(network: Network, asked: PathAsked): PathQuestion {
  const source = placeOf(network, asked.source, 'source');
  const destination = placeOf(network, asked.destination, 'destination');
  const given = destination.port;
  const { port } = asked;
  if (given !== undefined && port !== undefined && rangesText(port) !== String(given))
    throw new UserError(text.twoPorts(String(given), rangesText(port)), exit.usage);
  if (given !== undefined) checkPorts({ ...asked, port: [[given, given]] });
  return question(source.place, destination.place, {
    ...asked,
    port: port ?? (given ? [[given, given]] : undefined),
  });
}

function question(source: Place, destination: Place, { protocol, port, sourcePort }: PathAsked): PathQuestion {
  return {
    source,
    destination,
    protocol: protocol ?? 6,
    ...(port === undefined ? {} : { ports: fromRanges(port) }),
    ...(sourcePort === undefined ? {} : { sourcePorts: fromRanges(sourcePort) }),
  };
}

/** The same question of a network that a change was tried on; undefined: one of its ends is gone there. */
function questionAgain(network: Network, asked: PathAsked): PathQuestion | undefined {
  try {
    return questionOf(network, asked);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const answerOf = (network: Network, asked: PathAsked): FlowAnswer =>
  answer(network, questionOf(network, asked), (other) => questionAgain(other, asked));

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
  {
    before,
    after,
    elsewhere,
  }: { before: FlowAnswer; after: FlowAnswer | undefined; elsewhere: Difference | undefined },
  lang: Lang,
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

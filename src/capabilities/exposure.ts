import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/exposure.ts';
import type { Lang } from '../messages/text.ts';
import { buildNetwork } from '../network/build/network.ts';
import { formatAddress } from '../network/cidr.ts';
import { type Exposed, exposureOf } from '../network/exposure.ts';
import type { Network } from '../network/model.ts';
import { networkNeeds } from '../network/needs.ts';
import { mostPairs, type Party, pairsOf, reachMatrix } from '../network/reach-matrix.ts';
import { segmentsOf } from '../network/segments.ts';
import { waysOut } from '../network/ways-out.ts';
import { document } from '../report/document.ts';
import { type Exposure, exposureReport } from '../report/exposure/report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';

/** A VPC by id or name, `internet` or `on-premises`; all when left out. */
export interface ExposureQuestion {
  from?: string;
  to?: string;
}

/**
 * What the internet reaches, who reaches whom, and what leads out.
 *
 * @throws UserError when no VPC was read, or `from` or `to` names none of them
 */
export async function answerExposure(question: ExposureQuestion, setting: Setting): Promise<Answer> {
  const snapshot = await setting.open(networkNeeds);
  if (!snapshot.scopes.some((s) => s.ec2?.Vpcs !== undefined)) throw new UserError(text.unread);
  const network = buildNetwork(snapshot);
  const [from, to] = [partyNamed(network, question.from), partyNamed(network, question.to)];
  const segments = segmentsOf(network);
  const narrowed = {
    ...(from === undefined ? {} : { from: (p: Party) => from(idOf(p)) }),
    ...(to === undefined ? {} : { to: (p: Party) => to(idOf(p)) }),
  };
  const whole = pairsOf(segments, narrowed) <= mostPairs;
  const exposure: Exposure = {
    exposed:
      from === undefined || from('internet') ? exposureOf(network).filter((e) => to?.(e.interface.vpc.id) ?? true) : [],
    matrix: whole ? reachMatrix(network, segments, narrowed) : { parties: [], cells: [] },
    ...(whole ? {} : { tooMany: segments.length }),
    ways: waysOut(network).filter((w) => (w.vpc === undefined ? from === undefined : (from?.(w.vpc) ?? true))),
  };
  const report = () => exposureReport(snapshot, exposure, setting);
  return {
    kind: 'exposure',
    title: text.title,
    says: text.counted(exposure.exposed.filter((e) => e.through === undefined).length, exposure.exposed.length),
    snapshot,
    findings: [],
    document: () => exposureDocument(snapshot, exposure, setting.lang),
    screen: report,
    report,
    files: () => reportFiles('exposure', report(), text.title, setting.lang),
  };
}

const idOf = (party: Party): string => ('segment' in party ? party.segment.vpc.id : party.id);

/** What `--from` and `--to` mean: a VPC by id or name, the internet, on-premises. */
function partyNamed(network: Network, given: string | undefined): ((id: string) => boolean) | undefined {
  if (given === undefined) return undefined;
  const wanted = given.toLowerCase();
  if (wanted === 'internet' || wanted === 'on-premises') return (id) => id === wanted;
  const vpcs = [...network.vpcs.values()];
  const ids = new Set(vpcs.filter((v) => v.id === given || v.name?.toLowerCase() === wanted).map((v) => v.id));
  if (ids.size > 0) return (id) => ids.has(id);
  throw new UserError(text.unknownParty(given, [...vpcs.map((v) => v.name ?? v.id).sort(), 'internet', 'on-premises']));
}

function exposureDocument(snapshot: Snapshot, { exposed, matrix, tooMany, ways }: Exposure, lang: Lang) {
  const direct = exposed.filter((e) => e.through === undefined).length;
  const summary = {
    interfaces: direct,
    behindBalancers: exposed.length - direct,
    vpcs: new Set(exposed.map((e) => e.interface.vpc.id)).size,
  };
  const data = {
    exposed: exposed.map(exposedData),
    parties: matrix.parties.map((p) =>
      'segment' in p
        ? { id: p.id, vpc: p.segment.vpc.id, kind: p.segment.kind, subnets: p.segment.subnets.map((s) => s.id) }
        : { id: p.id },
    ),
    // null: too large to compute as a whole.
    matrix: tooMany === undefined ? matrix.cells : null,
    waysOut: ways,
  };
  return document(snapshot, { kind: 'exposure', summary, data }, lang);
}

function exposedData(e: Exposed) {
  const { interface: item, through } = e;
  const name = item.instance?.name ?? item.name;
  return {
    interface: item.id,
    ...(item.instance === undefined ? {} : { instance: item.instance.id }),
    ...(name === undefined ? {} : { name }),
    vpc: item.vpc.id,
    subnet: item.subnet.id,
    zone: item.subnet.zoneName,
    address: formatAddress(e.address),
    openings: e.openings,
    ...(through === undefined ? {} : { through: { balancer: through.balancer.arn, listener: through.listener } }),
    path: e.path(),
  };
}

import type { RootContent } from 'mdast';
import type { NatFacts } from '../../diagnose/nat/index.ts';
import type { Party, Talkers } from '../../diagnose/nat/talkers.ts';
import * as traffic from '../../messages/nat.ts';
import * as text from '../../messages/nat-talkers.ts';
import type { Text } from '../../messages/text.ts';
import { bytes } from '../analyze/reader.ts';
import { code, codeBlock, paragraph, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import type { NatReader } from './report.ts';

/** Rows of a table: the rest is in the JSON document. */
const shown = 5;

/** Who talks through each gateway, by its flow logs; without them, why it is not known. */
export function talkersPart(reader: NatReader): RootContent[] {
  const { say } = reader;
  const gateways = (reader.diagnosis.gateways ?? []).filter((g) => g.state === 'available');
  if (gateways.length === 0) return [];
  if (gateways.every((g) => g.flowLogs.state === 'not-read')) return [paragraph(say(text.notRead))];
  const without = gateways.filter((g) => g.flowLogs.state === 'none').map((g) => g.vpcName ?? g.vpc);
  return [
    ...gateways.flatMap((g) => ofGateway(reader, g)),
    ...(without.length === 0 ? [] : [paragraph(say(text.none([...new Set(without)])))]),
  ];
}

function ofGateway(reader: NatReader, g: NatFacts): RootContent[] {
  const { say } = reader;
  const name = g.name ?? g.id;
  if (g.flowLogs.state === 'unusable') return unusable(reader, name, g.flowLogs);
  if (g.flowLogs.state !== 'usable') return [];
  if (g.talkers === null) {
    const refused = reader.snapshot.gaps.some((gap) => gap.service === 'logs' && gap.account === g.account);
    return [paragraph(say(refused ? text.noAnswer(name) : text.notAsked(name)))];
  }
  const window = `${formatInstant(g.talkers.from, reader.zone)} – ${formatInstant(g.talkers.to, reader.zone)}`;
  if (g.talkers.bytes === 0) return [paragraph(say(text.nothingThere(name, window)))];
  const scanned = g.talkers.scannedBytes === null ? '?' : bytes(g.talkers.scannedBytes);
  return [
    paragraph(say(text.basis(name, window, explained(g, g.talkers), scanned))),
    parties(reader, text.label.client, g.talkers.clients),
    parties(reader, text.label.destination, g.talkers.destinations),
  ];
}

/** How much of what the metrics counted the flow logs have, in percent; null where the two are of different times. */
function explained({ measured, flowLogs }: NatFacts, { from, to, bytes: seen }: Talkers): number | null {
  if (measured === null || measured.downloadBytes === null || measured.uploadBytes === null) return null;
  const counted = measured.downloadBytes + measured.uploadBytes;
  const near = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) <= 600_000;
  const whole = flowLogs.state === 'usable' && flowLogs.since <= from;
  return whole && counted > 0 && near(measured.from, from) && near(measured.to, to) ? (seen / counted) * 100 : null;
}

function parties(reader: NatReader, title: Text, all: readonly Party[]): RootContent {
  const { say } = reader;
  return table(
    [title, text.label.address, traffic.label.download, traffic.label.upload, text.label.share].map(say),
    all
      .slice(0, shown)
      .map((p) => [
        p.kind === 's3' || p.kind === 'dynamodb' || p.name === null ? say(text.kind[p.kind]!) : p.name,
        code(p.address),
        bytes(p.download),
        bytes(p.upload),
        `${(p.share * 100).toFixed(1)}%`,
      ]),
    ['left', 'left', 'right', 'right', 'right'],
  );
}

function unusable(
  { say }: NatReader,
  name: string,
  { why, log, detail }: NatFacts['flowLogs'] & { state: 'unusable' },
): RootContent[] {
  switch (why) {
    case 'not-cloudwatch':
      return [
        paragraph(say(text.notCloudWatch(name, log, detail))),
        codeBlock(
          'sql',
          "SELECT srcaddr, dstaddr, dstport, sum(bytes) AS bytes\nFROM vpc_flow_logs\nWHERE action = 'ACCEPT'\nGROUP BY srcaddr, dstaddr, dstport\nORDER BY bytes DESC\nLIMIT 20;",
        ),
      ];
    case 'fields':
      return [paragraph(say(text.missingFields(name, log, detail)))];
    case 'mixed-formats':
      return [paragraph(say(text.mixedFormats(name, detail)))];
    case 'rejects-only':
      return [paragraph(say(text.rejectsOnly(name, log)))];
    case 'failing':
      return [paragraph(say(text.failing(name, log, detail)))];
  }
}

/** One flow in one capture window, as an interface saw it. */
export interface FlowRecord {
  account: string;
  region: string;
  vpc: string;
  subnet: string;
  instance: string;
  interface: string;
  zoneId: string;
  /** Of the hop: where a NAT gateway passes a packet on, one of them is the gateway's own address. */
  source: string;
  destination: string;
  /** Of the packet itself. */
  packetSource: string;
  packetDestination: string;
  sourcePort: number;
  destinationPort: number;
  protocol: number;
  packets: number;
  bytes: number;
  /** Seconds since 1970. */
  start: number;
  end: number;
  action: 'ACCEPT' | 'REJECT';
  direction: 'ingress' | 'egress';
  tcpFlags: number;
  /** Which way packets leave: 1 another resource of the VPC, 8 an internet gateway; undefined for what comes in. */
  trafficPath: number | undefined;
}

/**
 * What each field of a format prints. Fields that the lab knows nothing of print `-`, as AWS does where one does not apply.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const printed: Readonly<Record<string, { version: number; print: (r: FlowRecord) => string | number | undefined }>> = {
  'account-id': { version: 2, print: (r) => r.account },
  'interface-id': { version: 2, print: (r) => r.interface },
  srcaddr: { version: 2, print: (r) => r.source },
  dstaddr: { version: 2, print: (r) => r.destination },
  srcport: { version: 2, print: (r) => r.sourcePort },
  dstport: { version: 2, print: (r) => r.destinationPort },
  protocol: { version: 2, print: (r) => r.protocol },
  packets: { version: 2, print: (r) => r.packets },
  bytes: { version: 2, print: (r) => r.bytes },
  start: { version: 2, print: (r) => r.start },
  end: { version: 2, print: (r) => r.end },
  action: { version: 2, print: (r) => r.action },
  'log-status': { version: 2, print: () => 'OK' },
  'vpc-id': { version: 3, print: (r) => r.vpc },
  'subnet-id': { version: 3, print: (r) => r.subnet },
  'instance-id': { version: 3, print: (r) => r.instance || undefined },
  'tcp-flags': { version: 3, print: (r) => r.tcpFlags },
  type: { version: 3, print: () => 'IPv4' },
  'pkt-srcaddr': { version: 3, print: (r) => r.packetSource },
  'pkt-dstaddr': { version: 3, print: (r) => r.packetDestination },
  region: { version: 4, print: (r) => r.region },
  'az-id': { version: 4, print: (r) => r.zoneId },
  'flow-direction': { version: 5, print: (r) => r.direction },
  'traffic-path': { version: 5, print: (r) => r.trafficPath },
};

/** The names of a format's fields, in its order: `${srcaddr} ${dstaddr}` → `srcaddr`, `dstaddr`. */
export const fieldsOfFormat = (format: string): string[] => [...format.matchAll(/\$\{([^}]+)\}/g)].map((m) => m[1]!);

/** Prints records in a format. `version` is the highest of the fields'. */
export function printerOf(format: string): (record: FlowRecord) => string {
  const fields = fieldsOfFormat(format);
  const version = Math.max(2, ...fields.map((f) => printed[f]?.version ?? 2));
  const prints = fields.map((f) => (f === 'version' ? () => version : (printed[f]?.print ?? (() => undefined))));
  return (record) => {
    let text = '';
    for (const print of prints) text += `${text === '' ? '' : ' '}${print(record) ?? '-'}`;
    return text;
  };
}

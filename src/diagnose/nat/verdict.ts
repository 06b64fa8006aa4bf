import type { Finding } from '../../findings/finding.ts';
import type { NatMeasured } from './measure.ts';

/** What slows the way out, as far as the gateway's own figures tell. */
export type Verdict =
  | 'gateway-down'
  | 'port-exhaustion'
  | 'packet-drops'
  | 'connections-fail'
  | 'zone-crossing'
  /** Ports, packets and connections are as they should be: look at DNS, the destination, firewalls and the hosts. */
  | 'not-the-gateway'
  | 'unknown';

const byCode: readonly [code: string, verdict: Verdict][] = [
  ['NAT_FAILED', 'gateway-down'],
  ['NAT_PORT_ALLOCATION_ERRORS', 'port-exhaustion'],
  ['NAT_PACKETS_DROPPED', 'packet-drops'],
  ['NAT_CONNECTIONS_FAIL', 'connections-fail'],
  ['NAT_SERVES_OTHER_ZONES', 'zone-crossing'],
];

/** The verdict on one gateway; without figures only what its configuration proves. */
export function verdictOf(
  { id, state }: { id: string; state: string },
  measured: NatMeasured | null,
  findings: readonly Finding[],
): Verdict {
  // Subnets of other zones that nothing runs in yet slow nobody.
  const felt = findings.filter((f) => f.resource === id && f.severity !== 'low');
  const codes = new Set(felt.map((f) => f.code));
  const found = byCode.find(([code]) => codes.has(code));
  if (found !== undefined) return found[1];
  if (state !== 'available' && state !== 'pending') return 'gateway-down';
  const judged =
    measured !== null &&
    measured.portAllocationErrors !== null &&
    measured.lossPercent !== null &&
    measured.successPercent !== null;
  return judged ? 'not-the-gateway' : 'unknown';
}

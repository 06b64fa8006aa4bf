import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { changes } from '../../src/changes/index.ts';
import { recording } from '../../src/lab/behaviour/history.ts';
import { faults } from '../../src/lab/faults/all/index.ts';
import { breakFault } from '../../src/lab/faults/inject.ts';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import type { LabState } from '../../src/lab/state.ts';
import { saveState } from '../../src/lab/store.ts';
import { worldOf } from '../../src/lab/world.ts';
import { documents } from '../../src/report/published-schemas.ts';
import { freshHome, netops, type Run } from '../netops.ts';

/* `netops nat` on a lab whose DMZVPC has had flow logs since this morning, and whose gateway A has no ports left. */

const hour = 3_600_000;
const nat = ['nat', '--source', 'lab', '--vpc', 'DMZVPC', '--last', '15m', '--quiet'];
const parse = (run: Run) => documents.nat.parse(JSON.parse(run.stdout));

async function labWith(change: (state: LabState) => void): Promise<string> {
  const home = freshHome();
  const state = seedState(new Date(Date.now() - 24 * hour));
  make(state, 8 * hour, 'CreateFlowLogs', {
    ResourceType: 'VPC',
    ResourceIds: [labId('vpc', 'DMZVPC')],
    TrafficType: 'ALL',
    LogGroupName: '/flow',
    DeliverLogsPermissionArn: `arn:aws:iam::${labAccount}:role/flow`,
    LogFormat:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a format as AWS writes it.
      '${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${bytes} ${action} ${pkt-srcaddr} ${pkt-dstaddr}',
  });
  change(state);
  process.env.NETOPS_HOME = join(home, 'netops');
  await saveState(state);
  return home;
}

function make(state: LabState, agoMs: number, operation: string, input: object): void {
  const at = new Date(Date.now() - agoMs);
  const world = worldOf(state, { account: labAccount, region: labRegion, now: at, writes: true });
  recording(state, at, () => changes.ec2![operation]!(world, input as never));
}

describe('a gateway without ports', () => {
  let home: string;
  let json: ReturnType<typeof parse>;
  let en: Run;

  beforeAll(async () => {
    // As the lab's own fault, with fewer connections: the lab writes a record of each every minute.
    const exhaustion = faults.find((f) => f.id === 'nat-port-exhaustion')!;
    const fewer = { load: exhaustion.truth.resource, value: { connections: 4_000, portAllocationErrors: 40 } };
    home = await labWith((state) =>
      breakFault(state, { ...exhaustion, steps: [fewer] }, new Date(Date.now() - hour / 4)),
    );
    json = parse(await netops([...nat, '--format', 'json', '--out', join(home, 'ko')], { home }));
    expect(json.gaps).toEqual([]);
    en = await netops([...nat, '--lang', 'en', '--out', join(home, 'en')], { home });
  }, 180_000);

  const gateway = (name: string) => json.data.gateways!.find((g) => g.name === name)!;

  test('the destination that took the ports, and whose they are', () => {
    const [cause] = json.findings.filter((f) => f.cause);
    const { destinations, clients } = gateway('DMZVPC-NATGW-A').portUses!;
    expect(cause!.code).toBe('NAT_PORT_ALLOCATION_ERRORS');
    expect(destinations[0]!.ports).toBeGreaterThanOrEqual(4_000);
    expect(destinations[0]!.limit).toBe(55_000);
    const said = cause!.evidence.map((e) => e.says).join('\n');
    expect(said).toContain(destinations[0]!.destination.address);
    expect(clients.length).toBeGreaterThan(0);
    expect(gateway('DMZVPC-NATGW-B').portUses).toBeNull();
  });

  test('each subnet has its answer: out of ports behind A, not the gateway behind B alone', () => {
    const answers = new Map(json.data.subnets!.map((s) => [s.name, s]));
    expect(answers.get('DMZVPC-Private-Subnet-A')).toMatchObject({
      answer: 'port-exhaustion',
      gateway: gateway('DMZVPC-NATGW-A').id,
      nameServers: { by: 'vpc-resolver', forwards: [] },
    });
    expect(answers.get('DMZVPC-Private-Subnet-B')!.answer).toBe('not-the-gateway');
    // The transit gateway sends these through either.
    expect(answers.get('VPC01-PrivateSubnetA')).toMatchObject({ answer: 'port-exhaustion' });
    expect(answers.get('VPC01-PrivateSubnetA')!.gateways).toHaveLength(2);
  });

  test('talkers add up, and the share of S3 is measured instead of guessed', () => {
    for (const { talkers } of json.data.gateways!) {
      const { clients, destinations, bytes, scannedBytes } = talkers!;
      expect(bytes).toBeGreaterThan(0);
      expect(scannedBytes).toBeGreaterThan(0);
      for (const parties of [clients, destinations])
        expect(parties.reduce((n, p) => n + p.download + p.upload, 0)).toBeLessThanOrEqual(bytes);
    }
    const endpoints = json.data.advice.filter((a) => a.code === 'GATEWAY_ENDPOINT');
    expect(endpoints.length).toBeGreaterThan(0);
    for (const a of endpoints) expect([a.upTo, /Flow Logs로 측정/.test(a.says)]).toEqual([false, true]);
    expect(json.data.advice.map((a) => a.code)).not.toContain('FLOW_LOGS');
  });

  test('the workload that takes the ports gets a gateway of its own, with its share and its cost', () => {
    const split = json.data.advice.filter((a) => a.code === 'SPLIT_WORKLOAD');
    const [first] = gateway('DMZVPC-NATGW-A').portUses!.clients;
    expect(split.map((a) => a.resource)).toEqual([gateway('DMZVPC-NATGW-A').id]);
    expect(split[0]!.says).toContain(first!.client.address);
    expect(split[0]!.says).toContain(`${first!.ports.toLocaleString('en-US')}개`);
    expect(split[0]!.monthlyUsd).toBeLessThan(0);
  });

  test('both reports tell it, with what the queries scanned', () => {
    expect(en.code).toBe(0);
    const { address } = gateway('DMZVPC-NATGW-A').portUses!.destinations[0]!.destination;
    const [ko, md] = ['ko', 'en'].map((lang) => readFileSync(join(home, lang, 'nat-gateway-analysis.md'), 'utf8'));
    expect(ko).toMatch(/스캔/);
    expect(en.stdout).toMatch(/scanned/);
    for (const report of [ko, md, en.stdout]) expect(report).toContain(address);
    expect(md! + en.stdout).not.toMatch(/[가-힣]/);
    expect(ko).toContain('서브넷별 판정');
    // What no gateway slows is only counted on the screen.
    expect(md).toContain('DMZVPC-Private-Subnet-B');
    expect(en.stdout).not.toContain('DMZVPC-Private-Subnet-B');
  });

  test('--no-flow-logs asks no query, and says what is not known for it', async () => {
    const run = await netops([...nat, '--no-flow-logs', '--lang', 'en', '--format', 'json'], { home });
    const { data, gaps } = parse(run);
    expect(gaps).toEqual([]);
    for (const g of data.gateways!) expect([g.flowLogs.state, g.talkers, g.portUses]).toEqual(['usable', null, null]);
    expect(data.subnets!.find((s) => s.answer === 'port-exhaustion')!.why).toContain('Only flow logs could tell');
  });
});

test('queries refused: a gap, and the report stands on the metrics', async () => {
  const home = await labWith((state) =>
    state.apiFaults.push({
      id: 'logs',
      operation: 'logs:StartQuery',
      effect: { kind: 'error', code: 'AccessDeniedException', status: 400 },
    }),
  );
  const { data, gaps } = parse(await netops([...nat, '--format', 'json'], { home }));
  expect(gaps.map((g) => `${g.operation} ${g.code}`)).toEqual(['StartQuery AccessDeniedException']);
  for (const g of data.gateways!) expect([g.talkers, g.verdict]).toEqual([null, 'not-the-gateway']);
});

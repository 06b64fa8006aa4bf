import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openSnapshot } from '../../src/capabilities/source.ts';
import type { ChatEvent, Conversation, Told } from '../../src/chat/conversation.ts';
import { plannedAnswerer } from '../../src/chat/planned.ts';
import type { Plan } from '../../src/chat/planner/plan.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { tools } from '../../src/tools/index.ts';
import type { Approval } from '../../src/tools/tool.ts';
import { serveLab } from '../lab-clock.ts';
import { freshHome } from '../netops.ts';

/* Conversations without a model on the lab: what the seed's prompts come to, and what later prompts make of it. */

const zone = 'Asia/Seoul';
const source = { source: 'lab', region: [], roleArn: [] };
const victim = 'DMZVPC-Private-B-10.11.24.102';
const victimId = 'i-06ab0389cfa6b82d5';

let home: string;
let conversation: Conversation;
let approvals: Approval[];
let yes: boolean;
const answerer = plannedAnswerer(tools);
const { signal } = new AbortController();
const approve = async (approval: Approval): Promise<boolean> => {
  approvals.push(approval);
  return yes;
};

beforeEach(() => {
  home = freshHome();
  process.env.NETOPS_HOME = home;
  approvals = [];
  yes = false;
  conversation = {
    lang: 'ko',
    zone,
    turns: [],
    instructions: '',
    context: [],
    setting: (ask) => ({
      lang: 'ko',
      zone,
      now: new Date(),
      source,
      ...ask,
      open: (needs, waiting = {}) => openSnapshot(source, needs, waiting, { signal }),
    }),
  };
});

interface Heard {
  text: string;
  tools: { tool: string; input: unknown }[];
  of<Kind extends ChatEvent['kind']>(kind: Kind): Extract<ChatEvent, { kind: Kind }>[];
}

/** Asks, and keeps the turn as a face does. */
async function say(prompt: string): Promise<Heard> {
  const events: ChatEvent[] = [];
  for await (const event of answerer.answer(prompt, conversation, { signal, approve })) events.push(event);
  const of: Heard['of'] = (kind) => events.filter((e): e is never => e.kind === kind);
  const text = of('block')
    .map((e) => renderMarkdown(e.content))
    .join('\n');
  const told: Told[] = of('told').map((e) => e.told);
  const plan: Plan | undefined = of('planned')[0]?.plan;
  conversation.turns.push({
    at: new Date().toISOString(),
    prompt,
    ...(plan === undefined ? {} : { plan }),
    answer: text,
    told,
  });
  return { text, tools: of('tool-started').map(({ tool, input }) => ({ tool, input })), of };
}

test('the network, saved as asked; a source that is not there yet is said, not passed over', async () => {
  const heard = await say(
    `"현재 계정의 네트워크 구성을 상세하게 분석해줘" 결과는 ${home}/reports 에 markdown으로 저장해줘. steampipe를 활용해줘.`,
  );
  expect(heard.tools).toEqual([{ tool: 'analyze_network', input: {} }]);
  expect(heard.text).toContain('VPC 5개');
  expect(heard.of('note').map((n) => n.says.ko)).toEqual(['steampipe 소스는 아직 없어 lab에서 직접 읽었습니다.']);
  expect(readdirSync(join(home, 'reports'))).toEqual(['network-analysis.md']);
  expect(heard.of('files')).toEqual([{ kind: 'files', paths: [join(home, 'reports', 'network-analysis.md')] }]);
  expect(readFileSync(join(home, 'reports', 'network-analysis.md'), 'utf8')).toContain('# AWS 네트워크 분석 보고서');
});

test('the report of the audit brings its script along, whatever the format', async () => {
  await say(`보안 취약점을 분석해서 ${home}/audit 에 html로 저장해줘`);
  const files = readdirSync(join(home, 'audit')).sort();
  expect(files).toEqual([
    'aws-security-vulnerability-report.html',
    'daily-security-check.sh',
    'security-dashboard.html',
  ]);
});

test('JSON is the document of the command', async () => {
  await say(`DMZVPC-alb1 상태를 ${home}/out 에 json으로 저장해줘`);
  const document = JSON.parse(readFileSync(join(home, 'out', 'load-balancer-analysis.json'), 'utf8'));
  expect(document).toMatchObject({ schemaVersion: 1, kind: 'lb', summary: { balancers: 1, targets: 4 } });
});

describe('the fault of the seed', () => {
  test('stopped after a yes; found, explained, mended, each by what was said before', async () => {
    yes = true;
    const lab = await serveLab(home, home);
    const stopping = say(`"${victim}" EC2 인스턴스를 Stop 시켜줘.`);
    // The call itself is of now: CloudTrail's record of it is asked for below.
    await vi.waitFor(() => expect(approvals).toHaveLength(1), { timeout: 20_000 });
    await sleep(1_000);
    const stop = await lab.hurried(stopping);
    expect(approvals[0]!.destructive).toBe(true);
    expect(approvals[0]!.preview.ko).toContain(`aws ec2 stop-instances --instance-ids ${victimId}`);
    expect(stop.of('failed')).toEqual([]);

    const state = await say('DMZVPC-alb1의 현재 상태와 타겟 그룹의 상태를 파악해줘.');
    expect(state.tools).toEqual([{ tool: 'diagnose_load_balancer', input: { name: 'DMZVPC-alb1' } }]);
    expect(state.text).toContain('가용성 75%');
    expect(state.text).toContain('LB_TARGET_STOPPED');

    const why = await say('왜?');
    expect(why.tools).toEqual([]);
    expect(why.text).toContain('LB_TARGET_STOPPED');
    expect(why.text).toContain('StopInstances');

    yes = false;
    await expect(say('그거 고쳐줘')).rejects.toThrow('declined');
    expect(approvals).toHaveLength(2);
    expect(approvals[1]!.preview.ko).toContain(`apply-fix LB_TARGET_STOPPED ${victimId}`);
    expect(approvals[1]!.preview.ko).toContain('aws ec2 start-instances');
    await lab.stop();
  }, 120_000);

  test('a no changes nothing, and is said', async () => {
    await expect(say(`${victim} 중지해줘`)).rejects.toMatchObject({
      text: { ko: expect.stringMatching(/취소|승인|하지 않/) },
    });
    expect(approvals).toHaveLength(1);
    const audit = join(home, 'audit.jsonl');
    expect(existsSync(audit)).toBe(false);
  });
});

test('several requests are done in order; one that cannot be does not stop the others', async () => {
  const heard = await say('DMZVPC-alb9 로드 밸런서 상태 알려주고, 인터넷에서 뭐가 열려 있는지도 확인해줘');
  expect(heard.tools.map((t) => t.tool)).toEqual(['diagnose_load_balancer', 'find_exposure']);
  expect(heard.of('failed')).toHaveLength(1);
  expect(heard.of('failed')[0]!.says.ko).toContain('DMZVPC-alb9');
  expect(heard.text).not.toBe('');
});

test('a flow', async () => {
  const heard = await say('10.1.20.101에서 10.11.20.101로 443 포트 통신 되나?');
  expect(heard.tools).toEqual([
    { tool: 'trace_path', input: { source: '10.1.20.101', destination: '10.11.20.101', port: '443' } },
  ]);
});

test('a metric by its name, over a window', async () => {
  const heard = await say('DMZVPC-NATGW-A의 ActiveConnectionCount 최근 6시간');
  expect(heard.tools).toHaveLength(1);
  expect(heard.tools[0]).toMatchObject({
    tool: 'get_metric_data',
    input: {
      namespace: 'AWS/NATGateway',
      metric: 'ActiveConnectionCount',
      dimensions: { NatGatewayId: 'nat-09cc2e3a39756367b' },
      stat: 'Maximum',
    },
  });
});

test('what has no command yet is said in one sentence, and nothing is called', async () => {
  const heard = await say('Direct Connect BGP 상태 점검해줘');
  expect(heard.tools).toEqual([]);
  expect(heard.text).toMatch(/아직 없습니다/);
});

test('what is not its matter: what it can do, without an account', async () => {
  conversation.setting = (ask) => ({
    ...{ lang: 'ko' as const, zone, now: new Date(), source },
    ...ask,
    open: () => Promise.reject(new Error('the account was read')),
  });
  const heard = await say('오늘 점심 뭐 먹지?');
  expect(heard.text).toContain('DMZVPC-alb1');
});

test('earlier findings about the same resources are named with their time, and not repeated', async () => {
  await say('네트워크 구성을 분석해줘');
  const heard = await say('DMZVPC NAT 게이트웨이 분석해줘');
  expect(heard.text).toMatch(/이전 분석\(\d{4}-\d\d-\d\d \d\d:\d\d KST\)에서 확인된 관련 항목/);
});

describe('what something means', () => {
  test('a term, with its source, though something else was found before', async () => {
    await say('보안 취약점을 분석해줘');
    const heard = await say('NAT 게이트웨이가 뭐야?');
    expect(heard.tools).toEqual([]);
    expect(heard.text).toContain('https://docs.aws.amazon.com/');
    expect(heard.text).not.toContain('ACCOUNT_ROOT');
  });

  test('a code: what the check looks for, and what it found here', async () => {
    await say('보안 취약점을 분석해줘');
    const heard = await say('ACCOUNT_ROOT_MFA_OFF가 무슨 뜻이야?');
    expect(heard.text).toContain('ACCOUNT_ROOT_MFA_OFF');
    expect(heard.text).toContain('조치');
  });
});

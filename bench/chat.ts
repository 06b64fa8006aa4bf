// From a prompt to the first thing that a person sees of its answer, without a language model, on a snapshot of the lab
// that is in memory. Target: 300 ms. Planning alone grows with the prompt's length, an answer with the network.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSnapshot } from '../src/capabilities/source.ts';
import type { Conversation } from '../src/chat/conversation.ts';
import { plannedAnswerer } from '../src/chat/planned.ts';
import { tools } from '../src/tools/index.ts';
import { median, print } from './measure.ts';

process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'netops-bench-'));
const signal = new AbortController().signal;
const lab = { source: 'lab', region: [], roleArn: [] };
const snapshot = await openSnapshot(lab, 'all', {}, { signal });

const conversation: Conversation = {
  lang: 'ko',
  zone: 'Asia/Seoul',
  turns: [],
  instructions: '',
  context: [],
  setting: (ask) => ({
    lang: 'ko',
    zone: 'Asia/Seoul',
    now: new Date(),
    source: lab,
    open: async () => snapshot,
    ...ask,
  }),
};

const prompts: Record<string, string> = {
  'load balancer': 'DMZVPC-alb1의 현재 상태와 타겟 그룹의 상태를 파악해줘.',
  'NAT gateways': 'DMZVPC NAT Gateway의 지난 24시간을 분석해줘',
  path: '10.1.20.101에서 10.11.20.101로 443 포트 통신 되나?',
  'overview of everything': '현재 계정의 네트워크 구성을 상세하게 분석해줘',
  help: '뭘 할 수 있어?',
};
const answerer = plannedAnswerer(tools);
for (const [name, prompt] of Object.entries(prompts)) {
  const first: number[] = [];
  const shown: number[] = [];
  for (let i = 0; i < 8; i++) {
    const started = performance.now();
    let seen = false;
    let answered = false;
    for await (const event of answerer.answer(prompt, conversation, { signal, approve: async () => false })) {
      const now = performance.now() - started;
      if (!seen && event.kind !== 'planned' && event.kind !== 'told') {
        seen = true;
        first.push(now);
      }
      if (!answered && event.kind === 'block') {
        answered = true;
        shown.push(now);
      }
    }
  }
  // The first run loads code; a person waits for that once.
  print({ bench: 'chat', case: `${name}: first output, first prompt`, n: 1, value: first[0]!, unit: 'ms' });
  print({ bench: 'chat', case: `${name}: first output`, n: 7, value: median(first.slice(1)), unit: 'ms' });
  print({ bench: 'chat', case: `${name}: answer`, n: 7, value: median(shown.slice(1)), unit: 'ms' });
}

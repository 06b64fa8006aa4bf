import { beforeAll, describe, expect, test } from 'vitest';
import { makeAnswering } from '../../src/chat/answerer.ts';
import { type Chat, openChat } from '../../src/chat/chat.ts';
import { answered } from '../../src/chat/choice.ts';
import type { ChatEvent, Turn } from '../../src/chat/conversation.ts';
import { UserError } from '../../src/errors/user-error.ts';
import type { Approval } from '../../src/tools/tool.ts';
import { freshHome, netops } from '../netops.ts';

const turn = (prompt: string, choices: string[], unclear?: string): Turn => ({
  at: '2026-11-23T00:00:00.000Z',
  prompt,
  answer: 'which?',
  told: [],
  asked: { choices, ...(unclear === undefined ? {} : { unclear }) },
});

describe('a prompt that picks one of the choices it was asked back with', () => {
  const asked = turn('DMZVCP-alb 상태', ['DMZVPC-alb1', 'mgmtvpc-alb'], 'DMZVCP-alb');
  test.each([
    ['2', 'mgmtvpc-alb 상태'],
    ['2번', 'mgmtvpc-alb 상태'],
    ['1번으로 해줘', 'DMZVPC-alb1 상태'],
    ['두 번째', 'mgmtvpc-alb 상태'],
    ['첫번째거요', 'DMZVPC-alb1 상태'],
    ['the second one please', 'mgmtvpc-alb 상태'],
    ['MGMTVPC-ALB', 'mgmtvpc-alb 상태'],
    ['alb1', 'DMZVPC-alb1 상태'],
  ])('%s', (prompt, whole) => {
    expect(answered(prompt, asked)).toEqual([whole]);
  });

  test.each(['3', '0', '22번 포트 열어줘', 'alb', '처음부터 다시 분석해줘', '2시간 전부터', 'second opinion'])(
    'not by %s',
    (prompt) => {
      expect(answered(prompt, asked)).toEqual([]);
    },
  );

  test('nothing was asked', () => {
    expect(answered('1', undefined)).toEqual([]);
    expect(answered('1', { ...asked, asked: undefined } as unknown as Turn)).toEqual([]);
  });
});

describe('on the lab, with the web servers’ port closed', () => {
  let chat: Chat;
  const approvals: Approval[] = [];
  const ask = async (prompt: string): Promise<ChatEvent[]> => {
    const events: ChatEvent[] = [];
    const approve = async (approval: Approval): Promise<boolean> => {
      approvals.push(approval);
      return false;
    };
    try {
      for await (const event of chat.ask(prompt, { signal: new AbortController().signal, approve })) events.push(event);
    } catch (error) {
      // A no is said where results are.
      if (!(error instanceof UserError)) throw error;
    }
    return events;
  };

  beforeAll(async () => {
    const home = freshHome();
    process.env.NETOPS_HOME = `${home}/netops`;
    await netops(['lab', 'break', 'target-group-closed'], { home });
    ({ chat } = await openChat({
      lang: 'ko',
      zone: 'Asia/Seoul',
      places: { directory: home, home },
      source: { source: 'lab', region: [], roleArn: [] },
      makeAnswering,
      model: 'none',
      resume: false,
      maxSteps: 6,
      trustTools: false,
    }));
  });

  test('"fix it" after an analysis of everything is about what causes the failure', async () => {
    await ask('네트워크 분석해줘');
    await ask('그거 고쳐줘');
    expect(approvals.map((a) => a.preview.en)).toEqual([expect.stringContaining('authorize-security-group-ingress')]);
  });

  test('which of several weaknesses is asked, and a number answers', async () => {
    approvals.length = 0;
    const asked = await ask('DMZVPC 고쳐줘');
    const question = asked.find((e) => e.kind === 'question');
    expect(question).toMatchObject({ choices: expect.arrayContaining([expect.stringMatching(/^[A-Z0-9_]+ vpc-/)]) });
    const place = question!.choices.findIndex((choice) => choice.startsWith('ENDPOINT_S3_MISSING '));
    await ask(`${place + 1}번`);
    expect(approvals.map((a) => a.preview.en)).toEqual([expect.stringContaining('create-vpc-endpoint')]);
  });
});

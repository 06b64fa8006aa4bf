import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeAnswering } from '../../../src/chat/answerer.ts';
import { type Chat, openChat } from '../../../src/chat/chat.ts';
import type { ChatEvent } from '../../../src/chat/conversation.ts';
import { runSlash } from '../../../src/chat/slash/index.ts';
import type { Approval } from '../../../src/tools/tool.ts';
import { freshHome } from '../../netops.ts';
import { type OpenAiServer, type Reply, startOpenAiServer } from './openai-server.ts';

/* A conversation with a model, over the wire, with what an agent's file brings: other MCP servers, skills, a summary. */

const open: { server: OpenAiServer; chat: Chat }[] = [];
afterEach(async () => {
  for (const { server, chat } of open.splice(0)) {
    await chat.close();
    await server.close();
  }
});

const odd = join(import.meta.dirname, '../../mcp/odd-server.mjs');

async function chatWith(agent: object, script: (n: number) => Reply, files: Record<string, string> = {}) {
  const home = freshHome();
  process.env.NETOPS_HOME = join(home, 'netops');
  const server = await startOpenAiServer(script);
  Object.assign(process.env, { NETOPS_MODEL_URL: server.url, NETOPS_MODEL_KEY: 'k' });
  for (const [path, content] of Object.entries({ '.kiro/agents/ops.json': JSON.stringify(agent), ...files })) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  const { chat } = await openChat({
    lang: 'en',
    zone: 'Asia/Seoul',
    places: { directory: home, home },
    source: { source: 'lab', region: [], roleArn: [] },
    makeAnswering,
    agent: 'ops',
    model: 'openai-compatible:scripted',
    resume: false,
    maxSteps: 6,
    trustTools: false,
  });
  open.push({ server, chat });
  const asked: Approval[] = [];
  const ask = async (prompt: string, yes = true): Promise<{ text: string; events: ChatEvent[] }> => {
    const events: ChatEvent[] = [];
    const approve = async (approval: Approval): Promise<boolean> => {
      asked.push(approval);
      return yes;
    };
    for await (const event of chat.ask(prompt, { signal: new AbortController().signal, approve })) events.push(event);
    return { text: events.flatMap((e) => (e.kind === 'text' ? [e.text] : [])).join(''), events };
  };
  return { chat, server, ask, asked };
}

const call = (name: string, input: object): Reply => ({ calls: [{ name, arguments: JSON.stringify(input) }] });
const withServer = { mcpServers: { odd: { command: process.execPath, args: [odd, 'good'] } }, tools: ['*'] };

describe('a tool of another MCP server', () => {
  const script = (n: number): Reply =>
    n === 0 ? call('_odd_echo', { sessions: 4711 }) : { text: 'There are 4711 sessions, 9999 at most.' };

  test('is offered by its name, asked for, called, and what it says may be repeated', async () => {
    const { ask, asked, server } = await chatWith(withServer, script);
    const { text, events } = await ask('how many sessions?');
    expect(server.requests[0]?.tools?.map((t) => t.function.name)).toEqual(
      expect.arrayContaining(['_odd_echo', 'analyze_network', 'calculate']),
    );
    expect(asked.map((a) => a.says.en)).toEqual([expect.stringContaining('@odd/echo')]);
    expect(JSON.stringify(server.requests[1]?.messages)).toContain('4711');
    expect(text).toBe('There are 4711 sessions, [unconfirmed] at most.\n');
    expect(events.find((e) => e.kind === 'note' && e.removed !== undefined)).toMatchObject({ removed: ['9999'] });
  });

  test('is not called when the person says no, and not asked about where the agent allows it', async () => {
    const refused = await chatWith(withServer, script);
    const { text } = await refused.ask('how many sessions?', false);
    expect(JSON.stringify(refused.server.requests[1]?.messages)).toContain('not approved');
    // What the model itself passed to a call that was not made is no result.
    expect(text).not.toContain('4711');
    const allowed = await chatWith({ ...withServer, allowedTools: ['@odd/ec*'] }, script);
    await allowed.ask('how many sessions?');
    expect(allowed.asked).toEqual([]);
  });

  test('and what is said of it in the session holds: by name, by server, and against what the agent allows', async () => {
    const { chat, ask, asked } = await chatWith({ ...withServer, allowedTools: ['@odd/ec*'] }, (n) =>
      n % 2 === 0 ? call('_odd_echo', { n }) : { text: 'ok' },
    );
    const timesAsked = async (line: string): Promise<number> => {
      await runSlash(line, chat);
      asked.length = 0;
      await ask('how many?');
      return asked.length;
    };
    expect(await timesAsked('/tools untrust @odd/echo')).toBe(1);
    expect(await timesAsked('/tools reset')).toBe(0);
    expect(await timesAsked('/tools untrust @odd')).toBe(1);
    expect(await timesAsked('/tools trust @odd')).toBe(0);
    expect(await timesAsked('/tools trust-all')).toBe(0);
    await runSlash('/tools untrust trace_path', chat);
    expect([chat.isTrusted('trace_path'), chat.isTrusted('find_exposure')]).toEqual([false, true]);
  });

  test('that dies in a call is an error for the model, and the conversation goes on', async () => {
    const { ask } = await chatWith({ ...withServer, allowedTools: ['@odd'] }, (n) =>
      n === 0 ? call('_odd_die', {}) : { text: n === 1 ? 'It is gone.' : 'Still here.' },
    );
    const { text, events } = await ask('try it');
    expect(events.find((e) => e.kind === 'tool-ended')).toMatchObject({ error: { en: expect.stringMatching(/./) } });
    expect(text).toBe('It is gone.\n');
    expect((await ask('and now?')).text).toBe('Still here.\n');
  });
});

test('a skill is read when the model asks for it', async () => {
  const skill = '---\nname: bgp\ndescription: what to do when BGP goes down\n---\n\nLook at the optical level first.\n';
  const { ask, server } = await chatWith(
    { resources: ['skill://skills/**/SKILL.md'], tools: ['*'] },
    (n) => (n === 0 ? call('read_skill', { name: 'bgp' }) : { text: 'Look at the optical level.' }),
    { 'skills/bgp/SKILL.md': skill },
  );
  const { text } = await ask('BGP is down');
  const [first, second] = server.requests.map((r) => JSON.stringify(r.messages));
  expect(first).toContain('what to do when BGP goes down');
  expect(first).not.toContain('optical');
  expect(second).toContain('optical level first');
  expect(text).toBe('Look at the optical level.\n');
});

test('a model that fails after its change was made does not have it made twice', async () => {
  const change = { change: 'open tcp 8443 from 10.1.0.0/16 in ControlPlaneSecurityGroup' };
  const { ask, asked, chat } = await chatWith({ tools: ['*'] }, (n) =>
    n === 0 ? call('apply_change', change) : { cut: 'It is ' },
  );
  const { events } = await ask(change.change);
  expect(asked).toHaveLength(1);
  expect(events.findLast((e) => e.kind === 'failed')).toMatchObject({
    says: { en: expect.stringMatching(/undo LAST/) },
  });
  expect(chat.session.turns.at(-1)).not.toHaveProperty('plan');
}, 30_000);

describe('files beside a prompt', () => {
  test('@path with a particle on it is the file; what is there already is not added twice', async () => {
    const { chat, ask, server } = await chatWith({ tools: ['*'] }, () => ({ text: 'ok' }), {
      'notes/plan.md': 'move the firewall first',
      계획를: 'a file of just that name',
    });
    await ask('@notes/plan.md를 참고해서 답해줘. @계획를');
    const sent = JSON.stringify(server.requests[0]?.messages);
    expect(sent).toContain('move the firewall first');
    expect(sent).toContain('a file of just that name');
    const said = async (line: string) => (await runSlash(line, chat)).says?.map((says) => says.en);
    await said('/context add notes/plan.md');
    expect(await said(`/context add ${chat.places.directory}/notes/plan.md`)).toEqual([
      expect.stringMatching(/plan\.md is in the context already/),
    ]);
    expect(chat.session.context).toEqual(['notes/plan.md']);
  });
});

describe('/compact', () => {
  test('a prompt that fills the window by itself is shortened, too, and only what was done is said', async () => {
    const { chat, ask } = await chatWith({ tools: ['*'] }, () => ({ text: 'ok' }));
    await ask('hello');
    expect((await runSlash('/compact', chat)).says?.map((says) => says.en)).toEqual(['There is nothing to shorten.']);
    const { events } = await ask(`hello ${'word '.repeat(40_000)}`);
    expect(events.flatMap((e) => (e.kind === 'note' ? [e.says.en] : []))).toEqual([
      expect.stringMatching(/earlier turns were shortened: about 4\d,\d+ → \d{3} tokens/),
    ]);
    const { total, window } = await chat.usage();
    expect(total).toBeLessThan(window / 10);
  });

  const summary = 'Asked about 10.1.20.101; 203.0.113.77 was seen.';
  const script = (n: number): Reply => ({ text: n === 4 ? summary : `answer ${'word '.repeat(200)}` });

  test('a model sums earlier turns up; what nobody said is taken out of it, too', async () => {
    const { chat, ask, server } = await chatWith({ tools: ['*'] }, script);
    for (const n of [1, 2, 3, 4]) await ask(`prompt ${n} about 10.1.20.101`);
    const reply = await runSlash('/compact', chat);
    expect(reply.says?.map((says) => says.en)).toEqual([expect.stringMatching(/earlier turns were shortened/)]);
    expect(JSON.stringify(server.requests[4]?.messages)).toContain('prompt 1 about');
    expect(JSON.stringify(server.requests[4]?.messages)).not.toContain('prompt 3 about');
    await ask('and then?');
    const { messages } = server.requests[5]!;
    expect(messages[0]).toMatchObject({
      role: 'system',
      content: expect.stringContaining('Asked about 10.1.20.101; [unconfirmed] was seen.'),
    });
    const spoken = JSON.stringify(messages.slice(1));
    expect(spoken).not.toContain('prompt 2 about');
    expect(spoken).toContain('prompt 3 about');
  });

  test('a model that fails leaves it to the rule, and that is said', async () => {
    const { chat, ask } = await chatWith({ tools: ['*'] }, (n) => (n === 4 ? { status: 400 } : script(0)));
    for (const n of [1, 2, 3, 4]) await ask(`prompt ${n}`);
    const reply = await runSlash('/compact', chat);
    expect(reply.says?.[0]?.en).toMatch(/could not sum up/);
    expect(chat.session.turns.map((turn) => turn.answer.length > 300)).toEqual([false, false, true, true]);
    expect(chat.session.summary).toBeUndefined();
  });
});

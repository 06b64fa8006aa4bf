import type { Answerer } from '../../src/chat/conversation.ts';
import { startChat } from '../../src/chat/start.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { verbatim } from '../../src/messages/text.ts';

/*
 * The chat as it is, with somebody else answering: what the terminal does must not depend on what the planner says.
 * `node scripted.js [PROMPT] [--format json]`.
 */

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const scripted: Answerer = {
  async *answer(prompt, conversation, { signal, approve }) {
    switch (prompt.split(/\s/)[0]) {
      case 'markdown':
        for (const piece of [
          '# 제목\n\n',
          '첫 **문단** ',
          'and `code`\n\n| a | b |\n|---|---|\n',
          '| 1 | 2 |\n\n',
          '<b>x</b>',
        ])
          yield { kind: 'text', text: piece };
        break;
      case 'hostile':
        yield {
          kind: 'text',
          text: 'before \u001b]0;owned\u0007 \u001b[31mred\u001b[0m ![x](http://e.vil/p.png) after\n',
        };
        yield { kind: 'failed', says: verbatim('line\u001b[2J') };
        break;
      case 'slow':
        yield { kind: 'tool-started', id: '1', tool: 'trace_path', input: { from: 'a' } };
        await wait(30_000, signal);
        yield { kind: 'tool-ended', id: '1', tool: 'trace_path', seconds: 30 };
        break;
      case 'deaf':
        // Does not listen to the signal.
        await new Promise((resolve) => setTimeout(resolve, 20_000));
        break;
      case 'change': {
        const yes = await approve({
          says: verbatim('stop i-1'),
          preview: verbatim('## Preview\n\n- `aws ec2 stop-instances --instance-ids i-1`\n'),
          destructive: true,
        });
        yield { kind: 'text', text: yes ? 'CHANGED\n' : 'UNTOUCHED\n' };
        break;
      }
      case 'told':
        yield { kind: 'tool-started', id: '1', tool: 'diagnose_load_balancer', input: { name: 'alb1' } };
        yield {
          kind: 'told',
          told: {
            tool: 'diagnose_load_balancer',
            input: { name: 'alb1' },
            takenAt: '2026-11-23T00:00:00.000Z',
            findings: [],
            resources: [{ kind: 'instance', id: 'i-06ab0389cfa6b82d5', name: 'DMZVPC-Private-B' }],
          },
        };
        yield { kind: 'tool-ended', id: '1', tool: 'diagnose_load_balancer', seconds: 0.25 };
        yield { kind: 'text', text: 'DMZVPC-Private-B is stopped.\n' };
        yield { kind: 'note', says: verbatim('one figure was removed'), removed: ['42 ms'] };
        break;
      case 'context':
        yield {
          kind: 'text',
          text: `${conversation.instructions}\n\n${conversation.context.map((file) => file.content).join('\n\n')}\n`,
        };
        break;
      case 'refuse':
        throw new UserError(verbatim('refused with a sentence'));
      default:
        yield {
          kind: 'text',
          text: `${[...prompt].length} characters, ${prompt.split('\n').length} lines: ${prompt.slice(0, 60)}\n`,
        };
    }
  },
};

const args = process.argv.slice(2);
const flag = (name: string): boolean => args.includes(name);
const value = (name: string): string | undefined => (flag(name) ? args[args.indexOf(name) + 1] : undefined);
const [prompt] = args.filter((arg, i) => !arg.startsWith('--') && !args[i - 1]?.startsWith('--'));
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
try {
  await startChat({
    ...(prompt === undefined ? {} : { prompt }),
    options: {
      source: 'lab',
      region: [],
      roleArn: [],
      lang: value('--lang') === 'en' ? 'en' : 'ko',
      format: (value('--format') ?? 'text') as 'text',
      quiet: false,
      resume: flag('--resume') || args.at(-1) === 'resume',
      ...(value('--agent') === undefined ? {} : { agent: value('--agent')! }),
      maxSteps: 5,
      trustTools: false,
      interactive: true,
    },
    screen: () => ({
      width: process.stdout.columns ?? 80,
      color: !process.env.NO_COLOR && process.stdout.isTTY === true,
    }),
    signal: stop.signal,
    answering: async () => ({ answerer: scripted, window: 200_000, notes: [] }),
  });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.text.en}\n`);
  process.exitCode = error.exitCode;
}
process.exit();

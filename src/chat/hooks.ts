import { spawn } from 'node:child_process';
import { UserError } from '../errors/user-error.ts';
import type { ForeignTool } from '../mcp/client.ts';
import * as text from '../messages/chat-hooks.ts';
import type { Text } from '../messages/text.ts';
import { isReport, type Tool } from '../tools/tool.ts';
import type { Agent, Hook, HookMoment } from './agent.ts';
import { names } from './tool-patterns.ts';

/*
 * Commands that an agent's file names, run as Kiro CLI runs them: the event as JSON on standard input, exit code 0 for
 * done, 2 before a tool for "not this one", any other for failed. https://kiro.dev/docs/cli/hooks
 */

const usualTimeoutMs = 30_000;
/** What a hook says goes into the context: a runaway one must not fill it. */
const mostOutput = 64 * 1024;

interface HookRun {
  code: number | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

/** What came of the hooks of one moment. */
export interface HookResult {
  /** What hooks that succeeded have said; context, where the moment has such. */
  said: string[];
  /** Why a tool must not run; only before a tool. */
  blocked?: string;
  /** Hooks that failed: shown to the person, nothing else. */
  warnings: Text[];
}

/** An agent's hooks, ready to run. */
export interface Hooks {
  has(moment: HookMoment): boolean;
  run(moment: HookMoment, event: Record<string, unknown>, signal?: AbortSignal): Promise<HookResult>;
}

/** @param directory - where the commands run */
export function hooksOf(agent: Agent, directory: string): Hooks {
  /** What a hook has said, for as long as its `cache_ttl_seconds` says. */
  const remembered = new Map<string, { until: number; stdout: string }>();

  const runOne = async (hook: Hook, moment: HookMoment, event: Record<string, unknown>, signal?: AbortSignal) => {
    const input = JSON.stringify({ hook_event_name: moment, cwd: directory, ...event });
    const ttl = moment === 'agentSpawn' ? 0 : (hook.cache_ttl_seconds ?? 0);
    const key = `${hook.command}\0${input}`;
    const known = remembered.get(key);
    if (known !== undefined && known.until > Date.now())
      return { code: 0, stdout: known.stdout, stderr: '', timedOut: false };
    const run = await command(hook.command, input, directory, hook.timeout_ms ?? usualTimeoutMs, signal);
    if (run.code === 0 && ttl > 0) remembered.set(key, { until: Date.now() + ttl * 1000, stdout: run.stdout });
    return run;
  };

  return {
    has: (moment) => (agent.file.hooks?.[moment] ?? []).length > 0,
    async run(moment, event, signal) {
      const tool = event.tool_name;
      const hooks = (agent.file.hooks?.[moment] ?? []).filter(
        ({ matcher }) => matcher === undefined || matcher === '*' || typeof tool !== 'string' || names(matcher, tool),
      );
      const result: HookResult = { said: [], warnings: [] };
      for (const hook of hooks) {
        const run = await runOne(hook, moment, event, signal);
        if (run.code === 0) {
          if (run.stdout.trim() !== '') result.said.push(run.stdout.trim());
        } else if (moment === 'preToolUse' && run.code === 2) {
          result.blocked = run.stderr.trim();
          return result;
        } else if (signal?.aborted !== true) {
          result.warnings.push(
            run.timedOut
              ? text.tookTooLong(moment, hook.command, (hook.timeout_ms ?? usualTimeoutMs) / 1000)
              : text.failed(moment, hook.command, run.code, run.stderr.trim()),
          );
        }
      }
      return result;
    },
  };
}

function command(
  line: string,
  input: string,
  cwd: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<HookRun> {
  return new Promise((resolve) => {
    // A group of its own, so that what the shell has started ends with it.
    const own = process.platform !== 'win32';
    const child = spawn(line, { shell: true, cwd, detached: own, stdio: ['pipe', 'pipe', 'pipe'] });
    const run: HookRun = { code: null, stdout: '', stderr: '', timedOut: false };
    const end = (): void => {
      try {
        if (own && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const timer = setTimeout(() => {
      run.timedOut = true;
      end();
    }, timeoutMs);
    signal?.addEventListener('abort', end, { once: true });
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => {
        if (run[name].length < mostOutput) run[name] = (run[name] + piece).slice(0, mostOutput);
      });
    const done = (code: number | null, stderr?: string): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ ...run, code, ...(stderr === undefined ? {} : { stderr }) });
    };
    child.on('error', (error) => done(null, error.message));
    child.on('close', (code) => done(code));
    // A command that does not read its input closes it early.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** A tool with the agent's hooks around it. What a hook forbids is refused with the hook's own words. */
export const hooked = (tool: Tool, hooks: Hooks, warn: (says: Text) => void): Tool => ({
  ...tool,
  run: async (input, setting) =>
    await around(
      { name: tool.name, input, signal: setting.signal, warn },
      hooks,
      async () => await tool.run(input, setting),
      (result) => JSON.stringify(isReport(result) ? result.document() : result.data),
    ),
});

/** The same for a tool of another server. */
export const hookedForeign = (tool: ForeignTool, hooks: Hooks, warn: (says: Text) => void): ForeignTool => ({
  ...tool,
  call: async (input, signal) =>
    await around(
      { name: tool.name, input, signal, warn },
      hooks,
      async () => await tool.call(input, signal),
      (result) => JSON.stringify(result),
    ),
});

interface ToolUse {
  name: string;
  input: unknown;
  signal: AbortSignal;
  /** Told of hooks that failed. */
  warn(says: Text): void;
}

/** @throws UserError when a hook forbids it; whatever the tool throws */
async function around<Result>(
  { name, input, signal, warn }: ToolUse,
  hooks: Hooks,
  run: () => Promise<Result>,
  shown: (result: Result) => string,
): Promise<Result> {
  const about = { tool_name: name, tool_input: input };
  const before = await hooks.run('preToolUse', about, signal);
  before.warnings.forEach(warn);
  if (before.blocked !== undefined) throw new UserError(text.blocked(name, before.blocked));
  const after = async (tool_response: unknown): Promise<void> =>
    (await hooks.run('postToolUse', { ...about, tool_response }, signal)).warnings.forEach(warn);
  let result: Result;
  try {
    result = await run();
  } catch (error) {
    await after({ success: false, result: [error instanceof Error ? error.message : String(error)] });
    throw error;
  }
  // Only made for a hook that reads it.
  if (hooks.has('postToolUse')) await after({ success: true, result: [shown(result)] });
  return result;
}

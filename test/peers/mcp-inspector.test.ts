import { execFile } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { bin, freshHome } from '../netops.ts';

/*
 * Our server under MCP's official inspector, which comes from npm when it is first asked for. Its reading of the protocol
 * is the one that server authors go by.
 */

const inspector = '@modelcontextprotocol/inspector@0.15.0';
let home: string;
beforeAll(() => {
  home = freshHome();
});

const inspect = (...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const server = ['node', bin, 'mcp', '--source', 'lab', '--lang', 'en'];
    const env = { ...process.env, NETOPS_HOME: home };
    execFile('npx', ['-y', inspector, '--cli', ...server, ...args], { env, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${stdout}${stderr}`)),
    );
  });

test('lists tools, resources and prompts', async () => {
  const { tools } = JSON.parse(await inspect('--method', 'tools/list'));
  expect(tools.map((t: { name: string }) => t.name)).toContain('trace_path');
  const { resourceTemplates } = JSON.parse(await inspect('--method', 'resources/templates/list'));
  expect(resourceTemplates.length).toBeGreaterThan(3);
  const { prompts } = JSON.parse(await inspect('--method', 'prompts/list'));
  expect(prompts.length).toBeGreaterThan(3);
});

test('calls a tool', async () => {
  const asked = ['--tool-name', 'diagnose_load_balancer', '--tool-arg', 'name=DMZVPC-alb1'];
  const { structuredContent } = JSON.parse(await inspect('--method', 'tools/call', ...asked));
  expect(structuredContent.summary).toMatchObject({ balancers: 1, targets: 4, healthy: 4 });
});

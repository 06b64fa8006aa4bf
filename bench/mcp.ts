// From spawn to the answer of tools/list, as a client that starts many servers waits for it. Target: 150 ms.
import { spawn } from 'node:child_process';
import { median, print, program, repeat, run } from './measure.ts';

const times = 15;

const line = (message: object): string => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
const hello = line({
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
});
const asks = line({ method: 'notifications/initialized' }) + line({ id: 2, method: 'tools/list' });

/** Milliseconds from spawn to the list, and its length. */
async function once(): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'mcp', '--source', 'lab'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let output = '';
  const answered = new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error('the server left')));
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      const lines = output.split('\n');
      if (lines.length === 2) child.stdin.write(asks);
      if (lines.length === 3) resolve();
    });
  });
  child.stdin.write(hello);
  await answered;
  const ms = performance.now() - started;
  child.removeAllListeners('close');
  child.stdin.end();
  return { ms, bytes: Buffer.byteLength(output.split('\n')[1]!) };
}

await once();
const all: { ms: number; bytes: number }[] = [];
for (let i = 0; i < times; i++) all.push(await once());
const empty = await repeat(times, () => run(process.execPath, ['-e', '1']));
print({ bench: 'mcp', case: 'spawn to tools/list', n: times, value: median(all.map((a) => a.ms)), unit: 'ms' });
print({ bench: 'mcp', case: 'node -e 1', n: times, value: empty.ms, unit: 'ms' });
print({ bench: 'mcp', case: 'answer of tools/list', n: 1, value: all[0]!.bytes / 1000, unit: 'kB' });

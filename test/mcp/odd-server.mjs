// An MCP server with one bad habit, named by its argument. Speaks just enough of the protocol by hand.
import { createInterface } from 'node:readline';

const habit = process.argv[2];
const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const tool = (name) => ({ name, description: `Tool ${name}`, inputSchema: { type: 'object' } });

if (habit === 'dies') {
  process.stderr.write('Traceback (most recent call last):\n\u001b[31mImportError: no module named boto\u001b[0m\n');
  process.exit(1);
}
if (habit === 'rubbish') process.stdout.write('Welcome!\n*** not JSON ***\n');
if (habit === 'only-rubbish') setInterval(() => process.stdout.write('still starting\n'), 50);

createInterface({ input: process.stdin }).on('line', (line) => {
  if (habit === 'only-rubbish' || habit === 'silent') return;
  const { id, method, params } = JSON.parse(line);
  if (method === 'initialize') {
    const { protocolVersion } = params;
    const serverInfo = { name: habit, version: '1' };
    say({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo } });
  } else if (method === 'tools/list') {
    // Two pages.
    if (params?.cursor === 'two') say({ id, result: { tools: [tool('echo'), tool('environment')] } });
    else say({ id, result: { tools: [tool('hang'), tool('die'), tool('fail')], nextCursor: 'two' } });
  } else if (method === 'tools/call') {
    const text = (words, isError = false) => say({ id, result: { content: [{ type: 'text', text: words }], isError } });
    switch (params.name) {
      case 'die':
        process.stderr.write('out of memory\n');
        process.exit(137);
        break;
      case 'fail':
        text('no such bucket', true);
        break;
      case 'echo':
        text(JSON.stringify(params.arguments));
        break;
      case 'environment':
        text(JSON.stringify({ ...process.env, PID: process.pid }));
        break;
    }
  }
});
if (habit === 'stubborn') {
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1_000);
}

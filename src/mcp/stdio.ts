import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { mcpServer } from './server.ts';
import type { ServiceOptions } from './service.ts';

/** Serves one client on standard input and output until it leaves. Nothing else may be written to standard output. */
export async function serveStdio(options: ServiceOptions, signal: AbortSignal): Promise<void> {
  const server = mcpServer(options);
  const left = new Promise<void>((resolve) => {
    // The transport does not notice that its input has ended: closing aborts what is under way.
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport());
  await left;
  await server.close();
}

import { readFile } from 'node:fs/promises';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { mcpServer } from './server.ts';
import type { ServiceOptions } from './service.ts';

/*
 * An entry point of its own (build.mjs): one file with the protocol and nothing else, and the list of tools as the build
 * wrote it. A client that starts many servers waits for each one's list.
 */

/** Serves one client on standard input and output until it leaves. Nothing else may be written to standard output. */
export async function serveStdio(options: ServiceOptions, signal: AbortSignal): Promise<void> {
  const { lang, allowChanges } = options;
  const list = new URL(`mcp-tools/${lang}${allowChanges ? '-changes' : ''}.json`, import.meta.url);
  const server = mcpServer(options, JSON.parse(await readFile(list, 'utf8')) as ListedTool[]);
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

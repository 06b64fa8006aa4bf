import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { UserError } from '../errors/user-error.ts';
import { resultsKept } from '../tools/results.ts';
import { getPrompt, listPrompts } from './prompts.ts';
import { recentSnapshots } from './recent-snapshots.ts';
import { listResources, readResource, resourceTemplates } from './resources.ts';
import type { ServiceOptions } from './service.ts';
import { type Calling, callTool } from './tool-calls.ts';

export { toolList } from './tool-list.ts';

/** What answers one client, with what it was answered before. */
export type Requests = ReturnType<typeof openSession>;

export function openSession(server: Server, options: ServiceOptions) {
  const { lang } = options;
  const results = resultsKept();
  const session = { server, results, snapshots: recentSnapshots(), options };
  return {
    callTool: (name: string, given: Record<string, unknown>, calling: Calling) =>
      callTool(session, name, given, calling),
    listResources: () => listResources(results, lang),
    resourceTemplates: () => resourceTemplates(lang),
    async readResource(uri: string): Promise<{ found: ReadResourceResult } | { notFound: string }> {
      try {
        return { found: await readResource(uri, results) };
      } catch (error) {
        if (error instanceof UserError) return { notFound: error.text[lang] };
        throw error;
      }
    },
    listPrompts: () => listPrompts(lang),
    getPrompt: (name: string, given: Record<string, string>) => getPrompt(name, given, lang),
  };
}

/*
 * Which tools an agent has (`tools`), which run without asking (`allowedTools`) and which a hook is for (`matcher`), in
 * Kiro's words: exact names, `*` and `?`, `@server`, `@server/tool`, `@builtin`.
 */

/** netops' own tools are built in here, and come from its MCP server when the same agent runs in Kiro. */
const ourServer = '@netops';

const isForeign = (tool: string): boolean => tool.startsWith('@');

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

/** True when a pattern names a tool. `tool` is `trace_path`, or `@server/tool` for another server's. */
export function names(pattern: string, tool: string): boolean {
  if (pattern === '@builtin') return !isForeign(tool);
  const full = isForeign(tool) ? [tool] : [tool, `${ourServer}/${tool}`];
  // `@server` and `@git-*` are all tools of those servers.
  if (pattern.startsWith('@') && !pattern.includes('/'))
    return full.some((name) => isForeign(name) && wildcard(pattern).test(name.replace(/\/.*/s, '')));
  return full.some((name) => wildcard(pattern).test(name));
}

/** Whether an agent has a tool at all: one that lists none has none. */
export const hasTool = (listed: readonly string[] | undefined, tool: string): boolean =>
  (listed ?? []).some((pattern) => pattern === '*' || names(pattern, tool));

/** Whether a tool runs without asking. A bare `*` allows nothing, as in Kiro: it would be too easily written. */
export const isAllowed = (listed: readonly string[] | undefined, tool: string): boolean =>
  (listed ?? []).some((pattern) => pattern !== '*' && names(pattern, tool));

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toolList } from '../../src/mcp/tool-list.ts';
import { tools } from '../../src/tools/index.ts';

interface Field {
  description?: string;
  type?: string;
  enum?: string[];
  default?: unknown;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The page of tools, as a client sees them. */
function toolsPage(): string {
  const listed = toolList({ lang: 'en', allowChanges: true });
  const kind = (name: string): string => {
    const tool = tools.find((t) => t.name === name);
    if (tool?.changes) return 'reads; changes only with `--allow-changes` and approval';
    return tool?.writes ? 'reads AWS, writes a file here' : 'reads';
  };
  const parts = listed.map((tool) => {
    const { properties = {}, required = [] } = tool.inputSchema as {
      properties?: Record<string, Field>;
      required?: string[];
    };
    const rows = Object.entries(properties).map(([name, field]) => {
      const needed = required.includes(name) && field.default === undefined ? 'yes' : '';
      const usual = field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``;
      return `| \`${name}\` | ${needed} | ${usual} | ${cell(field.description ?? '')} |`;
    });
    const table = ['| input | needed | default | |', '|---|---|---|---|', ...rows].join('\n');
    return `## \`${tool.name}\`\n\n${tool.description}\n\n*${kind(tool.name)}*\n${rows.length === 0 ? '' : `\n${table}\n`}`;
  });
  return `# Tools of \`netops mcp\`\n\nMade from the program by \`npx vitest run test/mcp/docs.test.ts -u\`. [mcp.md](mcp.md) says how to use them.\n\n${parts.join('\n')}`;
}

test('docs/mcp-tools.md', async () => {
  await expect(toolsPage()).toMatchFileSnapshot(join(import.meta.dirname, '..', '..', 'docs', 'mcp-tools.md'));
});

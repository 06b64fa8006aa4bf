import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { readResult as readResultText } from '../messages/mcp.ts';
import { tools } from '../tools/index.ts';
import { readResultInput } from '../tools/read-result.ts';
import { pageSchema, resultSchema } from '../tools/result.ts';
import type { Tool } from '../tools/tool.ts';
import type { ServiceOptions } from './service.ts';

/** JSON Schema as clients' validators know it: Ajv without more ado is draft 7. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, target: 'draft-7' }) as ListedTool['inputSchema'];

/** The tools as `tools/list` answers them. Nothing that they work with is loaded for it. */
export function toolList({ lang, allowChanges }: Pick<ServiceOptions, 'lang' | 'allowChanges'>): ListedTool[] {
  const outputSchema = schemaOf(resultSchema, 'output');
  const listed = tools.map((tool): ListedTool => {
    return {
      name: tool.name,
      title: tool.title[lang],
      description: tool.description[lang],
      inputSchema: schemaOf(tool.input.strict(), 'input'),
      outputSchema,
      annotations: { title: tool.title[lang], ...hintsOf(tool, allowChanges) },
    };
  });
  return [
    ...listed,
    {
      name: 'read_result',
      title: readResultText.title[lang],
      description: readResultText.description[lang],
      inputSchema: schemaOf(readResultInput.strict(), 'input'),
      outputSchema: schemaOf(pageSchema, 'output'),
      annotations: {
        title: readResultText.title[lang],
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
  ];
}

/** What a tool may do, as a client shows it and decides by. AWS is an open world; files on this machine are not. */
function hintsOf({ changes, writes, local }: Tool, allowChanges: boolean) {
  // A server that only reads refuses every change: then its tools only preview.
  const alters = changes && allowChanges;
  return {
    readOnlyHint: !alters && writes !== true,
    destructiveHint: alters,
    idempotentHint: !alters && writes !== true,
    openWorldHint: local !== true,
  };
}

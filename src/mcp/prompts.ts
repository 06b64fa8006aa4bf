import type { GetPromptResult, Prompt } from '@modelcontextprotocol/sdk/types.js';
import { prompts } from '../messages/mcp.ts';
import type { Lang } from '../messages/text.ts';

export const listPrompts = (lang: Lang): Prompt[] =>
  Object.entries(prompts).map(([name, prompt]) => ({
    name,
    title: prompt.title[lang],
    description: prompt.description[lang],
    arguments: prompt.arguments.map((a) => ({
      name: a.name,
      description: a.description[lang],
      required: a.required,
    })),
  }));

/** The prompt filled in. Undefined: there is none of the name. `missing`: the argument that it needs. */
export function getPrompt(
  name: string,
  given: Record<string, string>,
  lang: Lang,
): GetPromptResult | { missing: string } | undefined {
  if (!Object.hasOwn(prompts, name)) return undefined;
  const prompt = prompts[name as keyof typeof prompts];
  const missing = prompt.arguments.find((a) => a.required && (given[a.name] ?? '').trim() === '');
  if (missing !== undefined) return { missing: missing.name };
  const says = prompt.says(given)[lang];
  return {
    description: prompt.description[lang],
    messages: [{ role: 'user', content: { type: 'text', text: says } }],
  };
}

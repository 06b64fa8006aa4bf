import * as text from '../../messages/chat-slash.ts';
import type { SlashCommand } from './command.ts';

/** `/model [PROVIDER:MODEL|none]`. */
export const model: SlashCommand = {
  name: 'model',
  usage: ['/model', '/model PROVIDER:MODEL', '/model none'],
  description: text.model.description,
  words: ['none', 'anthropic:', 'openai:', 'bedrock:', 'ollama:', 'lmstudio:', 'vllm:', 'openai-compatible:'],
  async run([name], chat) {
    if (name !== undefined) await chat.useModel(name);
    const { model: current, window } = chat.answering;
    return { says: [current === undefined ? text.model.none : text.model.current(current, window)] };
  },
};

import { describe, expect, test } from 'vitest';
import { chooseModel, languageModel } from '../../../src/chat/model/provider.ts';
import { UserError } from '../../../src/errors/user-error.ts';

describe('which model', () => {
  test.each([
    [undefined, {}, undefined],
    ['none', { ANTHROPIC_API_KEY: 'k' }, undefined],
    [undefined, { ANTHROPIC_API_KEY: 'k', OPENAI_API_KEY: 'k' }, 'anthropic'],
    [undefined, { OPENAI_API_KEY: 'k' }, 'openai'],
    [undefined, { AWS_ACCESS_KEY_ID: 'k' }, undefined],
    [undefined, { NETOPS_MODEL: 'ollama:llama3.3' }, 'openai-compatible'],
    ['bedrock:us.anthropic.claude-sonnet-5-5', {}, 'bedrock'],
  ])('%s with %o: %s', (named, env, provider) => {
    expect(chooseModel(named, env)?.provider).toBe(provider);
  });

  test('the config is asked last', () => {
    expect(chooseModel(undefined, {}, { use: 'vllm:qwen', contextWindow: 8_000 })).toEqual({
      provider: 'openai-compatible',
      model: 'qwen',
      baseUrl: 'http://localhost:8000/v1',
      contextWindow: 8_000,
    });
  });

  test.each([
    ['gpt', {}, 2],
    ['anthropic:claude', {}, 1],
    ['openai-compatible:x', {}, 2],
    ['openai-compatible:x', { NETOPS_MODEL_URL: 'localhost:1' }, 2],
  ])('%s with %o: one sentence, exit %i', (named, env, code) => {
    try {
      chooseModel(named, env);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).exitCode).toBe(code);
      expect((error as UserError).text.ko).not.toContain('\n');
    }
  });

  test('each provider makes its model', async () => {
    const env = { ANTHROPIC_API_KEY: 'k', OPENAI_API_KEY: 'k', AWS_REGION: 'us-east-1' };
    for (const name of ['anthropic:a', 'openai:b', 'bedrock:c', 'ollama:d', 'lmstudio:e', 'vllm:f']) {
      const made = await languageModel(chooseModel(name, env)!, env);
      expect((made as { modelId: string }).modelId).toBe(name.split(':')[1]);
    }
  });
});

import type { LanguageModel } from 'ai';
import { exit, UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/model.ts';

/** Which model, at whose endpoint. */
export interface ModelChoice {
  provider: 'bedrock' | 'anthropic' | 'openai' | 'openai-compatible';
  /** As its provider names it. */
  model: string;
  baseUrl?: string;
  /** The variable that its key comes from; undefined where none is needed. */
  key?: string;
  /** Tokens that fit into the model at once. */
  contextWindow: number;
}

/** `model` of netops.config.json. */
export interface ModelConfig {
  use?: string;
  baseUrl?: string;
  contextWindow?: number;
}

/** Servers that speak the OpenAI protocol on this machine, where each listens unless told otherwise. */
const local: Record<string, string> = {
  ollama: 'http://localhost:11434/v1',
  lmstudio: 'http://localhost:1234/v1',
  vllm: 'http://localhost:8000/v1',
};

/** What is taken when only a key is there and no model is named. */
const usual = { anthropic: 'claude-sonnet-5-5', openai: 'gpt-5.5' } as const;

/** Every model that the providers above offer today takes at least as much. */
const usualWindow = 200_000;
/** A model that runs on one machine is given what its server was started with, which it does not tell. */
const localWindow = 32_000;

/**
 * The model to talk to: the one that is named (`--model`, NETOPS_MODEL, netops.config.json, in this order), else the one
 * whose key lies in the environment. Amazon Bedrock is only taken when named: AWS credentials are there for other work.
 *
 * @param named - `PROVIDER:MODEL`, or `none`
 * @returns undefined: no model, the planner answers
 * @throws UserError with exit code 2 for a name that is none, 1 for a missing key
 */
export function chooseModel(
  named: string | undefined,
  env: NodeJS.ProcessEnv,
  config: ModelConfig = {},
): ModelChoice | undefined {
  const given = named ?? (env.NETOPS_MODEL || undefined) ?? config.use;
  const baseUrl = env.NETOPS_MODEL_URL || config.baseUrl;
  const contextWindow = config.contextWindow;
  if (given === 'none') return undefined;
  if (given !== undefined) return withWindow(namedModel(given, env, baseUrl), contextWindow);
  if (env.ANTHROPIC_API_KEY)
    return withWindow({ provider: 'anthropic', model: usual.anthropic, key: 'ANTHROPIC_API_KEY' }, contextWindow);
  if (env.OPENAI_API_KEY)
    return withWindow(
      { provider: 'openai', model: usual.openai, key: 'OPENAI_API_KEY', ...urlOf(env.OPENAI_BASE_URL) },
      contextWindow,
    );
  return undefined;
}

const urlOf = (baseUrl: string | undefined): { baseUrl?: string } => (baseUrl ? { baseUrl } : {});

const withWindow = (choice: Omit<ModelChoice, 'contextWindow'>, given: number | undefined): ModelChoice => ({
  ...choice,
  contextWindow: given ?? (choice.provider === 'openai-compatible' ? localWindow : usualWindow),
});

function namedModel(
  given: string,
  env: NodeJS.ProcessEnv,
  baseUrl: string | undefined,
): Omit<ModelChoice, 'contextWindow'> {
  const [, provider = '', model = ''] = /^([a-z-]+):(.+)$/.exec(given) ?? [];
  if (baseUrl !== undefined && !(/^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl)))
    throw new UserError(text.badUrl(baseUrl), exit.usage);
  const needs = (key: string): string => {
    if (!env[key]) throw new UserError(text.noKey(given, key));
    return key;
  };
  switch (provider) {
    case 'anthropic':
      return { provider, model, key: needs('ANTHROPIC_API_KEY'), ...urlOf(baseUrl) };
    case 'openai':
      return { provider, model, key: needs('OPENAI_API_KEY'), ...urlOf(baseUrl ?? env.OPENAI_BASE_URL) };
    case 'bedrock':
      return { provider, model, ...urlOf(baseUrl) };
    case 'openai-compatible':
      if (baseUrl === undefined) throw new UserError(text.noUrl(given), exit.usage);
      return { provider, model, baseUrl, ...(env.NETOPS_MODEL_KEY ? { key: 'NETOPS_MODEL_KEY' } : {}) };
    default: {
      const url = local[provider];
      if (url === undefined || model === '') throw new UserError(text.unknownModel(given), exit.usage);
      return { provider: 'openai-compatible', model, baseUrl: baseUrl ?? url };
    }
  }
}

/** The AI SDK's model for a choice. Only the provider that is used is loaded. */
export async function languageModel(choice: ModelChoice, env: NodeJS.ProcessEnv): Promise<LanguageModel> {
  const { model, baseUrl, key } = choice;
  const common = {
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    ...(key === undefined ? {} : { apiKey: env[key]! }),
    ...(await throughProxy(env)),
  };
  switch (choice.provider) {
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(common)(model);
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(common)(model);
    case 'openai-compatible':
      return (await import('@ai-sdk/openai-compatible')).createOpenAICompatible({
        ...common,
        name: 'openai-compatible',
        baseURL: baseUrl!,
        // Servers send the tokens of a stream only when asked.
        includeUsage: true,
      })(model);
    case 'bedrock': {
      const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
      const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
      const region = env.NETOPS_BEDROCK_REGION || env.AWS_REGION || env.AWS_DEFAULT_REGION;
      return createAmazonBedrock({
        ...common,
        ...(region ? { region } : {}),
        credentialProvider: fromNodeProviderChain(),
      })(model);
    }
  }
}

/** Node's own fetch goes past HTTPS_PROXY. */
async function throughProxy(env: NodeJS.ProcessEnv): Promise<{ fetch?: typeof globalThis.fetch }> {
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => env[name]);
  if (!proxied) return {};
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent();
  return {
    fetch: ((url: string, init: RequestInit) =>
      fetch(url, { ...init, dispatcher } as never)) as unknown as typeof globalThis.fetch,
  };
}

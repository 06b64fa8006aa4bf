import type { ServerConfig } from './client.ts';

/** `${VAR}`, `${env:VAR}`, and `${VAR:-otherwise}`, as agents' configurations write them. */
const reference = /\$\{(?:env:)?([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/** A server's configuration with its variables filled in, and the names of those that are not set. */
export function expanded(config: ServerConfig, env: NodeJS.ProcessEnv): { config: ServerConfig; unset: string[] } {
  const unset = new Set<string>();
  const fill = (value: string): string =>
    value.replace(reference, (_, name: string, otherwise: string | undefined) => {
      const found = env[name] ?? otherwise;
      if (found === undefined) unset.add(name);
      return found ?? '';
    });
  const fillAll = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fill(value)]));
  const { command, args, env: own, url, headers } = config;
  return {
    config: {
      ...config,
      ...(command === undefined ? {} : { command: fill(command) }),
      ...(args === undefined ? {} : { args: args.map(fill) }),
      ...(own === undefined ? {} : { env: fillAll(own) }),
      ...(url === undefined ? {} : { url: fill(url) }),
      ...(headers === undefined ? {} : { headers: fillAll(headers) }),
    },
    unset: [...unset].sort(),
  };
}

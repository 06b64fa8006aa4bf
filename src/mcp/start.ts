import { expandHome } from '../home.ts';
import { http as text } from '../messages/mcp.ts';
import type { ServiceOptions } from './service.ts';

export interface StartOptions extends ServiceOptions {
  /** Undefined: stdio. */
  port: number | undefined;
  tokenFile: string | undefined;
}

/**
 * Serves until the client leaves or the signal fires.
 *
 * @throws UserError when the port or the token's file cannot be used
 */
export async function startMcp(options: StartOptions, signal: AbortSignal): Promise<void> {
  const { port, tokenFile, lang, log } = options;
  if (port === undefined) {
    const { serveStdio } = await import('./stdio.ts');
    await serveStdio(options, signal);
    return;
  }
  const { newToken, tokenIn } = await import('./token.ts');
  const { serveHttp } = await import('./http.ts');
  const token = tokenFile === undefined ? newToken() : await tokenIn(expandHome(tokenFile));
  const listening = await serveHttp(options, port, token);
  log(text.listening(listening.url)[lang]);
  log(tokenFile === undefined ? text.token(token)[lang] : text.tokenIn(expandHome(tokenFile))[lang]);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await listening.close();
}

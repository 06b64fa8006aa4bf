import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server says to one request: text, tool calls, or how it fails. */
export type Reply =
  | { text: string; pieces?: number }
  | { calls: { name: string; arguments: string }[]; text?: string }
  | { status: number; headers?: Record<string, string>; message?: string }
  /** Begins to speak and closes the connection. */
  | { cut: string }
  /** Begins to speak and falls silent. */
  | { silent: string };

export interface ChatRequest {
  model: string;
  messages: { role: string; content: unknown; tool_calls?: unknown }[];
  tools?: { function: { name: string } }[];
}

export interface OpenAiServer {
  url: string;
  /** Every request, in order. */
  requests: ChatRequest[];
  /** The keys that came with them. */
  keys: (string | undefined)[];
  close(): Promise<void>;
}

/**
 * A server that speaks OpenAI's chat completions over HTTP, as streams of server-sent events.
 * https://platform.openai.com/docs/api-reference/chat-streaming
 *
 * @param script - the reply to the nth request
 */
export async function startOpenAiServer(script: (n: number, request: ChatRequest) => Reply): Promise<OpenAiServer> {
  const requests: ChatRequest[] = [];
  const keys: (string | undefined)[] = [];
  const server = createServer(async (incoming, response) => {
    const request = JSON.parse(await bodyOf(incoming)) as ChatRequest;
    keys.push(incoming.headers.authorization);
    requests.push(request);
    answer(response, script(requests.length - 1, request), request.model);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
  return body;
}

function answer(response: ServerResponse, reply: Reply, model: string): void {
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(JSON.stringify({ error: { message: reply.message ?? `scripted ${reply.status}`, type: 'error' } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: unknown, finish: string | null = null, more: object = {}): void => {
    const chunk = {
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
      ...more,
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: 'assistant', content: '' });
  if ('cut' in reply) {
    send({ content: reply.cut });
    setTimeout(() => response.destroy(), 50);
    return;
  }
  if ('silent' in reply) {
    send({ content: reply.silent });
    return;
  }
  const { text = '' } = reply;
  const size = Math.max(1, Math.ceil(text.length / ('pieces' in reply ? (reply.pieces ?? 5) : 5)));
  for (let at = 0; at < text.length; at += size) send({ content: text.slice(at, at + size) });
  if ('calls' in reply) {
    for (const [index, call] of reply.calls.entries())
      send({
        tool_calls: [{ index, id: `call_${Math.random().toString(36).slice(2)}`, type: 'function', function: call }],
      });
  }
  const usage = { prompt_tokens: 1_000, completion_tokens: 50, total_tokens: 1_050 };
  send({}, 'calls' in reply ? 'tool_calls' : 'stop', { usage });
  response.end('data: [DONE]\n\n');
}

import { HttpResponse } from '@smithy/core/protocols';
import type { HttpHandlerOptions, HttpRequest as SdkRequest } from '@smithy/types';
import { labCredentials } from './credentials.ts';
import { type Answer, dispatch } from './dispatch.ts';
import { labRegionOf } from './from-snapshot.ts';
import { withLock } from './lock.ts';
import type { LabRequest } from './protocol/message.ts';
import { runningLab } from './running.ts';
import { seedState } from './seed/index.ts';
import type { LabState } from './state.ts';
import { loadState, savedVersion, saveState, setStateAside } from './store.ts';

/** What an SDK client needs to speak to the lab. */
export interface LabConnection {
  endpoint: string;
  /** For a lab inside this process; absent when a lab server is running. */
  requestHandler?: LabHandler;
  credentials: { accessKeyId: string; secretAccessKey: string };
  region: string;
  close(): Promise<void>;
}

/** An SDK `requestHandler` without a socket. */
export interface LabHandler {
  handle(request: SdkRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  metadata: { handlerProtocol: string };
}

/** The running lab server, else one inside this process with the state that earlier commands left. */
export async function labConnection(): Promise<LabConnection> {
  const common = { credentials: labCredentials, close: async () => {} };
  const running = await runningLab();
  if (running !== undefined) return { endpoint: running.endpoint, region: running.region, ...common };
  // Read before the first call: a damaged file is one sentence, not a failure of every call.
  const lab = await openLab();
  const { region } = await lab.use((state) => ({ changed: false, region: labRegionOf(state) }));
  return { endpoint: 'http://lab.localhost', requestHandler: handlerOf(lab), region, ...common };
}

/** The lab inside this process, on the saved state. */
export interface InProcessLab {
  call(request: LabRequest): Promise<Answer>;
  /** Reads or changes the state directly; what `work` answers with `changed` is saved. */
  use<T extends { changed: boolean }>(work: (state: LabState) => T | Promise<T>): Promise<T>;
}

/**
 * Opens the saved state, or a fresh one when none is saved. Other processes' changes are seen by the next call; a
 * change is saved under the lock, and made again on what another process saved meanwhile.
 */
export async function openLab(): Promise<InProcessLab> {
  let version = await savedVersion();
  let state = (await loadState()) ?? seedState(new Date());
  let writing: Promise<unknown> = Promise.resolve();

  const refresh = async (): Promise<boolean> => {
    const now = await savedVersion();
    if (now === version) return false;
    state = (await loadState()) ?? seedState(new Date());
    version = now;
    return true;
  };

  /** Changes made in memory that no save has held yet, with the state that they were made on. */
  const unsaved = new Map<symbol, LabState>();

  const use = async <T extends { changed: boolean }>(work: (state: LabState) => T | Promise<T>): Promise<T> => {
    await refresh();
    const worked = state;
    const outcome = await work(worked);
    if (!outcome.changed) return outcome;
    const change = Symbol();
    unsaved.set(change, worked);
    const write = writing.then(() =>
      withLock(async () => {
        // An earlier change's save held this one too: made again, it would be there twice.
        if (!unsaved.has(change)) return outcome;
        await refresh();
        const final = state === worked ? outcome : await work(state);
        const held = [...unsaved].filter(([, made]) => made === state).map(([made]) => made);
        await saveState(state);
        for (const made of [change, ...held]) unsaved.delete(made);
        version = await savedVersion();
        return final;
      }),
    );
    writing = write.catch(() => unsaved.delete(change));
    return await write;
  };

  return { use, call: (request) => use((current) => dispatch(current, request)) };
}

/** Sets the saved state aside and starts over; answers where the old one is. No lab server may be running. */
export async function resetLab(make: (now: Date) => LabState = seedState): Promise<string | undefined> {
  return await withLock(async () => {
    const now = new Date();
    const aside = await setStateAside(now);
    await saveState(make(now));
    return aside;
  });
}

function handlerOf(lab: InProcessLab): LabHandler {
  return {
    async handle(request, { abortSignal } = {}) {
      if (abortSignal?.aborted) throw aborted();
      const answer = await unlessAborted(lab.call(await received(request)), abortSignal as AbortSignal | undefined);
      if (answer.defect !== undefined) console.error(answer.defect);
      // What a client sees of a connection that was cut before or amid the answer.
      if (answer.connection !== undefined) {
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', name: 'TimeoutError' });
      }
      const { status, headers, body } = answer.response;
      return { response: new HttpResponse({ statusCode: status, headers, body }) };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    metadata: { handlerProtocol: 'http/1.1' },
  };
}

const aborted = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

/** `work`, or a rejection as soon as the signal fires. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(aborted());
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function received(request: SdkRequest): Promise<LabRequest> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value ?? '']) query.append(name, item);
  }
  return {
    method: request.method,
    path: request.path,
    query,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: await bytesOf(request.body),
    sourceIp: '127.0.0.1',
  };
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  // The SDK's own byte array warns when Buffer.from() looks at it.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

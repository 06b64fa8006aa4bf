import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** moto's server (https://docs.getmoto.org): a backend that is not ours. */
export interface Moto {
  endpoint: string;
  stop(): void;
}

/** What moto takes for credentials. */
export const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
export const credentialEnv = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server of its own, empty but for what moto has by itself. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const moto = spawn(process.env.NETOPS_MOTO ?? 'moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  for (let i = 0; ; i++) {
    const up = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (up) break;
    if (i > 150) throw new Error('moto did not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { endpoint, stop: () => moto.kill() };
}

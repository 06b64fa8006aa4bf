import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';

const host = 'servicereference.us-east-1.amazonaws.com';

/** A stand-in for AWS's service reference, which a server asks for at its start whatever its endpoints are. */
export interface ServiceReference {
  /** Sends a Python program's requests here, and lets it trust the answer. */
  env: Record<string, string>;
  close(): void;
}

/** Serves an empty reference under AWS's own name, with a certificate of this run, behind a proxy that knows the way. */
export async function serveServiceReference(folder: string): Promise<ServiceReference> {
  const [key, cert] = [join(folder, 'reference-key.pem'), join(folder, 'reference-cert.pem')];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const files = ['-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, ...files], {
    stdio: 'ignore',
  });
  const reference = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  const proxy = createHttpServer((_, response) => void response.writeHead(502).end());
  const portOf = (server: typeof proxy | typeof reference): number => (server.address() as AddressInfo).port;
  proxy.on('connect', ({ url }, socket) => {
    if (url !== `${host}:443`) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const there = connect(portOf(reference), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    for (const end of [socket, there]) end.on('error', () => {});
  });
  await Promise.all([reference, proxy].map((s) => new Promise<void>((done) => s.listen(0, '127.0.0.1', () => done()))));
  return {
    env: { HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: '127.0.0.1', REQUESTS_CA_BUNDLE: cert },
    close: () => {
      for (const server of [reference, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

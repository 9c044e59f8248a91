import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/**
 * An exporter's own system: a real HTTP server that keeps what it is sent, by path, and answers as
 * it is told to. Call it at the top of a test file.
 */
export async function webhookReceiver() {
  const received: Received[] = [];
  const answers = new Map<string, number[]>();
  const server = http.createServer(async (request, response) => {
    const path = request.url ?? '';
    received.push({ path, headers: request.headers, body: await text(request) });
    response.writeHead(answers.get(path)?.shift() ?? 204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at = (path: string) => received.filter((one) => one.path === path);
  /** The statuses that are answered next at a path; after them 204. */
  const answer = (path: string, ...statuses: number[]) => answers.set(path, statuses);
  return { url, at, answer };
}

/** The signature as OpenSSL, which knows nothing of us, makes it of what was received. */
export function signatureOf({ headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').toString('hex');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const args = ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, '-binary'];
  return `v1,${execFileSync('openssl', args, { input: signed }).toString('base64')}`;
}

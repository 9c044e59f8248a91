import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { gatewayUnavailable } from './unavailable.ts';

/** An outside system, and how long and how large its answers may be. */
export type BoundedSystem = { name: string; timeoutMs: number; maximumBytes: number };

export type Request = {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};

export type Answer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/**
 * One request over a connection that is kept for the next, its answer read to the end. By node:http,
 * since fetch costs twice as much and keeps each request's time limit alive until it has passed.
 * No answer, one too slow or too large, and redirects (which would carry credentials elsewhere) are
 * thrown as GatewayUnavailable.
 */
export async function answerOf(
  system: BoundedSystem,
  url: string,
  { method = 'GET', headers = {}, body }: Request,
): Promise<Answer> {
  const { name, timeoutMs } = system;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { request } = url.startsWith('https:') ? https : http;
  const sent = request(url, { method, headers }, (response) => {
    read(response, system).then(resolve, reject);
  });
  sent.once('error', reject).end(body);
  const giveUp = () => reject(gatewayUnavailable(name, `no answer within ${timeoutMs} ms`));
  const timer = setTimeout(giveUp, timeoutMs);
  try {
    return await promise;
  } catch (cause) {
    sent.destroy();
    if (cause instanceof Error && cause.name === 'GatewayUnavailable') throw cause;
    throw gatewayUnavailable(name, 'not reachable', { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function read(
  response: IncomingMessage,
  { name, maximumBytes }: BoundedSystem,
): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400) throw gatewayUnavailable(name, 'redirects elsewhere');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes)
      throw gatewayUnavailable(name, `answered more than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  return { status, headers, bytes: Buffer.concat(chunks) };
}

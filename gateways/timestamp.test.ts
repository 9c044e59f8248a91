import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createTimestampAuthority } from './timestamp.ts';

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function authority(listener: RequestListener, timeoutMs = 10_000) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createTimestampAuthority({ url: `http://127.0.0.1:${port}/tsa`, timeoutMs });
}

const reply = { 'content-type': 'application/timestamp-reply' };

test('carries the request and the reply as they are', async () => {
  const request = Uint8Array.from(randomBytes(60));
  const { requestTimestamp } = await authority((incoming, response) => {
    expect(incoming.headers['content-type']).toBe('application/timestamp-query');
    response.writeHead(200, reply);
    incoming.pipe(response);
  });
  expect(await requestTimestamp(request)).toEqual(request);
});

const failures: [string, RequestListener, RegExp][] = [
  ['is silent', () => {}, /no answer within 300 ms/],
  [
    'begins and does not end',
    (_, response) => response.writeHead(200, reply).write('x'),
    /no answer within 300 ms/,
  ],
  [
    'answers without end',
    (_, response) => {
      response.writeHead(200, reply);
      const pour = () => {
        while (response.write(Buffer.alloc(16_384)));
      };
      response.on('drain', pour);
      pour();
    },
    /more than 65536 bytes/,
  ],
  ['breaks', (_, response) => response.writeHead(503).end(), /answered 503/],
  ['redirects', (_, response) => response.writeHead(307, { location: '/' }).end(), /redirects/],
  ['is a portal’s page', (_, response) => response.end('<html>'), /not a time-stamp reply/],
];

test.each(failures)('an authority that %s is unavailable, by name', async (_, listener, words) => {
  // Short only where it must run out, so that a busy machine fails nothing else.
  const runsOut = words.source.includes('300 ms');
  const { requestTimestamp } = await authority(listener, runsOut ? 300 : 10_000);
  await expect(requestTimestamp(new Uint8Array(5))).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    system: 'timestamp',
    message: expect.stringMatching(words),
  });
});

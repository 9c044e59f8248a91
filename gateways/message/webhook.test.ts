import { execFileSync } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { createWebhookSender } from './webhook.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((done) => server.close(done));
});

/** A real server on this machine; what it was asked is kept. */
async function listening(answer: RequestListener, tls?: https.ServerOptions) {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return { port: (server.address() as AddressInfo).port, asked };
}
const ok: RequestListener = (_request, response) => response.writeHead(204).end();

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const timeoutMs = 20_000;
const toThisMachine = createWebhookSender({ targets: 'any', timeoutMs });

/** A resolver that answers these in turn, the last one for ever. */
function answering(...answers: string[][]) {
  let asked = 0;
  const resolve = (
    _name: string,
    _options: { all: true },
    callback: (error: Error | null, addresses: LookupAddress[]) => void,
  ) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve, times: () => asked };
}

describe('what is not the public internet', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '100::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fec0::1',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '223.255.255.254',
    '2606:4700::1111',
    '2a00::1',
  ])('but %s is', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('a webhook has no way into private networks', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
  ])('not by the address %s', async (url) => {
    const sender = createWebhookSender({ targets: 'public', timeoutMs });
    expect(await sender.sendWebhook(url, message)).toEqual({
      outcome: 'failed',
      failure: 'address-not-public',
      status: null,
    });
  });

  test('not by a name that leads there, even by one of its addresses alone', async () => {
    const { port, asked } = await listening(ok);
    for (const answer of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['169.254.169.254']]) {
      const { resolve } = answering(answer);
      const sender = createWebhookSender({ targets: 'public', timeoutMs, resolve });
      const sent = await sender.sendWebhook(`https://erp.example:${port}/`, message);
      expect(sent).toMatchObject({ outcome: 'failed', failure: 'address-not-public' });
    }
    expect(asked).toEqual([]);
  });

  test('not by a name that leads elsewhere when it is asked again (rebinding)', async () => {
    const { port, asked } = await listening(ok);
    // The first answer is public and nobody is there; a second question would get this machine.
    const { resolve, times } = answering(['192.88.98.1'], ['127.0.0.1']);
    const sender = createWebhookSender({ targets: 'public', timeoutMs: 1_500, resolve });
    const first = await sender.sendWebhook(`https://erp.example:${port}/`, message);
    expect(first).toMatchObject({
      outcome: 'failed',
      failure: expect.stringMatching(/^(too-slow|not-reachable)$/),
    });
    expect(times()).toBe(1);
    const second = await sender.sendWebhook(`https://erp.example:${port}/`, message);
    expect(second).toMatchObject({ outcome: 'failed', failure: 'address-not-public' });
    expect([times(), asked]).toEqual([2, []]);
  });

  test('not by plain http, and not by a redirect', async () => {
    const sender = createWebhookSender({ targets: 'public', timeoutMs });
    expect(await sender.sendWebhook('http://erp.example/', message)).toMatchObject({
      failure: 'not-https',
    });
    const { port, asked } = await listening((request, response) =>
      request.url === '/'
        ? response.writeHead(302, { location: '/inside' }).end()
        : ok(request, response),
    );
    expect(await toThisMachine.sendWebhook(`http://127.0.0.1:${port}/`, message)).toEqual({
      outcome: 'failed',
      failure: 'redirected',
      status: 302,
    });
    expect(asked).toEqual(['/']);
  });
});

describe('an attempt', () => {
  const failureOf = async (answer: RequestListener, limitMs = timeoutMs) => {
    const { port } = await listening(answer);
    const sender = createWebhookSender({ targets: 'any', timeoutMs: limitMs });
    return sender.sendWebhook(`http://localhost:${port}/`, message);
  };

  test('has arrived with any status of success', async () => {
    expect(await failureOf(ok)).toEqual({ outcome: 'delivered', status: 204 });
  });

  test('fails by any other status, and says which', async () => {
    const answer: RequestListener = (_request, response) => response.writeHead(410).end('gone');
    expect(await failureOf(answer)).toEqual({ outcome: 'failed', failure: 'refused', status: 410 });
  });

  test('fails where the answer does not come, or does not end', async () => {
    expect(await failureOf(() => {}, 300)).toMatchObject({ failure: 'too-slow' });
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(8_192)), 1);
      response.on('close', () => clearInterval(more));
    };
    expect(await failureOf(endless)).toMatchObject({ failure: 'answer-too-long', status: 200 });
  });

  test('fails where nobody listens', async () => {
    const url = 'http://127.0.0.1:9/';
    expect(await toThisMachine.sendWebhook(url, message)).toMatchObject({
      failure: 'not-reachable',
    });
  });

  test('fails where the certificate is not one of a known authority', async () => {
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
    ];
    const pem = execFileSync('openssl', [...made, '-keyout', '-', '-out', '-'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { port, asked } = await listening(ok, { key: pem, cert: pem });
    const sent = await toThisMachine.sendWebhook(`https://localhost:${port}/`, message);
    expect(sent).toMatchObject({ outcome: 'failed', failure: 'not-reachable' });
    expect(asked).toEqual([]);
  });
});

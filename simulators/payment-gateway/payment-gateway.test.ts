import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningSimulator } from '../http/server.ts';
import { startPaymentGateway } from './server.ts';

const key = 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ';
const mac = (message: string) =>
  createHmac('sha256', key).update(message).digest('hex').toUpperCase();
const sealed = (message: string) => `${message}|${mac(message)}`;
const request = (orderId: string, amount = '350.00') =>
  sealed(
    `EICMUM|${orderId}|NA|${amount}|NA|NA|NA|INR|NA|R|eicmum|NA|NA|F|A1|NA|NA|NA|NA|NA|NA|http://127.0.0.1:9/back`,
  );

let dataDir: string;
let gateway: RunningSimulator;
let merchant: Server;
let noticed: string[];
/** How many notices the merchant refuses before it takes one. */
let refusals: number;
let noticeCame: PromiseWithResolvers<void>;

const start = (noticePausesMs = [10, 10, 10]) =>
  startPaymentGateway({ dataDir, port: 0, noticePausesMs });
const json = { accept: 'application/json' };

async function post(path: string, fields: Record<string, string>, headers = {}) {
  const body = new URLSearchParams(fields);
  return fetch(`${gateway.url}${path}`, { method: 'POST', body, headers });
}

async function pay(orderId: string, outcome: string) {
  const opened = await post('/pay', { msg: request(orderId) }, json);
  const { token } = (await opened.json()) as { token: string };
  const pressed = await post(`/pay/${token}`, { outcome }, json);
  return { token, ...((await pressed.json()) as { returnUrl: string; msg: string }) };
}

async function status(orderId: string) {
  const msg = sealed(`0122|EICMUM|${orderId}|20261122101500`);
  const reply = await (await post('/status', { msg })).text();
  expect(reply).toBe(sealed(reply.slice(0, reply.lastIndexOf('|'))));
  return reply.split('|');
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'payment-gateway-'));
  noticed = [];
  refusals = 0;
  noticeCame = Promise.withResolvers();
  merchant = createServer(async (incoming, response) => {
    const msg = new URLSearchParams(await text(incoming)).get('msg') ?? '';
    const refused = refusals-- > 0;
    response.writeHead(refused ? 503 : 204).end();
    if (refused) return;
    noticed.push(msg);
    noticeCame.resolve();
  });
  await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve));
  gateway = await start();
  const noticeUrl = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/notice`;
  await fetch(`${gateway.url}/simulator/merchants`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ merchantId: 'EICMUM', checksumKey: key, noticeUrl }),
  });
});

afterEach(async () => {
  await gateway.stop();
  await new Promise((resolve) => merchant.close(resolve));
  await rm(dataDir, { recursive: true });
});

test.each([
  ['pay', '0300'],
  ['fail', '0399'],
])('%s sends browser and notice the same sealed message with status %s', async (button, code) => {
  const { returnUrl, msg } = await pay('ORDER-1', button);
  const fields = msg.split('|');
  expect(returnUrl).toBe('http://127.0.0.1:9/back');
  expect(msg).toBe(sealed(msg.slice(0, msg.lastIndexOf('|'))));
  expect(fields).toHaveLength(26);
  expect([fields[1], fields[4], fields[14], fields[16]]).toEqual([
    'ORDER-1',
    '00000350.00',
    code,
    'A1',
  ]);
  await noticeCame.promise;
  expect(noticed).toEqual([msg]);
});

test('pressing pay twice takes the money once', async () => {
  const first = await pay('ORDER-1', 'pay');
  const again = await post(`/pay/${first.token}`, { outcome: 'pay' }, json);
  expect(((await again.json()) as { msg: string }).msg).toBe(first.msg);
  const fresh = await post('/pay', { msg: request('ORDER-1') }, json);
  expect(((await fresh.json()) as { msg: string }).msg).toBe(first.msg);
});

test('after vanishing only a status query finds the payment', async () => {
  const { returnUrl, msg } = await pay('ORDER-1', 'vanish');
  expect([returnUrl, msg]).toEqual([null, null]);
  expect((await status('ORDER-1'))[15]).toBe('0300');
  expect(noticed).toEqual([]);
});

test('a status query tells waiting, unknown and known apart', async () => {
  await post('/pay', { msg: request('ORDER-1') });
  expect([(await status('ORDER-1'))[15], (await status('ORDER-1')).at(-2)]).toEqual(['0002', 'Y']);
  expect((await status('ORDER-2')).at(-2)).toBe('N');
});

test('a pending payment can end later, without its browser', async () => {
  const { token, msg } = await pay('ORDER-1', 'pending');
  expect(msg.split('|')[14]).toBe('0002');
  await post(`/simulator/orders/${token}`, { outcome: 'pay' }, json);
  await noticeCame.promise;
  expect(noticed[0]?.split('|')[14]).toBe('0300');
});

test('a merchant that is down gets its notice when it is up again', async () => {
  refusals = 3;
  await pay('ORDER-1', 'pay');
  await noticeCame.promise;
  expect(noticed).toHaveLength(1);
});

test('orders, merchants and waiting notices outlive a restart', async () => {
  await gateway.stop();
  gateway = await start([600_000]);
  refusals = 1;
  await pay('ORDER-1', 'pay');
  await gateway.stop();
  refusals = 0;
  gateway = await start();
  await noticeCame.promise;
  expect((await status('ORDER-1'))[15]).toBe('0300');
});

test.each([
  ['a changed amount', request('ORDER-1').replace('350.00', '3.50'), 403],
  ['a merchant nobody knows', request('ORDER-1').replace('EICMUM', 'NOBODY'), 400],
  ['something else', 'hello', 400],
])('%s is not accepted', async (_what, msg, code) => {
  const response = await post('/pay', { msg });
  expect([response.status, await response.text()]).toEqual([
    code,
    expect.stringContaining('SIMULATOR'),
  ]);
});

test('one order id cannot stand for two amounts', async () => {
  await post('/pay', { msg: request('ORDER-1') });
  expect((await post('/pay', { msg: request('ORDER-1', '1.00') })).status).toBe(409);
});

test('a person sees labelled pages with buttons, and a way back without a script', async () => {
  const shown = await (await post('/pay', { msg: request('ORDER-1') })).text();
  for (const part of ['SIMULATOR', '350.00', 'value="pay"', 'value="fail"', 'value="vanish"']) {
    expect(shown).toContain(part);
  }
  const action = /action="(\/pay\/[^"]+)"/.exec(shown)?.[1] ?? '';
  const back = await (await post(action, { outcome: 'pay' })).text();
  expect(back).toContain('action="http://127.0.0.1:9/back"');
  expect(back).toContain('<button>Go back to the merchant</button>');
});

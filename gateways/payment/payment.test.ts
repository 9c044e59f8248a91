import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningSimulator } from '../../simulators/http/server.ts';
import { startPaymentGateway } from '../../simulators/payment-gateway/server.ts';
import { createPaymentGateway } from './client.ts';
import { readPaymentReply } from './message.ts';

const merchant = { merchantId: 'EICMUM', checksumKey: 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ' };
const order = {
  orderId: '0192f0c1-7d3e',
  amountPaise: 35_000,
  returnUrl: 'http://127.0.0.1:9/payment/return',
  additional: ['0192f0c1'],
};

const formPost = { 'content-type': 'application/x-www-form-urlencoded' };

let dataDir: string;
let simulator: RunningSimulator;
const gateway = () => createPaymentGateway({ url: simulator.url, timeoutMs: 2_000 });
const json = (path: string, body: object) =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** What the exporter's browser does: opens the page, presses a button, is sent back. */
async function browse(outcome: string): Promise<string> {
  const { action, msg } = gateway().paymentForm(merchant, order);
  const post = (url: string, fields: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json' },
    });
  const { token } = (await (await post(action, { msg })).json()) as { token: string };
  const back = await post(`${simulator.url}/pay/${token}`, { outcome });
  return ((await back.json()) as { msg: string }).msg;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'payment-'));
  simulator = await startPaymentGateway({ dataDir, port: 0 });
  await json('/simulator/merchants', { ...merchant, noticeUrl: null });
});
afterEach(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

describe.each([
  ['pay', 'paid', '0300', null],
  ['fail', 'failed', '0399', 'Declined by the bank'],
  ['pending', 'pending', '0002', null],
])('pressing %s', (button, outcome, authStatus, error) => {
  test(`brings a ${outcome} payment back, and a status query says the same`, async () => {
    const read = readPaymentReply(merchant, await browse(button));
    expect(read).toMatchObject({
      outcome: 'authentic',
      reply: {
        merchantId: 'EICMUM',
        orderId: order.orderId,
        amountPaise: 35_000,
        currency: 'INR',
        outcome,
        authStatus,
        error,
        additional: ['0192f0c1', '', '', '', '', '', ''],
      },
    });
    const reply = read.outcome === 'authentic' ? read.reply : null;
    expect(Math.abs(Date.parse(reply?.at ?? '') - Date.now())).toBeLessThan(60_000);
    expect(await gateway().queryPayment(merchant, order.orderId)).toEqual({
      outcome: 'found',
      reply,
    });
  });
});

test('a payment whose browser vanished is found by a status query', async () => {
  expect(await browse('vanish')).toBeNull();
  expect(await gateway().queryPayment(merchant, order.orderId)).toMatchObject({
    outcome: 'found',
    reply: { outcome: 'paid', amountPaise: 35_000 },
  });
});

test('an order that never reached the gateway is unknown', async () => {
  expect(await gateway().queryPayment(merchant, 'never')).toEqual({ outcome: 'unknown' });
});

test.each([
  ['a wrong checksum key', { ...merchant, checksumKey: 'another-key' }],
  ['a Merchant ID nobody has', { ...merchant, merchantId: 'NOBODY' }],
])('R42 %s is told apart from an unknown order', async (_what, wrong) => {
  expect(await gateway().queryPayment(wrong, 'never')).toEqual({ outcome: 'refused' });
});

test.each([{ mode: 'down' }, { mode: 'cut' }])('%o is unavailability', async (fault) => {
  await json('/simulator/faults', fault);
  await expect(gateway().queryPayment(merchant, 'never')).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    system: 'payment',
  });
});

test('an answer changed on its way is believed by nobody', async () => {
  await browse('fail');
  const between = createServer(async (request, response) => {
    const asked = { method: 'POST', body: await text(request), headers: formPost };
    const honest = await (await fetch(`${simulator.url}/status`, asked)).text();
    response.end(honest.replace('|0399|', '|0300|'));
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  const deceived = createPaymentGateway({ url, timeoutMs: 2_000 });
  await expect(deceived.queryPayment(merchant, order.orderId)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    message: 'payment: a status answer is not authentic',
  });
  between.close();
});

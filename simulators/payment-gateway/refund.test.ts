import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningSimulator } from '../http/server.ts';
import { seal } from './message.ts';
import { startPaymentGateway } from './server.ts';

const key = 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ';
const json = { 'content-type': 'application/json', accept: 'application/json' };
let dataDir: string;
let gateway: RunningSimulator;
let payment: { transactionId: string; date: string };

const start = async () => {
  gateway = await startPaymentGateway({ dataDir, port: 0, noticePausesMs: [] });
};
const tell = (path: string, body: object) =>
  fetch(`${gateway.url}/simulator/${path}`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(body),
  });

async function post(path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const headers = { accept: 'application/json' };
  return (await fetch(`${gateway.url}${path}`, { method: 'POST', body, headers })).text();
}

/** Asks for money back; gives RefStatus, RefundId, reason and ProcessStatus. */
async function refund(reference: string, amount: string, more: { paid?: string } = {}) {
  const { transactionId, date } = payment;
  const of = ['0400', 'EICMUM', transactionId, date, 'ORDER-1', more.paid ?? '350.00', amount];
  const msg = seal([...of, '20261122101500', reference, 'NA', 'NA', 'NA'], key);
  const fields = (await post('/refund', { msg })).split('|');
  return [fields[8], fields[9], fields[11], fields[12]];
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'refund-'));
  await start();
  await tell('merchants', { merchantId: 'EICMUM', checksumKey: key, noticeUrl: null });
  const before = [
    'EICMUM',
    'ORDER-1',
    'NA',
    '350.00',
    'NA',
    'NA',
    'NA',
    'INR',
    'NA',
    'R',
    'eicmum',
  ];
  const after = ['NA', 'NA', 'F', ...Array<string>(7).fill('NA'), 'http://127.0.0.1:9/back'];
  const { token } = JSON.parse(await post('/pay', { msg: seal([...before, ...after], key) }));
  await post(`/pay/${token}`, { outcome: 'vanish' });
  const [order] = (await (await fetch(`${gateway.url}/simulator/orders`)).json()) as {
    transactionId: string;
    at: string;
  }[];
  const shifted = new Date(Date.parse(order?.at ?? '') + 5.5 * 3_600_000).toISOString();
  const date = shifted.slice(0, 10).replaceAll('-', '');
  payment = { transactionId: order?.transactionId ?? '', date };
});
afterEach(async () => {
  await gateway.stop();
  await rm(dataDir, { recursive: true });
});

test('a refund is carried out once by its reference, also after a restart', async () => {
  const first = await refund('REF-1', '200.00');
  expect(first).toEqual([expect.stringMatching(/^0[67]99$/), expect.any(String), 'NA', 'Y']);
  expect(await refund('REF-1', '200.00')).toEqual(first);
  await gateway.stop();
  await start();
  expect(await refund('REF-1', '200.00')).toEqual(first);
  expect(await refund('REF-2', '150.00')).toMatchObject({ 3: 'Y' });
});

test('no more goes back than was paid, and nothing of what was not paid so', async () => {
  expect(await refund('REF-1', '200.00')).toMatchObject({ 3: 'Y' });
  const more = ['NA', 'NA', 'More than is left of the payment', 'N'];
  expect(await refund('REF-2', '150.01')).toEqual(more);
  expect(await refund('REF-3', '1.00', { paid: '351.00' })).toMatchObject({ 3: 'N' });
});

test('one that is pending is known as such until somebody decides', async () => {
  await tell('refund-faults', { mode: 'pending' });
  expect(await refund('REF-1', '200.00')).toEqual(['NA', 'NA', 'NA', 'Y']);
  const ask = () =>
    post('/refund-status', { msg: seal(['0420', 'EICMUM', 'REF-1', '20261122101500'], key) });
  expect((await ask()).split('|').slice(9, 15)).toEqual(['NA', 'NA', 'NA', 'NA', 'Y', 'Y']);
  await tell('refunds/EICMUM/REF-1', { outcome: 'refuse' });
  expect((await ask()).split('|').slice(9, 15)).toMatchObject({ 4: 'N', 5: 'Y' });
  const page = await (await fetch(`${gateway.url}/refunds`)).text();
  expect(page).toContain('SIMULATOR');
});

test('a message that is sealed otherwise is refused', async () => {
  const msg = seal(['0420', 'EICMUM', 'REF-1', '20261122101500'], 'another key');
  expect(await post('/refund-status', { msg })).toBe(
    'The Merchant ID or the checksum is not right.',
  );
});

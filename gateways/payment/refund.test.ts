import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seal, unseal } from './checksum.ts';
import { createPaymentGateway } from './client.ts';
import { readRefundAnswer } from './refund.ts';

const merchant = { merchantId: 'EICMUM', checksumKey: 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ' };
const order = {
  reference: 'REF2345678901234567801',
  orderId: 'TOP23456789012345678',
  transactionId: 'MSIM000000000001',
  paidPaise: 50_000,
  amountPaise: 30_000,
};
const times = {
  paidAt: '2026-11-21T20:00:00.000Z',
  askedAt: new Date('2026-11-22T09:30:00.000Z'),
};
/** From TxnReferenceNo on. */
const fields = [
  ...['MSIM000000000001', '20261122', 'TOP23456789012345678', '500.00', '300.00'],
  ...['20261122150000', '0799', 'RSIM1', 'NA', 'NA', 'Y'],
];
const judged = (changes: Record<number, string>) =>
  readRefundAnswer(
    fields.map((field, at) => changes[at] ?? field),
    order,
  );

/** A gateway that says what it is told to; keeps what it was sent. */
let says = '';
let sent: string[] = [];
const server = createServer(async (request, response) => {
  const msg = new URLSearchParams(await text(request)).get('msg') ?? '';
  sent = [request.url ?? '', ...(unseal(msg, merchant.checksumKey) ?? ['forged'])];
  response.end(says);
});
const gateway = () =>
  createPaymentGateway({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeoutMs: 10_000,
  });
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const answer = (kind = '0410', key = merchant.checksumKey, of = merchant.merchantId) =>
  seal([kind, of, ...fields], key);

describe('R32 a refund at the gateway', () => {
  test('is asked for by the fields of the message, in order, in Indian time', async () => {
    says = answer();
    expect(await gateway().askRefund(merchant, order, times)).toEqual({
      outcome: 'done',
      refundId: 'RSIM1',
    });
    expect(sent).toEqual([
      ...['/refund', '0400', 'EICMUM', 'MSIM000000000001', '20261122', 'TOP23456789012345678'],
      ...['500.00', '300.00', '20261122150000', 'REF2345678901234567801', 'NA', 'NA', 'NA'],
    ]);
  });

  test('is asked about by our reference', async () => {
    const head = ['0430', 'EICMUM', order.reference];
    says = seal([...head, ...fields, 'Y'], merchant.checksumKey);
    expect(await gateway().queryRefund(merchant, order)).toMatchObject({ outcome: 'done' });
    says = seal([...head, ...Array(11).fill('NA'), 'N'], merchant.checksumKey);
    expect(await gateway().queryRefund(merchant, order)).toEqual({ outcome: 'unknown' });
    says = seal(['0430', 'EICMUM', 'ANOTHER', ...fields, 'Y'], merchant.checksumKey);
    await expect(gateway().queryRefund(merchant, order)).rejects.toThrow('not authentic');
  });

  test.each([
    ["sealed with another merchant's key", answer('0410', 'another key')],
    ["another merchant's", answer('0410', merchant.checksumKey, 'IMCMUM')],
    ['of another kind', answer('0130')],
    ['cut off', answer().slice(0, -1)],
    ['empty', ''],
    [
      'sealed, with a field too few',
      seal(['0410', 'EICMUM', ...fields.slice(1)], merchant.checksumKey),
    ],
  ])('is not believed when the answer is %s', async (_what, given) => {
    says = given;
    await expect(gateway().askRefund(merchant, order, times)).rejects.toMatchObject({
      name: 'GatewayUnavailable',
    });
  });

  test('is not believed when one character of the answer is changed', () => {
    const msg = answer();
    const position = fc.integer({ min: 0, max: msg.length - 1 });
    fc.assert(
      fc.property(position, fc.constantFrom(...'0aZ|é. '), (at, other) => {
        const changed = msg.slice(0, at) + other + msg.slice(at + 1);
        return changed === msg || unseal(changed, merchant.checksumKey) === null;
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['0699: taken off', { 6: '0699' }, { outcome: 'done', refundId: 'RSIM1' }],
    ['0799: given back', {}, { outcome: 'done', refundId: 'RSIM1' }],
    ['amounts with leading zeros', { 3: '00000500.00', 4: '0300.00' }, { outcome: 'done' }],
    ['no status yet', { 6: 'NA', 7: 'NA' }, { outcome: 'pending' }],
    ['a status that we do not know', { 6: '0888' }, { outcome: 'pending' }],
    [
      'refused',
      { 6: 'NA', 7: 'NA', 8: 'ERR_REF', 9: 'Too\told', 10: 'N' },
      { outcome: 'refused', reason: 'ERR_REF: Too old' },
    ],
    ['refused without a word', { 6: 'NA', 10: 'N' }, { reason: 'No reason was given.' }],
    ['another payment', { 0: 'MSIM2' }, { outcome: 'disputed' }],
    ['another order', { 2: 'TOPOTHER' }, { outcome: 'disputed' }],
    ['another payment amount', { 3: '500.01' }, { outcome: 'disputed' }],
    ['a paisa more', { 4: '300.01' }, { outcome: 'disputed' }],
    ['no amount', { 4: 'NA' }, { outcome: 'disputed' }],
    ['refused for another amount', { 4: '300.01', 6: 'NA', 10: 'N' }, { outcome: 'disputed' }],
    ['given back and not', { 10: 'N' }, { outcome: 'disputed' }],
    ['given back under no number', { 7: 'NA' }, { outcome: 'disputed' }],
  ])('that is answered with %s', (_what, changes, expected) =>
    expect(judged(changes)).toMatchObject(expected),
  );
});

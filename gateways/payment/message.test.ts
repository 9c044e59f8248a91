import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOfPaise, paiseOfAmount } from './amount.ts';
import { checksum, seal, unseal } from './checksum.ts';
import { claimedOrderId, paymentRequest, readPaymentReply } from './message.ts';

const merchant = { merchantId: 'EICMUM', checksumKey: 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ' };
const order = {
  orderId: 'ORDER-1',
  amountPaise: 35_000,
  returnUrl: 'https://coo.example/payment/return',
  additional: ['APP-1'],
};
const fields = [
  ...['EICMUM', 'ORDER-1', 'MSIM000000000001', 'SIM1', '00000350.00', 'SIM', '1', '01', 'INR'],
  ...['DIRECT', 'NA', 'NA', 'NA', '22-11-2026 03:15:00', '0300', 'NA'],
  ...['APP-1', 'NA', 'NA', 'NA', 'NA', 'NA', 'NA', 'NA', 'NA'],
];
const withField = (at: number, value: string) => fields.with(at, value);
const read = (changed: string[]) => readPaymentReply(merchant, seal(changed, merchant.checksumKey));

test('the checksum is the known HMAC-SHA256 in upper-case hex', () => {
  // RFC 4231 test case 2.
  expect(checksum('what do ya want for nothing?', 'Jefe')).toBe(
    '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843',
  );
});

test('a request has the fields that BillDesk wants, in order', () => {
  const text =
    'EICMUM|ORDER-1|NA|350.00|NA|NA|NA|INR|NA|R|eicmum|NA|NA|F|APP-1|NA|NA|NA|NA|NA|NA|https://coo.example/payment/return';
  expect(paymentRequest(merchant, order)).toBe(`${text}|${checksum(text, merchant.checksumKey)}`);
});

test.each([
  ['a pipe in the order id', { ...order, orderId: 'A|B' }],
  ['a pipe in the return address', { ...order, returnUrl: 'https://a.example/|F' }],
  ['a blank in an additional field', { ...order, additional: ['a b'] }],
  ['eight additional fields', { ...order, additional: Array(8).fill('a') }],
  ['half a paisa', { ...order, amountPaise: 0.5 }],
])('%s never leaves for the gateway', (_what, wrong) => {
  expect(() => paymentRequest(merchant, wrong)).toThrow();
});

test('a reply is read field by field, its Indian time as UTC', () => {
  expect(read(fields)).toEqual({
    outcome: 'authentic',
    reply: {
      merchantId: 'EICMUM',
      orderId: 'ORDER-1',
      transactionId: 'MSIM000000000001',
      bankReference: 'SIM1',
      amountPaise: 35_000,
      currency: 'INR',
      at: '2026-11-21T21:45:00.000Z',
      outcome: 'paid',
      authStatus: '0300',
      additional: ['APP-1', '', '', '', '', '', ''],
      error: null,
    },
  });
});

test.each([
  ['0300', 'paid'],
  ['0399', 'failed'],
  ['NA', 'failed'],
  ['0001', 'failed'],
  ['0002', 'pending'],
  ['0777', 'pending'],
  ['', 'pending'],
])('the status %j counts as %s', (status, outcome) => {
  expect(read(withField(14, status))).toMatchObject({ reply: { outcome } });
});

test('one changed character anywhere makes a reply forged', () => {
  const msg = seal(fields, merchant.checksumKey);
  const position = fc.integer({ min: 0, max: msg.length - 1 });
  fc.assert(
    fc.property(position, fc.constantFrom(...'0aZ|é. '), (at, other) => {
      const changed = msg.slice(0, at) + other + msg.slice(at + 1);
      return changed === msg || readPaymentReply(merchant, changed).outcome === 'forged';
    }),
    { numRuns: 5_000 },
  );
});

test("another merchant's reply is forged, even under the same key", () => {
  expect(read(withField(0, 'OTHER'))).toEqual({ outcome: 'forged' });
});

test.each([
  ['no amount', withField(4, 'NA')],
  ['a negative amount', withField(4, '-1.00')],
  ['no time', withField(13, 'NA')],
  ['no transaction', withField(2, '')],
  ['a field too many', [...fields, 'NA']],
  ['a field too few', fields.slice(0, -1)],
])('sealed but with %s, a reply is malformed', (_what, changed) => {
  expect(read(changed)).toEqual({ outcome: 'malformed' });
});

test.each(['', '|', 'EICMUM', 'EICMUM|'])('%j is forged, and reading it never throws', (msg) => {
  expect(readPaymentReply(merchant, msg)).toEqual({ outcome: 'forged' });
  expect(typeof claimedOrderId(msg)).toBe('string');
});

test('what is sealed is unsealed, in every script', () => {
  const text = fc.array(
    fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll('|', '')),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(text, fc.string({ minLength: 1 }), (values, key) => {
      expect(unseal(seal(values, key), key)).toEqual(values);
    }),
  );
});

describe('amounts', () => {
  test('go there and back to the paisa', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (paise) => {
        expect(paiseOfAmount(amountOfPaise(paise))).toBe(paise);
      }),
    );
  });
  test.each([
    [5, '0.05'],
    [35_000, '350.00'],
    [100, '1.00'],
  ])('%i paise are written %s', (paise, text) => expect(amountOfPaise(paise)).toBe(text));
  test.each(['', '350', '350.0', '3,50.00', ' 350.00', '1e3.00', '350.000'])(
    '%j is no amount',
    (text) => expect(paiseOfAmount(text)).toBeNull(),
  );
});

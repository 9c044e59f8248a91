import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Movement, settlementFile } from '../../simulators/payment-gateway/settlement-file.ts';
import { readSettlementFile } from './settlement.ts';

const merchant = { merchantId: 'EICMUM', checksumKey: 'G3eAmyVkAzKp8jFq0fqPEqxF4agynvtJ' };
const day = '2026-11-21';
const payment: Movement = {
  orderId: 'FEE23456789ABCDEFGHJ',
  reference: 'MSIM000000000001',
  kind: 'PAYMENT',
  paise: 35_000,
  date: day,
};
const refund: Movement = { ...payment, kind: 'REFUND', paise: 10_000, reference: 'RFD01' };
const right = Buffer.from(settlementFile(merchant, day, [payment, refund]));

const read = (bytes: Uint8Array) => readSettlementFile(bytes, merchant, day);
/** A file of one's own making under the merchant's own checksum. */
const sealed = (text: string) =>
  Buffer.from(
    `${text}${createHmac('sha256', merchant.checksumKey).update(text).digest('hex').toUpperCase()}\n`,
  );
const header = `H|MIS|1|EICMUM|${day}|INR\n`;
const line = `D|ORDER|REF|350.00|7.00|1.26|341.74|${day}|PAYMENT`;

describe('R42 a settlement file', () => {
  test('is read to the paisa, with the hash of its bytes', () => {
    expect(read(right)).toMatchObject({
      outcome: 'read',
      file: {
        ...{ merchantId: 'EICMUM', day, raw: right.toString() },
        lines: [
          { number: 1, kind: 'payment', amountPaise: 35_000, chargesPaise: 700, netPaise: 34_174 },
          { number: 2, kind: 'refund', amountPaise: 10_000, chargesPaise: 0, netPaise: -10_000 },
        ],
      },
    });
    expect(read(Buffer.from(settlementFile(merchant, day, [])))).toMatchObject({
      file: { lines: [] },
    });
  });

  test('of which one byte is changed, added or left out is none', () => {
    fc.assert(
      fc.property(
        fc.nat(right.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'add', 'drop'),
        (at, change, how) => {
          const byte = how === 'drop' ? [] : [(right[at] ?? 0) ^ change];
          const rest = right.subarray(how === 'add' ? at : at + 1);
          const bytes = Buffer.concat([right.subarray(0, at), Buffer.from(byte), rest]);
          expect(read(bytes)).toEqual({ outcome: 'unusable', reason: 'not-authentic' });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that says anything at all under the right checksum is read or refused, and never breaks', () => {
    const anything = fc.array(
      fc.oneof(fc.constantFrom('|', '\n', 'D', 'H', 'T', line, header, '1', '-'), fc.string()),
    );
    fc.assert(
      fc.property(anything, (parts) => {
        const found = read(sealed(`${parts.join('')}|`));
        expect(['read', 'unusable']).toContain(found.outcome);
      }),
    );
  });

  test.each([
    ['of another merchant', `H|MIS|1|OTHER|${day}|INR\nT|0|0.00|`, 'of-another-merchant'],
    ['of another day', 'H|MIS|1|EICMUM|2026-11-20|INR\nT|0|0.00|', 'of-another-day'],
    ['in dollars', `H|MIS|1|EICMUM|${day}|USD\nT|0|0.00|`, 'not-of-the-agreed-form'],
    ['of another version', `H|MIS|2|EICMUM|${day}|INR\nT|0|0.00|`, 'not-of-the-agreed-form'],
    ['without a trailer', `${header}${line}\n|`, 'not-of-the-agreed-form'],
    ['with a wrong count', `${header}${line}\nT|2|341.74|`, 'does-not-add-up'],
    ['with a sum off by a paisa', `${header}${line}\nT|1|341.75|`, 'does-not-add-up'],
    [
      'with a line that does not add up',
      `${header}${line.replace('7.00', '7.01')}\nT|1|341.74|`,
      'not-of-the-agreed-form',
    ],
    [
      'with a day that does not exist',
      `${header}${line.replace(day, '2026-02-30')}\nT|1|341.74|`,
      'not-of-the-agreed-form',
    ],
    [
      'with a line of nothing',
      `${header}D|ORDER|REF|0.00|0.00|0.00|0.00|${day}|PAYMENT\nT|1|0.00|`,
      'not-of-the-agreed-form',
    ],
    ['with a field more', `${header}${line}|MORE\nT|1|341.74|`, 'not-of-the-agreed-form'],
    [
      'with letters beyond ASCII',
      `${header}${line.replace('ORDER', 'ÖRDER')}\nT|1|341.74|`,
      'not-of-the-agreed-form',
    ],
    ['with an empty line', `${header}\n${line}\nT|1|341.74|`, 'not-of-the-agreed-form'],
  ])('%s is refused whole', (_what, text, reason) => {
    expect(read(sealed(text))).toEqual({ outcome: 'unusable', reason });
  });
});

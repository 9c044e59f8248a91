import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exporterWallet,
  feesEarned,
  feesHeld,
  gatewayClearing,
  openingSuspense,
  refundsPending,
} from './account.ts';
import {
  assertBalanced,
  gatewayReceipt,
  holdFee,
  holdRefund,
  openingBalance,
  type Posting,
  payRefund,
  returnFee,
  returnRefund,
  takeFee,
} from './posting.ts';
import { paiseOf, rupeesText } from './rupees.ts';

const office = { agency: 'EIC', office: 'MUMBAI' };
const movement = { ...office, iec: 'AAACS7302F', paise: 35_000 };
const wallet = exporterWallet(movement);

const postings = {
  ...{ gatewayReceipt, holdFee, takeFee, returnFee, openingBalance },
  ...{ holdRefund, payRefund, returnRefund },
};

function balances(booked: readonly Posting[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, amountPaise } of booked.flatMap(({ entries }) => entries)) {
    sums.set(account, (sums.get(account) ?? 0n) + amountPaise);
  }
  return sums;
}

describe('postings', () => {
  test('accounts are named by owner, agency and office', () => {
    expect([wallet, gatewayClearing(office), feesHeld(office)]).toEqual([
      'exporter-wallet/AAACS7302F/EIC/MUMBAI',
      'gateway-clearing/EIC/MUMBAI',
      'fees-held/EIC/MUMBAI',
    ]);
    expect([feesEarned(office), openingSuspense(office)]).toEqual([
      'fees-earned/EIC/MUMBAI',
      'opening-suspense/EIC/MUMBAI',
    ]);
  });

  test('every posting of any amount adds up to zero', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(postings)), fc.maxSafeNat(), (post, paise) => {
        fc.pre(paise > 0);
        const { entries } = post({ ...movement, paise });
        expect(entries.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)).toBe(0n);
      }),
    );
  });

  test('a paid and issued case ends with the fee earned and nothing held', () => {
    const sums = balances([gatewayReceipt(movement), holdFee(movement), takeFee(movement)]);
    expect(sums.get(wallet)).toBe(0n);
    expect(sums.get(feesHeld(office))).toBe(0n);
    expect(sums.get(feesEarned(office))).toBe(35_000n);
    expect(sums.get(gatewayClearing(office))).toBe(-35_000n);
  });

  test('a rejected case gives the whole fee back', () => {
    const sums = balances([openingBalance(movement), holdFee(movement), returnFee(movement)]);
    expect(sums.get(wallet)).toBe(35_000n);
    expect(sums.get(feesHeld(office))).toBe(0n);
    expect(sums.get(feesEarned(office))).toBeUndefined();
  });

  test('a refund ends at the gateway, or back in the wallet', () => {
    const paid = balances([gatewayReceipt(movement), holdRefund(movement), payRefund(movement)]);
    expect(new Set(paid.values())).toEqual(new Set([0n]));
    const back = balances([openingBalance(movement), holdRefund(movement), returnRefund(movement)]);
    expect([back.get(wallet), back.get(refundsPending(office))]).toEqual([35_000n, 0n]);
  });

  test.each([0, -1, 0.5, Number.NaN, 2 ** 53])('nothing moves %d paise', (paise) => {
    for (const post of Object.values(postings)) {
      expect(() => post({ ...movement, paise })).toThrow(RangeError);
    }
  });

  test('what does not balance is not a posting', () => {
    const one = { account: wallet, amountPaise: 5n };
    expect(() => assertBalanced({ kind: 'hold-fee', entries: [] })).toThrow(RangeError);
    expect(() => assertBalanced({ kind: 'hold-fee', entries: [one] })).toThrow(RangeError);
    const off = [one, { account: 'fees-held/EIC/MUMBAI', amountPaise: -4n }];
    expect(() => assertBalanced({ kind: 'hold-fee', entries: off })).toThrow(RangeError);
  });
});

describe('paise and rupees', () => {
  test.each([
    [20_000, '200.00'],
    [5, '0.05'],
    [0, '0.00'],
    [123_456_789, '1234567.89'],
  ])('%i paise is %s', (paise, text) => {
    expect(rupeesText(paise)).toBe(text);
    expect(paiseOf(text)).toBe(paise);
  });

  test('a debt is written with its sign', () => expect(rupeesText(-205)).toBe('-2.05'));

  test.each(['200', '200.0', '200.000', '-1.00', '1,000.00', ' 1.00', '01.00', ''])(
    '%j is no payment amount',
    (text) => expect(paiseOf(text)).toBeNull(),
  );

  test('half a paisa is no money', () => expect(() => rupeesText(0.5)).toThrow(RangeError));
});

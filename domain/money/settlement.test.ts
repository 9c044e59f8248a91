import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correctionsOf,
  type Difference,
  type DifferenceCode,
  differenceCodes,
  isReceipt,
  outcomesOf,
} from './difference.ts';
import {
  compareLines,
  type LineFacts,
  lastDayDue,
  type SettlementLine,
  settlementPosting,
} from './settlement.ts';

const office = { agency: 'EIC', office: 'MUMBAI' };
const line: SettlementLine = {
  number: 1,
  orderId: 'FEE1',
  reference: 'M1',
  kind: 'payment',
  amountPaise: 35_000,
  chargesPaise: 700,
  taxPaise: 126,
  netPaise: 34_174,
  on: '2026-11-21',
};
const booked: LineFacts = {
  number: 1,
  known: { isOwn: true, askedPaise: 35_000 },
  bookedPaise: 35_000,
  isSettled: false,
  isDisputed: false,
};
const isRefund = { kind: 'refund', netPaise: -35_000 - 826 } as const;

describe('R42 a line of the settlement against the books', () => {
  const cases: [string, Partial<SettlementLine>, Partial<LineFacts>, string, number][] = [
    ['booked as it is settled', {}, {}, 'matched', 0],
    ['not booked', {}, { bookedPaise: null }, 'not-booked', 35_000],
    ['one paisa more', { amountPaise: 35_001, netPaise: 34_175 }, {}, 'other-amount', 1],
    ['one paisa less', { amountPaise: 34_999, netPaise: 34_173 }, {}, 'other-amount', -1],
    [
      'another amount than asked, not booked',
      { amountPaise: 35_001, netPaise: 34_175 },
      { bookedPaise: null },
      'other-amount',
      35_001,
    ],
    ['disputed already', {}, { bookedPaise: null, isDisputed: true }, 'disputed', 35_000],
    ['settled before', {}, { isSettled: true }, 'twice', 35_000],
    ['of no order', {}, { known: null, bookedPaise: null }, 'unknown-order', 35_000],
    [
      'of another merchant',
      {},
      { known: { isOwn: false, askedPaise: 35_000 } },
      'other-merchant',
      35_000,
    ],
    ['a refund as booked', isRefund, {}, 'matched', 0],
    ['a refund of nobody', isRefund, { known: null, bookedPaise: null }, 'unknown-refund', -35_000],
    ['a refund not done here', isRefund, { bookedPaise: null }, 'not-booked', -35_000],
  ];
  test.each(cases)('%s', (_what, change, facts, verdict, suspendedPaise) => {
    const [compared] = compareLines([{ ...line, ...change }], [{ ...booked, ...facts }]);
    expect(compared).toMatchObject({ verdict, suspendedPaise });
  });

  test('stands in one file once', () => {
    const again = { ...line, number: 2 };
    const compared = compareLines([line, again], [booked, { ...booked, number: 2 }]);
    expect(compared.map(({ verdict }) => verdict)).toEqual(['matched', 'twice']);
  });
});

const paise = fc.integer({ min: 1, max: 100_000_000 });
const aLine = fc
  .record({ amountPaise: paise, chargesPaise: fc.nat(10_000), taxPaise: fc.nat(1_800) })
  .chain((amounts) =>
    fc.record({
      ...Object.fromEntries(Object.entries(amounts).map(([name, one]) => [name, fc.constant(one)])),
      kind: fc.constantFrom('payment' as const, 'refund' as const),
      reference: fc.constantFrom('M1', 'M2', 'M3', 'M4'),
      known: fc.option(fc.record({ isOwn: fc.boolean(), askedPaise: paise })),
      bookedPaise: fc.option(fc.oneof(paise, fc.constant(amounts.amountPaise))),
      isSettled: fc.boolean(),
      isDisputed: fc.boolean(),
    }),
  );

describe('R42 what is booked', () => {
  test('for any file adds up to zero, and to what the gateway pays', () => {
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 20 }), (given) => {
        const lines = given.map((one, at) => {
          const {
            amountPaise = 0,
            chargesPaise = 0,
            taxPaise = 0,
          } = one as Partial<SettlementLine>;
          const gross = one.kind === 'payment' ? amountPaise : -amountPaise;
          const netPaise = gross - chargesPaise - taxPaise;
          return { ...line, ...one, amountPaise, chargesPaise, taxPaise, netPaise, number: at + 1 };
        });
        const compared = compareLines(lines, lines);
        const entries = settlementPosting(office, compared)?.entries ?? [];
        expect(entries.reduce((sum, { amountPaise }) => sum + amountPaise, 0n)).toBe(0n);
        const net = lines.reduce((sum, { netPaise }) => sum + netPaise, 0);
        const bank = entries.find(({ account }) => account.startsWith('bank/'))?.amountPaise ?? 0n;
        expect(Number(bank)).toBe(-net || 0);
      }),
    );
  });

  const codes = Object.keys(differenceCodes) as DifferenceCode[];
  const aDifference: fc.Arbitrary<Difference> = fc
    .record({
      code: fc.constantFrom(...codes),
      kind: fc.constantFrom('payment' as const, 'refund' as const),
      theirsPaise: paise,
      chargesPaise: fc.nat(10_000),
      bookedPaise: fc.oneof(fc.constant(0), paise),
    })
    .map((one) => {
      const isOurs = one.code === 'not-settled' || one.code === 'refund-not-settled';
      const sign = one.kind === 'refund' ? -1 : 1;
      const bookedPaise = sign * one.bookedPaise;
      if (isOurs) return { ...one, theirsPaise: null, isInFile: false, bookedPaise };
      return { ...one, theirsPaise: sign * one.theirsPaise, isInFile: true, bookedPaise };
    });

  test('for every way that is open leaves nothing on the account of differences', () => {
    fc.assert(
      fc.property(aDifference, (difference) => {
        const suspended = difference.isInFile
          ? (difference.theirsPaise ?? 0) - difference.bookedPaise
          : 0;
        for (const outcome of outcomesOf(difference)) {
          const postings = correctionsOf(difference, outcome, { ...office, iec: 'AAACS7302F' });
          const entries = postings.flatMap((posting) => posting.entries);
          const of = (account: string) =>
            entries
              .filter((entry) => entry.account.startsWith(`${account}/`))
              .reduce((sum, { amountPaise }) => sum + Number(amountPaise), 0);
          for (const posting of postings) {
            const sum = posting.entries.reduce((all, { amountPaise }) => all + amountPaise, 0n);
            expect(sum).toBe(0n);
          }
          expect(of('differences') + suspended).toBe(0);
          const credits = outcome === 'credit-wallet' || outcome === 'refund';
          if (credits && !isReceipt(difference)) expect(of('exporter-wallet')).toBe(suspended);
          else expect(of('exporter-wallet')).toBe(0);
        }
      }),
    );
  });

  test('goes to no payer that the gateway has not paid us for', () => {
    const awaited: Difference = {
      ...{ code: 'disputed', kind: 'payment', theirsPaise: 35_001 },
      ...{ isInFile: false, bookedPaise: 0, chargesPaise: 0 },
    };
    expect(outcomesOf(awaited)).toEqual(['nothing']);
    expect(correctionsOf(awaited, 'nothing', { ...office, iec: null })).toEqual([]);
  });
});

test('R42 a payment is overdue after three working days, counted without Saturdays, Sundays and holidays', () => {
  // 2026-11-20 is a Friday.
  expect(lastDayDue('2026-11-20', [])).toBe('2026-11-16');
  expect(lastDayDue('2026-11-20', ['2026-11-18'])).toBe('2026-11-15');
  expect(lastDayDue('2026-11-22', [])).toBe('2026-11-17');
});

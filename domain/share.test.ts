import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals, decimal } from './decimal.ts';
import { compareShare, percentText, type Share, truncatedPercent } from './share.ts';

const shareOf = (part: string, whole: string): Share => ({
  part: decimal(part),
  whole: decimal(whole),
});

const anyShare: fc.Arbitrary<Share> = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([part, whole]) => ({ part: { units: part, scale: 2 }, whole: { units: whole, scale: 3 } }));

test.each([
  ['34996.00', '100000.00', '34.99', '34.996'],
  ['79730.00', '100000.00', '79.73', '79.73'],
  ['79739', '100000', '79.73', '79.739'],
  ['2', '3', '66.66', '66.66666666…'],
  ['100', '100', '100.00', '100'],
  ['0', '5', '0.00', '0'],
  ['0.35', '1', '35.00', '35'],
])('%s of %s is %s cut off, %s to read', (part, whole, truncated, text) => {
  expect(truncatedPercent(shareOf(part, whole), 2)).toBe(truncated);
  expect(percentText(shareOf(part, whole))).toBe(text);
});

test('a printed percentage is never above the true share, and less than its last place below', () => {
  fc.assert(
    fc.property(anyShare, fc.nat(6), (share, places) => {
      const printed = decimal(truncatedPercent(share, places));
      expect(compareShare(share, printed)).toBeGreaterThanOrEqual(0);
      expect(compareShare(share, { ...printed, units: printed.units + 1n })).toBe(-1);
    }),
  );
});

test('34.996 % is less than 35 %, by however little it misses', () => {
  const goal = decimal('35');
  expect(compareShare(shareOf('34996', '100000'), goal)).toBe(-1);
  expect(compareShare(shareOf('34999999999.99', '100000000000.00'), goal)).toBe(-1);
  expect(compareShare(shareOf('35000000000.00', '100000000000.00'), goal)).toBe(0);
});

test('a part and the rest of the whole make 100 %: direct and indirect method agree', () => {
  const goal = decimal('35');
  fc.assert(
    fc.property(anyShare, ({ part, whole }) => {
      fc.pre(compareDecimals(part, whole) <= 0);
      const rest = { units: whole.units - part.units * 10n, scale: 3 };
      const direct = compareShare({ part, whole }, goal) >= 0;
      const indirect = compareShare({ part: rest, whole }, decimal('65')) <= 0;
      expect(direct).toBe(indirect);
    }),
  );
});

test('there is no share of nothing', () => {
  expect(() => percentText(shareOf('1', '0'))).toThrow(RangeError);
  expect(() => compareShare(shareOf('1', '-1'), decimal('35'))).toThrow(RangeError);
});

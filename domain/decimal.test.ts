import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal.ts';

const anyDecimal: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  scale: fc.nat(6),
});

describe('a decimal is read only when its text means one number plainly', () => {
  test.each(['0', '0.00', '7', '10640.000', '-3.5', '99999999999999999999.99'])('%s', (text) => {
    expect(formatDecimal(decimal(text))).toBe(text);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '-0',
    '-0.00',
    '01',
    '1.',
    '.5',
    '1,000.00',
    '1e3',
    '0x1',
    'NaN',
    'Infinity',
    '١',
    '1.2.3',
    '1\n',
    '9'.repeat(41),
  ])('refused: %j', (text) => {
    expect(parseDecimal(text)).toBeNull();
    expect(() => decimal(text)).toThrow(RangeError);
  });
});

test('text and number are the same thing, whatever the number', () => {
  fc.assert(
    fc.property(anyDecimal, (value) => {
      expect(parseDecimal(formatDecimal(value))).toEqual(value);
    }),
  );
});

test('adding is exact: subtracting again gives back the same value', () => {
  fc.assert(
    fc.property(anyDecimal, anyDecimal, (left, right) => {
      const back = subtractDecimals(addDecimals(left, right), right);
      expect(compareDecimals(back, left)).toBe(0);
    }),
  );
});

test('multiplying agrees with adding up', () => {
  fc.assert(
    fc.property(anyDecimal, fc.nat(20), (value, times) => {
      const product = multiplyDecimals(value, decimal(String(times)));
      expect(compareDecimals(product, sumDecimals(Array(times).fill(value)))).toBe(0);
    }),
  );
});

test('comparing sees through trailing zeros and never through the last digit', () => {
  expect(compareDecimals(decimal('1.0'), decimal('1'))).toBe(0);
  expect(compareDecimals(decimal('34.996'), decimal('35'))).toBe(-1);
  expect(compareDecimals(decimal('35.0000000001'), decimal('35'))).toBe(1);
});

test('0.1 and 0.2 are 0.3', () => {
  expect(formatDecimal(sumDecimals([decimal('0.1'), decimal('0.2')]))).toBe('0.3');
});

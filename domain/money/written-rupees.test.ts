import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feesEarned, gatewayClearing } from './account.ts';
import { receiptAccount, receiptNumber, receiptPlace } from './receipt-number.ts';
import { paiseOf } from './rupees.ts';
import { indianRupees, rupeesInWords } from './written-rupees.ts';

describe('an amount on a receipt', () => {
  test.each([
    [5, '0.05', 'Rupees Zero and Five Paise Only'],
    [35_000, '350.00', 'Rupees Three Hundred Fifty Only'],
    [100_001, '1,000.01', 'Rupees One Thousand and One Paise Only'],
    [
      1_234_567,
      '12,345.67',
      'Rupees Twelve Thousand Three Hundred Forty Five and Sixty Seven Paise Only',
    ],
    [10_000_000, '1,00,000.00', 'Rupees One Lakh Only'],
    [100_000_000, '10,00,000.00', 'Rupees Ten Lakh Only'],
    [1_000_000_019, '1,00,00,000.19', 'Rupees One Crore and Nineteen Paise Only'],
    [
      99_999_999_999,
      '99,99,99,999.99',
      'Rupees Ninety Nine Crore Ninety Nine Lakh Ninety Nine Thousand Nine Hundred Ninety Nine and Ninety Nine Paise Only',
    ],
    [
      12_345_000_000_000,
      '1,23,45,00,00,000.00',
      'Rupees Twelve Thousand Three Hundred Forty Five Crore Only',
    ],
  ])('of %i paise is %s: %s', (paise, figures, words) => {
    expect(indianRupees(paise)).toBe(figures);
    expect(rupeesInWords(paise)).toBe(words);
  });

  test('is the same without its commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (paise) => {
        expect(paiseOf(indianRupees(paise).replaceAll(',', ''))).toBe(paise);
      }),
    );
    expect(indianRupees(-10_000_000)).toBe('-1,00,000.00');
  });

  test.each([0, -1, 0.5, Number.NaN])('is not %d', (paise) =>
    expect(() => rupeesInWords(paise)).toThrow(RangeError),
  );
});

describe("a receipt's number", () => {
  const place = { agency: 'EIC', office: 'MUMBAI', kind: 'fee', version: 12 } as const;

  test('names one movement of one account', () => {
    expect(receiptNumber(place)).toBe('EIC-MUMBAI-F-12');
    expect(receiptPlace('EIC-MUMBAI-F-12')).toEqual(place);
    expect(receiptPlace('EIC-MUMBAI-P-12')).toEqual({ ...place, kind: 'payment' });
    expect(receiptAccount(place)).toBe(feesEarned(place));
    expect(receiptAccount({ ...place, kind: 'payment' })).toBe(gatewayClearing(place));
  });

  test.each([
    '',
    'EIC-MUMBAI-F-0',
    'EIC-MUMBAI-F-01',
    'EIC-MUMBAI-X-1',
    'EIC-F-1',
    'eic-mumbai-f-1',
    'EIC-MUMBAI-F-1 ',
  ])('%j is none', (text) => expect(receiptPlace(text)).toBeNull());
});

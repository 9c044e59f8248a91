import { describe, expect, test } from 'vitest';
import { countryName, isCountry } from './country.ts';
import { countryNames } from './country-names.ts';
import { currencyDecimals, isCurrency } from './currency.ts';
import { isHs, isHs6, isHs8 } from './hs.ts';
import { isIec, panOfIec } from './iec.ts';
import { isPan } from './pan.ts';
import { countryOfPort, isIndianCustomsSite, isPort, isUnLocode } from './port.ts';
import { isShippingBillNumber, shippingBillKey } from './shipping-bill.ts';
import { isUnitQuantityCode } from './unit-quantity.ts';

const accepts = (check: (text: string) => boolean, good: string[], bad: string[]) => {
  test.each(good)('%j is accepted', (text) => expect(check(text)).toBe(true));
  test.each(bad)('%j is refused', (text) => expect(check(text)).toBe(false));
};

describe('R14 an IEC is ten digits or the form of a PAN', () => {
  accepts(
    isIec,
    ['0388012345', 'AAACS7302F', 'AABCK4410M', 'AADCN9021R'],
    ['', '12345', 'ABCDE12345X9', '0123 45678', '03880123456', 'aaacs7302f', '0388012345\n'],
  );
  test('only one that is a PAN names the holder', () => {
    expect(panOfIec('AAACS7302F')).toBe('AAACS7302F');
    expect(panOfIec('0388012345')).toBeNull();
  });
});

describe('a PAN says in its fourth letter who holds it', () => {
  accepts(isPan, ['AAACS7302F', 'AAPFU0939F'], ['AAAXS7302F', 'AAACS7302', '0388012345']);
});

describe('a tariff code keeps to the chapters that exist', () => {
  accepts(
    isHs,
    ['293369', '29336990', '010121', '97069000', '98010011', '99930000'],
    ['', '2933', '770100', '77010000', '000000', '980100', '290000', '29336', '2933699', '29A369'],
  );
  test('the six digits of the world and the eight of India are told apart', () => {
    expect([isHs6('293369'), isHs8('293369'), isHs6('29336990'), isHs8('29336990')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('a port is a UN/LOCODE or an Indian customs site', () => {
  accepts(
    isPort,
    ['INNSA1', 'INBOM4', 'INPTPB', 'INMAA1', 'THLCH', 'DEHAM', 'AUMEL', 'AEDXB', 'USL33'],
    ['', 'XXLCH', 'INNSA0', 'USNSA1', 'THL01', 'thlch', 'THLCHX'],
  );
  test('the two code sets are told apart', () => {
    expect([isUnLocode('INNSA'), isUnLocode('INNSA1')]).toEqual([true, false]);
    expect([isIndianCustomsSite('INNSA'), isIndianCustomsSite('INNSA1')]).toEqual([false, true]);
    expect(countryOfPort('THLCH')).toBe('TH');
  });
});

describe('a shipping bill is its number, date and site together', () => {
  accepts(isShippingBillNumber, ['4417023', '1', '0004417'], ['', '0', '0000000', '12345678']);
  test('leading zeros do not make another bill, another year does', () => {
    const bill = { shippingBillNumber: '0004417', date: '2026-11-22', customsSite: 'INNSA1' };
    const same = shippingBillKey({ ...bill, shippingBillNumber: '4417' });
    expect(shippingBillKey(bill)).toBe(same);
    expect(shippingBillKey({ ...bill, date: '2027-11-22' })).not.toBe(same);
  });
});

describe('a country is an ISO 3166 code', () => {
  accepts(isCountry, ['IN', 'TH', 'AE', 'GB'], ['XX', 'UK', 'in', '', 'toString', '__proto__']);
  test('all 249 have a name', () => {
    expect(Object.keys(countryNames)).toHaveLength(249);
    expect(Object.values(countryNames).every((name) => name.length > 3)).toBe(true);
    expect(countryName('TH')).toBe('Thailand');
  });
});

describe('a currency is an ISO 4217 code', () => {
  accepts(isCurrency, ['USD', 'EUR', 'AUD', 'INR', 'AED', 'JPY'], ['XXX', 'XAU', 'usd', 'RS', '']);
  test.each([
    ['INR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['XXX', null],
  ])('%s has %s decimals', (code, decimals) => expect(currencyDecimals(code)).toBe(decimals));
});

describe('a unit is a unit quantity code', () => {
  accepts(isUnitQuantityCode, ['KGS', 'PCS', 'LTR', 'CTM'], ['KG', 'kgs', 'KGS MLT', '']);
});

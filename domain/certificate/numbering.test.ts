import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter } from './check-character.ts';
import { formatCertificateNumber, numberFault, typedOwnNumber } from './numbering.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const code = fc.string({
  unit: fc.constantFrom(...alphabet),
  minLength: 1,
  maxLength: 12,
});
const anyNumber = fc.record({
  agency: code,
  office: code,
  year: fc.integer({ min: 2024, max: 2099 }),
  serial: fc.integer({ min: 1, max: 9_999_999 }),
});

/** Global Release Identifier of the recording industry: a published use of the same system. */
test.each([
  ['A12425GABC1234002', 'M'],
  ['123AB', 'X'],
  ['DADPIDA3897722461', 'J'],
])('ISO 7064 MOD 37,36 of %s is %s', (text, check) => {
  expect(checkCharacter(text)).toBe(check);
});

test('a text with other characters has no check character', () => {
  expect(() => checkCharacter('A-1')).toThrow(RangeError);
  expect(() => checkCharacter('a1')).toThrow(RangeError);
});

describe('a certificate number', () => {
  const number = { agency: 'EIC', office: 'MUMBAI', year: 2026, serial: 17 };

  test('is agency, office, year, serial and check', () => {
    expect(formatCertificateNumber(number)).toBe('EIC-MUMBAI-2026-0000017-H');
  });

  test.each([
    ' eic-mumbai-2026-0000017-h ',
    'EIC - MUMBAI - 2026 - 0000017 - H',
    'EIC-MUMBAI-2026-000 0017-H\n',
  ])('is read from %j', (text) => expect(typedOwnNumber(text)).toBe('EIC-MUMBAI-2026-0000017-H'));

  test.each([
    'EIC-MUMBAI-2026-0000017-G',
    'EIC-MUMBAI-2026-0000017',
    'EIC-MUMBAI-2026-17-H',
    'EIC/MUMBAI/2026/0000017/H',
    'EIC/2020/013/0064492A/00132354',
    `EIC-MUMBAI-2026-0000000-${checkCharacter('EICMUMBAI20260000000')}`,
    '',
  ])('is not read from %j', (text) => expect(typedOwnNumber(text)).toBeNull());

  test('is read back as it was written, whatever it is', () => {
    fc.assert(
      fc.property(anyNumber, (any) => {
        const number = formatCertificateNumber(any);
        expect(typedOwnNumber(number)).toBe(number);
      }),
    );
  });

  test('with one character mistyped is never another valid number', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(), fc.constantFrom(...alphabet), (any, at, typed) => {
        const text = formatCertificateNumber(any);
        const place = at % text.length;
        fc.pre(text[place] !== '-' && text[place] !== typed);
        const mistyped = text.slice(0, place) + typed + text.slice(place + 1);
        expect(typedOwnNumber(mistyped)).toBeNull();
      }),
    );
  });

  test('with two neighbouring digits swapped is another valid number in under 3 of 100 cases', () => {
    let swaps = 0;
    let missed = 0;
    for (let serial = 1; serial <= 9_999_999; serial += 4_999) {
      const parts = formatCertificateNumber({ ...number, serial }).split('-');
      const digits = parts[3] ?? '';
      for (let at = 0; at < 6; at += 1) {
        if (digits[at] === digits[at + 1]) continue;
        const swapped = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
        swaps += 1;
        if (typedOwnNumber(parts.with(3, swapped).join('-')) !== null) missed += 1;
      }
    }
    expect(swaps).toBeGreaterThan(5_000);
    expect(missed / swaps).toBeLessThan(0.03);
  });

  test.each([
    { agency: 'eic' },
    { office: '' },
    { office: 'NAVI MUMBAI' },
    { year: 26 },
    { serial: 0 },
    { serial: 10_000_000 },
    { serial: 1.5 },
  ])('is not made from %j', (part) => {
    expect(() => formatCertificateNumber({ ...number, ...part })).toThrow(RangeError);
  });
});

test.each([
  ['R72 EIC/2023/013/0127378A/00158794', 'legacy'],
  ['R72 eic/2020/013/ 0064492a/00132354', 'legacy'],
  ['EIC-MUMBAI-2026-0000017-X', 'mistyped'],
  ['eic-mumbai-2026-0000018-h', 'mistyped'],
  ['EIC-MUMBAI-2026-17-H', 'malformed'],
  ['EIC/2023/013/0127378A', 'malformed'],
  ['', 'malformed'],
])('%s is %s', (text, fault) => {
  expect(numberFault(text.replace('R72 ', ''))).toBe(fault);
});

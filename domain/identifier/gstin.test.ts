import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gstinCheckCharacter, isGstin, panOfGstin } from './gstin.ts';

const letters = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base36 = `0123456789${capitals}`;
const firstFourteen = fc
  .tuple(
    fc.constantFrom('01', '24', '27', '33', '38', '97', '99'),
    letters(capitals, 3),
    fc.constantFrom(...'ABCFGHJKLPT'),
    letters(capitals, 1),
    letters('0123456789', 4),
    letters(capitals, 1),
    letters(base36, 1),
  )
  .map((parts) => `${parts.join('')}Z`);

const real = ['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '09AAACI1681G1ZN', '24AAACC1206D1ZM'];
const realDeductors = ['27NSKG13429D1DR', '27PNEA06819B1DE'];

test.each([...real, ...realDeductors])('R14 the real GSTIN %s is accepted', (gstin) => {
  expect(isGstin(gstin)).toBe(true);
});

test('the PAN inside is found, and none is invented for a tax deductor', () => {
  expect(panOfGstin('27AAPFU0939F1ZV')).toBe('AAPFU0939F');
  expect(panOfGstin('27NSKG13429D1DR')).toBeNull();
  expect(panOfGstin('27AAPFU0939F1ZW')).toBeNull();
});

test('every GSTIN with its own check character is accepted', () => {
  fc.assert(
    fc.property(firstFourteen, (text) => isGstin(`${text}${gstinCheckCharacter(text)}`)),
    { numRuns: 1000 },
  );
});

test('one changed character is always found', () => {
  const position = fc.integer({ min: 0, max: 14 });
  fc.assert(
    fc.property(firstFourteen, position, letters(base36, 1), (text, at, other) => {
      const right = `${text}${gstinCheckCharacter(text)}`;
      const wrong = right.slice(0, at) + other + right.slice(at + 1);
      return wrong === right || !isGstin(wrong);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  '',
  '27AAPFU0939F1Z',
  '27aapfu0939f1zv',
  ' 27AAPFU0939F1ZV',
  '27AAPFU0939F1ZV\n',
  '२७AAPFU0939F1ZV',
])('%j is refused', (text) => {
  expect(isGstin(text)).toBe(false);
});

test('a state code that does not exist is refused although the check character is right', () => {
  expect(isGstin(`44AAPFU0939F1Z${gstinCheckCharacter('44AAPFU0939F1Z')}`)).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CostSheet } from '../../application/application.ts';
import { decimal } from '../../decimal.ts';
import { arbitraryCostSheet, centsText } from '../../testing/arbitrary-cost-sheet.ts';
import { withCostSheet } from '../../testing/sample-application.ts';
import { originatingCountries, type Scheme } from '../scheme.ts';
import { aifta } from '../schemes/aifta.ts';
import { nonPreferential } from '../schemes/non-preferential.ts';
import { determineItemOrigin } from './determine-origin.ts';
import type { ItemOrigin, OriginQuestion } from './item-origin.ts';

function originOf(scheme: Scheme, sheet: CostSheet): ItemOrigin {
  const questions: OriginQuestion[] = withCostSheet('resin', sheet).items.map((item) => ({
    scheme,
    item,
    number: 1,
  }));
  const [first] = questions.map((question) => determineItemOrigin(question).origin);
  if (first === undefined) throw new Error('The sample has no item');
  return first;
}

function cents(text: string): bigint {
  return decimal(text).units;
}

function nonOriginating(sheet: CostSheet): CostSheet['materials'] {
  const countries = originatingCountries(aifta);
  return sheet.materials.filter(({ origin }) => origin === null || !countries.includes(origin));
}

const withMaterial = arbitraryCostSheet.filter(({ materials }) => materials.length > 0);
const place = fc.nat();

test('AIFTA origin is exactly: 65 % of FOB or less non-originating, none in the product subheading', () => {
  fc.assert(
    fc.property(arbitraryCostSheet, (sheet) => {
      const foreign = nonOriginating(sheet);
      const value = foreign.reduce((sum, one) => sum + cents(one.value), 0n);
      const enough = value * 100n <= cents(sheet.fob) * 65n;
      const changed = foreign.every(({ hs }) => !hs.startsWith('293369'));
      expect(originOf(aifta, sheet).qualifies).toBe(enough && changed);
    }),
  );
});

test('AIFTA: exactly 35 % qualifies and one cent less does not, at any value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), (share) => {
      const sheet = (own: bigint): CostSheet => ({
        currency: 'USD',
        unit: 'shipment',
        fob: centsText(share * 100n),
        materials: [
          {
            description: 'Formaldehyde',
            hs: '291211',
            origin: 'CN',
            value: centsText(share * 100n - own),
            basis: 'CIF',
          },
        ],
        labour: centsText(own),
        overheads: '0',
        otherCosts: '0',
        profit: '0',
      });
      expect(originOf(aifta, sheet(share * 35n)).criterion).toBe('RVC [35.00] %+CTSH');
      expect(originOf(aifta, sheet(share * 35n - 1n)).qualifies).toBe(false);
    }),
  );
});

test.each([aifta, nonPreferential])(
  '$code: a material that turns out Indian never loses origin for the goods',
  (scheme) => {
    fc.assert(
      fc.property(withMaterial, place, (sheet, at) => {
        const chosen = at % sheet.materials.length;
        const materials = sheet.materials.map((one, index) =>
          index === chosen ? { ...one, origin: 'IN' } : one,
        );
        const before = originOf(scheme, sheet);
        const after = originOf(scheme, { ...sheet, materials });
        expect(after.qualifies || !before.qualifies).toBe(true);
      }),
    );
  },
);

test('AIFTA: more labour at the same foreign value never loses origin', () => {
  fc.assert(
    fc.property(arbitraryCostSheet, fc.bigInt({ min: 0n, max: 10n ** 12n }), (sheet, more) => {
      const labour = centsText(cents(sheet.labour) + more);
      const fob = centsText(cents(sheet.fob) + more);
      const before = originOf(aifta, sheet);
      const after = originOf(aifta, { ...sheet, labour, fob });
      expect(after.qualifies || !before.qualifies).toBe(true);
    }),
  );
});

test('the printed percentage never exceeds the true one', () => {
  fc.assert(
    fc.property(arbitraryCostSheet, (sheet) => {
      const { criterion } = originOf(aifta, sheet);
      fc.pre(criterion !== null);
      const printed = cents(/\[(\d+\.\d\d)\]/.exec(criterion ?? '')?.[1] ?? 'none');
      const foreign = nonOriginating(sheet).reduce((sum, one) => sum + cents(one.value), 0n);
      const own = (cents(sheet.fob) - foreign) * 10_000n;
      expect(printed * cents(sheet.fob) <= own).toBe(true);
      expect((printed + 1n) * cents(sheet.fob) > own).toBe(true);
    }),
  );
});

test('the order of materials does not matter', () => {
  fc.assert(
    fc.property(arbitraryCostSheet, (sheet) => {
      const reversed = { ...sheet, materials: sheet.materials.toReversed() };
      expect(originOf(aifta, reversed).criterion).toBe(originOf(aifta, sheet).criterion);
    }),
  );
});

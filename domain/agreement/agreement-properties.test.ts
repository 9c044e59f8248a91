import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CostSheet, Material } from '../application/application.ts';
import { decimal, formatDecimal } from '../decimal.ts';
import { compareShare } from '../share.ts';
import { arbitraryCostSheet, centsText } from '../testing/arbitrary-cost-sheet.ts';
import { readCostSheet, splitByOrigin } from './origin/cost-figures.ts';
import { determineItemOrigin } from './origin/determine-origin.ts';
import type { CostedQuestion } from './origin/item-origin.ts';
import { shareBy, valueSums } from './origin/value-share.ts';
import { originatingCountries, type Scheme } from './scheme.ts';
import { comparableSchemes } from './schemes.ts';

const resin = { hsExport: '29336990', hsImport: '293369' };

const originOf = (scheme: Scheme, costSheet: CostSheet) =>
  determineItemOrigin({ scheme, item: { ...resin, origin: { costSheet } }, number: 1 }).origin;

const qualifies = (scheme: Scheme, sheet: CostSheet) => originOf(scheme, sheet).qualifies;
const cents = (text: string) => decimal(text).units;
const runs = { numRuns: 60 };

/** For each scheme and any sheet. */
const forAll = (holds: (scheme: Scheme, sheet: CostSheet, pick: number) => void) =>
  fc.assert(
    fc.property(arbitraryCostSheet, fc.nat(), (sheet, pick) => {
      for (const scheme of comparableSchemes) holds(scheme, sheet, pick);
    }),
    runs,
  );

/** The sheet with one of the materials that count as non-originating changed; null: it has none. */
function withForeignChanged(
  scheme: Scheme,
  sheet: CostSheet,
  pick: number,
  change: Partial<Material>,
): CostSheet | null {
  const counted = originatingCountries(scheme);
  const foreign = sheet.materials.flatMap(({ origin }, index) =>
    origin === null || !counted.includes(origin) ? [index] : [],
  );
  if (foreign.length === 0) return null;
  const chosen = foreign[pick % foreign.length];
  const materials = sheet.materials.map((one, index) =>
    index === chosen ? { ...one, ...change } : one,
  );
  return { ...sheet, materials };
}

test('a non-originating material that turns out Indian never loses origin, under any agreement', () => {
  forAll((scheme, sheet, pick) => {
    const better = withForeignChanged(scheme, sheet, pick, { origin: 'IN' });
    if (better && qualifies(scheme, sheet)) {
      expect([scheme.code, qualifies(scheme, better)]).toEqual([scheme.code, true]);
    }
  });
});

test("nor does one that turns out a partner's, by whichever criterion", () => {
  forAll((scheme, sheet, pick) => {
    const [partner] = scheme.partners ?? [];
    if (partner === undefined || scheme.cumulation.value === 'none') return;
    const better = withForeignChanged(scheme, sheet, pick, { origin: partner });
    if (better && qualifies(scheme, sheet)) {
      expect([scheme.code, qualifies(scheme, better)]).toEqual([scheme.code, true]);
    }
  });
});

test('nor does one that changes to another chapter, or is worth less with labour worth more', () => {
  forAll((scheme, sheet, pick) => {
    if (!qualifies(scheme, sheet)) return;
    const moved = withForeignChanged(scheme, sheet, pick, { hs: '760110' });
    if (moved) expect([scheme.code, qualifies(scheme, moved)]).toEqual([scheme.code, true]);
    const cheaper = withForeignChanged(scheme, sheet, pick, { value: '0.00' });
    if (!cheaper) return;
    const sum = (one: CostSheet) =>
      one.materials.reduce((all, { value }) => all + cents(value), 0n);
    const labour = centsText(cents(sheet.labour) + sum(sheet) - sum(cheaper));
    const better = { ...cheaper, labour };
    expect([scheme.code, qualifies(scheme, better)]).toEqual([scheme.code, true]);
  });
});

test('order and currency of the inputs change nothing, nor does the measure of all values', () => {
  forAll((scheme, sheet) => {
    const { criterion } = originOf(scheme, sheet);
    const turned = { ...sheet, currency: 'JPY', materials: sheet.materials.toReversed() };
    expect(originOf(scheme, turned).criterion).toBe(criterion);
    const thrice = (text: string) => formatDecimal({ units: cents(text) * 3n, scale: 4 });
    const scaled: CostSheet = {
      ...sheet,
      fob: thrice(sheet.fob),
      labour: thrice(sheet.labour),
      overheads: thrice(sheet.overheads),
      otherCosts: thrice(sheet.otherCosts),
      profit: thrice(sheet.profit),
      materials: sheet.materials.map((one) => ({ ...one, value: thrice(one.value) })),
    };
    expect(originOf(scheme, scaled).criterion).toBe(criterion);
  });
});

const roles = [undefined, 'accessory', 'retail-packaging', 'transport-packing', 'neutral'] as const;

test('direct, build-down and indirect agree on every sheet that adds up; build-up asks no less', () => {
  forAll((scheme, plain, pick) => {
    const materials = plain.materials.map((one, index) => {
      const role = roles[(pick + index) % roles.length];
      return role === undefined ? one : { ...one, role };
    });
    const figures = readCostSheet({ ...plain, materials });
    if (figures === null) throw new Error('The sheet is no sheet');
    const originatingIn = originatingCountries(scheme);
    const question: CostedQuestion = {
      ...{ scheme, number: 1, figures, originatingIn },
      item: { ...resin, origin: { costSheet: plain } },
      split: splitByOrigin(figures, originatingIn),
    };
    const sums = valueSums(question);
    if (sums === null) throw new Error('FOB is on every sheet');
    const direct = shareBy('direct', sums);
    const down = shareBy('build-down', sums);
    expect(direct.part.units).toBe(down.part.units);
    const limit = shareBy('max-non-originating', sums);
    expect(limit.part.units + down.part.units).toBe(sums.base.units);
    for (const percent of ['35', '45', '64.99']) {
      const asked = decimal(percent);
      const up = compareShare(shareBy('build-up', sums), asked) >= 0;
      const ofMaterials = compareShare(shareBy('build-up-materials', sums), asked) >= 0;
      const enough = compareShare(down, asked) >= 0;
      expect([enough || !up, up || !ofMaterials]).toEqual([true, true]);
    }
  });
});

test('what is printed is never more than what is there', () => {
  forAll((scheme, sheet) => {
    const { criterion } = originOf(scheme, sheet);
    const [printed] = /\d+\.\d\d/.exec(criterion ?? '') ?? [];
    if (printed === undefined) return;
    const figures = readCostSheet(sheet);
    if (figures === null) throw new Error('The sheet is no sheet');
    const counted = criterion?.startsWith('B') ? ['IN'] : originatingCountries(scheme);
    const countedOf = scheme.code === 'CHILE' ? originatingCountries(scheme) : counted;
    const { nonOriginating } = splitByOrigin(figures, countedOf);
    const foreign = nonOriginating.reduce((sum, { exact }) => sum + exact.units, 0n);
    const part = criterion?.startsWith('B') ? foreign : cents(sheet.fob) - foreign;
    expect(cents(printed) * cents(sheet.fob) <= part * 10_000n).toBe(true);
    expect((cents(printed) + 1n) * cents(sheet.fob) > part * 10_000n).toBe(true);
  });
});

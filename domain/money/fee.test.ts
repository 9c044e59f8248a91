import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aifta } from '../agreement/schemes/aifta.ts';
import { nonPreferential } from '../agreement/schemes/non-preferential.ts';
import { addDays } from '../calendar/plain-date.ts';
import {
  chargeOf,
  type FeeAsked,
  type FeeEntry,
  feeEntryFor,
  feesInForce,
  objectionToTerms,
} from './fee.ts';

const first: FeeEntry = {
  id: 'first',
  sequence: 1,
  kind: 'preferential',
  scheme: null,
  agency: null,
  exporterClass: 'any',
  purpose: 'original',
  from: '2026-01-01',
  paise: 35_000,
  taxes: [],
  source: 'a notice',
  sure: 'found',
};
const asked: FeeAsked = {
  scheme: aifta,
  agency: 'EIC',
  exporterClass: 'status-holder',
  purpose: 'original',
  on: '2026-06-01',
};
const entryOf = (more: Partial<FeeEntry>): FeeEntry => ({ ...first, ...more });
const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));

/** A fee for each kind and purpose from the first day on, and any others. */
const tables = fc
  .array(
    fc.record({
      kind: fc.constantFrom('preferential' as const, 'non-preferential' as const),
      narrow: fc.boolean(),
      agency: fc.constantFrom(null, 'EIC', 'IMC'),
      exporterClass: fc.constantFrom('any', 'status-holder', 'small'),
      purpose: fc.constantFrom('original' as const, 'in-lieu' as const),
      from: day,
      paise: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { maxLength: 30 },
  )
  .map((others) => {
    const general = (['preferential', 'non-preferential'] as const).flatMap((kind) =>
      (['original', 'in-lieu'] as const).map((purpose) => entryOf({ kind, purpose })),
    );
    const more = others.map(({ narrow, ...rest }) => {
      const { code } = rest.kind === 'preferential' ? aifta : nonPreferential;
      return entryOf({ ...rest, scheme: narrow ? code : null });
    });
    return [...general, ...more].map((entry, at) => ({
      ...entry,
      sequence: at,
      id: `entry ${at}`,
    }));
  });
const questions = fc.record({
  scheme: fc.constantFrom(aifta, nonPreferential),
  agency: fc.constantFrom('EIC', 'IMC', 'FIEO'),
  exporterClass: fc.constantFrom('any', 'status-holder', 'other'),
  purpose: fc.constantFrom('original' as const, 'in-lieu' as const),
  on: day,
});

/** The rule told the long way: thing by thing, the narrowest first, the newest that has begun. */
function winnerByHand(table: readonly FeeEntry[], question: FeeAsked): FeeEntry | undefined {
  for (const scheme of [question.scheme.code, null]) {
    for (const agency of [question.agency, null]) {
      for (const exporterClass of [question.exporterClass, 'any']) {
        const same = table.filter(
          (one) =>
            one.scheme === scheme &&
            one.agency === agency &&
            one.exporterClass === exporterClass &&
            one.kind === question.scheme.kind &&
            one.purpose === question.purpose &&
            one.from <= question.on,
        );
        const days = same.map(({ from }) => from).sort();
        const newest = same.filter(({ from }) => from === days.at(-1));
        if (newest.length > 0) return newest.at(-1);
      }
    }
  }
  return undefined;
}

describe('the fee table', () => {
  test('has exactly one winner for every case on every day since its first', () => {
    fc.assert(
      fc.property(tables, questions, (table, question) => {
        const winner = feeEntryFor(table, question);
        expect(winner.id).toBe(winnerByHand(table, question)?.id);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same fee in whatever order its entries come', () => {
    const shuffled = tables.chain((table) =>
      fc.tuple(fc.constant(table), fc.shuffledSubarray(table, { minLength: table.length })),
    );
    fc.assert(
      fc.property(shuffled, questions, ([table, other], question) => {
        expect(feeEntryFor(other, question)).toEqual(feeEntryFor(table, question));
      }),
    );
  });

  test('changes nothing up to a day by entries from later days', () => {
    fc.assert(
      fc.property(tables, questions, day, (table, question, today) => {
        fc.pre(question.on <= today);
        const until = table.filter(({ from }) => from <= today);
        expect(feeEntryFor(table, question).id).toBe(feeEntryFor(until, question).id);
      }),
    );
  });

  test('says of each entry the last day on which it counts, and leaves no day out', () => {
    fc.assert(
      fc.property(tables, day, (table, on) => {
        for (const { until, ...entry } of feesInForce(table, on)) {
          if (until === null) continue;
          const idsOn = (date: string) => feesInForce(table, date).map(({ id }) => id);
          expect(idsOn(until)).toContain(entry.id);
          expect(idsOn(addDays(until, 1))).not.toContain(entry.id);
        }
      }),
    );
  });

  test('counts from the first minute of a day, and not before the first entry', () => {
    const table = [first, entryOf({ id: 'second', sequence: 2, from: '2026-06-01' })];
    expect(feeEntryFor(table, { ...asked, on: '2026-05-31' }).id).toBe('first');
    expect(feeEntryFor(table, { ...asked, on: '2026-06-01' }).id).toBe('second');
    expect(() => feeEntryFor(table, { ...asked, on: '2025-12-31' })).toThrow(RangeError);
  });

  test('weighs the scheme before the agency, and that before the class of exporter', () => {
    const table = [
      first,
      entryOf({ id: 'class', sequence: 2, exporterClass: 'status-holder' }),
      entryOf({ id: 'agency', sequence: 3, agency: 'EIC' }),
      entryOf({ id: 'scheme', sequence: 4, scheme: aifta.code }),
    ];
    const winners = [4, 3, 2, 1].map((known) => feeEntryFor(table.slice(0, known), asked).id);
    expect(winners).toEqual(['scheme', 'agency', 'class', 'first']);
  });

  test('takes back an entry that has not begun by a later one from the same day', () => {
    const table = [first, entryOf({ id: 'wrong', sequence: 2, from: '2027-01-01' })];
    const righted = [...table, entryOf({ id: 'right', sequence: 3, from: '2027-01-01' })];
    expect(feeEntryFor(righted, { ...asked, on: '2027-01-01' }).id).toBe('right');
  });
});

describe('taxes', () => {
  test('are none unless the entry names some', () =>
    expect(chargeOf(first)).toEqual({ entry: first, taxes: [], totalPaise: 35_000 }));

  test.each([
    [20_000, '9', 1_800],
    [20_000, '2.5', 500],
    [10_005, '10', 1_001],
    [10_004, '10', 1_000],
    [1, '0.001', 0],
    [100_000_000, '99.999', 99_999_000],
  ])('of %i paise at %s percent are %i paise, half a paisa rounded up', (paise, percent, tax) => {
    const { taxes, totalPaise } = chargeOf(entryOf({ paise, taxes: [{ name: 'GST', percent }] }));
    expect(taxes).toEqual([{ name: 'GST', percent, paise: tax }]);
    expect(totalPaise).toBe(paise + tax);
  });

  test('are rounded each by itself, and the total is the sum of what is shown', () => {
    const lines = ['CGST', 'SGST'].map((name) => ({ name, percent: '9' }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (paise) => {
        const { taxes, totalPaise } = chargeOf(entryOf({ paise, taxes: lines }));
        const [one, other] = taxes.map((tax) => tax.paise);
        expect(one).toBe(other);
        expect(totalPaise).toBe(paise + 2 * (one ?? 0));
        expect(Math.abs((one ?? 0) * 100 - paise * 9)).toBeLessThanOrEqual(50);
      }),
    );
  });
});

describe('a change of the fees', () => {
  const known = { scheme: aifta, today: '2026-11-22' };
  const terms = { ...first, scheme: aifta.code, from: '2026-11-23' };

  test('counts from tomorrow at the earliest', () => {
    expect(objectionToTerms(terms, known)).toBeNull();
    for (const from of ['2026-11-22', '2026-11-21']) {
      expect(objectionToTerms({ ...terms, from }, known)?.code).toBe('fee-not-in-future');
    }
  });

  test('names a scheme of its kind, and each tax once', () => {
    const refused = (more: Partial<FeeEntry>, scheme = known.scheme as typeof aifta | null) =>
      objectionToTerms({ ...terms, ...more }, { ...known, scheme })?.pointer;
    expect(refused({ kind: 'non-preferential' })).toBe('/scheme');
    expect(refused({ scheme: 'NONE' }, null)).toBe('/scheme');
    const twice = ['9', '2.5'].map((percent) => ({ name: 'CGST', percent }));
    expect(refused({ taxes: twice })).toBe('/taxes');
    expect(refused({ scheme: null }, null)).toBeUndefined();
  });
});

import fc from 'fast-check';
import type { CostSheet, Material } from '../application/application.ts';
import { formatDecimal } from '../decimal.ts';

/** Cents as a sheet writes them. */
export function centsText(cents: bigint): string {
  return formatDecimal({ units: cents, scale: 2 });
}

const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });

const material = fc.record({
  description: fc.constantFrom('Urea', 'Formaldehyde', 'Ammonia', 'Cyanuric chloride'),
  hs: fc.constantFrom('310210', '291211', '281420', '293369', '29336990'),
  origin: fc.constantFrom('IN', 'TH', 'VN', 'CN', 'DE', 'AU', 'BD', 'BR', 'AF', 'LK', null),
  cents,
  basis: fc.constantFrom('ex-works' as const, 'CIF' as const, 'first-ascertainable-price' as const),
});

/** Any cost sheet in dollars that adds up, its FOB value above zero. */
export const arbitraryCostSheet: fc.Arbitrary<CostSheet> = fc
  .record({
    materials: fc.array(material, { maxLength: 6 }),
    parts: fc.tuple(cents, cents, cents, fc.bigInt({ min: 1n, max: 10n ** 12n })),
  })
  .map(({ materials, parts }) => {
    const [labour, overheads, otherCosts, profit] = parts;
    const all = [...materials.map((one) => one.cents), ...parts];
    return {
      currency: 'USD',
      unit: 'shipment',
      fob: centsText(all.reduce((sum, one) => sum + one, 0n)),
      materials: materials.map(
        ({ cents: value, ...rest }): Material => ({ ...rest, value: centsText(value) }),
      ),
      labour: centsText(labour),
      overheads: centsText(overheads),
      otherCosts: centsText(otherCosts),
      profit: centsText(profit),
    };
  });

import { determineItemOrigin } from '../agreement/origin/determine-origin.ts';
import type { OriginItem } from '../agreement/origin/item-origin.ts';
import type { Scheme } from '../agreement/scheme.ts';
import { schemeByCode } from '../agreement/schemes.ts';
import type { CostSheet, Material } from '../application/application.ts';
import { decimal, formatDecimal, subtractDecimals, sumDecimals } from '../decimal.ts';

/** A material of a worked example: origin, value, tariff code (another chapter than the pump's), rest. */
export type Part = [
  origin: string | null,
  value: string,
  hs?: string,
  more?: Pick<Material, 'role' | 'evidence'>,
];

/** The whole of a worked example: a pump, 841370, of a million; what is no material is labour. */
export const wholeValue = '1000000.00';

/** A sheet of such parts that adds up, all but the materials being labour. */
export function workedSheet(parts: readonly Part[], more: Partial<CostSheet> = {}): CostSheet {
  const materials = parts.map(
    ([origin, value, hs = '392690', rest = {}], index): Material => ({
      description: `Part ${index + 1}`,
      hs,
      origin,
      value,
      basis: 'CIF',
      ...rest,
    }),
  );
  const { overheads = '0', otherCosts = '0', profit = '0' } = more;
  const others = [...parts.map(([, value]) => value), overheads, otherCosts, profit];
  const labour = subtractDecimals(decimal(wholeValue), sumDecimals(others.map(decimal)));
  return {
    currency: 'USD',
    unit: 'shipment',
    fob: wholeValue,
    materials,
    labour: formatDecimal(labour),
    overheads,
    otherCosts,
    profit,
    ...more,
  };
}

export const pump = { hsExport: '84137010', hsImport: '841370' };

/** The scheme of that code, which the test names rightly. */
export function scheme(code: string): Scheme {
  const found = schemeByCode(code);
  if (found === null) throw new Error(`There is no scheme ${code}`);
  return found;
}

/** What is said of an item: its criterion, or the codes of its refusals. */
export function verdict(of: Scheme, item: OriginItem): string | string[] {
  const { origin, refusals } = determineItemOrigin({ scheme: of, item, number: 1 });
  return origin.criterion ?? refusals.map(({ code }) => code);
}

/** The same of a pump with such parts under the scheme of a code. */
export const verdictOfParts = (
  code: string,
  parts: readonly Part[],
  more: Partial<CostSheet> = {},
): string | string[] =>
  verdict(scheme(code), { ...pump, origin: { costSheet: workedSheet(parts, more) } });

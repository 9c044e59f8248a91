import type { CostSheet, Material, MaterialRole } from '../../application/application.ts';
import { type Decimal, parseDecimal, sumDecimals } from '../../decimal.ts';

/** A material with its exact value, and as reasoning names it: in a sentence, and by its place. */
export type ValuedMaterial = Material & {
  index: number;
  exact: Decimal;
  name: string;
  place: string;
};

/** A cost sheet read into exact figures, all in its own currency. */
export type CostFigures = {
  fob: Decimal;
  /** null where the sheet names none. */
  exWorks: Decimal | null;
  materials: ValuedMaterial[];
  labour: Decimal;
  overheads: Decimal;
  otherCosts: Decimal;
  profit: Decimal;
};

/** The cost sheet as exact figures; null when one of them is no decimal number. */
export function readCostSheet(sheet: CostSheet): CostFigures | null {
  const fob = parseDecimal(sheet.fob);
  const labour = parseDecimal(sheet.labour);
  const overheads = parseDecimal(sheet.overheads);
  const otherCosts = parseDecimal(sheet.otherCosts);
  const profit = parseDecimal(sheet.profit);
  const exWorks = sheet.exWorks === undefined ? null : parseDecimal(sheet.exWorks);
  const materials = sheet.materials.flatMap((material, index) => {
    const exact = parseDecimal(material.value);
    const name = `${material.description} (${material.hs}, ${material.origin ?? 'origin undetermined'})`;
    const place = `material ${index + 1}`;
    return exact === null ? [] : [{ ...material, index, exact, name, place }];
  });
  if (!fob || !labour || !overheads || !otherCosts || !profit) return null;
  if (sheet.exWorks !== undefined && exWorks === null) return null;
  if (materials.length < sheet.materials.length) return null;
  return { fob, exWorks, materials, labour, overheads, otherCosts, profit };
}

export function sumOfMaterials(materials: readonly ValuedMaterial[]): Decimal {
  return sumDecimals(materials.map((material) => material.exact));
}

/** Labour, overheads, other costs and profit together. */
export function sumOfOtherParts(figures: CostFigures): Decimal {
  return sumDecimals([figures.labour, figures.overheads, figures.otherCosts, figures.profit]);
}

/** What a material is to the goods. */
export const roleOf = ({ role }: Material): MaterialRole => role ?? 'input';

/** A cost sheet's materials by how they count. */
export type MaterialSplit = {
  originating: ValuedMaterial[];
  nonOriginating: ValuedMaterial[];
  /** Packing for the voyage: counts neither for the goods nor against them. */
  disregarded: ValuedMaterial[];
};

/**
 * Materials by how they count. Undetermined origin never counts as originating; what is used up in
 * making the goods, without being in them, always does.
 */
export function splitByOrigin(
  { materials }: CostFigures,
  originatingIn: readonly string[],
): MaterialSplit {
  const split: MaterialSplit = { originating: [], nonOriginating: [], disregarded: [] };
  for (const material of materials) {
    const role = roleOf(material);
    const counts = material.origin !== null && originatingIn.includes(material.origin);
    if (role === 'transport-packing') split.disregarded.push(material);
    else if (counts || role === 'neutral') split.originating.push(material);
    else split.nonOriginating.push(material);
  }
  return split;
}

import type { CostSheet, Material } from '../application/application.ts';
import { type Decimal, parseDecimal, sumDecimals } from '../decimal.ts';

export type ValuedMaterial = Material & { index: number; exact: Decimal };

/** A cost sheet read into exact figures, all in its own currency. */
export type CostFigures = {
  fob: Decimal;
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
  const materials = sheet.materials.flatMap((material, index) => {
    const exact = parseDecimal(material.value);
    return exact === null ? [] : [{ ...material, index, exact }];
  });
  if (!fob || !labour || !overheads || !otherCosts || !profit) return null;
  if (materials.length < sheet.materials.length) return null;
  return { fob, materials, labour, overheads, otherCosts, profit };
}

export function sumOfMaterials(materials: readonly ValuedMaterial[]): Decimal {
  return sumDecimals(materials.map((material) => material.exact));
}

/** Labour, overheads, other costs and profit together. */
export function sumOfOtherParts(figures: CostFigures): Decimal {
  return sumDecimals([figures.labour, figures.overheads, figures.otherCosts, figures.profit]);
}

/** Materials by whether they count as originating. Undetermined origin never does. */
export function splitByOrigin(
  figures: CostFigures,
  originatingIn: readonly string[],
): { originating: ValuedMaterial[]; nonOriginating: ValuedMaterial[] } {
  const originates = ({ origin }: Material) => origin !== null && originatingIn.includes(origin);
  return {
    originating: figures.materials.filter(originates),
    nonOriginating: figures.materials.filter((material) => !originates(material)),
  };
}

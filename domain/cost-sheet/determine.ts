import { determineItemOrigin } from '../agreement/origin/determine-origin.ts';
import type { ItemOrigin } from '../agreement/origin/item-origin.ts';
import type { Scheme } from '../agreement/scheme.ts';
import type { Refusal } from '../refusal.ts';
import type { ProductCostSheet } from './product-cost-sheet.ts';
import { imaginedItem } from './sound.ts';

export type Determination = {
  scheme: string;
  origin: ItemOrigin;
  /** What is missing; empty when the product qualifies. */
  missing: Pick<Refusal, 'code' | 'message'>[];
};

/** What each agreement says of a product by a sheet that was found sound, saving nothing. */
export function determineBySheet(
  sheet: ProductCostSheet,
  product: { hsExport: string; hsImport?: string | undefined },
  schemes: readonly Scheme[],
): Determination[] {
  const item = imaginedItem(sheet, product);
  return schemes.map((scheme) => {
    const { origin, refusals } = determineItemOrigin({ scheme, item, number: 1 });
    const missing = refusals.map(({ code, message }) => ({ code, message }));
    return { scheme: scheme.code, origin, missing };
  });
}

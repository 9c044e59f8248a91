import type { CaseRow } from '../../db/queries/case/case.ts';
import type { Examination } from '../../domain/application/examine.ts';
import type { QuotedCostSheet } from '../../domain/cost-sheet/product-cost-sheet.ts';

/** What an examination that refused nothing has determined, as the case keeps it. */
export const determined = ({
  origin,
  endorsements,
}: Pick<Examination, 'origin' | 'endorsements'>) =>
  ({
    endorsements,
    origin: origin.map(({ item, criterion, reasoning }) => ({
      item,
      criterion: criterion ?? '',
      reasoning,
    })),
  }) satisfies Partial<CaseRow>;

/** What a case's event tells of the sheets that its items name: which versions; nothing where there are none. */
export const versionsOf = (sheets: readonly QuotedCostSheet[]) =>
  sheets.length === 0 ? {} : { costSheets: sheets.map(({ id, version }) => ({ id, version })) };

import type { CaseRow } from '../../db/queries/case/case.ts';
import type { Examination } from '../../domain/application/examine.ts';

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

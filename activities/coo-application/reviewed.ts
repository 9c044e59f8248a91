import type { CaseRow } from '../../db/queries/case/case.ts';
import type { Actor } from '../../workflows/case/contract.ts';

/**
 * What a decision or a query says of who has the case: an unclaimed one is claimed by the officer who
 * decides it. DGFT operations decide in nobody's place, so a claim stays as it was.
 */
export function reviewed(
  { reviewBeganAt, reviewerId }: CaseRow,
  by: Actor,
  at: Date,
): Partial<CaseRow> {
  const began = { reviewBeganAt: reviewBeganAt ?? at };
  return by.role === 'officer' && reviewerId === null
    ? { ...began, reviewerId: by.accountId, claimedAt: at }
    : began;
}

/** What the event of a decision says where DGFT operations decide on a case that an officer has. */
export const overClaim = ({ reviewerId }: CaseRow, by: Actor): { claimedBy?: string } =>
  by.role === 'dgft-operations' && reviewerId !== null ? { claimedBy: reviewerId } : {};

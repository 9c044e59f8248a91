import type { z } from 'zod';
import type { FoundDifference, Proposal } from '../../db/queries/money/settlement/difference.ts';
import {
  type Difference,
  differenceCodes,
  outcomesOf,
  suspendedPaise,
} from '../../domain/money/difference.ts';
import type { differenceAnswer } from '../schemas/money/settlement.ts';

/** A difference as the rules about its outcomes see it. */
export const ruled = ({ fileId, ...found }: FoundDifference): Difference => ({
  ...found,
  isInFile: fileId !== null,
});

const proposalShown = (proposal: Proposal) => {
  const { differenceId: _, proposedAt, decidedAt, ...rest } = proposal;
  return {
    ...rest,
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
};

/** A difference as those who settle it see it. */
export function differenceShown(found: FoundDifference): z.output<typeof differenceAnswer> {
  const { id, code, kind, officeId, merchantId, orderId, reference, iec, status } = found;
  const { theirsPaise, bookedPaise, foundAt, settlement, settledAt, proposal } = found;
  const difference = ruled(found);
  return {
    id,
    code,
    words: differenceCodes[code],
    kind,
    office: officeId,
    merchantId,
    orderId,
    reference,
    iec,
    theirsPaise,
    bookedPaise,
    suspendedPaise: status === 'settled' ? 0 : suspendedPaise(difference),
    currency: 'INR',
    foundAt: foundAt.toISOString(),
    status,
    outcomes: status === 'settled' ? [] : outcomesOf(difference),
    settlement,
    settledAt: settledAt?.toISOString() ?? null,
    proposal: proposal && proposalShown(proposal),
  };
}

import { eq } from 'drizzle-orm';
import type { Transaction } from '../../database.ts';
import { application } from '../../schema/schema.ts';
import type { CaseRow } from './case.ts';
import { appendCaseEvent, type CaseEvent } from './case-event.ts';

/** Who has a case from now on, null for its office's queue; and who says so, how and why. */
export type Handing = {
  reviewerId: string | null;
  by: CaseEvent['actor'];
  action: 'claim' | 'unclaim' | 'reassign';
  detail?: Record<string, unknown>;
  at: Date;
};

/**
 * Hands a case that the transaction holds (`lockCase`) to an officer, or back to the queue, with the
 * event that tells it. The case's run is not asked and its revision stays: whoever looked at the
 * case may go on with what was seen, and a step under way looks at the case once more.
 */
export async function handCase(
  transaction: Transaction,
  row: CaseRow,
  { reviewerId, by, action, detail = {}, at }: Handing,
): Promise<void> {
  const claimedAt = reviewerId === null ? null : at;
  const reviewBeganAt = row.reviewBeganAt ?? claimedAt;
  await transaction
    .update(application)
    .set({ reviewerId, claimedAt, reviewBeganAt, updatedAt: at })
    .where(eq(application.id, row.id));
  await appendCaseEvent(transaction, row, at, {
    step: `${action}/event-${row.eventSequence + 1}`,
    actor: by,
    action,
    stage: row.stage,
    detail: { ...detail, officer: reviewerId, before: row.reviewerId },
  });
}

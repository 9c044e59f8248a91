import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { application } from '../../db/schema/schema.ts';
import { type Make, on, type Rule } from './rule.ts';
import type { accessThings } from './things.ts';

/** Who may come through the addresses of the offices' queues. */
export function queueRules(
  { database }: { database: Database },
  { caseIn }: ReturnType<typeof accessThings>,
): Record<string, Rule> {
  const underReview = caseIn('under-review');

  /** A case that an officer of its office has claimed. */
  const claimed: Make = async (side, asker) => {
    const made = await underReview(side, asker);
    const reviewerId = side.officerId;
    await database
      .update(application)
      .set({ reviewerId, claimedAt: new Date() })
      .where(eq(application.id, made.path?.id ?? ''));
    return { ...made, facts: { ...made.facts, reviewerId } };
  };

  return {
    'post /applications/{id}/claim': on('application', 'claim', claimed),
    'post /applications/{id}/unclaim': on('application', 'unclaim', claimed),
    'post /applications/{id}/reassign': on('application', 'reassign', underReview, {
      officer: '01a20235-14d2-726b-a96d-c4c125e3ca1c',
    }),
  };
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { application } from '../../db/schema/schema.ts';
import { costSheetRules } from './cost-sheet-rules.ts';
import { type Make, on, onOwn, type Rule } from './rule.ts';
import type { accessThings } from './things.ts';

/** Years from now: the officers of these tests are asked while they are at work. */
const leave = { firstDay: '2098-01-01', lastDay: '2098-01-05', standIn: null };

/** Who may come through the addresses of the offices' queues, and to what exporters prepare cases with. */
export function queueRules(
  { database }: { database: Database },
  { caseIn, anOffice, anOfficer }: ReturnType<typeof accessThings>,
): Record<string, Rule> {
  const underReview = caseIn('under-review');

  /** A case that an officer of its office has claimed. */
  const claimed: Make = async (side) => {
    const made = await underReview(side);
    const reviewerId = side.officerId;
    await database
      .update(application)
      .set({ reviewerId, claimedAt: new Date() })
      .where(eq(application.id, made.path?.id ?? ''));
    return { ...made, facts: { ...made.facts, reviewerId } };
  };

  return {
    ...costSheetRules({ database }, { caseIn }),
    'post /applications/{id}/claim': on('application', 'claim', claimed),
    'post /applications/{id}/unclaim': on('application', 'unclaim', claimed),
    'post /applications/{id}/reassign': on('application', 'reassign', underReview, {
      officer: '01a20235-14d2-726b-a96d-c4c125e3ca1c',
    }),
    'get /account/absence': onOwn('set-absence'),
    'put /account/absence': onOwn('set-absence', leave),
    'delete /account/absence': onOwn('set-absence'),
    'get /officers/{id}/absence': on('officer', 'view', anOfficer),
    'put /officers/{id}/absence': on('officer', 'set-absence', anOfficer, leave),
    'delete /officers/{id}/absence': on('officer', 'set-absence', anOfficer),
    'get /offices/{id}/turnaround': on('office', 'view-turnaround', anOffice),
  };
}

import type { z } from 'zod';
import type { CaseRow } from '../db/queries/case/case.ts';
import type { PlainDate } from '../domain/application/application.ts';
import type { Actor } from '../domain/authority/actor.ts';
import { isOverdue } from '../domain/office/due-date.ts';
import type { queueFields } from './schemas/case/queue.ts';

type Queued = Pick<
  CaseRow,
  'stage' | 'dueOn' | 'perishable' | 'escalatedAt' | 'reviewerId' | 'claimedAt'
> & { reviewerName: string | null };

/** Who has a case; null when nobody has. */
export const claimAnswer = ({
  reviewerId,
  reviewerName,
  claimedAt,
}: Pick<Queued, 'reviewerId' | 'reviewerName' | 'claimedAt'>) =>
  reviewerId && claimedAt
    ? { officer: reviewerId, name: reviewerName ?? '', since: claimedAt.toISOString() }
    : null;

/**
 * A case's place in its office's queue. Exporters are told until when it is due; who has it, and what
 * goes before it, is the office's affair.
 */
export function queueAnswer(
  { role }: Actor,
  one: Queued,
  today: PlainDate,
): z.output<typeof queueFields> {
  const { dueOn, perishable } = one;
  if (role === 'exporter' || role === 'customs-agent') return { dueOn };
  return {
    dueOn,
    perishable,
    overdue: isOverdue(one, today),
    escalatedAt: one.escalatedAt?.toISOString() ?? null,
    claim: claimAnswer(one),
  };
}

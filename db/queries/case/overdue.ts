import { eq } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { Database, Transaction } from '../../database.ts';
import { application } from '../../schema/schema.ts';
import type { CaseRow } from './case.ts';
import { appendCaseEvent } from './case-event.ts';

/** Offices that have overdue cases of which nobody was told. */
export async function listOfficesOverdue(
  { $client: client }: Database,
  today: PlainDate,
): Promise<string[]> {
  const rows = await client<{ id: string }[]>`
    select office.id from office where exists (select 1 from application a
      where a.office_id = office.id and a.stage in ('under-review', 'awaiting-signature')
        and a.due_on < ${today}::date and a.escalated_at is null)
    order by 1`;
  return rows.map(({ id }) => id);
}

export type OverdueCase = { applicationId: string; dueOn: PlainDate };

/** An office's overdue cases of which nobody was told; the longest overdue first. */
export async function listOverdue(
  { $client: client }: Database,
  officeId: string,
  { today, limit }: { today: PlainDate; limit: number },
): Promise<OverdueCase[]> {
  return client<OverdueCase[]>`
    select a.id as "applicationId", a.due_on::text as "dueOn" from application a
    where a.office_id = ${officeId} and a.stage in ('under-review', 'awaiting-signature')
      and a.due_on < ${today}::date and a.escalated_at is null
    order by a.due_on, a.id limit ${limit}`;
}

/** Marks a case that the transaction holds as told of, with the event that says so. */
export async function markEscalated(
  transaction: Transaction,
  row: CaseRow,
  { at, told }: { at: Date; told: boolean },
): Promise<void> {
  await transaction.update(application).set({ escalatedAt: at }).where(eq(application.id, row.id));
  await appendCaseEvent(transaction, row, at, {
    step: `escalate/event-${row.eventSequence + 1}`,
    actor: 'system',
    action: 'escalate',
    stage: row.stage,
    detail: { dueOn: row.dueOn, administratorTold: told },
  });
}

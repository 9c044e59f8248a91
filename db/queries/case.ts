import { and, eq } from 'drizzle-orm';
import type { Role, Stage } from '../../domain/stage.ts';
import type { Database, Transaction } from '../database.ts';
import { application, caseEvent } from '../schema/schema.ts';
import { type CaseEvent, nextCaseEvent } from './case-event.ts';

export type CaseRow = typeof application.$inferSelect;
export type CaseActor = { accountId: string; role: Role } | 'system';

/** What a step changes on the record, and the event that tells it. */
export type CaseChange = {
  set: Partial<Omit<CaseRow, 'id' | 'revision' | 'updatedAt'>> & { stage: Stage };
  event: Omit<CaseEvent, 'step' | 'stage'>;
};

/** Where the case stands after a step; `detail` is what the step's event kept. */
export type StepRecord = { stage: Stage; revision: number; detail: Record<string, unknown> };

/** The record is at another revision than the step was meant for. */
export type RevisionStale = { staleRevision: number };

/**
 * Does one step of a case in one transaction, under the case's row lock: the change, its event and
 * whatever else `change` writes stand or fall together. A step done before changes nothing and
 * gives its first result; so an activity may be repeated at any moment. `change` gives null when
 * it finds nothing to do: then the case stays where it is.
 */
export async function recordStep(
  database: Database,
  step: { applicationId: string; name: string; revision: number; at: Date },
  change: (transaction: Transaction, row: CaseRow) => Promise<CaseChange | null>,
): Promise<StepRecord | RevisionStale> {
  const { applicationId, revision, at } = step;
  const stepKey = `${step.name}/${revision}`;
  return database.transaction(async (transaction) => {
    const [row] = await transaction
      .select()
      .from(application)
      .where(eq(application.id, applicationId))
      .for('update');
    if (!row) throw new Error(`there is no application ${applicationId}`);
    if (row.revision !== revision) {
      const [done] = await transaction
        .select({ detail: caseEvent.detail })
        .from(caseEvent)
        .where(and(eq(caseEvent.applicationId, applicationId), eq(caseEvent.step, stepKey)));
      return done
        ? { stage: row.stage, revision: row.revision, detail: done.detail }
        : { staleRevision: row.revision };
    }

    const changed = await change(transaction, row);
    if (!changed) return { stage: row.stage, revision, detail: {} };
    const { set, event } = changed;
    const next = nextCaseEvent(row, at, { ...event, step: stepKey, stage: set.stage });
    const chainEnd = { eventSequence: next.sequence, eventHash: next.hash };
    await Promise.all([
      transaction
        .update(application)
        .set({ ...set, ...chainEnd, revision: revision + 1, updatedAt: at })
        .where(eq(application.id, applicationId)),
      transaction.insert(caseEvent).values(next),
    ]);
    return { stage: set.stage, revision: revision + 1, detail: event.detail };
  });
}

/** The case as it stands; throws when there is none, which no running workflow can meet. */
export async function readCase(database: Database, applicationId: string): Promise<CaseRow> {
  const [row] = await database.select().from(application).where(eq(application.id, applicationId));
  if (!row) throw new Error(`there is no application ${applicationId}`);
  return row;
}

/** Tells the exporter for which outside system the case waits just now; null when for none. */
export async function noteWaitingFor(
  database: Database,
  applicationId: string,
  waitingFor: string | null,
): Promise<void> {
  await database.update(application).set({ waitingFor }).where(eq(application.id, applicationId));
}

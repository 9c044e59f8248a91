import { and, eq, gt, inArray, lt, notInArray, sql } from 'drizzle-orm';
import {
  type BatchFigures,
  type BatchPhase,
  type FileProblem,
  workingPhases,
} from '../../../domain/migration/batch.ts';
import type { Database, Transaction } from '../../database.ts';
import { migrationBatch } from '../../schema/schema.ts';

export type BatchRow = typeof migrationBatch.$inferSelect;

/** The batch with that id, or null. */
export async function findBatch(
  database: Database | Transaction,
  id: string,
): Promise<BatchRow | null> {
  const [row] = await database.select().from(migrationBatch).where(eq(migrationBatch.id, id));
  return row ?? null;
}

/** The same, with everybody else who wants to change it waiting for the end of the transaction. */
export async function lockBatch(own: Transaction, id: string): Promise<BatchRow | null> {
  const [row] = await own
    .select()
    .from(migrationBatch)
    .where(eq(migrationBatch.id, id))
    .for('update');
  return row ?? null;
}

/** The batch that has this very export and was neither undone nor refused, or null. */
export async function findBatchOf(database: Database, sha256: string): Promise<BatchRow | null> {
  const [row] = await database
    .select()
    .from(migrationBatch)
    .where(
      and(
        eq(migrationBatch.exportSha256, sha256),
        eq(migrationBatch.dryRun, false),
        notInArray(migrationBatch.phase, ['undone', 'refused']),
      ),
    );
  return row ?? null;
}

/** Says where a batch stands now; not of a batch that has gone on since, elsewhere than to `from`. */
export async function enterPhase(
  database: Database | Transaction,
  id: string,
  phase: BatchPhase,
  from: readonly BatchPhase[],
): Promise<void> {
  await database
    .update(migrationBatch)
    .set({ phase, phaseAt: sql`now()` })
    .where(and(eq(migrationBatch.id, id), inArray(migrationBatch.phase, [...from])));
}

/** Says where a batch stands now. */
export async function setPhase(
  database: Database | Transaction,
  id: string,
  phase: BatchPhase,
  problems: FileProblem[] | null = null,
): Promise<void> {
  await database
    .update(migrationBatch)
    .set({ phase, phaseAt: sql`now()`, ...(problems ? { problems } : {}) })
    .where(eq(migrationBatch.id, id));
}

/** The batch at work, or null: there is one at most. */
export async function findBatchAtWork(database: Database | Transaction): Promise<BatchRow | null> {
  const [row] = await database
    .select()
    .from(migrationBatch)
    .where(inArray(migrationBatch.phase, [...workingPhases]));
  return row ?? null;
}

export type NewBatchRow = typeof migrationBatch.$inferInsert;

/** Enters a batch; false where another is at work or has the same export, and for a repeat. */
export async function insertBatch(database: Database, row: NewBatchRow): Promise<boolean> {
  const inserted = await database
    .insert(migrationBatch)
    .values(row)
    .onConflictDoNothing()
    .returning({ number: migrationBatch.number });
  return inserted.length > 0;
}

/** Keeps a batch's figures, and the phase that it enters with them, unless it has gone on since. */
export async function keepFigures(
  database: Database | Transaction,
  id: string,
  figures: BatchFigures,
  phase: BatchPhase,
  from: readonly BatchPhase[],
): Promise<void> {
  await database
    .update(migrationBatch)
    .set({ figures, phase, phaseAt: sql`now()` })
    .where(and(eq(migrationBatch.id, id), inArray(migrationBatch.phase, [...from])));
}

/** Batches that have come in and are neither accepted nor taken back, but for this one: before or after it. */
export async function findOther(
  own: Transaction,
  { number }: BatchRow,
  which: 'open-before' | 'any-after',
): Promise<BatchRow | null> {
  const isPlaced =
    which === 'open-before' ? lt(migrationBatch.number, number) : gt(migrationBatch.number, number);
  const ends: BatchPhase[] = ['undone', 'refused', 'dry-run-done'];
  if (which === 'open-before') ends.push('accepted');
  const [row] = await own
    .select()
    .from(migrationBatch)
    .where(and(isPlaced, notInArray(migrationBatch.phase, ends)))
    .orderBy(migrationBatch.number)
    .limit(1);
  return row ?? null;
}

/** Keeps that two people accept a batch: from the end of the transaction on it counts. */
export async function keepAcceptance(
  own: Transaction,
  id: string,
  { acceptedBy, acceptedWith }: { acceptedBy: string; acceptedWith: string },
): Promise<void> {
  await own
    .update(migrationBatch)
    .set({
      ...{ phase: 'accepted', phaseAt: sql`now()`, acceptedAt: sql`now()`, acceptedBy },
      acceptedWith,
    })
    .where(eq(migrationBatch.id, id));
}

/** Keeps that a batch is taken back. */
export async function keepUndo(
  own: Transaction,
  id: string,
  undoneBy: string | null,
): Promise<void> {
  await own
    .update(migrationBatch)
    .set({ phase: 'undone', phaseAt: sql`now()`, undoneAt: sql`now()`, undoneBy })
    .where(eq(migrationBatch.id, id));
}

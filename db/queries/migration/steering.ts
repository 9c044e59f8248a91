import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { migrationBatch } from '../../schema/schema.ts';

/** Keeps how a batch is steered: since when it is held up, its pace, and what holds it up. */
export async function setSteering(
  own: Transaction,
  id: string,
  {
    paused,
    linesPerSecond,
    trouble,
  }: { paused: boolean; linesPerSecond: number | null; trouble: string | null },
): Promise<void> {
  const pausedAt = paused ? new Date() : null;
  await own
    .update(migrationBatch)
    .set({ pausedAt, linesPerSecond, trouble })
    .where(eq(migrationBatch.id, id));
}

/** Keeps who agrees to a batch, or that nobody does any more. */
export async function setAgreement(
  database: Database | Transaction,
  id: string,
  agreedBy: string | null,
): Promise<void> {
  await database
    .update(migrationBatch)
    .set({ agreedBy, agreedAt: agreedBy ? new Date() : null })
    .where(eq(migrationBatch.id, id));
}

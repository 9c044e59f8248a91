import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { dgftCursor } from '../../schema/schema.ts';
import { type AuditEntry, audit } from '../audit/audit.ts';

export type DgftList = 'accounts' | 'firms' | 'agencies' | 'holidays';

/** How far a list of DGFT has been read; null before the first page. */
export async function readDgftCursor(database: Database, list: DgftList): Promise<string | null> {
  const [row] = await database.select().from(dgftCursor).where(eq(dgftCursor.list, list));
  return row?.cursor || null;
}

/**
 * Takes one page over: what `apply` writes, the audit of it, and the cursor, all or nothing. Gives
 * the audit's number of entries, or null when somebody else has read past `before` meanwhile: then
 * nothing is done, since the page may be older than what is there.
 */
export async function takeDgftPage(
  database: Database,
  page: { list: DgftList; before: string | null; after: string; readAt: Date; read: number },
  apply: (transaction: Transaction) => Promise<AuditEntry[]>,
): Promise<number | null> {
  const { list, before, after, readAt, read } = page;
  return database.transaction(async (transaction) => {
    await transaction
      .insert(dgftCursor)
      .values({ list, cursor: '', readAt, outcome: {} })
      .onConflictDoNothing();
    const [row] = await transaction
      .select()
      .from(dgftCursor)
      .where(eq(dgftCursor.list, list))
      .for('update');
    if (row === undefined || row.cursor !== (before ?? '')) return null;
    const told = await apply(transaction);
    await transaction
      .update(dgftCursor)
      .set({ cursor: after, readAt, outcome: { read, changed: told.length } })
      .where(eq(dgftCursor.list, list));
    for (const entry of told) await audit(transaction, entry);
    return told.length;
  });
}

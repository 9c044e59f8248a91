import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { SavedEntry } from '../../../domain/application/saved-entry.ts';
import type { Reach } from '../../../domain/authority/authorize.ts';
import type { Database, Transaction } from '../../database.ts';
import { savedEntry } from '../../schema/schema.ts';

export type SavedEntryRow = typeof savedEntry.$inferSelect;

/** Entries of the exporters in reach, oldest first, those after `after` (an id) only. */
export function listSavedEntries(
  database: Database,
  reach: Reach,
  asked: {
    kind: SavedEntry['kind'] | null;
    iec: string | null;
    after: string | null;
    limit: number;
  },
): Promise<SavedEntryRow[]> {
  const iecs = reach.within === 'iec' ? [...reach.iecs] : [];
  return database
    .select()
    .from(savedEntry)
    .where(
      and(
        inArray(savedEntry.iec, iecs),
        asked.kind === null ? undefined : eq(savedEntry.kind, asked.kind),
        asked.iec === null ? undefined : eq(savedEntry.iec, asked.iec),
        asked.after === null ? undefined : gt(savedEntry.id, asked.after),
      ),
    )
    .orderBy(asc(savedEntry.id))
    .limit(asked.limit);
}

export async function findSavedEntry(database: Database | Transaction, id: string) {
  const [row] = await database
    .select({ id: savedEntry.id, iec: savedEntry.iec })
    .from(savedEntry)
    .where(eq(savedEntry.id, id));
  return row ? { kind: 'saved-entry' as const, ...row } : null;
}

/** How many an exporter keeps of a kind; others who keep one at once wait until the transaction ends. */
export async function countSavedEntries(
  transaction: Transaction,
  iec: string,
  kind: SavedEntry['kind'],
): Promise<number> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('saved/' || ${iec}))`);
  return transaction.$count(savedEntry, and(eq(savedEntry.iec, iec), eq(savedEntry.kind, kind)));
}

export async function insertSavedEntry(
  transaction: Transaction,
  row: typeof savedEntry.$inferInsert,
): Promise<SavedEntryRow> {
  const [made] = await transaction.insert(savedEntry).values(row).returning();
  if (!made) throw new Error('the entry was not kept');
  return made;
}

export async function deleteSavedEntry(database: Database, id: string): Promise<void> {
  await database.delete(savedEntry).where(eq(savedEntry.id, id));
}

import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { exporter, notification } from '../schema/schema.ts';

/** Where a message to an exporter goes, and whether it went out before. */
export async function readRecipient(
  database: Database,
  iec: string,
  id: string,
): Promise<{ email: string | null; sent: boolean }> {
  const [row] = await database
    .select({ record: exporter.record, sent: notification.id })
    .from(exporter)
    .leftJoin(notification, eq(notification.id, id))
    .where(eq(exporter.iec, iec));
  return { email: row?.record?.email ?? null, sent: Boolean(row?.sent) };
}

/** Notes that a message went out; a repeat changes nothing. */
export async function noteSent(
  database: Database,
  row: typeof notification.$inferInsert,
): Promise<void> {
  await database.insert(notification).values(row).onConflictDoNothing();
}

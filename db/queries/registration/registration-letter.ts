import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { notification } from '../../schema/schema.ts';

/** Whether the letter of this id was noted as sent. */
export async function isNoted(database: Database, id: string): Promise<boolean> {
  const [row] = await database
    .select({ id: notification.id })
    .from(notification)
    .where(eq(notification.id, id));
  return row !== undefined;
}

/** Notes that a letter went out; a repeat changes nothing. */
export async function noteLetter(
  transaction: Transaction,
  row: typeof notification.$inferSelect,
): Promise<void> {
  await transaction.insert(notification).values(row).onConflictDoNothing();
}

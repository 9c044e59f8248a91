import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { notification } from '../schema/schema.ts';

/** Whether this message went out before. */
export async function wasSent(database: Database, id: string): Promise<boolean> {
  const rows = await database.select().from(notification).where(eq(notification.id, id));
  return rows.length > 0;
}

/** Notes that a message went out; a repeat changes nothing. */
export async function noteSent(
  database: Database,
  row: typeof notification.$inferInsert,
): Promise<void> {
  await database.insert(notification).values(row).onConflictDoNothing();
}

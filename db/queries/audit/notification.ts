import { inArray, sql } from 'drizzle-orm';
import { type Database, prepared } from '../../database.ts';
import { notification } from '../../schema/schema.ts';

const sent = prepared((database) =>
  database
    .insert(notification)
    .values({
      id: sql.placeholder('id'),
      recipient: sql.placeholder('recipient'),
      subject: sql.placeholder('subject'),
      sentAt: sql.placeholder('sentAt'),
    })
    .onConflictDoNothing()
    .prepare('sent_notification'),
);

/** Notes that a message went out; a repeat changes nothing. */
export async function noteSent(
  database: Database,
  row: typeof notification.$inferSelect,
): Promise<void> {
  await sent(database).execute(row);
}

/** Which of these messages went out already. */
export async function alreadySent(database: Database, ids: string[]): Promise<Set<string>> {
  const rows = await database
    .select({ id: notification.id })
    .from(notification)
    .where(inArray(notification.id, ids));
  return new Set(rows.map(({ id }) => id));
}

import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A message owed to somebody; `id` such as `<applicationId>/issued` keeps it to one. */
export const notification = pgTable('notification', {
  id: text().primaryKey(),
  recipient: text().notNull(),
  subject: text().notNull(),
  sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
});

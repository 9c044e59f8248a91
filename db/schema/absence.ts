import { sql } from 'drizzle-orm';
import { check, date, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { account } from './account.ts';

/** An officer's leave, the present or the next one: he is given no cases on these days in India. */
export const officerAbsence = pgTable(
  'officer_absence',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => account.id),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    /** Who takes over claimed cases; null: they go back to their office's queue. */
    standInId: uuid('stand_in_id').references(() => account.id),
    notedBy: uuid('noted_by')
      .notNull()
      .references(() => account.id),
    notedAt: timestamp('noted_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    check('officer_absence_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('officer_absence_stand_in', sql`${table.standInId} <> ${table.accountId}`),
  ],
);

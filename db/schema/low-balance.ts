import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { office } from './agency.ts';

/** A wallet whose exporter wants word when its balance falls; nothing of it stands in a booking's way. */
export const balanceWatch = pgTable(
  'balance_watch',
  {
    /** Of the ledger; a wallet can be watched before its first movement. */
    accountId: text('account_id').primaryKey(),
    iec: text().notNull(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    belowPaise: bigint('below_paise', { mode: 'number' }).notNull(),
    /** The wallet's movements were looked through up to this version. */
    seenVersion: bigint('seen_version', { mode: 'number' }).notNull(),
  },
  (table) => [check('watched_for_something', sql`${table.belowPaise} > 0`)],
);

/** A movement that took a watched wallet below what was asked for: one mail is owed for it. */
export const lowBalance = pgTable(
  'low_balance',
  {
    accountId: text('account_id').notNull(),
    /** The movement, in the wallet's own count. */
    accountVersion: bigint('account_version', { mode: 'number' }).notNull(),
    iec: text().notNull(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    at: timestamp({ withTimezone: true }).notNull(),
    balancePaise: bigint('balance_paise', { mode: 'number' }).notNull(),
    belowPaise: bigint('below_paise', { mode: 'number' }).notNull(),
    /** Since when somebody is sending it; a claim that is left behind runs out. */
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    /** When the mail went out, or was found to have nowhere to go; null: it is still owed. */
    toldAt: timestamp('told_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.accountVersion] }),
    index('low_balance_untold').on(table.at).where(sql`${table.toldAt} is null`),
  ],
);

import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * Credits are positive, debits negative; all balances together are always zero. Only entries move a
 * balance: version 1, 2, 3 … of it is the entry of that number. The trigger that moves it lets no
 * wallet, no held fee and no pending refund fall below zero.
 */
export const ledgerAccount = pgTable('ledger_account', {
  /** Such as `exporter-wallet/AAACS7302F/EIC-MUMBAI`; made by `domain/money`. */
  id: text().primaryKey(),
  balancePaise: bigint('balance_paise', { mode: 'bigint' }).notNull().default(sql`0`),
  version: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
});

/**
 * A balanced movement of money; `key` makes a repeat of it have no effect. Immutable (trigger and
 * rights), and at the commit complete and balanced (deferred constraint trigger).
 */
export const ledgerTransaction = pgTable(
  'ledger_transaction',
  {
    id: uuid().primaryKey(),
    key: text().notNull(),
    kind: text().notNull(),
    applicationId: uuid('application_id'),
    /** The key of the hold that this one takes or gives back: a hold is resolved once at most. */
    resolves: text().references((): AnyPgColumn => ledgerTransaction.key),
    /** So many entries it has, from the beginning: none can be added later. */
    entryCount: integer('entry_count').notNull().default(2),
    /** Taken while its accounts were locked: on each account it goes the way of the versions. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('ledger_transaction_key').on(table.key),
    uniqueIndex('ledger_transaction_resolves').on(table.resolves),
    index('ledger_transaction_application').on(table.applicationId),
  ],
);

/**
 * One account's part in a movement; each goes on from the one before. Immutable. Its balances are what
 * the trigger makes them that moves the account's; that it moves something, and that its account and
 * its transaction exist, is asked there too: foreign keys would look them up again, and of a table's
 * checks PostgreSQL reads the text anew in each statement, a tenth each of what a booking costs.
 */
export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    accountId: text('account_id').notNull(),
    accountVersion: bigint('account_version', { mode: 'bigint' }).notNull(),
    transactionId: uuid('transaction_id').notNull(),
    /** Among the entries of its transaction, from 1. */
    entryNumber: integer('entry_number').notNull(),
    amountPaise: bigint('amount_paise', { mode: 'bigint' }).notNull(),
    previousBalancePaise: bigint('previous_balance_paise', { mode: 'bigint' }).notNull(),
    balancePaise: bigint('balance_paise', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.accountVersion] }),
    uniqueIndex('ledger_entry_transaction').on(table.transactionId, table.entryNumber),
  ],
);

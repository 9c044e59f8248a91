import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
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
 * balance (trigger): version 1, 2, 3 … of it is the entry of that number.
 */
export const ledgerAccount = pgTable(
  'ledger_account',
  {
    /** Such as `exporter-wallet/AAACS7302F/EIC-MUMBAI`; made by `domain/money`. */
    id: text().primaryKey(),
    balancePaise: bigint('balance_paise', { mode: 'bigint' }).notNull().default(sql`0`),
    version: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
  },
  (table) => [
    check(
      'wallet_never_negative',
      sql`${table.id} not like 'exporter-wallet/%' or ${table.balancePaise} >= 0`,
    ),
    check(
      'fees_held_never_negative',
      sql`${table.id} not like 'fees-held/%' or ${table.balancePaise} >= 0`,
    ),
    check(
      'refunds_pending_never_negative',
      sql`${table.id} not like 'refunds-pending/%' or ${table.balancePaise} >= 0`,
    ),
  ],
);

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
 * One account's part in a movement; each goes on from the one before. Immutable. That its account and
 * its transaction exist is for the trigger that moves the balance and looks them up anyhow: foreign
 * keys would look them up again, at an eighth of what a booking costs, and neither is ever deleted.
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
    check('entry_moves_something', sql`${table.amountPaise} <> 0`),
    check(
      'entry_moves_balance',
      sql`${table.balancePaise} = ${table.previousBalancePaise} + ${table.amountPaise}`,
    ),
  ],
);

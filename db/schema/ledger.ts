import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** Credits are positive, debits negative; all balances together are always zero. */
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
  ],
);

/** A balanced movement of money; `key` makes a repeat of it have no effect. */
export const ledgerTransaction = pgTable(
  'ledger_transaction',
  {
    id: uuid().primaryKey(),
    key: text().notNull(),
    kind: text().notNull(),
    applicationId: uuid('application_id'),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('ledger_transaction_key').on(table.key),
    index('ledger_transaction_application').on(table.applicationId),
  ],
);

/** Immutable (trigger) and balanced per transaction (deferred constraint trigger). */
export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => ledgerAccount.id),
    accountVersion: bigint('account_version', { mode: 'bigint' }).notNull(),
    transactionId: uuid('transaction_id')
      .notNull()
      .references(() => ledgerTransaction.id),
    amountPaise: bigint('amount_paise', { mode: 'bigint' }).notNull(),
    previousBalancePaise: bigint('previous_balance_paise', { mode: 'bigint' }).notNull(),
    balancePaise: bigint('balance_paise', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.accountVersion] }),
    index('ledger_entry_transaction').on(table.transactionId),
    check(
      'entry_moves_balance',
      sql`${table.balancePaise} = ${table.previousBalancePaise} + ${table.amountPaise}`,
    ),
  ],
);

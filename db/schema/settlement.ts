import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { DifferenceCode, Outcome, Settlement } from '../../domain/money/difference.ts';
import { account } from './account.ts';
import { office } from './agency.ts';

/** A day's settlement file as the gateway handed it over; taken once, and kept for good. */
export const settlementFile = pgTable(
  'settlement_file',
  {
    id: uuid().primaryKey(),
    merchantId: text('merchant_id').notNull(),
    /** The day in India that it is about. */
    day: date({ mode: 'string' }).notNull(),
    /** Whose merchant it is. */
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    /** Of the bytes as they came, in hex. */
    sha256: text().notNull(),
    /** The file itself: ASCII, so that the text is its bytes. */
    raw: text().notNull(),
    lineCount: integer('line_count').notNull(),
    matchedCount: integer('matched_count').notNull(),
    /** What comes to the bank; below zero where more was taken back than paid. */
    netPaise: bigint('net_paise', { mode: 'number' }).notNull(),
    /** Charges, and the tax on them. */
    chargesPaise: bigint('charges_paise', { mode: 'number' }).notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('settlement_file_once').on(table.merchantId, table.day),
    index('settlement_file_newest').on(table.officeId, table.takenAt, table.id),
  ],
);

/** What the gateway settles of one payment or refund; kept for good. */
export const settlementLine = pgTable(
  'settlement_line',
  {
    fileId: uuid('file_id')
      .notNull()
      .references(() => settlementFile.id),
    /** Counts the file's lines from 1. */
    number: integer().notNull(),
    merchantId: text('merchant_id').notNull(),
    orderId: text('order_id').notNull(),
    /** The gateway's of a payment; our own of a refund. */
    reference: text().notNull(),
    kind: text().$type<'payment' | 'refund'>().notNull(),
    amountPaise: bigint('amount_paise', { mode: 'number' }).notNull(),
    chargesPaise: bigint('charges_paise', { mode: 'number' }).notNull(),
    taxPaise: bigint('tax_paise', { mode: 'number' }).notNull(),
    netPaise: bigint('net_paise', { mode: 'number' }).notNull(),
    /** The day in India of the payment or refund. */
    movedOn: date('moved_on', { mode: 'string' }).notNull(),
    /** On whose accounts it is booked. */
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    verdict: text().$type<'matched' | DifferenceCode>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fileId, table.number] }),
    index('settlement_line_reference').on(table.merchantId, table.reference),
    check(
      'settlement_line_adds_up',
      sql`${table.netPaise} = ${table.amountPaise} * case ${table.kind} when 'refund' then -1 else 1 end
        - ${table.chargesPaise} - ${table.taxPaise}`,
    ),
  ],
);

/**
 * What gateway and books disagree on. What it is about stays as it is, but that the gateway's line
 * of a disputed order may come later; settled once, by people only by an approved proposal (triggers).
 */
export const settlementDifference = pgTable(
  'settlement_difference',
  {
    id: uuid().primaryKey(),
    code: text().$type<DifferenceCode>().notNull(),
    kind: text().$type<'payment' | 'refund'>().notNull(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    merchantId: text('merchant_id').notNull(),
    orderId: text('order_id').notNull(),
    reference: text().notNull(),
    /** Whose payment it is, where that is known. */
    iec: text(),
    /** The line that it is about; null while the gateway has settled nothing. */
    fileId: uuid('file_id'),
    lineNumber: integer('line_number'),
    /** By the gateway; a refund's is below zero. null: it said nothing. */
    theirsPaise: bigint('theirs_paise', { mode: 'number' }),
    /** Here; a refund's is below zero. */
    bookedPaise: bigint('booked_paise', { mode: 'number' }).notNull(),
    /** Charges and the tax on them, of the line. */
    chargesPaise: bigint('charges_paise', { mode: 'number' }).notNull().default(0),
    foundAt: timestamp('found_at', { withTimezone: true }).notNull(),
    status: text().$type<'open' | 'proposed' | 'settled'>().notNull().default('open'),
    /** How it was settled. */
    settlement: text().$type<Settlement>(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    foreignKey({
      columns: [table.fileId, table.lineNumber],
      foreignColumns: [settlementLine.fileId, settlementLine.number],
    }),
    index('settlement_difference_oldest').on(table.officeId, table.foundAt, table.id),
    index('settlement_difference_unsettled')
      .on(table.officeId, table.foundAt, table.id)
      .where(sql`${table.status} <> 'settled'`),
    index('settlement_difference_order').on(table.orderId),
    uniqueIndex('settlement_difference_of_line').on(table.fileId, table.lineNumber),
    uniqueIndex('settlement_difference_without_line')
      .on(table.code, table.merchantId, table.reference)
      .where(sql`${table.code} in ('disputed', 'not-settled', 'refund-not-settled')`),
    check('line_is_whole', sql`num_nulls(${table.fileId}, ${table.lineNumber}) in (0, 2)`),
    check(
      'difference_end_is_whole',
      sql`(${table.status} = 'settled') = (${table.settlement} is not null)
        and (${table.status} = 'settled') = (${table.settledAt} is not null)`,
    ),
  ],
);

/** How one person would settle a difference, and what a second said to that, once. */
export const differenceProposal = pgTable(
  'difference_proposal',
  {
    id: uuid().primaryKey(),
    differenceId: uuid('difference_id')
      .notNull()
      .references(() => settlementDifference.id),
    outcome: text().$type<Outcome>().notNull(),
    /** Whose wallet is credited. */
    iec: text(),
    reason: text().notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => account.id),
    proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
    decidedBy: uuid('decided_by').references(() => account.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    approved: boolean(),
    /** Why it was rejected. */
    decisionReason: text('decision_reason'),
  },
  (table) => [
    index('difference_proposal_difference').on(table.differenceId, table.proposedAt),
    uniqueIndex('difference_proposal_undecided')
      .on(table.differenceId)
      .where(sql`${table.decidedAt} is null`),
    check('difference_takes_four_eyes', sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      'difference_decision_is_whole',
      sql`num_nulls(${table.decidedBy}, ${table.decidedAt}, ${table.approved}) in (0, 3)`,
    ),
    check(
      'difference_credit_names_payer',
      sql`(${table.outcome} in ('credit-wallet', 'refund')) = (${table.iec} is not null)`,
    ),
  ],
);

/** A day whose file has not been taken yet, and why; gone once it is. */
export const settlementWait = pgTable(
  'settlement_wait',
  {
    merchantId: text('merchant_id').notNull(),
    day: date({ mode: 'string' }).notNull(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    /** `not-ready`, `gateway-away`, `merchant-refused`, or what is wrong with the file. */
    reason: text().notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.day] }),
    index('settlement_wait_office').on(table.officeId, table.day),
  ],
);

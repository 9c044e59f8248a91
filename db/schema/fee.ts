import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Sureness } from '../../domain/agreement/scheme.ts';
import type { FeePurpose, FeeTerms, SchemeKind, TaxLine } from '../../domain/money/fee.ts';
import { account } from './account.ts';

/**
 * What is charged, from a day on until a later entry for the same takes its place. Entries are never
 * changed or deleted, and each but the first ones is an approved proposal of a future day (triggers).
 */
export const feeEntry = pgTable(
  'fee_entry',
  {
    /** That of the proposal that it was. */
    id: uuid().primaryKey(),
    /** Of two entries for the same from the same day the higher counts. */
    sequence: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity().unique(),
    kind: text().$type<SchemeKind>().notNull(),
    /** Code of a scheme; null: every scheme of the kind. */
    scheme: text(),
    /** null: every agency. */
    agency: text(),
    exporterClass: text('exporter_class').notNull(),
    purpose: text().$type<FeePurpose>().notNull(),
    /** The first day, in India. */
    from: date('valid_from', { mode: 'string' }).notNull(),
    paise: bigint({ mode: 'number' }).notNull(),
    taxes: jsonb().$type<TaxLine[]>().notNull().default([]),
    source: text().notNull(),
    sure: text().$type<Sureness>().notNull(),
  },
  (table) => [
    index('fee_entry_purpose').on(table.purpose, table.scheme, table.agency),
    check('fee_is_never_below_zero', sql`${table.paise} >= 0`),
  ],
);

/** A change of the fees that one person proposes and a second decides on, once. */
export const feeProposal = pgTable(
  'fee_proposal',
  {
    id: uuid().primaryKey(),
    terms: jsonb().$type<FeeTerms>().notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => account.id),
    proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
    decidedBy: uuid('decided_by').references(() => account.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    approved: boolean(),
    /** Why it was rejected. */
    reason: text(),
  },
  (table) => [
    index('fee_proposal_undecided').on(table.proposedAt).where(sql`${table.decidedAt} is null`),
    check('fee_takes_four_eyes', sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      'fee_decision_is_whole',
      sql`num_nulls(${table.decidedBy}, ${table.decidedAt}, ${table.approved}) in (0, 3)`,
    ),
  ],
);

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CorrectionTerms } from '../../domain/agreement/correction.ts';
import { account } from './account.ts';

/**
 * What of a scheme one person of DGFT operations proposes to put right, and a second one decides on,
 * once. Approved, it is the scheme's next version: nothing changes it any more (triggers).
 */
export const agreementCorrection = pgTable(
  'agreement_correction',
  {
    id: uuid().primaryKey(),
    scheme: text().notNull(),
    terms: jsonb().$type<CorrectionTerms>().notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => account.id),
    proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
    decidedBy: uuid('decided_by').references(() => account.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    approved: boolean(),
    /** Why it was declined. */
    reason: text(),
    /** 2, 3, 4 … of its scheme, in the order of approval; 1 is the record in the program. */
    version: integer(),
    /** The first day in India on which it counts: that of the terms, or of a later approval. */
    countsFrom: date('counts_from', { mode: 'string' }),
  },
  (table) => [
    unique('agreement_version').on(table.scheme, table.version),
    check('correction_takes_four_eyes', sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      'correction_decision_is_whole',
      sql`num_nulls(${table.decidedBy}, ${table.decidedAt}, ${table.approved}) in (0, 3)
        and (${table.approved} is false) = (${table.reason} is not null)
        and num_nulls(${table.version}, ${table.countsFrom}) = case when ${table.approved} then 0 else 2 end`,
    ),
    check('correction_version', sql`${table.version} > 1`),
  ],
);

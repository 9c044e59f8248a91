import { sql } from 'drizzle-orm';
import {
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
import type { Channel } from '../../domain/notification/recipients.ts';
import type { Turn } from '../../domain/notification/turn.ts';
import { application } from './application.ts';

/**
 * A turn of a case that is to be told, written in the very statement that makes it: by the step of
 * the case, or by the triggers on `certificate` and `legacy_certificate` for what becomes of an issued
 * one. The outbox.
 */
export const caseNotice = pgTable(
  'case_notice',
  {
    /** Rises with each turn of a case; gaps mean nothing. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** null: of a certificate that came over, whose case is not here. */
    applicationId: uuid('application_id').references(() => application.id),
    /** What it happened at, such as the key of the case's step: each occasion is told once. */
    occasion: text().notNull(),
    turn: text().$type<Turn>().notNull(),
    /** Of the case, after the turn. */
    revision: integer(),
    /** The event of the case that tells the same; null where none does. */
    eventSequence: integer('event_sequence'),
    certificateNumber: text('certificate_number'),
    at: timestamp({ withTimezone: true }).notNull(),
    /** When it was settled who is owed a message or delivery; null until then. */
    spreadAt: timestamp('spread_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('case_notice_occasion').on(table.applicationId, table.occasion),
    uniqueIndex('case_notice_occasion_taken_over')
      .on(table.occasion)
      .where(sql`${table.applicationId} is null`),
    index('case_notice_unspread').on(table.id).where(sql`${table.spreadAt} is null`),
    check(
      'case_notice_of_case_or_certificate',
      sql`num_nonnulls(${table.applicationId}, ${table.revision}) =
        case when ${table.applicationId} is null and ${table.certificateNumber} is not null then 0 else 2 end`,
    ),
  ],
);

/**
 * `refused`: the server will never take it. `given-up`: it could not be sent for days. `overtaken`:
 * while it waited the case left behind what it tells.
 */
export type MessageState = 'due' | 'sent' | 'refused' | 'given-up' | 'overtaken';

/** A mail or SMS owed to one person for one turn. Where it goes is read when it goes. */
export const caseMessage = pgTable(
  'case_message',
  {
    noticeId: bigint('notice_id', { mode: 'number' })
      .notNull()
      .references(() => caseNotice.id),
    channel: text().$type<Channel>().notNull(),
    /** An account's id, or `firm` for the address that DGFT has of the exporter. */
    recipient: text().notNull(),
    state: text().$type<MessageState>().notNull().default('due'),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    /** Who is sending it just now, and since when; a claim that is left behind runs out. */
    claim: text(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.noticeId, table.channel, table.recipient] }),
    index('case_message_due').on(table.channel, table.dueAt).where(sql`${table.state} = 'due'`),
  ],
);

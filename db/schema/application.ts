import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CooApplication, Exporter } from '../../domain/application/application.ts';
import type { CasePurpose, Grounds } from '../../domain/application/purpose.ts';
import type { Question } from '../../domain/application/query.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { QuotedCostSheet } from '../../domain/cost-sheet/product-cost-sheet.ts';
import type { ReasoningStep } from '../../domain/refusal.ts';
import type { Stage } from '../../domain/stage.ts';
import { account } from './account.ts';
import { office } from './agency.ts';

export type PaymentMethod = 'wallet' | 'gateway';
export type ItemOriginRecord = { item: number; criterion: string; reasoning: ReasoningStep[] };
/** Why a case is parked, and the stage that it goes back to. */
export type Attention = { step: string; reason: string; stage: Stage };
export type RejectionReason = { pointer: string | null; reason: string };

/** One case. The workflow's activities write it; pages and lists read it. */
export const application = pgTable(
  'application',
  {
    id: uuid().primaryKey(),
    iec: text().notNull(),
    scheme: text().notNull(),
    /** The version of the scheme that it was decided under, once it was submitted. */
    schemeVersion: integer('scheme_version').notNull().default(1),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    stage: text().$type<Stage>().notNull(),
    /** Rises with each change; a caller names the one it saw (`expectedRevision`). */
    revision: integer().notNull(),
    content: jsonb().$type<CooApplication>().notNull(),
    /** DGFT's IEC record as it stood at submission. */
    exporter: jsonb().$type<Exporter>(),
    origin: jsonb().$type<ItemOriginRecord[]>(),
    /** Cost sheets that its items name, in the versions that were in force when it was examined. */
    costSheets: jsonb('cost_sheets').$type<QuotedCostSheet[]>(),
    endorsements: text().array().notNull().default([]),
    /** What the case costs, taxes included, as it was on the day of submission. */
    feePaise: bigint('fee_paise', { mode: 'number' }),
    /**
     * The entry of `fee_entry` that it is charged under. No foreign key: every case that opens would
     * lock the same row, and entries are never deleted.
     */
    feeEntryId: uuid('fee_entry_id'),
    paymentMethod: text('payment_method').$type<PaymentMethod>(),
    /** The outside system that the case waits for just now, in words; null when none. */
    waitingFor: text('waiting_for'),
    attention: jsonb().$type<Attention>(),
    rejection: jsonb().$type<RejectionReason[]>(),
    /** Until when the exporter must pay or answer; null while the case waits for others. */
    respondBy: timestamp('respond_by', { withTimezone: true }),
    /** What is applied for: a certificate, another one in lieu of `parent`, or a true copy of it. */
    purpose: text().$type<CasePurpose>().notNull().default('original'),
    /** Number of the certificate that is to be replaced or copied. */
    parent: text(),
    /** Why it is to be. */
    grounds: jsonb().$type<Grounds>(),
    /** The officer who has claimed the case, or decided it unclaimed; null: anybody of the office may. */
    reviewerId: uuid('reviewer_id').references(() => account.id),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    /** The first claim, query or decision: from then on the fee is earned. */
    reviewBeganAt: timestamp('review_began_at', { withTimezone: true }),
    /** When it was approved or rejected. */
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** The working day of the office by which it has to be issued or rejected. */
    dueOn: date('due_on', { mode: 'string' }),
    /** Goods that spoil: the case goes before others. */
    perishable: boolean().notNull().default(false),
    /** When the agency's administrator was told that it is overdue. */
    escalatedAt: timestamp('escalated_at', { withTimezone: true }),
    signingOfficerId: uuid('signing_officer_id').references(() => account.id),
    certificateNumber: text('certificate_number'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    /** Where the case's chain of events ends: its last sequence and hash. */
    eventSequence: integer('event_sequence').notNull().default(0),
    eventHash: text('event_hash').notNull().default('0'.repeat(64)),
  },
  (table) => [
    index('application_mine').on(table.iec, table.id.desc()),
    index('application_queue').on(
      table.officeId,
      table.stage,
      table.perishable,
      table.submittedAt,
      table.id,
    ),
    index('application_unclaimed')
      .on(table.officeId, table.perishable, table.submittedAt, table.id)
      .where(sql`${table.stage} = 'under-review' and ${table.reviewerId} is null`),
    index('application_reviewer')
      .on(table.reviewerId)
      .where(sql`${table.stage} in ('under-review', 'query-raised')`),
    /** All that an office's figures are counted from, of its open cases alone. */
    index('application_waiting')
      .on(table.officeId, table.stage, table.dueOn, table.reviewerId, table.submittedAt)
      .where(
        sql`${table.stage} in ('under-review', 'query-raised', 'awaiting-signature', 'needs-attention')`,
      ),
    index('application_decided')
      .on(table.officeId, table.decidedAt, table.submittedAt)
      .where(sql`${table.decidedAt} is not null`),
    index('application_signing')
      .on(table.signingOfficerId)
      .where(sql`${table.stage} in ('awaiting-signature', 'needs-attention')`),
    index('application_parent').on(table.parent).where(sql`${table.parent} is not null`),
    check(
      'application_parent_named',
      sql`(${table.purpose} = 'original') = (${table.parent} is null)
        and (${table.parent} is null) = (${table.grounds} is null)`,
    ),
  ],
);

/** A paper that the exporter uploads; its bytes stay in storage under their hash. */
export const document = pgTable(
  'document',
  {
    id: uuid().primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    type: text().notNull(),
    filename: text().notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('document_once').on(table.applicationId, table.type, table.sha256)],
);

/**
 * One exchange between officer and exporter: the questions, the answer as the exporter prepares it,
 * and the answer as it was sent. An answered one is never changed (trigger).
 */
export const caseQuery = pgTable(
  'case_query',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** 1, 2, 3 … */
    round: integer().notNull(),
    questions: jsonb().$type<Question[]>().notNull(),
    raisedBy: uuid('raised_by')
      .notNull()
      .references(() => account.id),
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
    respondBy: timestamp('respond_by', { withTimezone: true }).notNull(),
    /** The application as it stood when the officer asked. */
    before: jsonb().$type<CooApplication>().notNull(),
    /** The application as the exporter would have it; the officer sees it once it is sent. */
    answer: jsonb().$type<CooApplication>().notNull(),
    /** Rises with each change of the prepared answer. */
    answerRevision: integer('answer_revision').notNull().default(0),
    note: text(),
    answeredBy: uuid('answered_by').references(() => account.id),
    answeredAt: timestamp('answered_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.round] }),
    uniqueIndex('case_query_open').on(table.applicationId).where(sql`${table.answeredAt} is null`),
    check('case_query_round', sql`${table.round} > 0`),
    check(
      'case_query_answer_is_whole',
      sql`(${table.answeredBy} is null) = (${table.answeredAt} is null)`,
    ),
  ],
);

/** What happened to a case, in order, hash-chained per case: its audit trail and its timeline. */
export const caseEvent = pgTable(
  'case_event',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** 1, 2, 3 … without a gap. */
    sequence: integer().notNull(),
    /** Names the step that wrote it; a step repeated writes nothing more. */
    step: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    actorId: uuid('actor_id'),
    actorRole: text('actor_role').$type<Role | 'system'>().notNull(),
    action: text().notNull(),
    stage: text().$type<Stage>().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    uniqueIndex('case_event_sequence').on(table.applicationId, table.sequence),
    uniqueIndex('case_event_step').on(table.applicationId, table.step),
  ],
);

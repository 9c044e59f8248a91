import { sql } from 'drizzle-orm';
import {
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
  uuid,
} from 'drizzle-orm/pg-core';
import type { ProductCostSheet } from '../../domain/cost-sheet/product-cost-sheet.ts';
import { account } from './account.ts';
import { agency } from './agency.ts';

/** What an exporter's product costs, kept to be used again: its name, and which version counts. */
export const costSheet = pgTable(
  'cost_sheet',
  {
    /** Version 7: a later sheet has a greater id. */
    id: uuid().primaryKey(),
    iec: text().notNull(),
    /** What the exporter calls the product. */
    name: text().notNull(),
    /** Eight digits of ITC(HS); another code is another product. */
    hsExport: text('hs_export').notNull(),
    /** The version in use: the newest one. */
    version: integer().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    retiredAt: timestamp('retired_at', { withTimezone: true }),
  },
  (table) => [index('cost_sheet_iec').on(table.iec, table.id.desc())],
);

/** The figures. Never changed: another set of figures is another version. */
export const costSheetVersion = pgTable(
  'cost_sheet_version',
  {
    costSheetId: uuid('cost_sheet_id')
      .notNull()
      .references(() => costSheet.id),
    version: integer().notNull(),
    sheet: jsonb().$type<ProductCostSheet>().notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    validUntil: date('valid_until', { mode: 'string' }).notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => account.id),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.costSheetId, table.version] }),
    check('cost_sheet_version_period', sql`${table.validFrom} <= ${table.validUntil}`),
  ],
);

/** A customs agent to whom the exporter opened a sheet; the row goes when it is taken back. */
export const costSheetShare = pgTable(
  'cost_sheet_share',
  {
    costSheetId: uuid('cost_sheet_id')
      .notNull()
      .references(() => costSheet.id),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => account.id),
    sharedBy: uuid('shared_by')
      .notNull()
      .references(() => account.id),
    sharedAt: timestamp('shared_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.costSheetId, table.agentId] })],
);

/** A version that an agency was asked to approve in advance, and what its officer decided, once. */
export const costSheetApproval = pgTable(
  'cost_sheet_approval',
  {
    costSheetId: uuid('cost_sheet_id')
      .notNull()
      .references(() => costSheet.id),
    version: integer().notNull(),
    agencyCode: text('agency_code')
      .notNull()
      .references(() => agency.code),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => account.id),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    decidedBy: uuid('decided_by').references(() => account.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    approved: boolean(),
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.costSheetId, table.version, table.agencyCode] }),
    index('cost_sheet_approval_open').on(table.agencyCode).where(sql`${table.decidedAt} is null`),
    check(
      'cost_sheet_approval_is_whole',
      sql`(${table.decidedBy} is null) = (${table.decidedAt} is null)
        and (${table.decidedAt} is null) = (${table.approved} is null)`,
    ),
  ],
);

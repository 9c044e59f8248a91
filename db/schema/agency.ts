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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RejectionFee } from '../../domain/money/fee-outcome.ts';
import type { WorkingHours } from '../../domain/office/office.ts';
import { account } from './account.ts';

/** A body that DGFT authorises to issue certificates (HBP Appendices 2B and 2E). */
export const agency = pgTable(
  'agency',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    /** What follows the @ of its officers' addresses, as DGFT has it; null: DGFT has told none. */
    emailDomain: text('email_domain'),
    /** The agency's address on record with DGFT, where its administrator is reached. */
    officialEmail: text('official_email'),
    /** Schemes that DGFT authorises the agency for; null: not told, so all that its offices name. */
    schemes: text().array(),
    /** IECs under which the agency exports itself, as DGFT has them: it never decides on its own. */
    ownIecs: text('own_iecs').array().notNull().default([]),
    /** What becomes of the fee of a case that an officer rejects; its administrator decides. */
    rejectionFee: text('rejection_fee').$type<RejectionFee>().notNull().default('kept'),
    active: boolean().notNull().default(true),
  },
  (table) => [check('agency_rejection_fee', sql`${table.rejectionFee} in ('kept', 'returned')`)],
);

/** One issuing office; `id` is `<agency>-<office>`, the head of its certificate numbers. */
export const office = pgTable('office', {
  id: text().primaryKey(),
  agencyCode: text('agency_code')
    .notNull()
    .references(() => agency.code),
  code: text().notNull(),
  name: text().notNull(),
  place: text().notNull(),
  address: jsonb().$type<string[]>().notNull(),
  /** Empty until the administrator has entered and tried the gateway's credentials. */
  merchantId: text('merchant_id').notNull(),
  /** The gateway's checksum key, sealed under the master key (`credential/sealed-secret.ts`). */
  checksumKeySealed: text('checksum_key_sealed').notNull(),
  /** When and by whom the gateway's credentials were entered; null for those that came otherwise. */
  merchantSetAt: timestamp('merchant_set_at', { withTimezone: true }),
  merchantSetBy: uuid('merchant_set_by').references(() => account.id),
  walletEnabled: boolean('wallet_enabled').notNull().default(true),
  /** Storage key of the stamp image, background removed. */
  stampKey: text('stamp_key'),
  /** Codes of the schemes that it may issue under; null: all of its agency's. */
  schemes: text().array(),
  workingHours: jsonb('working_hours').$type<WorkingHours>(),
  active: boolean().notNull().default(true),
  /** Rises with each change by the administrator, who names the one that he saw (`If-Match`). */
  revision: integer().notNull().default(1),
});

/**
 * Every Merchant ID and checksum key that an office had: orders stay with the one they were opened
 * under. A trigger on `office` keeps it, whoever changes the office; the newest version is in force.
 */
export const officeMerchant = pgTable(
  'office_merchant',
  {
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    /** 1, 2, 3 … for each office. */
    version: integer().notNull(),
    merchantId: text('merchant_id').notNull(),
    /** Sealed as in `office`. Sealed anew here first, then there, it makes no new version. */
    checksumKeySealed: text('checksum_key_sealed').notNull(),
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** null for the one in force. */
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.version] }),
    uniqueIndex('office_merchant_in_force')
      .on(table.officeId)
      .where(sql`${table.replacedAt} is null`),
  ],
);

/** A day on which one office is closed, beside the national holidays. */
export const officeHoliday = pgTable(
  'office_holiday',
  {
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    date: date({ mode: 'string' }).notNull(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.date] })],
);

/** Which offices an officer may act for. */
export const officerOffice = pgTable(
  'officer_office',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.officeId] }),
    index('officer_office_office').on(table.officeId),
  ],
);

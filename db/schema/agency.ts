import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { account } from './account.ts';

/** A body that DGFT authorises to issue certificates (HBP Appendices 2B and 2E). */
export const agency = pgTable('agency', {
  code: text().primaryKey(),
  name: text().notNull(),
  active: boolean().notNull().default(true),
});

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
  merchantId: text('merchant_id').notNull(),
  /** The gateway's checksum key, sealed under the master key (`gateways/sealed-secret.ts`). */
  checksumKeySealed: text('checksum_key_sealed').notNull(),
  walletEnabled: boolean('wallet_enabled').notNull().default(true),
  /** Storage key of the stamp image, background removed. */
  stampKey: text('stamp_key'),
});

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

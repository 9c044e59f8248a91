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
import type { CancellationCode } from '../../domain/certificate/cancellation.ts';
import type { DocumentRefusal } from '../../domain/migration/legacy-document.ts';
import { account } from './account.ts';

/*
 * What came over from the platform before this one, as it was there. A row counts once its batch is
 * accepted (`migration_batch.accepted_at`): whoever shows one asks for that. `batch` and `line` say
 * where a row stood. Rows of an accepted batch are never deleted (trigger).
 */
const origin = {
  /** `migration_batch.number`. */
  batch: integer().notNull(),
  /** The line of the file, the header being the first. */
  line: integer().notNull(),
  /** Blanks, ISO dates, lower-case codes or letters of Windows-1252 were put right. */
  repaired: boolean().notNull(),
};

export const legacyOffice = pgTable(
  'legacy_office',
  {
    ...origin,
    agency: text().notNull(),
    office: text().notNull(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.agency, table.office] })],
);

export const legacyExporter = pgTable('legacy_exporter', {
  ...origin,
  iec: text().primaryKey(),
  firmName: text('firm_name').notNull(),
  email: text().notNull(),
  mobile: text().notNull(),
  gstin: text().notNull(),
  state: text().notNull(),
  createdOn: date('created_on', { mode: 'string' }).notNull(),
});

export type LegacyStatus = 'in-force' | 'superseded' | 'cancelled';

/**
 * A certificate that the earlier platform issued. There is no content of ours, no PDF of ours and no
 * signature that we could check: no row of `certificate` would be true of it.
 */
export const legacyCertificate = pgTable(
  'legacy_certificate',
  {
    /** Batch and line in one: `batch * 2^32 + line`. A batch's rows are one range. */
    id: bigint({ mode: 'bigint' }).primaryKey(),
    ...origin,
    appliedOn: date('applied_on', { mode: 'string' }).notNull(),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    invoiceDate: date('invoice_date', { mode: 'string' }).notNull(),
    /** In the minor units of the currency by ISO 4217. */
    fobMinorUnits: bigint('fob_minor_units', { mode: 'bigint' }).notNull(),
    number: text().notNull(),
    applicationNumber: text('application_number').notNull(),
    agency: text().notNull(),
    office: text().notNull(),
    scheme: text().notNull(),
    iec: text().notNull(),
    consignee: text().notNull(),
    /** ISO 3166 alpha-2. */
    destination: text().notNull(),
    invoiceNumber: text('invoice_number').notNull(),
    fobCurrency: text('fob_currency').notNull(),
    officer: text().notNull(),
    /** `superseded` from the lineage, whatever the earlier platform called it. */
    status: text().$type<LegacyStatus>().notNull(),
    /** The number of the certificate in whose place this one was issued. */
    replaces: text(),
    /** The number of the one that was issued in place of this one. */
    successor: text(),
  },
  (table) => [
    uniqueIndex('legacy_certificate_number').on(table.number),
    index('legacy_certificate_exporter').on(table.iec, table.id),
    index('legacy_certificate_replaces')
      .on(table.replaces)
      .where(sql`${table.replaces} is not null`),
    check('legacy_certificate_fob_positive', sql`${table.fobMinorUnits} > 0`),
    check(
      'legacy_certificate_status',
      sql`case ${table.status} when 'in-force' then ${table.successor} is null
        when 'superseded' then ${table.successor} is not null else ${table.status} = 'cancelled' end`,
    ),
  ],
);

/**
 * A certificate that came over and was cancelled here, by the agency that issued it there. Its
 * status says so in the same transaction (trigger); the audit tells who did it.
 */
export const legacyCancellation = pgTable('legacy_cancellation', {
  number: text()
    .primaryKey()
    .references(() => legacyCertificate.number),
  cancelledAt: timestamp('cancelled_at', { withTimezone: true }).notNull(),
  code: text().$type<CancellationCode>().notNull(),
  /** In the words of whoever cancelled it: for exporter and agency. */
  reason: text().notNull(),
  cancelledBy: uuid('cancelled_by')
    .notNull()
    .references(() => account.id),
  /** Names the request that it was done for. */
  request: text().notNull(),
});

/**
 * An item of a legacy certificate. Quantity and weight stay the text that they were. No foreign key:
 * millions of rows were each looked up twice; the check proves it, and the reconciliation counts.
 */
export const legacyItem = pgTable(
  'legacy_item',
  {
    certificateId: bigint('certificate_id', { mode: 'bigint' }).notNull(),
    serial: integer().notNull(),
    repaired: boolean().notNull(),
    hs: text().notNull(),
    description: text().notNull(),
    quantity: text().notNull(),
    unit: text().notNull(),
    weightKg: text('weight_kg').notNull(),
    criterion: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.certificateId, table.serial] })],
);

/**
 * A wallet of the earlier platform. Its number is its own within an export alone: exports made apart
 * from each other count from one again. So a wallet is known by its number, its exporter and its office.
 */
export const legacyWallet = pgTable(
  'legacy_wallet',
  {
    ...origin,
    id: text().notNull(),
    iec: text().notNull(),
    agency: text().notNull(),
    office: text().notNull(),
    balancePaise: bigint('balance_paise', { mode: 'bigint' }).notNull(),
    asOn: date('as_on', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.id] }),
    uniqueIndex('legacy_wallet_holder').on(table.id, table.iec, table.agency, table.office),
    check('legacy_wallet_not_negative', sql`${table.balancePaise} >= 0`),
  ],
);

/** A movement of a legacy wallet: the history that its balance came from. */
export const legacyWalletTransaction = pgTable(
  'legacy_wallet_transaction',
  {
    ...origin,
    id: text().notNull(),
    walletId: text('wallet_id').notNull(),
    madeOn: date('made_on', { mode: 'string' }).notNull(),
    /** Credits are positive, debits negative. */
    amountPaise: bigint('amount_paise', { mode: 'bigint' }).notNull(),
    reference: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.id] }),
    index('legacy_wallet_transaction_wallet').on(table.batch, table.walletId),
    foreignKey({
      name: 'legacy_wallet_transaction_of_wallet',
      columns: [table.batch, table.walletId],
      foreignColumns: [legacyWallet.batch, legacyWallet.id],
    }),
  ],
);

/**
 * A scan or an old PDF that came with an export, as its list of documents names it, in the list's
 * order: what was entered is the cursor. Its bytes lie in storage under their hash. A refused one has
 * a reason, and nothing of it is kept.
 */
export const legacyDocument = pgTable(
  'legacy_document',
  {
    batch: integer().notNull(),
    /** 0, 1, 2 … as in the list. */
    position: integer().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    /** The certificate that it belongs to. */
    number: text().notNull(),
    kind: text().notNull(),
    mediaType: text('media_type'),
    bytes: integer(),
    refusal: text().$type<DocumentRefusal>(),
    /** What is wrong with it, in words. */
    detail: text(),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.position] }),
    index('legacy_document_certificate').on(table.number).where(sql`${table.refusal} is null`),
    check(
      'legacy_document_taken_or_refused',
      sql`case when ${table.refusal} is null then num_nonnulls(${table.mediaType}, ${table.bytes}) = 2
        and ${table.detail} is null else ${table.detail} is not null end`,
    ),
  ],
);

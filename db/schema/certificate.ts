import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CancellationCode } from '../../domain/certificate/cancellation.ts';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type {
  CertificateContent,
  CertificateStatus,
} from '../../domain/certificate/certificate.ts';
import type { VerificationChannel } from '../../domain/certificate/verification-channel.ts';
import { account } from './account.ts';
import { office } from './agency.ts';
import { application } from './application.ts';
import { legacyCertificate } from './legacy.ts';

/** Kept as the very text that is hashed and signed, so that whoever verifies it need not make it again. */
const canonicalContent = customType<{ data: CertificateContent; driverData: string }>({
  dataType: () => 'text',
  toDriver: canonicalJson,
  fromDriver: (text) => JSON.parse(text),
});

/**
 * The register of numbers: one gap-free series per office and year. A number printed for signing
 * is reserved here; issuing makes it final, and a case that ends unsigned gives it back for the next.
 */
export const certificateNumber = pgTable(
  'certificate_number',
  {
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    year: integer().notNull(),
    serial: integer().notNull(),
    number: text().notNull().unique(),
    /** null while the number waits to be taken by the office's next case. */
    applicationId: uuid('application_id').references(() => application.id),
    issuedAt: timestamp('issued_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.year, table.serial] }),
    uniqueIndex('certificate_number_application').on(table.applicationId),
    index('certificate_number_free')
      .on(table.officeId, table.year, table.serial)
      .where(sql`${table.applicationId} is null`),
    check('serial_positive', sql`${table.serial} > 0`),
  ],
);

/**
 * What an officer is asked to sign, or the exporter of a self-declared certificate: the prepared PDF
 * waits in storage under `preparedKey`.
 */
export const signingRequest = pgTable('signing_request', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => application.id),
  officerId: uuid('officer_id')
    .notNull()
    .references(() => account.id),
  certificateSha256: text('certificate_sha256').notNull(),
  preparedKey: text('prepared_key').notNull(),
  /** SHA-256 over the byte ranges, hex. */
  documentDigest: text('document_digest').notNull(),
  /** CMS signedAttrs, DER with tag 0x31, base64. */
  signedAttributes: text('signed_attributes').notNull(),
  /** The Indian calendar day that the certificate names as its day of issue. */
  issuedOn: date('issued_on', { mode: 'string' }).notNull(),
  content: jsonb().$type<CertificateContent>().notNull(),
  qrText: text('qr_text').notNull(),
  /** Of a self-declared one: the same to be printed and signed in ink. */
  physicalKey: text('physical_key'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

/**
 * An issued certificate of origin. What was signed never changes; what became of it does: it is
 * superseded when another takes its place, or cancelled, and never comes back into force.
 */
export const certificate = pgTable(
  'certificate',
  {
    number: text()
      .primaryKey()
      .references(() => certificateNumber.number),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    scheme: text().notNull(),
    iec: text().notNull(),
    content: canonicalContent().notNull(),
    /** SHA-256 of the text of `content`, hex; the QR's signature covers it. */
    contentSha256: text('content_sha256').notNull(),
    /** Storage key of the signed PDF: its SHA-256. */
    pdfKey: text('pdf_key').notNull(),
    /** Of a self-declared one: the copy to be printed and signed in ink, by its SHA-256 in storage. */
    physicalKey: text('physical_key'),
    qrText: text('qr_text').notNull(),
    /** Who signed it: an officer, or the exporter's own user where he declared it himself. */
    officerId: uuid('officer_id')
      .notNull()
      .references(() => account.id),
    officerCertificateSha256: text('officer_certificate_sha256').notNull(),
    /** Who issued the officer's certificate, as its subject says. */
    signedBy: text('signed_by').notNull(),
    issuedAt: timestamp('issued_at', { withTimezone: true }).notNull(),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    validUntil: date('valid_until', { mode: 'string' }),
    status: text().$type<CertificateStatus>().notNull().default('in-force'),
    /** The certificate in whose place this one was issued. */
    replaces: text().references((): AnyPgColumn => certificate.number),
    /** The same, where that one came over from the earlier platform. */
    replacesLegacy: text('replaces_legacy').references(() => legacyCertificate.number),
    /** The certificate that was issued in place of this one. */
    successor: text(),
    cancelledAt: timestamp('cancelled_at', { withTimezone: true }),
    /** Why, in a word of a list: told to everybody. */
    cancellationCode: text('cancellation_code').$type<CancellationCode>(),
    /** Told to the exporter and to the agency, never to the public. */
    cancellationReason: text('cancellation_reason'),
  },
  (table) => [
    check('certificate_content_is_json', sql`${table.content} is json`),
    uniqueIndex('certificate_application').on(table.applicationId),
    index('certificate_exporter').on(table.iec, table.issuedAt.desc()),
    index('certificate_office').on(table.officeId, table.issuedAt.desc()),
    index('certificate_pdf').on(table.pdfKey),
    /** At most one successor that counts. */
    uniqueIndex('certificate_replaces')
      .on(table.replaces)
      .where(sql`${table.status} <> 'cancelled'`),
    /** What was superseded never comes back into force, so that it is replaced once. */
    uniqueIndex('certificate_replaces_legacy')
      .on(table.replacesLegacy)
      .where(sql`${table.replacesLegacy} is not null`),
    check(
      'certificate_replaces_one',
      sql`${table.replaces} is null or ${table.replacesLegacy} is null`,
    ),
    unique('certificate_lineage').on(table.number, table.replaces),
    /** A successor is a certificate that says itself that it replaces this one. */
    foreignKey({
      name: 'certificate_successor',
      columns: [table.successor, table.number],
      foreignColumns: [table.number, table.replaces],
    }),
    check('certificate_status', sql`${table.status} in ('in-force', 'superseded', 'cancelled')`),
    check(
      'certificate_superseded_by',
      sql`case ${table.status} when 'superseded' then ${table.successor} is not null
        when 'in-force' then ${table.successor} is null else true end`,
    ),
    check(
      'certificate_cancelled_why',
      sql`case ${table.status} when 'cancelled'
        then num_nonnulls(${table.cancelledAt}, ${table.cancellationCode}, ${table.cancellationReason}) = 3
        else num_nonnulls(${table.cancelledAt}, ${table.cancellationCode}, ${table.cancellationReason}) = 0 end`,
    ),
  ],
);

/**
 * A certified true copy of an issued certificate whose original was lost: another signed PDF under the
 * same number, which says the same. Never changed.
 */
export const certificateCopy = pgTable(
  'certificate_copy',
  {
    /** The request that it was made on. */
    applicationId: uuid('application_id')
      .primaryKey()
      .references(() => application.id),
    number: text()
      .notNull()
      .references(() => certificate.number),
    /** The Indian calendar day that the copy names as its own. */
    copiedOn: date('copied_on', { mode: 'string' }).notNull(),
    copiedAt: timestamp('copied_at', { withTimezone: true }).notNull(),
    /** Storage key of the signed PDF: its SHA-256. */
    pdfKey: text('pdf_key').notNull(),
    qrText: text('qr_text').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => account.id),
    officerCertificateSha256: text('officer_certificate_sha256').notNull(),
    /** Who issued the officer's certificate, as its subject says. */
    signedBy: text('signed_by').notNull(),
  },
  (table) => [
    index('certificate_copy_number').on(table.number),
    index('certificate_copy_pdf').on(table.pdfKey),
  ],
);

/**
 * How often a certificate was verified, by day in India and way of asking; by whom, nobody keeps. No
 * foreign key: it was issued here, or came over from the earlier platform.
 */
export const verificationCount = pgTable(
  'verification_count',
  {
    number: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    channel: text().$type<VerificationChannel>().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.day, table.channel] }),
    check('verification_count_positive', sql`${table.count} > 0`),
  ],
);

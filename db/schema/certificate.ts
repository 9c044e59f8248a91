import { sql } from 'drizzle-orm';
import {
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
import type {
  CertificateContent,
  CertificateStatus,
} from '../../domain/certificate/certificate.ts';
import { account } from './account.ts';
import { office } from './agency.ts';
import { application } from './application.ts';

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

/** What the officer is asked to sign: the prepared PDF waits in storage under `preparedKey`. */
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
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

/** An issued certificate of origin. */
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
    content: jsonb().$type<CertificateContent>().notNull(),
    /** SHA-256 of the canonical JSON of `content`, hex; the QR's signature covers it. */
    contentSha256: text('content_sha256').notNull(),
    /** Storage key of the signed PDF: its SHA-256. */
    pdfKey: text('pdf_key').notNull(),
    qrText: text('qr_text').notNull(),
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
  },
  (table) => [
    uniqueIndex('certificate_application').on(table.applicationId),
    index('certificate_exporter').on(table.iec, table.issuedAt.desc()),
    index('certificate_office').on(table.officeId, table.issuedAt.desc()),
  ],
);

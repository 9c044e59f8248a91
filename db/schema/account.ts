import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/stage.ts';

/** A person who signs in. An exporter's user belongs to an IEC, an officer to an agency. */
export const account = pgTable(
  'account',
  {
    id: uuid().primaryKey(),
    role: text().$type<Role>().notNull(),
    login: text().notNull(),
    name: text().notNull(),
    designation: text(),
    email: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    iec: text(),
    agencyCode: text('agency_code'),
    active: boolean().notNull().default(true),
    /** Storage key of the officer's signature image, background removed. */
    signatureKey: text('signature_key'),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: timestamp('locked_until', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('account_login').on(sql`lower(${table.login})`),
    check(
      'account_exporter_has_iec',
      sql`(${table.role} = 'exporter') = (${table.iec} is not null)`,
    ),
  ],
);

/** Only the SHA-256 of the bearer token is kept. */
export const session = pgTable(
  'session',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('session_account').on(table.accountId)],
);

/** The DSC that an officer registered: only its signatures count for that officer. */
export const officerCertificate = pgTable(
  'officer_certificate',
  {
    sha256: text().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    /** DER, base64. */
    certificate: text().notNull(),
    /** DER of the issuing certificates, base64, leaf's issuer first. */
    chain: text().array().notNull(),
    validFrom: timestamp('valid_from', { withTimezone: true }).notNull(),
    validTo: timestamp('valid_to', { withTimezone: true }).notNull(),
    registeredAt: timestamp('registered_at', { withTimezone: true }).notNull().defaultNow(),
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('officer_certificate_current')
      .on(table.accountId)
      .where(sql`${table.replacedAt} is null`),
  ],
);

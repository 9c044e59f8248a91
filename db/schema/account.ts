import { sql } from 'drizzle-orm';
import {
  boolean,
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
import type { Right } from '../../domain/authority/actor.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { Language } from '../../domain/notification/letter.ts';

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
    mobile: text(),
    /** What mails and SMS of cases are written in. */
    language: text().$type<Language>().notNull().default('en'),
    /** null: no password here, the person signs in with DGFT. */
    passwordHash: text('password_hash'),
    /** Set while the password is a mailed one, which must be changed at first use (ASVS 6.4.1). */
    passwordExpiresAt: timestamp('password_expires_at', { withTimezone: true }),
    iec: text(),
    agencyCode: text('agency_code'),
    /** What a user of an IEC may do for it; empty for everybody else. */
    rights: text().array().$type<Right[]>().notNull().default([]),
    /** The person at DGFT's sign-in service, where the account came from there (TN 23/2024-25 4.iii). */
    dgftSubject: text('dgft_subject'),
    /** When DGFT's closing of the account there ended it here; only DGFT opens it again. */
    dgftClosedAt: timestamp('dgft_closed_at', { withTimezone: true }),
    active: boolean().notNull().default(true),
    /** TOTP secret sealed under the master key; null until an authenticator is enrolled. */
    totpSecretSealed: text('totp_secret_sealed'),
    /** A secret that was shown and not yet confirmed by a code, sealed; the one before it holds until then. */
    totpPendingSealed: text('totp_pending_sealed'),
    /** The last time step whose code was taken: a code works once. */
    totpLastStep: integer('totp_last_step'),
    /** Storage key of the officer's or exporter's signature image, background removed. */
    signatureKey: text('signature_key'),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: timestamp('locked_until', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('account_login').on(sql`lower(${table.login})`),
    index('account_email').on(sql`lower(${table.email})`),
    uniqueIndex('account_dgft_subject').on(table.dgftSubject),
    index('account_iec').on(table.iec),
    index('account_agency').on(table.agencyCode, table.role),
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
    /** Names the session to its owner, who may end it; the token is never shown again. */
    id: uuid().notNull().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** Network address and browser, as the owner sees them in the list of sessions. */
    network: text().notNull().default(''),
    userAgent: text('user_agent').notNull().default(''),
  },
  (table) => [index('session_account').on(table.accountId), uniqueIndex('session_id').on(table.id)],
);

/**
 * Networks that an account signed in from: while strangers have it locked, it is let in from these
 * after all, so that nobody can lock somebody else out for ever.
 */
export const accountNetwork = pgTable(
  'account_network',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    network: text().notNull(),
    signedInAt: timestamp('signed_in_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.network] })],
);

/** The DSC that an officer, or an exporter's user, registered: only its signatures count for him. */
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

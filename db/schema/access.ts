import { sql } from 'drizzle-orm';
import {
  customType,
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
import type { Right, TokenScope } from '../../domain/authority/actor.ts';
import { account } from './account.ts';

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A key for programs, made by a user for himself; only its SHA-256 is kept. */
export const apiToken = pgTable(
  'api_token',
  {
    id: uuid().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    tokenHash: text('token_hash').notNull(),
    scopes: text().array().$type<TokenScope[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('api_token_hash').on(table.tokenHash),
    index('api_token_account').on(table.accountId),
  ],
);

/** An exporter's word that a customs agent may act for it, within `rights`, until revoked. */
export const mandate = pgTable(
  'mandate',
  {
    id: uuid().primaryKey(),
    iec: text().notNull(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => account.id),
    rights: text().array().$type<Right[]>().notNull(),
    grantedBy: uuid('granted_by')
      .notNull()
      .references(() => account.id),
    grantedAt: timestamp('granted_at', { withTimezone: true }).notNull().defaultNow(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('mandate_in_force')
      .on(table.iec, table.agentId)
      .where(sql`${table.revokedAt} is null`),
    index('mandate_agent').on(table.agentId),
  ],
);

/** A question that tells people (or work) from flooding programs; the row goes with its first answer. */
export const captcha = pgTable('captcha', {
  id: uuid().primaryKey(),
  form: text().$type<'arithmetic' | 'image' | 'audio' | 'proof-of-work'>().notNull(),
  /** Salted hash of the answer, or what a proof of work is checked by. */
  expected: text().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** A link or code sent to somebody, kept hashed; the row goes when it was used or tried too often. */
export const oneTimeCode = pgTable(
  'one_time_code',
  {
    /** Such as `registration-email`, `registration-mobile`, `password-reset`, `email-change-old`. */
    purpose: text().notNull(),
    /** Whose: a registration's or an account's id. */
    subject: uuid().notNull(),
    hash: text().notNull(),
    triesLeft: integer('tries_left').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull().defaultNow(),
    /** What the code confirms, such as the new e-mail address. */
    confirms: text(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.subject] })],
);

/** Random bytes that a DSC must sign to prove that its key is at hand; the row goes with its first use. */
export const signingChallenge = pgTable('signing_challenge', {
  id: uuid().primaryKey(),
  /** Whose: a registration's or an account's id. */
  subject: uuid().notNull(),
  challenge: bytes().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** Counters of what may be tried only so often; kept by rate-limiter-flexible. */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true }),
});

/** A sign-in with DGFT on its way there and back: what its answer is checked by. */
export const dgftSignIn = pgTable('dgft_sign_in', {
  state: text().primaryKey(),
  nonce: text().notNull(),
  codeVerifier: text('code_verifier').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** How far the list of changes at DGFT has been read. */
export const dgftCursor = pgTable('dgft_cursor', {
  list: text().primaryKey(),
  cursor: text().notNull(),
  readAt: timestamp('read_at', { withTimezone: true }).notNull(),
  /** What the last run changed, in numbers. */
  outcome: jsonb().$type<Record<string, number>>().notNull(),
});

import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The answer once given to a request, so that its repeat gets the same one. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    accountId: uuid('account_id').notNull(),
    /** Method and path, such as `POST /api/v1/applications/…/submit`. */
    route: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the request body. */
    fingerprint: text().notNull(),
    /** null while the first request is in flight. */
    status: integer(),
    body: jsonb().$type<unknown>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** PostgreSQL's process for the connection that it was claimed on; it ends with the claimer's. */
    claimedBy: integer('claimed_by').default(sql`pg_backend_pid()`),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.route, table.key] })],
);

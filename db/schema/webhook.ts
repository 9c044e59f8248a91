import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { account } from './account.ts';
import { caseNotice } from './notice.ts';

/** Where an exporter's own system is told of turns of its cases. */
export const webhookEndpoint = pgTable(
  'webhook_endpoint',
  {
    id: uuid().primaryKey(),
    iec: text().notNull(),
    url: text().notNull(),
    /** Kinds of events that it wants; never empty. */
    events: text().array().notNull(),
    /** What deliveries are signed with, sealed under the master key. */
    secretSealed: text('secret_sealed').notNull(),
    /** The secret before, by which deliveries are signed too until `formerUntil`. */
    formerSecretSealed: text('former_secret_sealed'),
    formerUntil: timestamp('former_until', { withTimezone: true }),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** Since when every delivery has failed; null while they arrive. */
    failingSince: timestamp('failing_since', { withTimezone: true }),
    /** Switched off: by its owner, or because it failed for days. */
    offSince: timestamp('off_since', { withTimezone: true }),
    offBecause: text('off_because').$type<'owner' | 'failing'>(),
  },
  (table) => [index('webhook_endpoint_iec').on(table.iec)],
);

/** `dead`: given up; it can be sent again by hand. */
export type DeliveryState = 'due' | 'delivered' | 'dead';

/** One event on its way to one endpoint; `id` is its webhook-id, the same at every attempt. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: uuid().primaryKey(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoint.id, { onDelete: 'cascade' }),
    noticeId: bigint('notice_id', { mode: 'number' })
      .notNull()
      .references(() => caseNotice.id),
    state: text().$type<DeliveryState>().notNull().default('due'),
    /** Attempts since it was last begun; resending begins anew. */
    attempts: integer().notNull().default(0),
    /** When it is tried next. */
    dueAt: timestamp('due_at', { withTimezone: true }).notNull().defaultNow(),
    lastAttemptAt: timestamp('last_attempt_at', { withTimezone: true }),
    /** The HTTP status that the last attempt was answered with; null where there was no answer. */
    lastStatus: integer('last_status'),
    /** Why the last attempt failed, as a stable code. */
    lastFailure: text('last_failure'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('webhook_delivery_once').on(table.endpointId, table.noticeId),
    index('webhook_delivery_due').on(table.dueAt).where(sql`${table.state} = 'due'`),
  ],
);

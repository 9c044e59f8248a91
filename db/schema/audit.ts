import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

/**
 * The audit: one append-only chain of every decision on people and every change of authority.
 * `body` is canonical JSON and all that an entry says; `hash` = SHA-256(previous hash ‖ body). The
 * other columns are read out of the body by the database itself, so they cannot say anything else.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    sequence: bigint({ mode: 'number' }).primaryKey(),
    body: text().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
    at: text().generatedAlwaysAs(sql`(body::jsonb ->> 'at')`),
    /** Such as `registration/<id>`, `account/<id>`, `office/<id>`. */
    subject: text().generatedAlwaysAs(sql`(body::jsonb ->> 'subject')`),
    actor: text().generatedAlwaysAs(sql`(body::jsonb ->> 'actor')`),
    action: text().generatedAlwaysAs(sql`(body::jsonb ->> 'action')`),
    /** Makes a repeat of the step that wrote it write nothing more. */
    step: text().generatedAlwaysAs(sql`(body::jsonb ->> 'step')`),
  },
  (table) => [
    index('audit_event_subject').on(table.subject, table.sequence),
    index('audit_event_actor').on(table.actor, table.sequence),
    uniqueIndex('audit_event_step').on(table.subject, table.step),
  ],
);

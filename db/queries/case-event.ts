import { createHash } from 'node:crypto';
import { asc, desc, eq } from 'drizzle-orm';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { Role, Stage } from '../../domain/stage.ts';
import type { Database, Transaction } from '../database.ts';
import { caseEvent } from '../schema/schema.ts';

export type CaseEvent = {
  step: string;
  actor: { accountId: string; role: Role } | 'system';
  action: string;
  stage: Stage;
  detail: Record<string, unknown>;
};

type Row = typeof caseEvent.$inferSelect;

const beginning = '0'.repeat(64);

/** What the chain covers: every column but the hash itself. */
export function caseEventHash(row: Omit<Row, 'hash'>): string {
  return createHash('sha256')
    .update(canonicalJson({ ...row, at: row.at.toISOString() }))
    .digest('hex');
}

/**
 * Adds the next event to a case's chain, in the transaction of what it tells.
 * The caller holds the application's row lock: sequence and chain hang on it.
 */
export async function appendCaseEvent(
  transaction: Transaction,
  applicationId: string,
  at: Date,
  event: CaseEvent,
): Promise<void> {
  const [last] = await transaction
    .select({ sequence: caseEvent.sequence, hash: caseEvent.hash })
    .from(caseEvent)
    .where(eq(caseEvent.applicationId, applicationId))
    .orderBy(desc(caseEvent.sequence))
    .limit(1);
  const row = {
    applicationId,
    sequence: (last?.sequence ?? 0) + 1,
    step: event.step,
    at,
    actorId: event.actor === 'system' ? null : event.actor.accountId,
    actorRole: event.actor === 'system' ? ('system' as const) : event.actor.role,
    action: event.action,
    stage: event.stage,
    detail: event.detail,
    previousHash: last?.hash ?? beginning,
  };
  await transaction.insert(caseEvent).values({ ...row, hash: caseEventHash(row) });
}

/** The whole timeline of a case, first event first. */
export function listCaseEvents(database: Database, applicationId: string): Promise<Row[]> {
  return database
    .select()
    .from(caseEvent)
    .where(eq(caseEvent.applicationId, applicationId))
    .orderBy(asc(caseEvent.sequence));
}

/** The first event whose hash or predecessor does not hold; null when the chain is whole. */
export function firstBrokenEvent(events: Row[]): Row | null {
  let previousHash = beginning;
  for (const [index, { hash, ...row }] of events.entries()) {
    const holds =
      row.sequence === index + 1 &&
      row.previousHash === previousHash &&
      caseEventHash(row) === hash;
    if (!holds) return { ...row, hash };
    previousHash = hash;
  }
  return null;
}

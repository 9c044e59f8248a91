import { createHash } from 'node:crypto';
import { and, asc, eq, like } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import { canonicalJson } from '../../../domain/certificate/canonical.ts';
import type { Stage } from '../../../domain/stage.ts';
import type { Database, Transaction } from '../../database.ts';
import { application, caseEvent } from '../../schema/schema.ts';

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

/** The end of a case's chain, as its application row has it. */
export type ChainEnd = { id: string; eventSequence: number; eventHash: string };

/** The event that comes next in a case's chain. `end` must come from the locked row. */
export function nextCaseEvent(end: ChainEnd, at: Date, event: CaseEvent): Row {
  const row = {
    applicationId: end.id,
    sequence: end.eventSequence + 1,
    step: event.step,
    at,
    actorId: event.actor === 'system' ? null : event.actor.accountId,
    actorRole: event.actor === 'system' ? ('system' as const) : event.actor.role,
    action: event.action,
    stage: event.stage,
    detail: event.detail,
    previousHash: end.eventHash,
  };
  return { ...row, hash: caseEventHash(row) };
}

/** Adds the next event to a case's chain, in the transaction of what it tells. */
export async function appendCaseEvent(
  transaction: Transaction,
  end: ChainEnd,
  at: Date,
  event: CaseEvent,
): Promise<void> {
  const row = nextCaseEvent(end, at, event);
  await Promise.all([
    transaction.insert(caseEvent).values(row),
    transaction
      .update(application)
      .set({ eventSequence: row.sequence, eventHash: row.hash })
      .where(eq(application.id, end.id)),
  ]);
}

/** A step of a case by its name, whatever the case's revision was; null when it was never done. */
export async function findStep(
  database: Database,
  applicationId: string,
  name: string,
): Promise<Row | null> {
  const [row] = await database
    .select()
    .from(caseEvent)
    .where(and(eq(caseEvent.applicationId, applicationId), like(caseEvent.step, `${name}/%`)));
  return row ?? null;
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

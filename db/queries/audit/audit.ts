import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { AuditAction } from '../../../domain/audit-actions.ts';
import type { Role } from '../../../domain/authority/role.ts';
import { canonicalJson } from '../../../domain/certificate/canonical.ts';
import type { Database, Transaction } from '../../database.ts';
import { auditEvent } from '../../schema/schema.ts';

/** One entry of the audit: who did what to whom, and what was there before and after. */
export type AuditEntry = {
  /** Such as `registration/<id>`, `account/<id>`, `office/<id>`, `sign-in/<account id>`. */
  subject: string;
  /** Account id; `system` for the service itself, `applicant` and `anonymous` for who has none. */
  actor: string;
  role: Role | null;
  /** Stable word; a new one is added to `domain/audit-actions.ts`. */
  action: AuditAction;
  at: Date;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  /** Network address the request came from, where one did. */
  network?: string | null;
  /** Names the step that tells it: told again under the same subject, it is kept once. */
  step?: string | null;
};

/**
 * Tells the audit, in the transaction of the change that it tells of: both are kept or neither. It
 * is the transaction's last statement, for others wait at the chain's end until the commit.
 */
export async function audit(database: Database | Transaction, entry: AuditEntry): Promise<void> {
  const { at, before = null, after = null, network = null, step = null, ...rest } = entry;
  const body = canonicalJson({ ...rest, at: at.toISOString(), before, after, network, step });
  await database.execute(sql`select append_audit(${body})`);
}

export type AuditRow = { sequence: number; body: string; previousHash: string; hash: string };

/** A page of the audit, oldest first: what was told after the entry `after`, of a subject or by an actor. */
export function listAudit(
  database: Database,
  asked: { subject: string | null; actor: string | null; after: number; limit: number },
): Promise<AuditRow[]> {
  const { sequence, body, previousHash, hash } = auditEvent;
  return database
    .select({ sequence, body, previousHash, hash })
    .from(auditEvent)
    .where(
      and(
        gt(sequence, asked.after),
        asked.subject === null ? undefined : eq(auditEvent.subject, asked.subject),
        asked.actor === null ? undefined : eq(auditEvent.actor, asked.actor),
      ),
    )
    .orderBy(asc(sequence))
    .limit(asked.limit);
}

/** What the audit says of a subject, in order. */
export function listAuditOf(database: Database, subject: string): Promise<AuditRow[]> {
  const { sequence, body, previousHash, hash } = auditEvent;
  return database
    .select({ sequence, body, previousHash, hash })
    .from(auditEvent)
    .where(eq(auditEvent.subject, subject))
    .orderBy(asc(auditEvent.sequence));
}

/** Whether a step has been told already, so that who repeats it changes nothing once more. */
export async function isTold(
  database: Database | Transaction,
  subject: string,
  step: string,
): Promise<boolean> {
  const [row] = await database
    .select({ sequence: auditEvent.sequence })
    .from(auditEvent)
    .where(and(eq(auditEvent.subject, subject), eq(auditEvent.step, step)));
  return row !== undefined;
}

import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Right } from '../../../domain/authority/actor.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, exporter, mandate } from '../../schema/schema.ts';

const shown = {
  id: mandate.id,
  iec: mandate.iec,
  exporterName: sql<string | null>`${exporter.record} ->> 'name'`,
  agentId: mandate.agentId,
  agentName: account.name,
  agentEmail: account.email,
  rights: mandate.rights,
  grantedAt: mandate.grantedAt,
};

/** Mandates in force of some exporters, or those of one agent among them; oldest first. */
export function listMandates(database: Database, iecs: readonly string[], agentId: string | null) {
  return database
    .select(shown)
    .from(mandate)
    .innerJoin(account, eq(account.id, mandate.agentId))
    .leftJoin(exporter, eq(exporter.iec, mandate.iec))
    .where(
      and(
        inArray(mandate.iec, [...iecs]),
        isNull(mandate.revokedAt),
        agentId === null ? undefined : eq(mandate.agentId, agentId),
      ),
    )
    .orderBy(asc(mandate.grantedAt), asc(mandate.id));
}

export type ShownMandate = Awaited<ReturnType<typeof listMandates>>[number];

/** A mandate in force; null when there is none, or none any more. */
export async function findMandate(
  database: Database | Transaction,
  mandateId: string,
): Promise<ShownMandate | null> {
  const [row] = await database
    .select(shown)
    .from(mandate)
    .innerJoin(account, eq(account.id, mandate.agentId))
    .leftJoin(exporter, eq(exporter.iec, mandate.iec))
    .where(and(eq(mandate.id, mandateId), isNull(mandate.revokedAt)));
  return row ?? null;
}

/** The rights before, of a mandate in force that is held until the transaction ends; else null. */
export async function lockMandate(
  transaction: Transaction,
  mandateId: string,
): Promise<Right[] | null> {
  const [row] = await transaction
    .select({ rights: mandate.rights })
    .from(mandate)
    .where(and(eq(mandate.id, mandateId), isNull(mandate.revokedAt)))
    .for('update');
  return row?.rights ?? null;
}

export async function setMandateRights(
  transaction: Transaction,
  mandateId: string,
  rights: Right[],
): Promise<void> {
  await transaction.update(mandate).set({ rights }).where(eq(mandate.id, mandateId));
}

/** From the next request on the agent acts for this exporter no more. */
export async function revokeMandate(transaction: Transaction, mandateId: string): Promise<void> {
  await transaction.update(mandate).set({ revokedAt: new Date() }).where(eq(mandate.id, mandateId));
}

import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { caseNotice, type DeliveryState, webhookDelivery } from '../../schema/schema.ts';

const shown = {
  id: webhookDelivery.id,
  turn: caseNotice.turn,
  sequence: caseNotice.id,
  applicationId: caseNotice.applicationId,
  certificateNumber: caseNotice.certificateNumber,
  state: webhookDelivery.state,
  attempts: webhookDelivery.attempts,
  createdAt: webhookDelivery.createdAt,
  dueAt: webhookDelivery.dueAt,
  lastAttemptAt: webhookDelivery.lastAttemptAt,
  lastStatus: webhookDelivery.lastStatus,
  lastFailure: webhookDelivery.lastFailure,
};

/** Deliveries to an endpoint below a sequence, newest first. */
export function listDeliveries(
  database: Database,
  asked: { endpointId: string; state: DeliveryState | null; below: number | null; limit: number },
) {
  return database
    .select(shown)
    .from(webhookDelivery)
    .innerJoin(caseNotice, eq(caseNotice.id, webhookDelivery.noticeId))
    .where(
      and(
        eq(webhookDelivery.endpointId, asked.endpointId),
        asked.state === null ? undefined : eq(webhookDelivery.state, asked.state),
        asked.below === null ? undefined : lt(webhookDelivery.noticeId, asked.below),
      ),
    )
    .orderBy(desc(webhookDelivery.noticeId))
    .limit(asked.limit);
}

export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number];

/** null when the endpoint has no such delivery. */
export async function findDelivery(
  database: Database,
  endpointId: string,
  id: string,
): Promise<DeliveryRow | null> {
  const [row] = await database
    .select(shown)
    .from(webhookDelivery)
    .innerJoin(caseNotice, eq(caseNotice.id, webhookDelivery.noticeId))
    .where(and(eq(webhookDelivery.id, id), eq(webhookDelivery.endpointId, endpointId)));
  return row ?? null;
}

/** Lets a delivery that has ended begin anew; false, with nothing changed, while it is on its way. */
export async function resendDelivery(database: Database, id: string): Promise<boolean> {
  const rows = await database
    .update(webhookDelivery)
    .set({ state: 'due', attempts: 0, dueAt: sql`now()`, lastAttemptAt: null })
    .where(and(eq(webhookDelivery.id, id), ne(webhookDelivery.state, 'due')))
    .returning({ id: webhookDelivery.id });
  return rows.length > 0;
}

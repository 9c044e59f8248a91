import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Reach } from '../../../domain/authority/authorize.ts';
import type { Database, Transaction } from '../../database.ts';
import { webhookDelivery, webhookEndpoint } from '../../schema/schema.ts';

export type EndpointRow = typeof webhookEndpoint.$inferSelect;

/** Endpoints within a reach; oldest first. */
export function listEndpoints(database: Database, reach: Reach): Promise<EndpointRow[]> {
  if (reach.within !== 'iec' && reach.within !== 'everything') return Promise.resolve([]);
  return database
    .select()
    .from(webhookEndpoint)
    .where(reach.within === 'iec' ? inArray(webhookEndpoint.iec, [...reach.iecs]) : undefined)
    .orderBy(asc(webhookEndpoint.createdAt), asc(webhookEndpoint.id))
    .limit(200);
}

/** null when there is no such endpoint. */
export async function findEndpoint(database: Database, id: string): Promise<EndpointRow | null> {
  const [row] = await database.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, id));
  return row ?? null;
}

/** Held until the transaction ends; null when it is gone. */
export async function lockEndpoint(
  transaction: Transaction,
  id: string,
): Promise<EndpointRow | null> {
  const [row] = await transaction
    .select()
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.id, id))
    .for('update');
  return row ?? null;
}

/** How many endpoints an exporter has; others who add one at once wait until the transaction ends. */
export async function countEndpoints(transaction: Transaction, iec: string): Promise<number> {
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtext('webhooks/' || ${iec}))`);
  return transaction.$count(webhookEndpoint, eq(webhookEndpoint.iec, iec));
}

export async function insertEndpoint(
  transaction: Transaction,
  row: typeof webhookEndpoint.$inferInsert,
): Promise<EndpointRow> {
  const [made] = await transaction.insert(webhookEndpoint).values(row).returning();
  if (!made) throw new Error('the endpoint was not kept');
  return made;
}

export async function changeEndpoint(
  transaction: Transaction,
  id: string,
  change: Partial<EndpointRow>,
): Promise<EndpointRow> {
  const [row] = await transaction
    .update(webhookEndpoint)
    .set(change)
    .where(eq(webhookEndpoint.id, id))
    .returning();
  if (!row) throw new Error(`the endpoint ${id} is gone`);
  return row;
}

/** With all its deliveries. */
export async function deleteEndpoint(transaction: Transaction, id: string): Promise<void> {
  await transaction.delete(webhookEndpoint).where(eq(webhookEndpoint.id, id));
}

/**
 * Switches off an endpoint at which every delivery has failed for so many days, or that says itself
 * (`gone`) that it is no more; null where it stays on.
 */
export async function switchOffFailing(
  transaction: Transaction,
  id: string,
  { afterDays, gone }: { afterDays: number; gone: boolean },
): Promise<EndpointRow | null> {
  const [row] = await transaction
    .update(webhookEndpoint)
    .set({ offSince: sql`now()`, offBecause: 'failing' })
    .where(
      and(
        eq(webhookEndpoint.id, id),
        sql`${webhookEndpoint.offSince} is null`,
        gone
          ? undefined
          : sql`${webhookEndpoint.failingSince} < now() - make_interval(days => ${afterDays})`,
      ),
    )
    .returning();
  return row ?? null;
}

/** The endpoint of a delivery, where it was switched off because it failed; null otherwise. */
export async function findSwitchedOff(
  database: Database,
  deliveryId: string,
): Promise<string | null> {
  const [row] = await database
    .select({ id: webhookEndpoint.id })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .where(and(eq(webhookDelivery.id, deliveryId), eq(webhookEndpoint.offBecause, 'failing')));
  return row?.id ?? null;
}

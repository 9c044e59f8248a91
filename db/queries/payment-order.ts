import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { paymentOrder } from '../schema/schema.ts';

export type PaymentOrder = typeof paymentOrder.$inferSelect;

export async function insertPaymentOrder(
  transaction: Transaction,
  row: typeof paymentOrder.$inferInsert,
): Promise<void> {
  await transaction.insert(paymentOrder).values(row);
}

/** The orders of a case whose fate is not known yet. */
export function listOpenOrders(database: Database, applicationId: string): Promise<PaymentOrder[]> {
  return database
    .select()
    .from(paymentOrder)
    .where(and(eq(paymentOrder.applicationId, applicationId), eq(paymentOrder.status, 'open')));
}

export async function readPaymentOrder(
  database: Database,
  orderId: string,
): Promise<PaymentOrder | null> {
  const [row] = await database.select().from(paymentOrder).where(eq(paymentOrder.id, orderId));
  return row ?? null;
}

/** Ends an open order; an order that has ended stays as it is. */
export async function closePaymentOrder(
  database: Database | Transaction,
  orderId: string,
  end: { status: 'paid' | 'failed'; gatewayReference: string | null; settledAt: Date },
): Promise<void> {
  await database
    .update(paymentOrder)
    .set(end)
    .where(and(eq(paymentOrder.id, orderId), eq(paymentOrder.status, 'open')));
}

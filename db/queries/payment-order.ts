import { and, eq, ne } from 'drizzle-orm';
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
export function listOpenOrders(
  database: Database | Transaction,
  applicationId: string,
): Promise<PaymentOrder[]> {
  return database
    .select()
    .from(paymentOrder)
    .where(and(eq(paymentOrder.applicationId, applicationId), eq(paymentOrder.status, 'open')));
}

/** All orders of a case that brought no money yet: a declined one can still be paid at the gateway. */
export function listUnpaidOrders(
  database: Database,
  applicationId: string,
): Promise<PaymentOrder[]> {
  return database
    .select()
    .from(paymentOrder)
    .where(and(eq(paymentOrder.applicationId, applicationId), ne(paymentOrder.status, 'paid')));
}

export async function readPaymentOrder(
  database: Database,
  orderId: string,
): Promise<PaymentOrder | null> {
  const [row] = await database.select().from(paymentOrder).where(eq(paymentOrder.id, orderId));
  return row ?? null;
}

/** Ends an order; one that is paid stays so. */
export async function closePaymentOrder(
  database: Database | Transaction,
  orderId: string,
  end: { status: 'paid' | 'failed'; gatewayReference: string | null; settledAt: Date },
): Promise<void> {
  await database
    .update(paymentOrder)
    .set(end)
    .where(and(eq(paymentOrder.id, orderId), ne(paymentOrder.status, 'paid')));
}

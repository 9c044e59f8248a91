import { and, eq, ne } from 'drizzle-orm';
import type { Database, Fragment } from '../../database.ts';
import { jsonRow } from '../../driver-row.ts';
import { paymentOrder } from '../../schema/schema.ts';

export type PaymentOrder = typeof paymentOrder.$inferSelect;

/** A new order, as part of the step that asks for the payment. */
export const paymentOrderOpened = (
  { $client: client }: Database,
  order: PaymentOrder,
): Fragment => client`
  insert into payment_order
  select opened.*
  from moved, jsonb_populate_record(null::payment_order, ${jsonRow(paymentOrder, order)}) opened
  returning id`;

/** The orders of a case whose fate is not known yet. */
export function listOpenOrders(database: Database, applicationId: string): Promise<PaymentOrder[]> {
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

/** An order that brought its money, as part of the step that books it. */
export const paymentOrderPaid = (
  { $client: client }: Database,
  orderId: string,
  { gatewayReference, settledAt }: { gatewayReference: string; settledAt: Date },
): Fragment => client`
  update payment_order set status = 'paid', gateway_reference = ${gatewayReference},
    settled_at = ${settledAt.toISOString()}
  from moved where payment_order.id = ${orderId} and status <> 'paid'
  returning payment_order.id`;

/** An order that the gateway declined; one that is paid stays so. */
export async function failPaymentOrder(
  database: Database,
  orderId: string,
  end: { gatewayReference: string | null; settledAt: Date },
): Promise<void> {
  await database
    .update(paymentOrder)
    .set({ ...end, status: 'failed' })
    .where(and(eq(paymentOrder.id, orderId), ne(paymentOrder.status, 'paid')));
}

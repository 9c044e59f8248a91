import { and, eq, inArray, notInArray } from 'drizzle-orm';
import type { Database, Fragment } from '../../../database.ts';
import { paymentOrder } from '../../../schema/schema.ts';

export type PaymentOrder = typeof paymentOrder.$inferSelect;

export type NewFeeOrder = Pick<PaymentOrder, 'id' | 'officeId' | 'amountPaise' | 'createdAt'> & {
  applicationId: string;
};

/**
 * A new order for a fee under the office's merchant in force, as part of the step that asks for
 * the payment. The step fails where the office has none.
 */
export const paymentOrderOpened = (
  { $client: client }: Database,
  { id, applicationId, officeId, amountPaise, createdAt }: NewFeeOrder,
): Fragment => client`
  insert into payment_order
    (id, purpose, application_id, office_id, merchant_version, amount_paise, status, created_at)
  select ${id}, 'fee', ${applicationId}, ${officeId},
    (select version from office_merchant where office_id = ${officeId} and replaced_at is null),
    ${amountPaise}, 'open', ${createdAt.toISOString()}
  from moved
  returning id`;

/** An order by its id; null when there is none. */
export async function readPaymentOrder(
  database: Database,
  id: string,
): Promise<PaymentOrder | null> {
  const [row] = await database.select().from(paymentOrder).where(eq(paymentOrder.id, id));
  return row ?? null;
}

/** The orders of a case whose fate is not known yet. */
export function listOpenOrders(database: Database, applicationId: string): Promise<PaymentOrder[]> {
  return database
    .select()
    .from(paymentOrder)
    .where(and(eq(paymentOrder.applicationId, applicationId), eq(paymentOrder.status, 'open')));
}

/**
 * All orders of a case that brought no money yet: a declined one can still be paid at the gateway.
 * Disputed ones are left to people.
 */
export function listUnpaidOrders(
  database: Database,
  applicationId: string,
): Promise<PaymentOrder[]> {
  return database
    .select()
    .from(paymentOrder)
    .where(
      and(
        eq(paymentOrder.applicationId, applicationId),
        notInArray(paymentOrder.status, ['paid', 'disputed']),
      ),
    );
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

/** An order that the gateway declined; one that is paid, lapsed or disputed stays so. */
export async function failPaymentOrder(
  database: Database,
  orderId: string,
  end: { gatewayReference: string | null; settledAt: Date },
): Promise<void> {
  await database
    .update(paymentOrder)
    .set({ ...end, status: 'failed' })
    .where(and(eq(paymentOrder.id, orderId), inArray(paymentOrder.status, ['open', 'failed'])));
}

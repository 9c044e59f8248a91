import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CasePurpose } from '../../../../domain/application/purpose.ts';
import type { OfficeKey } from '../../../../domain/money/account.ts';
import type { Database } from '../../../database.ts';
import { application, caseEvent, office, paymentOrder } from '../../../schema/schema.ts';
import { type Booking, booking } from '../ledger/ledger.ts';
import type { PaymentOrder } from './order.ts';

/** An order with whose wallet it concerns, and how its case stands. */
export type PlacedOrder = PaymentOrder & {
  payer: OfficeKey & { iec: string };
  /** What its case is for; null on a top-up. */
  casePurpose: CasePurpose | null;
  /** The case still waits for its fee, so that it takes an order's money itself. */
  caseAwaitsFee: boolean;
  /** The case took this order's money for its fee. */
  takenByCase: boolean;
};

export async function readPlacedOrder(
  database: Database,
  orderId: string,
): Promise<PlacedOrder | null> {
  const [row] = await database
    .select({
      order: paymentOrder,
      payer: {
        iec: sql<string>`coalesce(${paymentOrder.iec}, ${application.iec})`,
        agency: office.agencyCode,
        office: office.code,
      },
      casePurpose: application.purpose,
      caseAwaitsFee: sql<boolean>`coalesce(${application.stage} = 'awaiting-payment'
        or ${application.attention} ->> 'stage' = 'awaiting-payment', false)`,
      takenByCase: sql<boolean>`exists (select from ${caseEvent}
        where ${caseEvent.applicationId} = ${paymentOrder.applicationId}
          and ${caseEvent.action} = 'settle' and ${caseEvent.detail} ->> 'order' = ${paymentOrder.id})`,
    })
    .from(paymentOrder)
    .innerJoin(office, eq(office.id, paymentOrder.officeId))
    .leftJoin(application, eq(application.id, paymentOrder.applicationId))
    .where(eq(paymentOrder.id, orderId));
  if (!row) return null;
  const { order, ...rest } = row;
  return { ...order, ...rest };
}

export type NewTopUp = Pick<PaymentOrder, 'id' | 'officeId' | 'amountPaise'> & { iec: string };

/** Opens an order that fills a wallet, under the office's merchant in force; again, nothing more. */
export async function insertTopUp(database: Database, order: NewTopUp): Promise<void> {
  const { id, iec, officeId, amountPaise } = order;
  await database.execute(sql`
    insert into payment_order (id, purpose, iec, office_id, merchant_version, amount_paise, status)
    select ${id}, 'top-up', ${iec}, ${officeId}, (select version from office_merchant
      where office_id = ${officeId} and replaced_at is null), ${amountPaise}, 'open'
    on conflict (id) do nothing`);
}

/**
 * An order that the gateway took another amount for: nothing is booked, and people find it among the
 * differences. `takenPaise`: null when it was no rupees.
 */
export async function disputeOrder(
  database: Database,
  orderId: string,
  taken: { merchantId: string; gatewayReference: string; takenPaise: number | null; at: Date },
): Promise<void> {
  const { merchantId, gatewayReference, takenPaise } = taken;
  const at = taken.at.toISOString();
  await database.execute(sql`
    with disputed as (
      update payment_order placed set status = 'disputed', gateway_reference = ${gatewayReference},
        settled_at = ${at}::timestamptz
      where id = ${orderId} and status <> 'paid'
      returning id, office_id,
        coalesce(iec, (select iec from application where id = placed.application_id)) as iec
    )
    insert into settlement_difference (id, code, kind, office_id, merchant_id, order_id, reference,
      iec, theirs_paise, booked_paise, found_at)
    select gen_random_uuid(), 'disputed', 'payment', office_id, ${merchantId}, id,
      ${gatewayReference}, iec, ${takenPaise}::bigint, 0, ${at}::timestamptz
    from disputed
    where not exists (select from settlement_difference known
      where known.order_id = disputed.id and known.reference = ${gatewayReference})`);
}

/** An order that is not asked about any more. Word of the gateway can still bring its money. */
export async function lapseOrder(database: Database, orderId: string, at: Date): Promise<void> {
  const unpaid = inArray(paymentOrder.status, ['open', 'failed']);
  await database
    .update(paymentOrder)
    .set({ status: 'lapsed', settledAt: at })
    .where(and(eq(paymentOrder.id, orderId), unpaid));
}

/**
 * An order's money, booked in the statement that marks it paid. One that is paid keeps the
 * reference it was paid under: what a second one brings is booked by that one's own key.
 */
export async function receiveOrder(
  database: Database,
  orderId: string,
  paid: { gatewayReference: string; settledAt: Date },
  receipt: Booking,
): Promise<void> {
  const { $client: client } = database;
  await client`
    with moved as (
      update payment_order set status = 'paid',
        gateway_reference = case when status = 'paid' then gateway_reference else ${paid.gatewayReference} end,
        settled_at = case when status = 'paid' then settled_at else ${paid.settledAt.toISOString()} end
      where id = ${orderId} returning id
    ), booked as (${booking(database, [receipt])})
    select moved.id from moved left join booked on true`;
}

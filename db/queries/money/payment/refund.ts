import { asc, eq, inArray, sql } from 'drizzle-orm';
import { exporterWallet, type OfficeKey } from '../../../../domain/money/account.ts';
import type {
  RefundableWallet,
  RefundPartStatus,
  RefundSource,
  RefundStatus,
} from '../../../../domain/money/refund.ts';
import type { Database, Transaction } from '../../../database.ts';
import { office, refund, refundPart } from '../../../schema/schema.ts';
import { type Booking, bookIn, booking } from '../ledger/ledger.ts';
import { readBalance } from '../ledger/statement.ts';

export type RefundPartRow = typeof refundPart.$inferSelect;
export type RefundRow = typeof refund.$inferSelect;

/** A refund with its parts in their order, and whose wallet it leaves. */
export type PlacedRefund = RefundRow & {
  payer: OfficeKey & { iec: string };
  parts: RefundPartRow[];
};

type Head = { refund: RefundRow; agency: string; office: string };

/** What is read of a refund beside its parts. */
export const refundHead = { refund, agency: office.agencyCode, office: office.code };

/** Refunds with their parts, in the order given. */
export async function withParts(
  database: Database | Transaction,
  heads: readonly Head[],
): Promise<PlacedRefund[]> {
  const ids = heads.map((head) => head.refund.id);
  const found = await database
    .select()
    .from(refundPart)
    .where(inArray(refundPart.refundId, ids))
    .orderBy(asc(refundPart.part));
  const parts = Map.groupBy(found, ({ refundId }) => refundId);
  return heads.map(({ refund: row, agency, office: code }) => ({
    ...row,
    payer: { iec: row.iec, agency, office: code },
    parts: parts.get(row.id) ?? [],
  }));
}

/** A refund; null when there is none. */
export async function readRefund(
  database: Database | Transaction,
  id: string,
): Promise<PlacedRefund | null> {
  const heads = await database
    .select(refundHead)
    .from(refund)
    .innerJoin(office, eq(office.id, refund.officeId))
    .where(eq(refund.id, id));
  const [found] = await withParts(database, heads);
  return found ?? null;
}

type Wallet = OfficeKey & { iec: string; officeId: string };

/** Lets nobody else ask for a refund out of this wallet until the transaction ends. */
export async function lockRefunds(own: Transaction, { iec, officeId }: Wallet): Promise<void> {
  await own.execute(sql`select pg_advisory_xact_lock(hashtext(${`refunds/${iec}/${officeId}`}))`);
}

/**
 * What a wallet holds, and the paid orders whose money may still go back: top-ups, and fees that no
 * case took or that were given back.
 */
export async function readRefundable(
  database: Database | Transaction,
  wallet: Wallet,
): Promise<RefundableWallet> {
  const { iec, officeId } = wallet;
  type Row = Pick<RefundSource, 'orderId'> & Record<'paidAt' | 'brought' | 'refunded', string>;
  const rows = await database.execute<Row>(sql`
    with brought as (
      select * from payment_order placed
      where placed.purpose = 'top-up' and placed.iec = ${iec} and placed.office_id = ${officeId}
        and placed.status = 'paid'
      union all
      select placed.* from application paid_for
      join payment_order placed on placed.application_id = paid_for.id
      where paid_for.iec = ${iec} and placed.office_id = ${officeId} and placed.status = 'paid'
        and (not exists (select from case_event taken where taken.application_id = paid_for.id
            and taken.action = 'settle' and taken.detail ->> 'order' = placed.id)
          or exists (select from ledger_transaction given_back
            where given_back.application_id = paid_for.id and given_back.kind = 'return-fee')))
    select brought.id as "orderId", coalesce(settled_at, created_at) as "paidAt",
      amount_paise as brought, coalesce(went.back, 0) as refunded
    from brought
    left join lateral (select sum(part.amount_paise) as back from refund_part part
      where part.order_id = brought.id and part.status <> 'refused') went on true
    where amount_paise > coalesce(went.back, 0)`);
  const sources = rows.map(({ orderId, paidAt, brought, refunded }) => ({
    orderId,
    paidAt: new Date(paidAt).toISOString(),
    broughtPaise: Number(brought),
    refundedPaise: Number(refunded),
  }));
  return { balancePaise: await readBalance(database, exporterWallet(wallet)), sources };
}

type NewPart = Pick<RefundPartRow, 'part' | 'reference' | 'orderId' | 'amountPaise'>;

/** Keeps a refund and its parts, and sets its money aside: `isOverdraft` when the wallet holds less. */
export async function insertRefund(
  own: Transaction,
  row: Omit<RefundRow, 'status' | 'needsPeopleSince' | 'settledAt'>,
  parts: NewPart[],
  holds: Booking[],
): Promise<void> {
  await own.insert(refund).values({ ...row, status: 'open' });
  const asked = { refundId: row.id, status: 'asked' as const };
  await own.insert(refundPart).values(parts.map((part) => ({ ...part, ...asked })));
  await bookIn(own, holds);
}

/** How a part ended, booked in the statement that says so. Again, it changes nothing. */
export async function settleRefundPart(
  database: Database,
  reference: string,
  end: {
    status: Exclude<RefundPartStatus, 'asked'>;
    gatewayReference: string | null;
    remark: string | null;
    settledAt: Date;
  },
  ending: Booking,
): Promise<void> {
  const { $client: client } = database;
  await client`
    with moved as (
      update refund_part set status = ${end.status}, gateway_reference = ${end.gatewayReference},
        remark = ${end.remark}, settled_at = ${end.settledAt.toISOString()}
      where reference = ${reference} and status = 'asked' returning part
    ), booked as (${booking(database, [ending])})
    select moved.part from moved left join booked on true`;
}

/** Says of a part that is not known yet what of the gateway's answer does not fit. */
export async function remarkOnRefundPart(
  database: Database,
  reference: string,
  remark: string,
): Promise<void> {
  await database.execute(sql`update refund_part set remark = ${remark}
    where reference = ${reference} and status = 'asked' and remark is distinct from ${remark}`);
}

/** Lists an open refund for people, since when the first time. */
export async function callPeopleToRefund(database: Database, id: string, at: Date): Promise<void> {
  await database.execute(sql`update refund
    set status = 'needs-people', needs_people_since = ${at.toISOString()}
    where id = ${id} and status = 'open'`);
}

/** What a refund has come to, whose parts are all known. Again, it changes nothing. */
export async function closeRefund(
  database: Database,
  id: string,
  status: Exclude<RefundStatus, 'open' | 'needs-people'>,
  at: Date,
): Promise<void> {
  await database.execute(sql`update refund set status = ${status}, settled_at = ${at.toISOString()}
    where id = ${id} and settled_at is null`);
}

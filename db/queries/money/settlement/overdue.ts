import { sql } from 'drizzle-orm';
import type { OfficeKey } from '../../../../domain/money/account.ts';
import { clearingAgain } from '../../../../domain/money/difference.ts';
import type { Database } from '../../../database.ts';
import { bookIn } from '../ledger/ledger.ts';

/**
 * Notes what is booked here from `from` until before `until` and stands in none of the merchant's
 * files; once for each. Gives how many are new.
 */
export async function noteOverdue(
  database: Database,
  { merchantId, from, until, at }: { merchantId: string; from: Date; until: Date; at: Date },
): Promise<number> {
  const period = [from, until].map((one) => one.toISOString());
  const [row] = await database.execute<{ fresh: number }>(sql`
    with missing as (
      select 'not-settled' as code, 'payment' as kind, placed.office_id, placed.id as order_id,
        placed.gateway_reference as reference, coalesce(placed.iec, its_case.iec) as iec,
        placed.amount_paise as booked
      from office_merchant opened
      join payment_order placed
        on placed.office_id = opened.office_id and placed.merchant_version = opened.version
      left join application its_case on its_case.id = placed.application_id
      where opened.merchant_id = ${merchantId} and placed.status = 'paid'
        and placed.reconciled_at is null and placed.gateway_reference is not null
        and placed.settled_at >= ${period[0]}::timestamptz
        and placed.settled_at < ${period[1]}::timestamptz
      union all
      select 'refund-not-settled', 'refund', placed.office_id, placed.id, part.reference, asked.iec,
        -part.amount_paise
      from office_merchant opened
      join payment_order placed
        on placed.office_id = opened.office_id and placed.merchant_version = opened.version
      join refund_part part on part.order_id = placed.id
      join refund asked on asked.id = part.refund_id
      where opened.merchant_id = ${merchantId} and part.status = 'done'
        and part.settled_at >= ${period[0]}::timestamptz
        and part.settled_at < ${period[1]}::timestamptz
        and not exists (select from settlement_line taken
          where taken.merchant_id = ${merchantId} and taken.reference = part.reference
            and taken.kind = 'refund')
    ), fresh as (
      insert into settlement_difference (id, code, kind, office_id, merchant_id, order_id, reference,
        iec, booked_paise, found_at)
      select gen_random_uuid(), code, kind, office_id, ${merchantId}, order_id, reference, iec, booked,
        ${at.toISOString()}::timestamptz
      from missing
      on conflict (code, merchant_id, reference)
        where code in ('disputed', 'not-settled', 'refund-not-settled') do nothing
      returning 1
    )
    select count(*)::integer as fresh from fresh`);
  return row?.fresh ?? 0;
}

type Late = OfficeKey & { id: string; orderId: string; reference: string; theirsPaise: string };

/**
 * Ends differences whose payment or refund has been booked here after all, in the amount that the
 * gateway settled: what lay with the differences meets its booking. Gives how many.
 */
export async function endBookedLater(
  database: Database,
  merchantId: string,
  at: Date,
): Promise<number> {
  return database.transaction(async (own) => {
    const late = await own.execute<Late>(sql`
      select difference.id, at.agency_code as agency, at.code as office,
        difference.order_id as "orderId", difference.reference,
        difference.theirs_paise as "theirsPaise"
      from settlement_difference difference
      join office at on at.id = difference.office_id
      where difference.office_id in (select office_id from office_merchant where merchant_id = ${merchantId})
        and difference.merchant_id = ${merchantId} and difference.status <> 'settled'
        and difference.code = 'not-booked'
        and difference.theirs_paise = case difference.kind
          when 'payment' then (select sum(amount_paise) from ledger_transaction received
            join ledger_entry on transaction_id = received.id and amount_paise > 0
            where received.key = 'gateway-receipt/' || ${merchantId} || '/' || difference.reference)
          else (select -amount_paise from refund_part part
            where part.reference = difference.reference and part.status = 'done') end
      order by difference.id for update of difference`);
    if (late.length === 0) return 0;
    const json = JSON.stringify(late);
    const when = at.toISOString();
    await own.execute(sql`
      update settlement_difference difference
      set status = 'settled', settlement = 'booked-later', settled_at = ${when}::timestamptz
      from jsonb_to_recordset(${json}::text::jsonb) as late (id uuid) where difference.id = late.id`);
    await own.execute(sql`
      update payment_order set reconciled_at = ${when}::timestamptz
      from jsonb_to_recordset(${json}::text::jsonb) as late ("orderId" text, reference text)
      where payment_order.id = late."orderId" and gateway_reference = late.reference
        and status = 'paid' and reconciled_at is null`);
    const bookings = late.map(({ id, theirsPaise, ...office }) => ({
      key: `difference/${id}/booked-later`,
      applicationId: null,
      posting: clearingAgain(office, Number(theirsPaise)),
    }));
    await bookIn(own, bookings);
    return late.length;
  });
}

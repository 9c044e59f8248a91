import { sql } from 'drizzle-orm';
import type { PlainDate } from '../../../../domain/application/application.ts';
import type { Database } from '../../../database.ts';
import type { SealedMerchant } from '../../office/office-merchant.ts';

/** A Merchant ID whose files are due, with the office that answers for it. */
export type SettlingMerchant = {
  merchantId: string;
  officeId: string;
  agency: string;
  office: string;
  /** From when on files are asked for. */
  firstDay: PlainDate;
  /** The days not taken yet, oldest first, a month of them at most. */
  days: PlainDate[];
};

const asked = (until: PlainDate) => sql`
  select of.merchant_id as "merchantId", at.id as "officeId", at.agency_code as agency,
    at.code as office, of.first_day::text as "firstDay",
    array(select day::date::text from generate_series(of.first_day::timestamp,
        least(${until}::date, of.last_day)::timestamp, interval '1 day') as due (day)
      where not exists (select from settlement_file taken
        where taken.merchant_id = of.merchant_id and taken.day = due.day::date)
      order by due.day limit 31) as days
  from (
    select merchant_id, (min(since) at time zone 'Asia/Kolkata')::date as first_day,
      case when bool_or(replaced_at is null) then 'infinity'::date
        else (max(replaced_at) at time zone 'Asia/Kolkata')::date + 30 end as last_day,
      (array_agg(office_id order by replaced_at desc nulls first, since desc))[1] as office_id
    from office_merchant group by merchant_id
  ) of
  join office at on at.id = of.office_id`;

/**
 * Every Merchant ID that offices have, or had until a month ago, with the days up to `until` whose
 * files have not been taken.
 */
export async function listSettlingMerchants(
  database: Database,
  until: PlainDate,
): Promise<SettlingMerchant[]> {
  return database.execute<SettlingMerchant>(sql`${asked(until)}
    where of.last_day >= ${until}::date order by of.merchant_id`);
}

/** One of them; null when no office has or had it. */
export async function findSettlingMerchant(
  database: Database,
  merchantId: string,
  until: PlainDate,
): Promise<SettlingMerchant | null> {
  const [row] = await database.execute<SettlingMerchant>(
    sql`${asked(until)} where of.merchant_id = ${merchantId}`,
  );
  return row ?? null;
}

/** The keys that a Merchant ID had, newest first: its files are sealed with one of them. */
export async function listKeysOfMerchant(
  database: Database,
  merchantId: string,
): Promise<SealedMerchant[]> {
  return database.execute<SealedMerchant>(sql`
    select office_id as "officeId", merchant_id as "merchantId",
      checksum_key_sealed as "checksumKeySealed"
    from office_merchant where merchant_id = ${merchantId}
    order by replaced_at desc nulls first, since desc`);
}

/** Notes why a day's file has not been taken; the last reason holds. A day that is taken stays so. */
export async function keepSettlementWait(
  database: Database,
  wait: { merchantId: string; day: PlainDate; officeId: string; reason: string; askedAt: Date },
): Promise<void> {
  const { merchantId, day, officeId, reason, askedAt } = wait;
  await database.execute(sql`
    insert into settlement_wait (merchant_id, day, office_id, reason, asked_at)
    select ${merchantId}, ${day}::date, ${officeId}, ${reason}, ${askedAt.toISOString()}::timestamptz
    where not exists (select from settlement_file where merchant_id = ${merchantId} and day = ${day}::date)
    on conflict (merchant_id, day) do update set reason = excluded.reason, asked_at = excluded.asked_at`);
}

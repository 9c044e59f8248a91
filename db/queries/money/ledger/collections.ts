import { sql } from 'drizzle-orm';
import {
  feesEarned,
  feesHeld,
  gatewayClearing,
  type OfficeKey,
} from '../../../../domain/money/account.ts';
import type { Database, Transaction } from '../../../database.ts';

/** By how much each of an office's own accounts moved on one day in India. */
export type DayOfCollections = {
  date: string;
  /** Taken by the gateway for the office, less what went back to payers. */
  gatewayPaise: number;
  /** Set aside for cases, less what was earned or given back. */
  heldPaise: number;
  earnedPaise: number;
};

type Row = { date: string; gatewayPaise: string; heldPaise: string; earnedPaise: string };

/**
 * What an office collected, day by day; days on which nothing moved are left out. Reads the
 * movements of those days and no others: "offset 0" keeps each step to its own index. What the gateway hands over to the bank collects nothing.
 */
export async function listCollections(
  database: Database | Transaction,
  office: OfficeKey,
  { from, until }: { from: Date; until: Date },
): Promise<DayOfCollections[]> {
  const [clearing, held, earned] = [gatewayClearing(office), feesHeld(office), feesEarned(office)];
  const rows = await database.execute<Row>(sql`
    select (moved.at at time zone 'Asia/Kolkata')::date::text as date,
      -coalesce(sum(amount_paise) filter (where account_id = ${clearing}
        and moved.kind in ('gateway-receipt', 'pay-refund')), 0) as "gatewayPaise",
      coalesce(sum(amount_paise) filter (where account_id = ${held}), 0) as "heldPaise",
      coalesce(sum(amount_paise) filter (where account_id = ${earned}), 0) as "earnedPaise"
    from (values (${clearing}), (${held}), (${earned})) own (id)
    cross join lateral (
      select ledger_version_before(own.id, ${from.toISOString()}) as before,
        ledger_version_before(own.id, ${until.toISOString()}) as last
      offset 0
    ) days
    cross join lateral (
      select account_id, amount_paise, transaction_id from ledger_entry
      where account_id = own.id and account_version > days.before
        and account_version <= days.last
      offset 0
    ) entry
    cross join lateral (
      select at, kind from ledger_transaction where id = transaction_id offset 0
    ) moved
    group by 1
    having bool_or(account_id <> ${clearing} or moved.kind in ('gateway-receipt', 'pay-refund'))
    order by 1`);
  return rows.map(({ date, gatewayPaise, heldPaise, earnedPaise }) => ({
    date,
    gatewayPaise: Number(gatewayPaise),
    heldPaise: Number(heldPaise),
    earnedPaise: Number(earnedPaise),
  }));
}

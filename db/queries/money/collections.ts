import { sql } from 'drizzle-orm';
import {
  feesEarned,
  feesHeld,
  gatewayClearing,
  type OfficeKey,
} from '../../../domain/money/account.ts';
import type { Database } from '../../database.ts';

/** By how much each of an office's own accounts moved on one day in India. */
export type DayOfCollections = {
  date: string;
  /** Taken by the gateway for the office, less what went back. */
  gatewayPaise: number;
  /** Set aside for cases, less what was earned or given back. */
  heldPaise: number;
  earnedPaise: number;
};

type Row = { date: string; gatewayPaise: string; heldPaise: string; earnedPaise: string };

/** What an office collected, day by day; days on which nothing moved are left out. */
export async function listCollections(
  database: Database,
  office: OfficeKey,
  { from, until }: { from: Date; until: Date },
): Promise<DayOfCollections[]> {
  const [clearing, held, earned] = [gatewayClearing(office), feesHeld(office), feesEarned(office)];
  const rows = await database.execute<Row>(sql`
    select (moved.at at time zone 'Asia/Kolkata')::date::text as date,
      -coalesce(sum(amount_paise) filter (where account_id = ${clearing}), 0) as "gatewayPaise",
      coalesce(sum(amount_paise) filter (where account_id = ${held}), 0) as "heldPaise",
      coalesce(sum(amount_paise) filter (where account_id = ${earned}), 0) as "earnedPaise"
    from ledger_entry
    join ledger_transaction moved on moved.id = transaction_id
    where account_id in (${clearing}, ${held}, ${earned})
      and moved.at >= ${from.toISOString()} and moved.at < ${until.toISOString()}
    group by 1 order by 1`);
  return rows.map(({ date, gatewayPaise, heldPaise, earnedPaise }) => ({
    date,
    gatewayPaise: Number(gatewayPaise),
    heldPaise: Number(heldPaise),
    earnedPaise: Number(earnedPaise),
  }));
}

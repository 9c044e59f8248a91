import { sql } from 'drizzle-orm';
import type { Database } from '../../../database.ts';
import type { Books } from '../ledger/trial-balance.ts';

/** What an office's gateway had taken and not settled just before an instant. */
export type Unreconciled = {
  office: string;
  orders: number;
  paise: number;
  oldestPaidAt: string | null;
  /** What the ledger says that the gateway owed: orders not settled, less refunds not taken back. */
  owedPaise: number;
};

type Row = Omit<Unreconciled, 'orders' | 'paise' | 'owedPaise'> &
  Record<'orders' | 'paise' | 'owedPaise', string>;

/** Office by office; those where nothing was open are left out. */
export async function listUnreconciled(
  database: Database,
  { agency, office }: Books,
  before: Date,
): Promise<Unreconciled[]> {
  const until = before.toISOString();
  const rows = await database.execute<Row>(sql`
    select at.id as office, open.orders, open.paise, open.oldest as "oldestPaidAt",
      coalesce(-owed.paise, 0) as "owedPaise"
    from office at
    cross join lateral (
      select count(*) as orders, coalesce(sum(amount_paise), 0) as paise,
        to_char(min(settled_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as oldest
      from payment_order placed
      where placed.office_id = at.id and placed.status = 'paid'
        and placed.settled_at < ${until}::timestamptz
        and (placed.reconciled_at is null or placed.reconciled_at >= ${until}::timestamptz)
    ) open
    cross join lateral (
      select 'gateway-clearing/' || at.agency_code || '/' || at.code as id
    ) clearing
    left join lateral (
      select balance_paise as paise from ledger_entry
      where account_id = clearing.id and account_version = ledger_version_before(clearing.id, ${until})
    ) owed on true
    where (${agency}::text is null or at.agency_code = ${agency})
      and (${office}::text is null or at.code = ${office})
      and (open.orders > 0 or coalesce(owed.paise, 0) <> 0)
    order by at.id`);
  return rows.map(({ orders, paise, owedPaise, ...row }) => ({
    ...row,
    orders: Number(orders),
    paise: Number(paise),
    owedPaise: Number(owedPaise),
  }));
}

import { sql } from 'drizzle-orm';
import { isClosed, type Stage, stages } from '../../../../domain/stage.ts';
import type { Database } from '../../../database.ts';
import type { Books } from '../ledger/trial-balance.ts';

/** A fee set aside for a case, an order that may still bring money, a refund not answered. */
export type OutstandingKind = 'fee' | 'order' | 'refund';

export type OutstandingItem = {
  kind: OutstandingKind;
  /** Of the application, the order or the refund. */
  id: string;
  iec: string;
  office: string;
  /** The case's stage, the order's or the refund's status. */
  state: string;
  since: Date;
  paise: number;
};

/** How much is outstanding for so long: `days` is the most, in whole days; null: longer. */
export type OutstandingSum = {
  kind: OutstandingKind;
  days: number | null;
  count: number;
  paise: number;
};

export type Outstanding = {
  /** What the ledger holds for cases, and for refunds. */
  feesHeldPaise: number;
  refundsPendingPaise: number;
  sums: OutstandingSum[];
  /** The oldest first. */
  items: OutstandingItem[];
};

export const ages = [7, 30, 90] as const;

const isOpen = (stage: Stage) => stage !== 'draft' && !isClosed(stage);

type Row = {
  feesHeldPaise: string;
  refundsPendingPaise: string;
  sums: { kind: OutstandingKind; age: number; count: number; paise: number }[] | null;
  items: (Omit<OutstandingItem, 'since'> & { since: string })[] | null;
};

/** What waits to be decided, paid or answered in some books: all of it in the sums, `limit` items. */
export async function readOutstanding(
  database: Database,
  { agency, office }: Books,
  { at, limit }: { at: Date; limit: number },
): Promise<Outstanding> {
  const open = sql.join(
    stages.filter(isOpen).map((stage) => sql`${stage}`),
    sql`, `,
  );
  const [row] = await database.execute<Row>(sql`
    with place as (
      select id, agency_code || '/' || code as path from office
      where (${agency}::text is null or agency_code = ${agency})
        and (${office}::text is null or code = ${office})
    ), item as materialized (
      select 'fee' as kind, held_for.id::text, held_for.iec, place.id as office,
        held_for.stage as state, hold.at as since, entry.amount_paise as paise
      from place
      cross join unnest(array[${open}]) as open (stage)
      join application held_for on held_for.office_id = place.id and held_for.stage = open.stage
      join ledger_transaction hold on hold.key = held_for.id || '/hold-fee'
      join ledger_entry entry
        on entry.transaction_id = hold.id and entry.account_id = 'fees-held/' || place.path
      where not exists (select from ledger_transaction ended where ended.resolves = hold.key)
      union all
      select 'order', placed.id, coalesce(placed.iec, paid_for.iec), place.id, placed.status,
        placed.created_at, placed.amount_paise
      from place
      join payment_order placed on placed.office_id = place.id
        and placed.status <> 'paid' and placed.status in ('open', 'disputed')
      left join application paid_for on paid_for.id = placed.application_id
      union all
      select 'refund', asked.id, asked.iec, place.id, asked.status, asked.asked_at,
        sum(part.amount_paise)::bigint
      from place
      join refund asked on asked.office_id = place.id
      join refund_part part on part.refund_id = asked.id and part.settled_at is null
      where asked.settled_at is null
      group by asked.id, place.id
    )
    select
      (select coalesce(sum(balance_paise), 0) from ledger_account
        where id in (select 'fees-held/' || path from place)) as "feesHeldPaise",
      (select coalesce(sum(balance_paise), 0) from ledger_account
        where id in (select 'refunds-pending/' || path from place)) as "refundsPendingPaise",
      (select json_agg(aged order by kind, age) from (
        select kind, width_bucket(
            floor(extract(epoch from ${at.toISOString()}::timestamptz - since) / 86400),
            array[8, 31, 91]::numeric[]) as age,
          count(*), sum(paise) as paise
        from item group by 1, 2) aged) as sums,
      (select json_agg(oldest order by since, id) from (
        select * from item order by since, id limit ${limit}) oldest) as items`);
  if (!row) throw new Error('a query for one row gave none');
  return {
    feesHeldPaise: Number(row.feesHeldPaise),
    refundsPendingPaise: Number(row.refundsPendingPaise),
    sums: (row.sums ?? []).map(({ age, ...sum }) => ({ ...sum, days: ages[age] ?? null })),
    items: (row.items ?? []).map((item) => ({ ...item, since: new Date(item.since) })),
  };
}

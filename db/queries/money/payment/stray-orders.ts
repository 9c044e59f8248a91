import { sql } from 'drizzle-orm';
import type { Database } from '../../../database.ts';

/**
 * Orders of the last two weeks that brought no money and that nobody asks about any more: their
 * case has gone on without them, or their top-up has lapsed. Oldest first.
 */
export async function listStrayOrders(database: Database, limit: number): Promise<string[]> {
  const rows = await database.execute<{ id: string }>(sql`
    select placed.id from payment_order placed
    left join application on application.id = placed.application_id
    where placed.status in ('open', 'failed', 'lapsed')
      and placed.status <> 'paid' -- so that the index of unpaid orders serves
      and placed.created_at > now() - interval '14 days'
      and case placed.purpose when 'top-up' then placed.status = 'lapsed'
        else application.stage <> 'awaiting-payment'
          and application.attention ->> 'stage' is distinct from 'awaiting-payment' end
    order by placed.created_at limit ${limit}`);
  return rows.map(({ id }) => id);
}

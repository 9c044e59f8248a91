import { sql } from 'drizzle-orm';
import type { Reach } from '../../../../domain/authority/authorize.ts';
import type { Database } from '../../../database.ts';

export type Wallet = {
  id: string;
  iec: string;
  officeId: string;
  officeName: string;
  offered: boolean;
  balancePaise: number;
};

/** The accounts that a reach covers; an exporter's are looked up one by one, by their names. */
function within(reach: Reach) {
  switch (reach.within) {
    case 'everything':
      return sql`true`;
    case 'iec': {
      const iecs = sql.join(
        reach.iecs.map((iec) => sql`${iec}`),
        sql`, `,
      );
      return sql`held.id in (select 'exporter-wallet/' || mine.iec || '/' || agency_code || '/' || code
        from office, unnest(array[${iecs}]::text[]) as mine (iec))`;
    }
    case 'agency':
      return sql`at.agency_code = ${reach.agencyCode}`;
    default:
      return sql`false`;
  }
}

/** A page of the wallets that somebody may see, by exporter and office. */
export async function listWallets(
  database: Database,
  reach: Reach,
  { iec, after, limit }: { iec: string | null; after: string | null; limit: number },
): Promise<Wallet[]> {
  const rows = await database.execute<Omit<Wallet, 'balancePaise'> & { balancePaise: string }>(sql`
    select held.id, split_part(held.id, '/', 2) as iec, at.id as "officeId",
      at.name as "officeName", at.wallet_enabled as offered, held.balance_paise as "balancePaise"
    from ledger_account held
    join office at on at.agency_code = split_part(held.id, '/', 3) and at.code = split_part(held.id, '/', 4)
    where held.id like 'exporter-wallet/%' and ${within(reach)}
      and (${iec}::text is null or split_part(held.id, '/', 2) = ${iec})
      and (${after}::text is null or held.id > ${after})
    order by held.id limit ${limit}`);
  return rows.map((row) => ({ ...row, balancePaise: Number(row.balancePaise) }));
}

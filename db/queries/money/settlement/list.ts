import { sql } from 'drizzle-orm';
import type { Reach } from '../../../../domain/authority/authorize.ts';
import type { Database } from '../../../database.ts';

/** Behind which row of a list ordered by time and id a page begins; null: the first page. */
export type Place = { at: string; id: string } | null;
export type Asked = { office: string | null; place: Place; limit: number };

/** The offices in reach, one of them where one is named, as rows of `o (office_id)`. */
export function officesWithin(reach: Reach, office: string | null) {
  const named = sql`(${office}::text is null or id = ${office})`;
  switch (reach.within) {
    case 'agency':
      return sql`(select id from office where agency_code = ${reach.agencyCode} and ${named})`;
    case 'everything':
      return sql`(select id from office where ${named})`;
    default:
      return sql`(select id from office where false)`;
  }
}

export type TakenFile = {
  id: string;
  merchantId: string;
  day: string;
  office: string;
  sha256: string;
  lines: number;
  matched: number;
  netPaise: string;
  chargesPaise: string;
  takenAt: string;
};

/** A page of the settlement files of offices in reach, the last taken first; each office's by its index. */
export async function listSettlementFiles(
  database: Database,
  reach: Reach,
  { office, place, limit }: Asked,
): Promise<TakenFile[]> {
  return database.execute<TakenFile>(sql`
    select file.id, file.merchant_id as "merchantId", file.day::text, file.office_id as office,
      file.sha256, file.line_count as lines, file.matched_count as matched,
      file.net_paise as "netPaise", file.charges_paise as "chargesPaise",
      to_char(file.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "takenAt"
    from ${officesWithin(reach, office)} as o (office_id)
    cross join lateral (
      select * from settlement_file one
      where one.office_id = o.office_id and (${place?.id ?? null}::uuid is null
        or (one.taken_at, one.id) < (${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid))
      order by one.taken_at desc, one.id desc limit ${limit}
    ) file
    order by file.taken_at desc, file.id desc limit ${limit}`);
}

export type WaitedFile = {
  merchantId: string;
  day: string;
  office: string;
  reason: string;
  askedAt: string;
};

/** Days whose files could not be taken yet, the oldest first. */
export async function listWaitedFiles(
  database: Database,
  reach: Reach,
  { office, limit }: Pick<Asked, 'office' | 'limit'>,
): Promise<WaitedFile[]> {
  return database.execute<WaitedFile>(sql`
    select wait.merchant_id as "merchantId", wait.day::text, wait.office_id as office, wait.reason,
      to_char(wait.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt"
    from settlement_wait wait
    where wait.office_id in (select office_id from ${officesWithin(reach, office)} as o (office_id))
    order by wait.day, wait.merchant_id limit ${limit}`);
}

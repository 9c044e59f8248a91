import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../database.ts';
import type { SealedText } from './sealed-text.ts';

/** Gives a text sealed anew, or the same text where nothing is to be done or can be. */
export type Reseal = (text: SealedText) => string;

/** Which rows come next: those after an id that have a text not under the current key. */
export type Next = { after: string | null; current: string; limit: number };

export type Batch = { ids: string[]; changed: number };

/** Tables whose rows have an id and one or two sealed texts. */
export const sealedTables = {
  account: ['totp_secret_sealed', 'totp_pending_sealed'],
  webhook_endpoint: ['secret_sealed', 'former_secret_sealed'],
} as const;

const isOld = (column: SQL, current: string) =>
  sql`(${column} is not null and not starts_with(${column}, ${`${current}:`}))`;

/**
 * Seals the texts of some rows anew and holds the rows until the commit: who reads a text meanwhile
 * reads the former one, which opens still; who changes it waits.
 */
export async function resealRows(
  transaction: Transaction,
  table: keyof typeof sealedTables,
  { after, current, limit }: Next,
  reseal: Reseal,
): Promise<Batch> {
  const [first, second] = sealedTables[table].map((column) => sql.identifier(column));
  const name = sql.identifier(table);
  const rows = await transaction.execute<{
    id: string;
    first: string | null;
    second: string | null;
  }>(
    sql`select id, ${first} as first, ${second} as second from ${name}
      where (${isOld(sql`${first}`, current)} or ${isOld(sql`${second}`, current)})
        and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit} for update`,
  );
  let changed = 0;
  for (const { id, ...texts } of rows) {
    const anew = (sealed: string | null) =>
      sealed === null ? null : reseal({ place: table, id, merchantId: '', sealed });
    const [one, other] = [anew(texts.first), anew(texts.second)];
    const changes = [one !== texts.first, other !== texts.second].filter(Boolean).length;
    if (changes === 0) continue;
    await transaction.execute(
      sql`update ${name} set ${first} = ${one}, ${second} = ${other} where id = ${id}`,
    );
    changed += changes;
  }
  return { ids: rows.map(({ id }) => id), changed };
}

/** Offices with a checksum key, present or former, that is not under the current key. */
export async function listOfficesToReseal(
  transaction: Transaction,
  { after, current, limit }: Next,
): Promise<string[]> {
  const rows = await transaction.execute<{ id: string }>(sql`
    select id from office
    where (${after}::text is null or id > ${after})
      and ((merchant_id <> '' and ${isOld(sql`checksum_key_sealed`, current)})
        or exists (select from office_merchant kept
          where kept.office_id = office.id and ${isOld(sql`kept.checksum_key_sealed`, current)}))
    order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

type Kept = { version: number; merchantId: string; sealed: string };

/**
 * Seals all the checksum keys that an office had anew; gives how many changed. First those kept in
 * `office_merchant`, then the office's own, with the very same text as the one in force: the trigger
 * that keeps every merchant would take another text for another key, and begin a new version.
 */
export async function resealOffice(
  transaction: Transaction,
  id: string,
  reseal: Reseal,
): Promise<number> {
  const [office] = await transaction.execute<{ merchantId: string; sealed: string }>(sql`
    select merchant_id as "merchantId", checksum_key_sealed as sealed
    from office where id = ${id} for update`);
  const kept = await transaction.execute<Kept>(sql`
    select version, merchant_id as "merchantId", checksum_key_sealed as sealed
    from office_merchant where office_id = ${id} order by version for update`);
  if (!office) return 0;
  const { merchantId } = office;
  const own = merchantId === '' ? office.sealed : reseal({ place: 'office', id, ...office });
  const isOwn = (one: Kept) => one.merchantId === merchantId && one.sealed === office.sealed;
  let changed = 0;
  for (const one of kept) {
    const { version, sealed } = one;
    const text = { place: 'office_merchant', id, merchantId: one.merchantId, sealed } as const;
    const anew = isOwn(one) ? own : reseal(text);
    if (anew === sealed) continue;
    await transaction.execute(sql`
      update office_merchant set checksum_key_sealed = ${anew}
      where office_id = ${id} and version = ${version}`);
    changed += 1;
  }
  if (own === office.sealed) return changed;
  await transaction.execute(sql`update office set checksum_key_sealed = ${own} where id = ${id}`);
  return changed + 1;
}

import type { Database } from '../../database.ts';

/** A sealed text with the row that it stands in. */
export type SealedText = {
  place: 'account' | 'office' | 'office_merchant' | 'webhook_endpoint';
  id: string;
  /** The Merchant ID that a checksum key goes with; empty elsewhere. */
  merchantId: string;
  sealed: string;
};

/** Every sealed text of the record, one by one. */
const everySealedText = `(
  select 'account' as place, id::text, '' as "merchantId", sealed
    from account, unnest(array[totp_secret_sealed, totp_pending_sealed]) sealed
    where sealed is not null
  union all select 'office', id, merchant_id, checksum_key_sealed from office where merchant_id <> ''
  union all select 'office_merchant', office_id, merchant_id, checksum_key_sealed from office_merchant
  union all select 'webhook_endpoint', id::text, '', sealed
    from webhook_endpoint, unnest(array[secret_sealed, former_secret_sealed]) sealed
    where sealed is not null
) every`;

const pageSize = 500;

/** Every sealed text, a page at a time. */
export async function* readSealedTexts({ $client: client }: Database): AsyncGenerator<SealedText> {
  const query = client.unsafe<SealedText[]>(`select * from ${everySealedText}`);
  for await (const page of query.cursor(pageSize)) yield* page;
}

/**
 * The ids of the keys that something is sealed under: what stands before the colon; null for texts
 * from before keys had ids.
 */
export async function listKeysInUse({ $client: client }: Database): Promise<(string | null)[]> {
  const rows = await client.unsafe<{ id: string | null }[]>(
    `select distinct substring(sealed from '^([^:]+):') as id from ${everySealedText}`,
  );
  return rows.map(({ id }) => id);
}

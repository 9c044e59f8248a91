import { sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';

/** A Merchant ID with one of the checksum keys that it had, sealed. */
export type SealedMerchant = { officeId: string; merchantId: string; checksumKeySealed: string };

/**
 * What an order may be asked for with, newest first: the Merchant ID that it was opened under, with
 * the key of that day and with those that the office was given for the same Merchant ID since.
 */
export async function listMerchantsOfOrder(
  database: Database,
  order: { officeId: string; merchantVersion: number },
): Promise<SealedMerchant[]> {
  return database.execute<SealedMerchant>(sql`
    select kept.office_id as "officeId", kept.merchant_id as "merchantId",
      kept.checksum_key_sealed as "checksumKeySealed"
    from office_merchant opened
    join office_merchant kept
      on kept.office_id = opened.office_id and kept.merchant_id = opened.merchant_id
      and kept.version >= opened.version
    where opened.office_id = ${order.officeId} and opened.version = ${order.merchantVersion}
    order by kept.version desc`);
}

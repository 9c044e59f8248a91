import type { Database } from '../../db/database.ts';
import { lockBatch } from '../../db/queries/migration/batch.ts';
import { bookReceipts } from '../../db/queries/migration/wallets.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import { corrupt } from '../failure.ts';
import { beating } from './of-batch.ts';

/** Books the balances of the batch's wallets into its suspense accounts; repeated, nothing is missing. */
export function createBookWallets({ database }: { database: Database }) {
  return function bookWallets({ batchId }: OfBatch): Promise<void> {
    return beating(() =>
      database.transaction(async (own) => {
        const batch = await lockBatch(own, batchId);
        if (!batch) throw corrupt(`there is no batch ${batchId}`);
        if (batch.phase === 'loading') await bookReceipts(own, batch);
      }),
    );
  };
}

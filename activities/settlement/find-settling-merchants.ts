import { listSettlingMerchants } from '../../db/queries/money/settlement/due.ts';
import type { DueMerchant } from '../../workflows/settlement-reconciliation/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { yesterdayInIndia } from './yesterday.ts';

/** Finds every Merchant ID, with the days up to yesterday whose files have not been taken. */
export function createFindSettlingMerchants({ database }: Pick<Dependencies, 'database'>) {
  return async function findSettlingMerchants(): Promise<{ merchants: DueMerchant[] }> {
    const found = await listSettlingMerchants(database, yesterdayInIndia());
    const merchants = found.map(({ merchantId, agency, officeId, days }) => ({
      merchantId,
      agency,
      officeId,
      days,
    }));
    return { merchants };
  };
}

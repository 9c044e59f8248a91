import { listCandidates, listUnspread, settleSpread } from '../../db/queries/notice/spread.ts';
import { beginDeliveries } from '../../db/queries/webhook/delivery.ts';
import { owedOf } from '../../domain/notification/recipients.ts';
import type { Dependencies } from '../dependencies.ts';

const atOnce = 100;

/**
 * Settles who is told of turns that nobody was told of yet, and gives the deliveries to exporters'
 * systems that are to be begun: new ones, and those that were left behind. Safe to repeat. `more`:
 * there may be further turns.
 */
export function createSpreadNotices({ database }: Pick<Dependencies, 'database'>) {
  return async function spreadNotices(): Promise<{ deliveries: string[]; more: boolean }> {
    const notices = await listUnspread(database, atOnce);
    if (notices.length > 0) {
      const ids = notices.map(({ id }) => id);
      const candidates = await listCandidates(database, ids);
      const owed = notices.flatMap((notice) => {
        const noticeId = notice.id;
        const ofCase = candidates.filter((one) => one.noticeId === noticeId);
        return owedOf(notice, ofCase).map((one) => ({ ...one, noticeId }));
      });
      await settleSpread(database, ids, owed);
    }
    const deliveries = await beginDeliveries(database, atOnce);
    return { deliveries, more: notices.length === atOnce || deliveries.length === atOnce };
  };
}

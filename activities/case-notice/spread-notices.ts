import { listCandidates, listUnspread, settleSpread } from '../../db/queries/notice/spread.ts';
import { beginDeliveries } from '../../db/queries/webhook/delivery.ts';
import { owedOf } from '../../domain/notification/recipients.ts';
import type { Dependencies } from '../dependencies.ts';

const noticesAtOnce = 500;
/** Each is begun as a run of its own. */
const deliveriesAtOnce = 100;

/**
 * Settles who is told of turns that nobody was told of yet, and gives the deliveries to exporters'
 * systems that are to be begun: new ones, and those that were left behind. Safe to repeat. `more`:
 * there may be further turns.
 */
export function createSpreadNotices({ database }: Pick<Dependencies, 'database'>) {
  return async function spreadNotices(): Promise<{ deliveries: string[]; more: boolean }> {
    const notices = await listUnspread(database, noticesAtOnce);
    if (notices.length > 0) {
      const ids = notices.map(({ id }) => id);
      const candidates = await listCandidates(database, ids);
      const ofNotice = Map.groupBy(candidates, ({ noticeId }) => noticeId);
      const owed = notices.flatMap((notice) =>
        owedOf(notice, ofNotice.get(notice.id) ?? []).map((one) => ({
          ...one,
          noticeId: notice.id,
        })),
      );
      await settleSpread(database, ids, owed);
    }
    const deliveries = await beginDeliveries(database, deliveriesAtOnce);
    const more = notices.length === noticesAtOnce || deliveries.length === deliveriesAtOnce;
    return { deliveries, more };
  };
}

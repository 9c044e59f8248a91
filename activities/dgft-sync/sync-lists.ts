import { readDgftCursor, takeDgftPage } from '../../db/queries/dgft/dgft-cursor.ts';
import { keepAgencies, keepHolidays } from '../../db/queries/dgft/dgft-record.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { type SyncResult, syncResult } from './sync-result.ts';

/** Lists without a cursor are read whole; the time of reading stands in its place. */
const readWhole = (readAt: Date, before: string | null) => ({
  before,
  after: readAt.toISOString(),
  readAt,
});

/** Brings the agencies to what DGFT authorises (R40). Safe to repeat. Throws `UpstreamUnavailable`. */
export function createSyncAgencies({ database, dgft }: Dependencies) {
  return async function syncAgencies(): Promise<SyncResult> {
    const whole = readWhole(new Date(), await readDgftCursor(database, 'agencies'));
    const records = await overGateway(() => dgft.agencies());
    const page = { ...whole, list: 'agencies', read: records.length } as const;
    const changed = await takeDgftPage(database, page, (transaction) =>
      keepAgencies(transaction, records, whole.readAt),
    );
    return syncResult({ records, more: false }, changed);
  };
}

/**
 * Brings this and the next year's national holidays to DGFT's list; a year for which DGFT has none
 * yet stays as it is. Safe to repeat. Throws `UpstreamUnavailable`.
 */
export function createSyncHolidays({ database, dgft }: Dependencies) {
  return async function syncHolidays(): Promise<SyncResult> {
    const whole = readWhole(new Date(), await readDgftCursor(database, 'holidays'));
    const thisYear = Number(indianDate(whole.readAt.toISOString()).slice(0, 4));
    const years = [thisYear, thisYear + 1];
    const lists = await overGateway(() => Promise.all(years.map((year) => dgft.holidays(year))));
    const records = lists.flat();
    const page = { ...whole, list: 'holidays', read: records.length } as const;
    const changed = await takeDgftPage(database, page, async (transaction) => {
      for (const [index, year] of years.entries()) {
        const list = lists[index] ?? [];
        if (list.length > 0) await keepHolidays(transaction, year, list);
      }
      return [];
    });
    return syncResult({ records, more: false }, changed);
  };
}

import { readDgftCursor, takeDgftPage } from '../../db/queries/dgft/dgft-cursor.ts';
import { keepFirm, listKnownIecs } from '../../db/queries/dgft/dgft-record.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { keptIecRecord } from '../iec-record.ts';
import { pageSize, type SyncResult, syncResult } from './sync-result.ts';

/**
 * Reads the next page of firms whose basic details or status changed at DGFT (R13) and keeps those
 * that have to do with this service: rows, audit and cursor in one transaction. Safe to repeat.
 * Throws `UpstreamUnavailable`.
 */
export function createSyncFirms({ database, dgft }: Dependencies) {
  return async function syncFirms(): Promise<SyncResult> {
    const before = await readDgftCursor(database, 'firms');
    const readAt = new Date();
    const page = await overGateway(() => dgft.iecChanges(before, pageSize));
    const taken = { list: 'firms', before, after: page.cursor, readAt } as const;
    const changed = await takeDgftPage(
      database,
      { ...taken, read: page.records.length },
      async (transaction) => {
        const iecs = page.records.map(({ iec }) => iec);
        const known = new Set((await listKnownIecs(transaction, iecs)).map(({ iec }) => iec));
        const told = [];
        for (const record of page.records.filter(({ iec }) => known.has(iec))) {
          told.push(...(await keepFirm(transaction, keptIecRecord(record.iec, record, readAt))));
        }
        return told;
      },
    );
    return syncResult(page, changed);
  };
}

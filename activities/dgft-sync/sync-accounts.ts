import { followDgftAccount, type VouchedPerson } from '../../db/queries/dgft/dgft-account.ts';
import { readDgftCursor, takeDgftPage } from '../../db/queries/dgft/dgft-cursor.ts';
import { listKnownIecs } from '../../db/queries/dgft/dgft-record.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import type { DgftAccount } from '../../gateways/dgft/registry.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { keptIecRecord } from '../iec-record.ts';
import { pageSize, type SyncResult, syncResult } from './sync-result.ts';

const personOf = ({ id, mobile, status, ...said }: DgftAccount): VouchedPerson => ({
  ...said,
  subject: id,
  mobile: `+91${mobile}`,
  active: status === 'active',
});

/**
 * Reads the next page of accounts made, changed or closed at DGFT, and follows it here (R11): rows,
 * audit and cursor in one transaction. Safe to repeat. Throws `UpstreamUnavailable`.
 */
export function createSyncAccounts({ database, dgft }: Dependencies) {
  /** The record of every firm that has somebody here is kept here too. */
  async function fetchFirms(people: readonly VouchedPerson[]): Promise<void> {
    const iecs = [...new Set(people.flatMap(({ iec, active }) => (active && iec ? [iec] : [])))];
    const known = await listKnownIecs(database, iecs);
    const fetched = new Set(known.flatMap((one) => (one.fetched ? [one.iec] : [])));
    for (const iec of iecs.filter((one) => !fetched.has(one))) {
      const fetchedAt = new Date();
      const lookup = await overGateway(() => dgft.lookupIec(iec));
      const record = lookup.outcome === 'found' ? lookup.record : null;
      await keepIecRecord(database, keptIecRecord(iec, record, fetchedAt));
    }
  }

  return async function syncAccounts(): Promise<SyncResult> {
    const before = await readDgftCursor(database, 'accounts');
    const readAt = new Date();
    const page = await overGateway(() => dgft.accounts(before, pageSize));
    const people = page.records.map(personOf);
    await fetchFirms(people);
    const taken = { list: 'accounts', before, after: page.cursor, readAt } as const;
    const changed = await takeDgftPage(
      database,
      { ...taken, read: people.length },
      async (transaction) => {
        const told = [];
        for (const person of people) {
          told.push(...(await followDgftAccount(transaction, person, readAt)).told);
        }
        return told;
      },
    );
    return syncResult(page, changed);
  };
}

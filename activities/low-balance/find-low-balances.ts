import {
  type Fall,
  listUntold,
  noteLowBalances,
} from '../../db/queries/money/ledger/balance-watch.ts';
import type { Dependencies } from '../dependencies.ts';

/** So many are told in one run; the next one finds the others. */
const atMost = 500;

/** Looks which watched wallets fell, and which of their owners have not been told. Safe to repeat. */
export function createFindLowBalances({ database }: Pick<Dependencies, 'database'>) {
  return async function findLowBalances(): Promise<{ falls: Fall[] }> {
    await noteLowBalances(database);
    return { falls: await listUntold(database, atMost) };
  };
}

import { listStrayOrders } from '../../db/queries/money/payment/stray-orders.ts';
import type { Dependencies } from '../dependencies.ts';

const atMost = 1_000;

/** Finds the orders that may still bring money and that nobody asks about any more. */
export function createFindStrayOrders({ database }: Pick<Dependencies, 'database'>) {
  return async function findStrayOrders(): Promise<{ orderIds: string[] }> {
    return { orderIds: await listStrayOrders(database, atMost) };
  };
}

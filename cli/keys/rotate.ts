import type { KeyRing } from '../../credential/key-ring.ts';
import { resealed } from '../../credential/sealed-secret.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type Batch,
  listOfficesToReseal,
  type Next,
  resealOffice,
  resealRows,
  sealedTables,
} from '../../db/queries/keys/reseal.ts';
import type { SealedText } from '../../db/queries/keys/sealed-text.ts';
import { ownerOf } from './owner.ts';

const limit = 100;

/** A text that stays as it is, because it does not open. */
export type Left = { belongsTo: string; reason: string };

/** Seals one table's texts anew, some rows a transaction, each with its entry in the audit. */
async function inBatches(
  database: Database,
  current: string,
  work: (transaction: Transaction, next: Next) => Promise<Batch>,
): Promise<number> {
  let total = 0;
  for (let after: string | null = null, more = true; more; ) {
    const { ids, changed } = await database.transaction(async (transaction) => {
      const batch = await work(transaction, { after, current, limit });
      if (batch.changed > 0) {
        await audit(transaction, {
          subject: `keys/${current}`,
          actor: 'system',
          role: null,
          action: 'secrets-sealed-anew',
          at: new Date(),
          after: { by: 'ecoo keys rotate', count: batch.changed },
        });
      }
      return batch;
    });
    total += changed;
    after = ids.at(-1) ?? after;
    more = ids.length === limit;
  }
  return total;
}

/**
 * Seals every secret that is not under the current key anew under it, while the programs go on. Safe
 * to repeat and to break off: what is done stays done. What does not open stays as it is.
 */
export async function rotate(
  database: Database,
  masterKeys: KeyRing,
): Promise<{ changed: number; left: Left[] }> {
  const left = new Map<string, Left>();
  function reseal(text: SealedText): string {
    const belongsTo = ownerOf(text);
    try {
      return resealed(text.sealed, masterKeys, belongsTo);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      left.set(text.sealed, { belongsTo, reason });
      return text.sealed;
    }
  }
  const { current } = masterKeys;
  let changed = await inBatches(database, current, async (transaction, next) => {
    const ids = await listOfficesToReseal(transaction, next);
    let count = 0;
    for (const id of ids) count += await resealOffice(transaction, id, reseal);
    return { ids, changed: count };
  });
  for (const table of Object.keys(sealedTables) as (keyof typeof sealedTables)[]) {
    changed += await inBatches(database, current, (transaction, next) =>
      resealRows(transaction, table, next, reseal),
    );
  }
  return { changed, left: [...left.values()] };
}

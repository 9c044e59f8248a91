import { asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Posting } from '../../domain/money/posting.ts';
import type { Transaction } from '../database.ts';
import { ledgerAccount, ledgerEntry, ledgerTransaction } from '../schema/schema.ts';

/** Such as `<applicationId>/hold-fee`: one movement per key, however often it is asked for. */
export type Booking = { key: string; applicationId: string | null; posting: Posting };

/**
 * Books a posting in the caller's transaction; accounts are locked in the order of their ids.
 * Gives `insufficient`, with nothing booked, when a wallet would fall below zero.
 */
export async function book(
  transaction: Transaction,
  { key, applicationId, posting }: Booking,
): Promise<'booked' | 'booked-before' | 'insufficient'> {
  const ids = posting.entries.map((entry) => entry.account).toSorted();
  const lockAccounts = () =>
    transaction
      .select()
      .from(ledgerAccount)
      .where(inArray(ledgerAccount.id, ids))
      .orderBy(asc(ledgerAccount.id))
      .for('update');
  // Under the locks: a twin of this booking has either ended, and is seen, or waits for us.
  const [known, before] = await Promise.all([
    lockAccounts(),
    transaction
      .select({ id: ledgerTransaction.id })
      .from(ledgerTransaction)
      .where(eq(ledgerTransaction.key, key)),
  ]);
  if (before.length > 0) return 'booked-before';
  const accounts = known.length === ids.length ? known : await openAccounts();

  async function openAccounts() {
    const fresh = ids.map((id) => ({ id }));
    await transaction.insert(ledgerAccount).values(fresh).onConflictDoNothing();
    return lockAccounts();
  }

  const amounts = new Map(posting.entries.map((entry) => [entry.account, entry.amountPaise]));
  const moved = accounts.map(({ id, balancePaise: previousBalancePaise, version }) => {
    const amountPaise = amounts.get(id) ?? 0n;
    const balancePaise = previousBalancePaise + amountPaise;
    return { id, amountPaise, previousBalancePaise, balancePaise, version: version + 1n };
  });
  const overdrawn = moved.some(
    ({ id, balancePaise }) => id.startsWith('exporter-wallet/') && balancePaise < 0n,
  );
  if (overdrawn) return 'insufficient';

  const transactionId = uuid();
  await Promise.all([
    transaction
      .insert(ledgerTransaction)
      .values({ id: transactionId, key, kind: posting.kind, applicationId }),
    transaction.insert(ledgerEntry).values(
      moved.map(({ id, version, ...amounts }) => ({
        accountId: id,
        accountVersion: version,
        transactionId,
        ...amounts,
      })),
    ),
    transaction
      .insert(ledgerAccount)
      .values(moved.map(({ id, balancePaise, version }) => ({ id, balancePaise, version })))
      .onConflictDoUpdate({
        target: ledgerAccount.id,
        set: { balancePaise: sql`excluded.balance_paise`, version: sql`excluded.version` },
      }),
  ]);
  return 'booked';
}

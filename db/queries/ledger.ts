import { asc, eq, inArray } from 'drizzle-orm';
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
  const [before] = await transaction
    .select({ id: ledgerTransaction.id })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.key, key));
  if (before) return 'booked-before';

  const ids = posting.entries.map((entry) => entry.account).toSorted();
  await transaction
    .insert(ledgerAccount)
    .values(ids.map((id) => ({ id })))
    .onConflictDoNothing();
  const accounts = await transaction
    .select()
    .from(ledgerAccount)
    .where(inArray(ledgerAccount.id, ids))
    .orderBy(asc(ledgerAccount.id))
    .for('update');
  const amounts = new Map(posting.entries.map((entry) => [entry.account, entry.amountPaise]));
  const moved = accounts.map((account) => {
    const amountPaise = amounts.get(account.id) ?? 0n;
    const balancePaise = account.balancePaise + amountPaise;
    return { account, amountPaise, balancePaise, version: account.version + 1n };
  });
  const short = moved.some(
    ({ account, balancePaise }) => account.id.startsWith('exporter-wallet/') && balancePaise < 0n,
  );
  if (short) return 'insufficient';

  const transactionId = uuid();
  await transaction.insert(ledgerTransaction).values({
    id: transactionId,
    key,
    kind: posting.kind,
    applicationId,
  });
  await transaction.insert(ledgerEntry).values(
    moved.map(({ account, amountPaise, balancePaise, version }) => ({
      accountId: account.id,
      accountVersion: version,
      transactionId,
      amountPaise,
      previousBalancePaise: account.balancePaise,
      balancePaise,
    })),
  );
  for (const { account, balancePaise, version } of moved) {
    await transaction
      .update(ledgerAccount)
      .set({ balancePaise, version })
      .where(eq(ledgerAccount.id, account.id));
  }
  return 'booked';
}

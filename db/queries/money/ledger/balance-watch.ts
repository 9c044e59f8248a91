import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../database.ts';
import { balanceWatch, lowBalance } from '../../../schema/schema.ts';

export type WatchedWallet = { accountId: string; iec: string; officeId: string };

/** Below which balance word of a wallet is wanted; null: of none. */
export async function readWatch(database: Database, accountId: string): Promise<number | null> {
  const [row] = await database
    .select({ belowPaise: balanceWatch.belowPaise })
    .from(balanceWatch)
    .where(eq(balanceWatch.accountId, accountId));
  return row?.belowPaise ?? null;
}

/** Watches a wallet from its next movement on, or with another balance than before. */
export async function watchBalance(
  database: Database,
  { accountId, iec, officeId }: WatchedWallet,
  belowPaise: number,
): Promise<void> {
  await database.execute(sql`
    insert into balance_watch (account_id, iec, office_id, below_paise, seen_version)
    values (${accountId}, ${iec}, ${officeId}, ${belowPaise},
      coalesce((select version from ledger_account where id = ${accountId}), 0))
    on conflict (account_id) do update set below_paise = excluded.below_paise`);
}

/** Watches a wallet no more; what was noticed and not told stays untold. */
export async function unwatchBalance(database: Database, accountId: string): Promise<void> {
  await database.transaction(async (own) => {
    await own.delete(balanceWatch).where(eq(balanceWatch.accountId, accountId));
    await own
      .delete(lowBalance)
      .where(and(eq(lowBalance.accountId, accountId), isNull(lowBalance.toldAt)));
  });
}

/**
 * Looks through what was booked in watched wallets since the last time, and notes each movement that
 * took one below. It reads the ledger as it stands and holds nobody up there; noted twice, it is one.
 * Money that the gateway brings for a fee passes through the wallet: that is neither rise nor fall.
 */
export async function noteLowBalances(database: Database): Promise<void> {
  await database.execute(sql`
    with moved as materialized (
      select watch.*, account.version
      from balance_watch watch join ledger_account account on account.id = watch.account_id
      where account.version > watch.seen_version
    ), fallen as (
      insert into low_balance
        (account_id, account_version, iec, office_id, at, balance_paise, below_paise)
      select moved.account_id, entry.account_version, moved.iec, moved.office_id, booked.at,
        entry.balance_paise, moved.below_paise
      from moved
      cross join lateral (
        select * from ledger_entry
        where account_id = moved.account_id and account_version > moved.seen_version
          and account_version <= moved.version
          and balance_paise < moved.below_paise and amount_paise < 0
        offset 0
      ) entry
      join ledger_transaction booked on booked.id = entry.transaction_id
      left join lateral (
        select receipt.previous_balance_paise
        from ledger_entry receipt
        join ledger_transaction received on received.id = receipt.transaction_id
        where receipt.account_id = entry.account_id
          and receipt.account_version = entry.account_version - 1
          and received.kind = 'gateway-receipt' and booked.kind = 'hold-fee'
          and received.application_id = booked.application_id
      ) passing on true
      where coalesce(passing.previous_balance_paise, entry.previous_balance_paise)
        >= moved.below_paise
      on conflict do nothing
    )
    update balance_watch watch set seen_version = moved.version
    from moved where watch.account_id = moved.account_id`);
}

/** One movement that took a watched wallet below. */
export type Fall = { accountId: string; accountVersion: number };

/** Movements that nobody was told of yet, the oldest first. */
export function listUntold(database: Database, limit: number): Promise<Fall[]> {
  return database
    .select({ accountId: lowBalance.accountId, accountVersion: lowBalance.accountVersion })
    .from(lowBalance)
    .where(isNull(lowBalance.toldAt))
    .orderBy(asc(lowBalance.at))
    .limit(limit);
}

const isFall = ({ accountId, accountVersion }: Fall) =>
  and(eq(lowBalance.accountId, accountId), eq(lowBalance.accountVersion, accountVersion));

/**
 * Takes what there is to tell of a movement, so that nobody else tells it in the next minute; null
 * when it was told, is just being told, or nobody wants to know any more.
 */
export async function claimUntold(
  database: Database,
  fall: Fall,
): Promise<typeof lowBalance.$inferSelect | null> {
  const isFree = sql`(${lowBalance.claimedAt} is null
    or ${lowBalance.claimedAt} < now() - interval '1 minute')`;
  const [row] = await database
    .update(lowBalance)
    .set({ claimedAt: sql`now()` })
    .where(and(isFall(fall), isNull(lowBalance.toldAt), isFree))
    .returning();
  return row ?? null;
}

/** Lets others tell it: this time it could not be. */
export async function releaseUntold(database: Database, fall: Fall): Promise<void> {
  await database.update(lowBalance).set({ claimedAt: null }).where(isFall(fall));
}

/** Notes that the mail went out, or has nowhere to go. */
export async function noteTold(database: Database, fall: Fall, toldAt: Date): Promise<void> {
  await database.update(lowBalance).set({ toldAt }).where(isFall(fall));
}

import { sql } from 'drizzle-orm';
import {
  migrationAcceptance,
  migrationReceipt,
  migrationUndo,
  type Posting,
} from '../../../domain/money/posting.ts';
import type { Database, Transaction } from '../../database.ts';
import { type Booking, bookIn } from '../money/ledger/ledger.ts';

type OfficeMoney = { agency: string; office: string; paise: string };

const movement = (batch: number, { agency, office, paise }: OfficeMoney) => ({
  ...{ batch, agency, office, paise: Number(paise) },
});

const entry = (key: string, posting: Posting): Booking => ({ key, applicationId: null, posting });

/**
 * What of a batch's wallets is not in its suspense accounts, or is there too much: by office, above
 * zero and below.
 */
export async function listSuspenseDifferences(
  own: Database | Transaction,
  batch: number,
): Promise<OfficeMoney[]> {
  return own.execute<OfficeMoney>(sql`
    select agency, office, sum(paise)::text as paise from (
      select agency, office, balance_paise as paise from legacy_wallet where batch = ${batch}
      union all
      select split_part(id, '/', 3), split_part(id, '/', 4), -balance_paise from ledger_account
      where id like ${`migration-suspense/${batch}/%`}
    ) held group by agency, office having sum(paise) <> 0 order by agency, office`);
}

/** Books what wallets of the batch hold and its suspense accounts do not; a round of it has one key. */
export async function bookReceipts(
  own: Transaction,
  { number, round }: { number: number; round: number },
): Promise<void> {
  const missing = await listSuspenseDifferences(own, number);
  const bookings = missing.map((money) =>
    entry(
      `migration/${number}/${round}/${money.agency}/${money.office}`,
      migrationReceipt(movement(number, money)),
    ),
  );
  if (bookings.length > 0) await bookIn(own, bookings);
}

/** Books back all that the batch's suspense accounts hold. */
export async function bookUndo(own: Transaction, batch: number): Promise<void> {
  const held = await own.execute<OfficeMoney>(sql`
    select split_part(id, '/', 3) as agency, split_part(id, '/', 4) as office,
      balance_paise::text as paise
    from ledger_account where id like ${`migration-suspense/${batch}/%`} and balance_paise <> 0
    order by id`);
  const bookings = held.map((money) =>
    entry(
      `migration/${batch}/undo/${money.agency}/${money.office}`,
      migrationUndo(movement(batch, money)),
    ),
  );
  if (bookings.length > 0) await bookIn(own, bookings);
}

type WalletMoney = OfficeMoney & { id: string; iec: string };

/** Books the balance of every wallet of the batch into its exporter's own: one movement a wallet. */
export async function bookAcceptance(own: Transaction, batch: number): Promise<void> {
  const wallets = await own.execute<WalletMoney>(sql`
    select id, iec, agency, office, balance_paise::text as paise from legacy_wallet
    where batch = ${batch} and balance_paise > 0 order by iec, agency, office, id`);
  const bookings = [...wallets].map((wallet) =>
    entry(
      `migration/${batch}/wallet/${wallet.id}`,
      migrationAcceptance({ ...movement(batch, wallet), iec: wallet.iec }),
    ),
  );
  if (bookings.length > 0) await bookIn(own, bookings);
}

export type LedgerSums = { suspensePaise: string; walletsPaise: string; trialBalancePaise: string };

/** What the ledger itself says of a batch's money, and the sum of everything in it. */
export async function sumLedger(own: Database | Transaction, batch: number): Promise<LedgerSums> {
  const [row] = await own.execute<LedgerSums>(sql`
    select
      (select coalesce(sum(balance_paise), 0) from ledger_account
        where id like ${`migration-suspense/${batch}/%`})::text as "suspensePaise",
      (select coalesce(sum(entry.amount_paise), 0) from ledger_transaction moved
        join ledger_entry entry on entry.transaction_id = moved.id
        where moved.key >= ${`migration/${batch}/wallet/`} and moved.key < ${`migration/${batch}/wallet0`}
          and entry.account_id like 'exporter-wallet/%')::text as "walletsPaise",
      (select coalesce(sum(balance_paise), 0) from ledger_account)::text as "trialBalancePaise"`);
  if (!row) throw new Error('a query for one row gave none');
  return row;
}

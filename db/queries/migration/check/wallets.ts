import type postgres from 'postgres';
import { refuseUnknown } from './certificates.ts';
import { type Checking, lateRank, rank, reasonsByRank } from './checking.ts';
import {
  compareWithEachOther,
  type Keyed,
  notRefused,
  refuseFaulty,
  sameContent,
} from './keyed.ts';

const wallets: Keyed = {
  ...{ file: 'wallets.psv', staged: 'staged_wallet', final: 'legacy_wallet', key: ['id'] },
  content: ['iec', 'agency', 'office', 'balance_paise', 'as_on'].map((name) => [name, name]),
};

const transactions: Keyed = {
  ...{ file: 'wallet_txns.psv', staged: 'staged_transaction', key: ['id'] },
  final: 'legacy_wallet_transaction',
  content: ['wallet_id', 'made_on', 'amount_paise', 'reference'].map((name) => [name, name]),
};

/**
 * Decides on wallets by their transactions, and on transactions by their wallets. A wallet on record is
 * the same only when all its transactions are.
 */
export async function checkWallets(check: Checking): Promise<void> {
  const { own } = check;
  await refuseFaulty(check, transactions);
  await compareWithRecord(check, transactions, {
    isMeant: own`(f.batch, f.wallet_id, s.wallet_id) in (
      select held.batch, held.id, w.id from legacy_wallet held join staged_wallet w
        on (w.id, w.iec, w.agency, w.office) = (held.id, held.iec, held.agency, held.office))`,
    isSame: sameContent(own, transactions, 'f', 1),
  });
  await compareWithEachOther(check, transactions, own`false`);
  await refuseUnknown(check, wallets);
  await compareWithRecord(check, wallets, {
    isMeant: own`(f.iec, f.agency, f.office) = (s.iec, s.agency, s.office)`,
    isSame: own`${sameContent(own, wallets, 'f', 1)} and s.id not in (
      select t.wallet_id from staged_transaction t where t.wallet_id is not null and not exists (
        select from staged_refusal gone
        where gone.file = 'wallet_txns.psv' and gone.line = t.line and gone.skipped))`,
  });
  await noteWrongBalances(check);
  await compareWithEachOther(
    check,
    wallets,
    own`exists (select from wrong_balance where wrong_balance.line = s.line)`,
  );
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select 'wallets.psv', s.line, false, s.id, (${reasonsByRank}::text[])[wrong.rank + 1], wrong.value
    from wrong_balance wrong join staged_wallet s on s.line = wrong.line on conflict do nothing`;
  await refuseWithWallets(check);
}

/**
 * Skips or refuses rows that are on record: those with a number of the batch itself, and of other
 * batches those of which `isMeant` holds, since exports made apart give the same numbers anew.
 */
async function compareWithRecord(
  { own, batch, takenBefore }: Checking,
  keyed: Keyed,
  { isMeant, isSame }: Record<'isMeant' | 'isSame', postgres.PendingQuery<postgres.Row[]>>,
): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${keyed.file}, line, is_same, id, case when is_same then null else 'number-conflict' end,
      case when is_same then null else id end
    from (
      select s.line, s.id, bool_or(${isSame}) as is_same
      from ${own(keyed.staged)} s join ${own(keyed.final)} f on f.id = s.id
      where ${takenBefore('f')} and ${notRefused(own, keyed.file)}
        and (f.batch = ${batch} or ${isMeant})
      group by s.line, s.id
    ) known`;
}

/** A wallet with a transaction that was refused has no sum: its balance cannot be believed. */
async function noteWrongBalances({ own }: Checking): Promise<void> {
  await own`
    create temporary table wrong_balance on commit drop as
    with sum as (
      select t.wallet_id, sum(t.amount_paise) filter (where ${notRefused(own, 'wallet_txns.psv', 't')})
          as paise,
        bool_or(exists (select from staged_refusal gone where gone.file = 'wallet_txns.psv'
          and gone.line = t.line and not gone.skipped)) as is_broken
      from staged_transaction t group by t.wallet_id
    )
    select s.line, coalesce(s.fault, ${rank('balance-mismatch')}::smallint) as rank,
      coalesce(s.value, round(s.balance_paise / 100.0, 2)::text) as value
    from staged_wallet s left join sum on sum.wallet_id = s.id
    where ${notRefused(own, 'wallets.psv')} and (s.fault >= ${lateRank}
      or coalesce(sum.is_broken, false) or s.balance_paise <> coalesce(sum.paise, 0))`;
}

/** Transactions of wallets that do not come in go with them; those of no wallet are refused. */
async function refuseWithWallets({ own }: Checking): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select 'wallet_txns.psv', t.line, false, t.id,
      case when lost.id is null then 'wallet-missing' end,
      case when lost.id is null then t.wallet_id end
    from staged_transaction t
    left join (select distinct id from staged_wallet) lost on lost.id = t.wallet_id
    where ${notRefused(own, 'wallet_txns.psv', 't')} and not exists (
      select from staged_wallet s
      where s.id = t.wallet_id and ${notRefused(own, 'wallets.psv')})`;
}

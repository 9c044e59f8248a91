import { refuseUnknown } from './certificates.ts';
import { type Checking, lateRank, rank, reasonsByRank } from './checking.ts';
import {
  compareWithEachOther,
  compareWithRecord,
  type Keyed,
  notRefused,
  refuseFaulty,
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

/** Decides on wallets by their transactions, and on transactions by their wallets. */
export async function checkWallets(check: Checking): Promise<void> {
  const { own } = check;
  await refuseFaulty(check, transactions);
  await compareWithRecord(check, transactions);
  await compareWithEachOther(check, transactions, own`false`);
  await refuseUnknown(check, wallets);
  await compareWithRecord(check, wallets);
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
    select 'wallet_txns.psv', t.line, coalesce(lost.skipped, false), t.id,
      case when lost.id is null then 'wallet-missing' end,
      case when lost.id is null then t.wallet_id end
    from staged_transaction t
    left join (
      select s.id, bool_or(gone.skipped) as skipped from staged_wallet s
      join staged_refusal gone on gone.file = 'wallets.psv' and gone.line = s.line group by s.id
    ) lost on lost.id = t.wallet_id
    where ${notRefused(own, 'wallet_txns.psv', 't')} and not exists (
      select from staged_wallet s
      where s.id = t.wallet_id and ${notRefused(own, 'wallets.psv')})`;
}

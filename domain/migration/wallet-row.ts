import { signedPaise } from './amount.ts';
import { exportColumns } from './export-file.ts';
import { type Fault, isKey, type StagedRow, stagedRow } from './staged-row.ts';
import { type Tidying, tidyCode, tidyDate, tidyText } from './tidy.ts';

/** What is wrong with the row as a whole: its columns, or what it is known by. */
const unreadable = (
  file: 'wallets.psv' | 'wallet_txns.psv',
  fields: readonly string[],
  key: string,
): Fault | null => {
  if (fields.length !== exportColumns[file].length) return ['columns', `${fields.length} columns`];
  return isKey(key) ? null : ['columns', key];
};

/** The columns of `staged_wallet` that the values stand for. */
export const walletColumns = ['id', 'iec', 'agency', 'office', 'balance_paise', 'as_on'];

/** Reads a row of wallets.psv. */
export function readWalletRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const [id, iec, agency, office] = [0, 1, 2, 3].map((at) => tidyCode(tidying, fields[at] ?? ''));
  const [balance, day] = [4, 5].map((at) => tidyText(tidying, fields[at] ?? ''));
  const paise = signedPaise(balance ?? '');
  const asOn = tidyDate(tidying, day ?? '');
  const fault = (): Fault | null => {
    if (!asOn) return ['date-invalid', day ?? ''];
    if (paise === null) return ['amount-invalid', balance ?? ''];
    return paise.startsWith('-') ? ['balance-negative', balance ?? ''] : null;
  };
  return stagedRow(tidying, unreadable('wallets.psv', fields, id ?? '') ?? fault(), [
    ...[id ?? '', iec ?? null, agency ?? null, office ?? null, paise, asOn],
  ]);
}

/** The columns of `staged_transaction` that the values stand for. */
export const transactionColumns = ['id', 'wallet_id', 'made_on', 'amount_paise', 'reference'];

/** Reads a row of wallet_txns.psv; a debit's amount becomes negative. */
export function readTransactionRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const [id, walletId, type] = [0, 1, 3].map((at) => tidyCode(tidying, fields[at] ?? ''));
  const [day, amount, reference] = [2, 4, 5].map((at) => tidyText(tidying, fields[at] ?? ''));
  const madeOn = tidyDate(tidying, day ?? '');
  const paise = amount?.startsWith('-') ? null : signedPaise(amount ?? '');
  const fault = (): Fault | null => {
    if (!madeOn) return ['date-invalid', day ?? ''];
    if (paise === null) return ['amount-invalid', amount ?? ''];
    return type === 'CR' || type === 'DR' ? null : ['status-unknown', type ?? ''];
  };
  const moved = paise !== null && type === 'DR' && paise !== '0' ? `-${paise}` : paise;
  return stagedRow(tidying, unreadable('wallet_txns.psv', fields, id ?? '') ?? fault(), [
    ...[id ?? '', walletId ?? null, madeOn, moved, reference ?? null],
  ]);
}

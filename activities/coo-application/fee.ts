import { randomInt } from 'node:crypto';
import type { Transaction } from '../../db/database.ts';
import type { CaseRow } from '../../db/queries/case.ts';
import { book } from '../../db/queries/ledger.ts';
import { insertPaymentOrder } from '../../db/queries/payment-order.ts';
import { schemeByCode } from '../../domain/agreement/schemes.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { feePaise } from '../../domain/money/fee.ts';
import { gatewayReceipt, holdFee, takeFee } from '../../domain/money/posting.ts';

const orderAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const payer = ({ iec, content }: CaseRow) => ({
  iec,
  agency: content.agency,
  office: content.office,
});

/** The fee of a case in paise on the day of `at`, in India. */
export function feeOf(row: CaseRow, at: Date): number {
  const scheme = schemeByCode(row.scheme);
  if (!scheme) throw new Error(`there is no scheme ${row.scheme}`);
  return feePaise({ kind: scheme.kind, purpose: 'original', on: indianDate(at.toISOString()) });
}

/** Sets the fee aside out of the wallet, once; false when the wallet holds less. */
export async function holdFeeOf(
  transaction: Transaction,
  row: CaseRow,
  paise: number,
): Promise<boolean> {
  const posting = holdFee({ ...payer(row), paise });
  const key = `${row.id}/hold-fee`;
  return (await book(transaction, { key, applicationId: row.id, posting })) !== 'insufficient';
}

/** Books what the gateway took for an order, once, and sets the fee aside out of it. */
export async function receiveFee(
  transaction: Transaction,
  row: CaseRow,
  order: { id: string; amountPaise: number },
): Promise<void> {
  const posting = gatewayReceipt({ ...payer(row), paise: order.amountPaise });
  const key = `order/${order.id}`;
  await book(transaction, { key, applicationId: row.id, posting });
  await holdFeeOf(transaction, row, order.amountPaise);
}

/** The office has earned the held fee: the case is decided. Once. */
export async function takeFeeOf(transaction: Transaction, row: CaseRow): Promise<void> {
  if (row.feePaise === null) throw new Error(`no fee is set for the case ${row.id}`);
  const posting = takeFee({ ...payer(row), paise: row.feePaise });
  await book(transaction, { key: `${row.id}/take-fee`, applicationId: row.id, posting });
}

/** Opens an order at the gateway: its number is what the exporter's browser carries there. */
export async function openOrder(transaction: Transaction, row: CaseRow, paise: number, at: Date) {
  const letters = Array.from({ length: 17 }, () => orderAlphabet[randomInt(orderAlphabet.length)]);
  const id = `FEE${letters.join('')}`;
  await insertPaymentOrder(transaction, {
    id,
    applicationId: row.id,
    officeId: row.officeId,
    amountPaise: paise,
    status: 'open',
    createdAt: at,
  });
  return id;
}

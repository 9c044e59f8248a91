import { randomBytes } from 'node:crypto';
import type { Database, Fragment } from '../../db/database.ts';
import type { CaseRow } from '../../db/queries/case/case.ts';
import type { OpeningCase } from '../../db/queries/case/opening.ts';
import { type Booking, booking, bookingOfHeld } from '../../db/queries/money/ledger/ledger.ts';
import { paymentOrderOpened } from '../../db/queries/money/payment/order.ts';
import { schemeByCode } from '../../domain/agreement/schemes.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { type Charge, chargeOf, feeEntryFor, feePurposeOf } from '../../domain/money/fee.ts';
import type { FeeEnd } from '../../domain/money/fee-outcome.ts';
import { orderId } from '../../domain/money/order-id.ts';
import { holdFee, returnFee, takeFee } from '../../domain/money/posting.ts';
import type { PaymentReply } from '../../gateways/payment/message.ts';
import { receiptOf } from '../payment/receipt.ts';

const payer = ({ iec, content }: CaseRow) => ({
  iec,
  agency: content.agency,
  office: content.office,
});

/** What a case is charged: by the fee table as it stood on the day of submission, in India. */
export function chargeOfCase(row: OpeningCase): Charge {
  const scheme = schemeByCode(row.scheme);
  if (!scheme) throw new Error(`there is no scheme ${row.scheme}`);
  if (!row.submittedAt) throw new Error(`the case ${row.id} was not submitted`);
  const entry = feeEntryFor(row.feeEntries, {
    scheme,
    agency: row.content.agency,
    exporterClass: row.feeClass,
    purpose: feePurposeOf(row.purpose),
    on: indianDate(row.submittedAt.toISOString()),
  });
  return chargeOf(entry);
}

const holdKey = ({ id }: CaseRow) => `${id}/hold-fee`;

const held = (row: CaseRow, paise: number): Booking => ({
  key: holdKey(row),
  applicationId: row.id,
  posting: holdFee({ ...payer(row), paise }),
});

/** Sets the fee aside out of the wallet, once; the step fails when the wallet holds less (`isOverdraft`). */
export const feeHeld = (database: Database, row: CaseRow, paise: number): Fragment =>
  booking(database, [held(row, paise)]);

/** Books what the gateway took for an order, once, and sets the fee aside out of it. */
export const feeReceived = (
  database: Database,
  row: CaseRow,
  order: { applicationId: string | null; amountPaise: number },
  reply: PaymentReply,
): Fragment =>
  booking(database, [receiptOf(payer(row), order, reply), held(row, order.amountPaise)]);

/** The office has earned the held fee. Once; the step fails where none is held. */
function feeTaken(database: Database, row: CaseRow): Fragment {
  if (row.feePaise === null) throw new Error(`no fee is set for the case ${row.id}`);
  const posting = takeFee({ ...payer(row), paise: row.feePaise });
  const key = `${row.id}/take-fee`;
  return booking(database, [{ key, applicationId: row.id, posting, resolves: holdKey(row) }]);
}

/** The held fee goes back into the wallet. Once; a case that holds none gives nothing back. */
function feeReturned(database: Database, row: CaseRow & { feePaise: number }): Fragment {
  const posting = returnFee({ ...payer(row), paise: row.feePaise });
  const key = `${row.id}/return-fee`;
  return bookingOfHeld(database, {
    key,
    applicationId: row.id,
    posting,
    resolves: holdKey(row),
  });
}

/**
 * What is written of the fee in the step that ends a case: `feeOutcomeOf` says how it ends. Nothing
 * is written of one that cost nothing: the ledger knows no empty movements.
 */
export function feeEnded(database: Database, row: CaseRow, end: FeeEnd): Fragment[] {
  const { feePaise } = row;
  if (feePaise === 0) return [];
  if (end === 'taken') return [feeTaken(database, row)];
  if (end === 'not-charged' || feePaise === null) return [];
  return [feeReturned(database, { ...row, feePaise })];
}

/** Opens an order at the gateway: its number is what the exporter's browser carries there. */
export function orderOpened(database: Database, row: CaseRow, paise: number, at: Date): Fragment {
  return paymentOrderOpened(database, {
    id: orderId('FEE', randomBytes(17)),
    applicationId: row.id,
    officeId: row.officeId,
    amountPaise: paise,
    createdAt: at,
  });
}

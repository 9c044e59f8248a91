import type { Database } from '../../db/database.ts';
import {
  type AskedCase,
  type CaseChange,
  readAskedCase,
  recordStep,
} from '../../db/queries/case/case.ts';
import { isOverdraft } from '../../db/queries/money/ledger/ledger.ts';
import { listOpenOrders } from '../../db/queries/money/payment/order.ts';
import { readOfficeCalendar } from '../../db/queries/office/calendar.ts';
import { counterOf, findOfficeById } from '../../db/queries/office/office.ts';
import type { PaymentMethod } from '../../db/schema/schema.ts';
import { objectionToPayment } from '../../domain/office/acceptance.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, refusal, stepResult } from '../step-result.ts';
import { accepted } from './arrived.ts';
import { objectionTo } from './authority.ts';
import { feeHeld, orderOpened } from './fee.ts';
import type { OpeningResult } from './open-application.ts';
import { objectionToParentOf } from './parent.ts';

export type PayFeeInput = {
  applicationId: string;
  revision: number;
  by: Actor;
  paymentMethod: PaymentMethod;
};

const tooLittle = refusal(
  'wallet-insufficient',
  'The wallet at this office holds less than the fee. Top it up or pay by the gateway.',
);

const orderOpen = refusal(
  'payment-order-open',
  'An order is open at the gateway. Pay that one, or decline it there, so that you never pay twice.',
);

/** An office may have changed what it offers since the application was handed in. */
async function objectionToWay(
  database: Database,
  officeId: string,
  way: PaymentMethod,
): Promise<RefusalDetail | null> {
  const office = await findOfficeById(database, officeId);
  const objection = office && objectionToPayment(counterOf(office), way);
  return objection && refusal(objection.code, objection.message);
}

/**
 * Takes the fee from the wallet, or opens an order at the gateway. Safe to repeat. While an order
 * is open nothing else is taken and no second one opened: both could be paid.
 */
export function createPayFee({ database }: Dependencies) {
  return async function payFee(input: PayFeeInput): Promise<OpeningResult> {
    const { applicationId, revision, by, paymentMethod } = input;
    const at = new Date();
    const step = { applicationId, name: 'pay', revision, at };
    const pay = async (row: AskedCase): Promise<CaseChange | { refused: RefusalDetail }> => {
      const unauthorised = objectionTo(by, 'pay', row);
      if (unauthorised) return { refused: unauthorised };
      if (row.feePaise === null) throw new Error(`no fee is set for the case ${row.id}`);
      // An order opened from now on moves the case, and this step with it to another look.
      if ((await listOpenOrders(database, applicationId)).length > 0) return { refused: orderOpen };
      const refused =
        (await objectionToParentOf(database, row, at)) ??
        (await objectionToWay(database, row.officeId, paymentMethod));
      if (refused) return { refused };
      const event = { actor: by, action: 'pay', detail: { paymentMethod } };
      return paymentMethod === 'gateway'
        ? {
            set: { stage: 'awaiting-payment', paymentMethod },
            event,
            also: [orderOpened(database, row, row.feePaise, at)],
          }
        : {
            set: {
              paymentMethod,
              ...accepted(row, at, await readOfficeCalendar(database, row.officeId)),
            },
            event,
            also: [feeHeld(database, row, row.feePaise)],
          };
    };
    const record = agreed(
      await recordStep(database, step, pay, () =>
        readAskedCase(database, applicationId, by.accountId),
      ).catch((error) => {
        if (!isOverdraft(error)) throw error;
        return recordStep(database, step, () => ({ refused: tooLittle }));
      }),
    );
    const open = await listOpenOrders(database, applicationId);
    return { ...stepResult(record), orderOpen: open.length > 0 };
  };
}

import { recordStep } from '../../db/queries/case.ts';
import { listOpenOrders } from '../../db/queries/payment-order.ts';
import type { PaymentMethod } from '../../db/schema/schema.ts';
import type { Actor } from '../../workflows/coo-application/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, refusal } from '../step-result.ts';
import { holdFeeOf, openOrder } from './fee.ts';
import type { OpeningResult } from './open-application.ts';

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

/**
 * Takes the fee from the wallet, or opens an order at the gateway. Safe to repeat. While an order
 * is open nothing else is taken and no second one opened: both could be paid.
 */
export function createPayFee({ database }: Dependencies) {
  return async function payFee(input: PayFeeInput): Promise<OpeningResult> {
    const { applicationId, revision, by, paymentMethod } = input;
    const at = new Date();
    const step = { applicationId, name: 'pay', revision, at };
    const record = agreed(
      await recordStep(database, step, async (transaction, row) => {
        if (row.feePaise === null) throw new Error(`no fee is set for the case ${row.id}`);
        const event = { actor: by, action: 'pay', detail: { paymentMethod } };
        if ((await listOpenOrders(transaction, applicationId)).length > 0) return null;
        if (paymentMethod === 'gateway') {
          await openOrder(transaction, row, row.feePaise, at);
          return { set: { stage: 'awaiting-payment', paymentMethod }, event };
        }
        const held = await holdFeeOf(transaction, row, row.feePaise);
        return held ? { set: { stage: 'under-review', paymentMethod }, event } : null;
      }),
    );
    const { stage } = record;
    const open = await listOpenOrders(database, applicationId);
    const result = { stage, revision: record.revision, orderOpen: open.length > 0 };
    if (stage !== 'awaiting-payment' || record.revision > revision) return result;
    return { ...result, refused: open.length > 0 ? orderOpen : tooLittle };
  };
}

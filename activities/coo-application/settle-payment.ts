import { readCase, recordStep } from '../../db/queries/case/case.ts';
import { isOverdraft } from '../../db/queries/money/ledger/ledger.ts';
import {
  failPaymentOrder,
  listOpenOrders,
  listUnpaidOrders,
  type PaymentOrder,
  paymentOrderPaid,
} from '../../db/queries/money/payment/order.ts';
import { disputeOrder } from '../../db/queries/money/payment/placed-order.ts';
import { readOfficeCalendar } from '../../db/queries/office/calendar.ts';
import type { Stage } from '../../domain/stage.ts';
import type { PaymentReply } from '../../gateways/payment/message.ts';
import type { Dependencies } from '../dependencies.ts';
import { corrupt } from '../failure.ts';
import { askGateway } from '../payment/ask-gateway.ts';
import { takenOtherwise } from '../payment/settle-order.ts';
import { agreed, stepResult } from '../step-result.ts';
import { accepted } from './arrived.ts';
import { feeReceived } from './fee.ts';
import type { OpeningResult } from './open-application.ts';

const afterPayment: readonly Stage[] = ['under-review', 'auto-approved-pending-issuance'];

/**
 * Asks the gateway what became of the case's orders, declined ones too, and books a payment once, whatever
 * notices came, came twice or were lost. Safe to repeat.
 */
export function createSettlePayment(dependencies: Dependencies) {
  const { database } = dependencies;
  return async function settlePayment(input: {
    applicationId: string;
    revision: number;
  }): Promise<OpeningResult> {
    const { applicationId, revision } = input;
    for (const order of await listUnpaidOrders(database, applicationId)) {
      const reply = await askGateway(dependencies, order);
      if (reply?.outcome === 'failed') {
        const end = { gatewayReference: reply.transactionId, settledAt: new Date() };
        await failPaymentOrder(database, order.id, end);
      }
      if (reply?.outcome === 'paid') return settle(dependencies, input, order, reply);
    }
    const row = await readCase(database, applicationId);
    const open = await listOpenOrders(database, applicationId);
    // A first attempt may have settled the order and died before it could say so.
    const settled = afterPayment.includes(row.stage) && row.revision === revision + 1;
    const state = stepResult({ ...row, revision: settled ? row.revision : revision });
    return { ...state, orderOpen: open.length > 0 };
  };
}

async function settle(
  { database }: Dependencies,
  { applicationId, revision }: { applicationId: string; revision: number },
  order: PaymentOrder,
  reply: PaymentReply,
): Promise<OpeningResult> {
  if (reply.amountPaise !== order.amountPaise || reply.currency !== 'INR') {
    await disputeOrder(database, order.id, takenOtherwise(reply));
    throw corrupt(`the gateway took another amount for the order ${order.id} than was asked`);
  }
  const at = new Date();
  const step = { applicationId, name: 'settle', revision, at };
  const settled = recordStep(database, step, async (row) => ({
    set: {
      paymentMethod: 'gateway',
      ...accepted(row, at, await readOfficeCalendar(database, row.officeId)),
    },
    event: { actor: 'system', action: 'settle', detail: { order: order.id } },
    also: [
      feeReceived(database, row, order, reply),
      paymentOrderPaid(database, order.id, {
        gatewayReference: reply.transactionId,
        settledAt: at,
      }),
    ],
  }));
  const record = await settled.catch((error) => {
    if (isOverdraft(error)) return null;
    throw error;
  });
  // The money was in the wallet already, as late money, and is spent: the case goes on waiting.
  if (record) return { ...stepResult(agreed(record)), orderOpen: false };
  const row = await readCase(database, applicationId);
  return { ...stepResult({ ...row, revision }), orderOpen: false };
}

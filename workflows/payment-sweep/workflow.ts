import { isCancellation, log } from '@temporalio/workflow';
import * as steps from './steps.ts';

const atOnce = 10;

/**
 * Asks about orders that nobody asks about any more, so that money which comes late and unannounced
 * is found too: for two weeks, every six hours. One order that cannot be asked about holds no other up.
 */
export async function paymentSweep(): Promise<{ asked: number; credited: number }> {
  const { orderIds } = await steps.findStrayOrders();
  let credited = 0;
  for (let at = 0; at < orderIds.length; at += atOnce) {
    const found = await Promise.all(orderIds.slice(at, at + atOnce).map(ask));
    credited += found.filter(Boolean).length;
  }
  return { asked: orderIds.length, credited };
}

async function ask(orderId: string): Promise<boolean> {
  try {
    const settled = await steps.settleOrder({ orderId });
    if (settled.fate !== 'credited') return false;
    await steps.tellOfLateMoney({ orderId, gatewayReference: settled.gatewayReference });
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('An order could not be asked about', { orderId, reason: String(error) });
    return false;
  }
}

import {
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { type LateMoneyInput, paymentConfirmed } from './contract.ts';
import * as steps from './steps.ts';

/** After 1, 2, 4 … 256 minutes and then every six hours: three days. */
const looks = 21;

/**
 * Brings money to its payer that came when its case or top-up was not waiting any more: a declined
 * order paid after all, a second order, a fee that was meanwhile paid otherwise. The gateway is
 * asked until it knows, for three days; the whole amount goes into the wallet, and the exporter is
 * told. The run itself never fails.
 */
export async function lateMoney({ orderId }: LateMoneyInput): Promise<{ fate: string }> {
  let told = false;
  setHandler(paymentConfirmed, () => {
    told = true;
  });
  for (let look = 1, minutes = 1; ; look += 1, minutes = Math.min(minutes * 2, 360)) {
    told = false;
    const settled = await settle(orderId);
    if (settled.fate === 'credited') await tell(orderId, settled.gatewayReference);
    const isOpen = settled.fate === 'open' || settled.fate === 'with-case';
    if (!told && (!isOpen || look >= looks)) return { fate: settled.fate };
    setCurrentDetails(`Order ${orderId}: ${settled.fate}. Asked again in ${minutes} minutes.`);
    await condition(() => told, `${minutes} minutes`);
  }
}

async function settle(orderId: string) {
  try {
    return await steps.settleOrder({ orderId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The gateway could not be asked about an order', { orderId, reason: String(error) });
    return { fate: 'open' as const };
  }
}

async function tell(orderId: string, gatewayReference: string): Promise<void> {
  try {
    await steps.tellOfLateMoney({ orderId, gatewayReference });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The exporter could not be told of late money', { orderId });
  }
}

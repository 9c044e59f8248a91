import {
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { carryOut } from '../carry-out.ts';
import { open, paymentConfirmed, type WalletTopUpInput } from './contract.ts';
import * as steps from './steps.ts';

const threeDaysMs = 3 * 86_400_000;

/**
 * Fills a wallet by the gateway (R32): the order is opened before the sender is answered, then asked
 * about at word of the gateway and by itself, since notices get lost, until it is paid or three days
 * have passed. What is paid later still goes into the wallet, by `lateMoney`. Starts by
 * Update-with-Start with `open`; the run itself never fails.
 */
export async function walletTopUp({ orderId }: WalletTopUpInput): Promise<{ fate: string }> {
  let told = false;
  setHandler(
    paymentConfirmed,
    () => {
      told = true;
    },
    { description: 'The gateway says that the order was paid' },
  );
  const opened = await carryOut(open, 'The exporter fills the wallet', (input) =>
    steps.openTopUp({ orderId, ...input }),
  );
  if (!opened) return { fate: 'refused' };

  const until = Date.now() + threeDaysMs;
  for (let minutes = 1; ; minutes = Math.min(minutes * 2, 360)) {
    setCurrentDetails(`Order ${orderId} is open. Asked about in ${minutes} minutes at the latest.`);
    await condition(() => told, Math.max(1, Math.min(minutes * 60_000, until - Date.now())));
    told = false;
    const fate = await settle(orderId);
    if (fate === 'credited' || fate === 'disputed') return { fate };
    if (Date.now() >= until) break;
  }
  await steps.lapseTopUp({ orderId });
  return { fate: 'lapsed' };
}

async function settle(orderId: string): Promise<string> {
  try {
    return (await steps.settleOrder({ orderId })).fate;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The gateway could not be asked about an order', { orderId, reason: String(error) });
    return 'open';
  }
}

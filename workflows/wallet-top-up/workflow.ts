import {
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { type Patience, patience as standardPatience } from '../../domain/money/patience.ts';
import { carryOut } from '../carry-out.ts';
import { open, paymentConfirmed, type WalletTopUpInput } from './contract.ts';
import * as steps from './steps.ts';

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
  let patience: Patience = standardPatience;
  const opened = await carryOut(open, 'The exporter fills the wallet', async (input) => {
    const answer = await steps.openTopUp({ orderId, ...input });
    if ('patience' in answer) patience = answer.patience;
    return answer;
  });
  if (!opened) return { fate: 'refused' };

  const { firstPauseMs, longestPauseMs, lapseAfterMs } = patience;
  const until = Date.now() + lapseAfterMs;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    setCurrentDetails(
      `Order ${orderId} is open; asked about again before ${pause / 60_000} minutes.`,
    );
    await condition(() => told, Math.max(1, Math.min(pause, until - Date.now())));
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

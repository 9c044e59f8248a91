import { isCancellation, log } from '@temporalio/workflow';
import * as steps from './steps.ts';

const atOnce = 10;

/**
 * Tells exporters of wallets that fell below what they wish to be told of, once for each fall. It
 * reads the ledger after the fact, so that no booking ever waits for it or fails by it.
 */
export async function lowBalance(): Promise<{ fallen: number; told: number }> {
  const { falls } = await steps.findLowBalances();
  let told = 0;
  for (let at = 0; at < falls.length; at += atOnce) {
    const sent = await Promise.all(falls.slice(at, at + atOnce).map(tell));
    told += sent.filter(Boolean).length;
  }
  return { fallen: falls.length, told };
}

async function tell(fall: Parameters<typeof steps.tellOfLowBalance>[0]): Promise<boolean> {
  try {
    return (await steps.tellOfLowBalance(fall)).sent;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('An exporter could not be told of a low balance', { reason: String(error) });
    return false;
  }
}

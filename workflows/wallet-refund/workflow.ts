import {
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { type Patience, refundPatience } from '../../domain/money/patience.ts';
import { carryOut } from '../carry-out.ts';
import { askAgain, askRefund, type WalletRefundInput } from './contract.ts';
import * as steps from './steps.ts';

const dayMs = 86_400_000;

/**
 * Gives money of a wallet back to where it came from (R32): it is set aside before the sender is
 * answered, then the gateway is asked for each part until it is known, and each part is taken or
 * given back by itself. What the gateway leaves open for a week, or answers in a way that does not fit, is
 * listed for people and asked about once a day. Starts by Update-with-Start with `askRefund`; the run
 * itself never fails.
 */
export async function walletRefund({ refundId }: WalletRefundInput): Promise<{ fate: string }> {
  let told = false;
  setHandler(
    askAgain,
    () => {
      told = true;
    },
    { description: 'People have spoken with the gateway: ask it now' },
  );
  let patience: Patience = refundPatience;
  const opened = await carryOut(askRefund, 'The exporter asks for money back', async (input) => {
    const answer = await steps.openRefund({ refundId, ...input });
    if ('patience' in answer) patience = answer.patience;
    return answer;
  });
  if (!opened) return { fate: 'refused' };

  const { firstPauseMs, longestPauseMs, lapseAfterMs } = patience;
  const until = Date.now() + lapseAfterMs;
  let peopleLook = false;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    told = false;
    const { open, disputed } = await settle(refundId);
    if (open === 0) break;
    if (!peopleLook && (disputed || Date.now() >= until)) {
      await steps.callPeopleToRefund({ refundId });
      peopleLook = true;
    }
    const wait = peopleLook ? dayMs : Math.max(1, Math.min(pause, until - Date.now()));
    setCurrentDetails(
      `Refund ${refundId}: ${open ?? 'some'} parts not known${peopleLook ? ', people are to look' : ''}; asked about again before ${wait / 60_000} minutes.`,
    );
    await condition(() => told, wait);
  }
  const { status } = await steps.endRefund({ refundId });
  await tell(refundId);
  return { fate: status };
}

/** How many parts are open; null when the gateway could not be asked. */
async function settle(refundId: string): Promise<{ open: number | null; disputed: boolean }> {
  try {
    return await steps.settleRefund({ refundId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The gateway could not be asked about a refund', { refundId, reason: String(error) });
    return { open: null, disputed: false };
  }
}

async function tell(refundId: string): Promise<void> {
  try {
    await steps.tellOfRefund({ refundId });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('The exporter could not be told of a refund', { refundId });
  }
}

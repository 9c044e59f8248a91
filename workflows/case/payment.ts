import { attempt } from './attempt.ts';
import { type Case, enterStage } from './case.ts';
import type { PayInput } from './contract.ts';
import type { Inbox } from './inbox.ts';
import { noticeDue, remindOrLapse } from './patience.ts';
import * as steps from './steps.ts';
import { withdraw } from './withdrawal.ts';

/**
 * Waits for the fee. An open order is asked about by itself too, after 1, 2, 4 … minutes and then
 * every six hours, since notices get lost.
 */
export async function collectFee(kase: Case, inbox: Inbox): Promise<void> {
  for (let minutes = 1; kase.stage === 'awaiting-payment'; minutes = Math.min(minutes * 2, 360)) {
    const due = noticeDue(kase, 'awaiting-payment');
    const look = kase.orderOpen ? Date.now() + minutes * 60_000 : due.at;
    const news = await inbox.paymentBefore(Math.min(look, due.at));
    if (news.kind === 'withdraw') await withdraw(kase, inbox, news.input);
    else if (news.kind === 'pay') await takeFee(kase, inbox, news.input);
    else if (news.kind === 'word-of-payment' || kase.orderOpen) await takeFee(kase, inbox, null);
    if (kase.stage === 'awaiting-payment' && Date.now() >= due.at) {
      await remindOrLapse(kase, inbox, due);
    }
  }
}

/** Pays as the exporter wants; without a wish asks the gateway about the open order. */
async function takeFee(kase: Case, inbox: Inbox, wish: PayInput | null): Promise<void> {
  const { applicationId } = kase;
  const payment = await attempt(kase, inbox, 'take the fee', () =>
    wish
      ? steps.payFee({ applicationId, revision: kase.revision, ...wish })
      : steps.settlePayment({ applicationId, revision: kase.revision }),
  );
  kase.orderOpen = payment.orderOpen;
  enterStage(kase, payment);
  if (payment.refused) inbox.refuse(payment.refused);
  else inbox.accept();
}

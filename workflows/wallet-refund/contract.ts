import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Role } from '../../domain/authority/role.ts';
import type { Patience } from '../../domain/money/patience.ts';

export const walletRefundName = 'walletRefund';

/** One run for each refund; the refund is derived from the request's Idempotency-Key. */
export const walletRefundId = (refundId: string) => `wallet-refund/${refundId}`;

export type WalletRefundInput = { refundId: string };

export type AskRefundInput = {
  by: { accountId: string; role: Role };
  iec: string;
  officeId: string;
  amountPaise: number;
  reason: string;
};
export type AskRefundResult = { refundId: string; patience: Patience };

/** Asks for money back: the message that a run is started with. Answered once it is set aside. */
export const askRefund = defineUpdate<AskRefundResult, [AskRefundInput]>('askRefund');

/** People have spoken with the gateway: it is asked at once instead of tomorrow. */
export const askAgain = defineSignal('askAgain');

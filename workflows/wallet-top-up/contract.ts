import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Role } from '../../domain/authority/role.ts';
import type { Patience } from '../../domain/money/patience.ts';

export const walletTopUpName = 'walletTopUp';

/** One run for each order; the order is derived from the request's Idempotency-Key. */
export const walletTopUpId = (orderId: string) => `wallet-top-up/${orderId}`;

export type WalletTopUpInput = { orderId: string };

export type OpenInput = {
  by: { accountId: string; role: Role };
  iec: string;
  officeId: string;
  amountPaise: number;
};
export type OpenResult = { orderId: string; patience: Patience };

/** Opens the order: the message that a run is started with. */
export const open = defineUpdate<OpenResult, [OpenInput]>('open');

/** The gateway says that the order was paid; the run asks the gateway itself before it believes. */
export const paymentConfirmed = defineSignal<[{ orderId: string }]>('paymentConfirmed');

import { defineSignal } from '@temporalio/workflow';

export const lateMoneyName = 'lateMoney';

/** One run at a time for an order; word that comes after its end starts another. */
export const lateMoneyId = (orderId: string) => `settle/${orderId}`;

export type LateMoneyInput = { orderId: string };

/** The gateway says that the order was paid; the run asks the gateway itself before it believes. */
export const paymentConfirmed = defineSignal<[{ orderId: string }]>('paymentConfirmed');

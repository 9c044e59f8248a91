export const paymentSweepName = 'paymentSweep';

/** The schedule, and what each of its runs is called. */
export const paymentSweepSchedule = 'payment-sweep';
export const paymentSweepId = 'payment-sweep';
export const paymentSweepEveryMinutes = 6 * 60;

export const settlementReconciliationName = 'settlementReconciliation';
export const merchantSettlementName = 'merchantSettlement';

/** The schedule, and what each of its runs is called. */
export const settlementSchedule = 'settlement-reconciliation';
export const settlementReconciliationId = 'settlement-reconciliation';
/** One run for each Merchant ID at a time. */
export const merchantSettlementId = (merchantId: string) => `settlement/${merchantId}`;

/** At 6:30 in the Indian morning, and each six hours after it for files that were not ready then. */
export const settlementEveryMinutes = 6 * 60;
export const settlementFromMinute = 60;

/** A Merchant ID with the days, oldest first, whose files have not been taken. */
export type DueMerchant = { merchantId: string; agency: string; officeId: string; days: string[] };

export type MerchantDay = { merchantId: string; day: string };

/** `waiting`: the file cannot be taken now, and why; the next run asks again. */
export type Waiting = { waiting: string };

export type TakenFile = { lines: number; matched: number };

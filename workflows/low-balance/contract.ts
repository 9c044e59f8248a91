export const lowBalanceName = 'lowBalance';

/** The schedule, and what each of its runs is called. */
export const lowBalanceSchedule = 'low-balance';
export const lowBalanceId = 'low-balance';
export const lowBalanceEveryMinutes = 5;

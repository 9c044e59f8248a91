export const dgftSyncName = 'dgftSync';

/** The Schedule that runs it, and that a notice from DGFT wakes early. */
export const dgftSyncSchedule = 'dgft-sync';

/** Its runs have this id, and the time after it. */
export const dgftSyncId = 'dgft-sync';

export const dgftSyncEveryMinutes = 15;

/** What one run read at DGFT and changed here, list by list. */
export type DgftSyncOutcome = Record<
  'firms' | 'accounts' | 'agencies' | 'holidays',
  { read: number; changed: number }
>;

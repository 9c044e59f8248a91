export const dgftSyncName = 'dgftSync';

/** The Schedule that runs it, and that a notice from DGFT wakes early. */
export const dgftSyncSchedule = 'dgft-sync';

/** Its runs have this id, and the time after it. */
export const dgftSyncId = 'dgft-sync';

export const dgftSyncEveryMinutes = 15;

export const dgftLists = ['firms', 'accounts', 'agencies', 'holidays'] as const;
export type DgftList = (typeof dgftLists)[number];

/** What one run read at DGFT and changed here, list by list. */
export type DgftSyncOutcome = Record<DgftList, { read: number; changed: number }>;

/** What one step of the sync did, in numbers; `more`: another page waits. */
export type SyncResult = { read: number; changed: number; more: boolean };

/** How many changes are read at once: a transaction of tens of milliseconds. */
export const pageSize = 100;

/** `changed` is null where another run had read the page meanwhile: then its follower is asked for. */
export const syncResult = (
  { records, more }: { records: readonly unknown[]; more: boolean },
  changed: number | null,
): SyncResult =>
  changed === null ? { read: 0, changed: 0, more: true } : { read: records.length, changed, more };

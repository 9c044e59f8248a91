/** When an office is open: `days` 1 (Monday) to 7, times `HH:MM` in India. */
export type WorkingHours = { days: readonly number[]; from: string; to: string };

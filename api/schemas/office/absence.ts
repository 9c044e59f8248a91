import { z } from 'zod';
import { plainDate } from '../text.ts';

export const absenceBody = z.strictObject({
  /** First and last day of the leave, in India. */
  firstDay: plainDate,
  lastDay: plainDate,
  /** The officer who takes over claimed cases; null: they go back to the office's queue. */
  standIn: z.uuid().nullable(),
});

export const absenceAnswer = z.strictObject({
  /** null when no leave is noted. */
  absence: z
    .strictObject({
      firstDay: z.iso.date(),
      lastDay: z.iso.date(),
      standIn: z.strictObject({ officer: z.uuid(), name: z.string() }).nullable(),
    })
    .nullable(),
});

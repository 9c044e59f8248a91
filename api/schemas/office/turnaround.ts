import { z } from 'zod';
import { stages } from '../../../domain/stage.ts';
import { instant } from '../text.ts';

/** Seconds from submission; null when nothing was given in the time. */
const pace = z.strictObject({
  count: z.int(),
  today: z.int(),
  medianSeconds: z.number().nullable(),
  ninetiethSeconds: z.number().nullable(),
});

export const turnaroundAnswer = z.strictObject({
  office: z.string(),
  at: instant,
  /** Open cases with the office, by stage. */
  waiting: z.array(
    z.strictObject({
      stage: z.enum(stages),
      claimed: z.int(),
      unclaimed: z.int(),
      overdue: z.int(),
      oldestSubmittedAt: instant,
    }),
  ),
  overdue: z.int(),
  /** When the case was submitted that waits longest; null when none does. */
  oldestSubmittedAt: instant.nullable(),
  /** How many days back the figures below go. */
  days: z.int(),
  /** From submission to approval or rejection. */
  decided: pace,
  /** From submission to the certificate. */
  issued: pace,
});

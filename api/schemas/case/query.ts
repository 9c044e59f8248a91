import { z } from 'zod';
import { instant } from '../text.ts';
import { applicationContent } from './application.ts';
import { question } from './messages.ts';

export const difference = z
  .strictObject({
    pointer: z.string(),
    /** Left out where there was nothing. */
    before: z.unknown().optional(),
    /** Left out where there is nothing any more. */
    after: z.unknown().optional(),
  })
  .meta({ id: 'Difference' });

const round = z
  .strictObject({
    round: z.int(),
    questions: z.array(question),
    raisedAt: instant,
    respondBy: instant,
    answeredAt: instant.nullable(),
    note: z.string().nullable(),
    /** What the answer changes; the office sees it once the answer is sent. */
    changes: z.array(difference).nullable(),
    /** Papers that came in answer. */
    documents: z.array(z.uuid()),
  })
  .meta({ id: 'QueryRound' });

export const caseQueriesAnswer = z.strictObject({ rounds: z.array(round) });

/** The answer as it is being prepared. */
export const preparedAnswer = z
  .strictObject({
    round: z.int(),
    answerRevision: z.int(),
    application: applicationContent,
    changes: z.array(difference),
    questions: z.array(question),
    respondBy: instant,
  })
  .meta({ id: 'PreparedAnswer' });

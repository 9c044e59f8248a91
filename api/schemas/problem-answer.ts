import { z } from 'zod';
import { reasoningStep } from './case/answers.ts';

/** The body of every refusal, RFC 9457. */
export const problemAnswer = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** Stable: programs branch on it. */
    code: z.string(),
    detail: z.string(),
    advice: z.string(),
    traceId: z.uuid(),
    /** Pointers are JSON Pointers into the body; `#query/…` is beside it. */
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
    reasoning: z.array(reasoningStep).optional(),
  })
  .meta({ id: 'Problem' });

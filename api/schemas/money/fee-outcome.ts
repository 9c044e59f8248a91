import { z } from 'zod';
import type { Sureness } from '../../../domain/agreement/scheme.ts';
import { type FeeFate, feeOccasions, rejectionFees } from '../../../domain/money/fee-outcome.ts';

const fee = z.enum(['held', 'taken', 'given-back', 'not-charged'] satisfies FeeFate[]);
const rejectionFee = z.enum(rejectionFees);

export const feePolicyBody = z.strictObject({ rejectionFee });

export const feePolicyAnswer = z.strictObject({ agency: z.string(), rejectionFee });

export const feeOutcomesAnswer = z.strictObject({
  outcomes: z.array(
    z.strictObject({
      /** How a case goes. */
      occasion: z.enum(feeOccasions),
      fee,
      /** What happens instead at agencies with this policy; null: it is the same at all of them. */
      byPolicy: z.strictObject({ rejectionFee, fee }).nullable(),
      words: z.strictObject({ en: z.string(), hi: z.string() }),
      source: z.string(),
      sure: z.enum(['found', 'known', 'inferred'] satisfies Sureness[]),
    }),
  ),
  agencies: z.array(feePolicyAnswer),
});

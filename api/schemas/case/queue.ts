import { z } from 'zod';
import { stages } from '../../../domain/stage.ts';
import { instant } from '../text.ts';

export const claimAnswer = z
  .strictObject({ officer: z.uuid(), name: z.string(), since: instant })
  .meta({ id: 'Claim' });

/** A case's place in its office's queue; all but `dueOn` is for offices, agencies and DGFT operations. */
export const queueFields = z.strictObject({
  /** The working day of the office by which the case is to be issued or rejected. */
  dueOn: z.iso.date().nullable(),
  /** Goods that spoil go before others. */
  perishable: z.boolean().optional(),
  overdue: z.boolean().optional(),
  /** When the agency's administrator was told that it is overdue. */
  escalatedAt: instant.nullable().optional(),
  claim: claimAnswer.nullable().optional(),
});

export const claimState = z
  .strictObject({
    applicationId: z.uuid(),
    stage: z.enum(stages),
    revision: z.int(),
    claim: claimAnswer.nullable(),
  })
  .meta({ id: 'ClaimState' });

export const reassignBody = z.strictObject({
  /** An active officer of the case's office. */
  officer: z.uuid(),
});

import { z } from 'zod';
import { line, revision } from '../text.ts';

export const paymentMethod = z.enum(['wallet', 'gateway']);

export const payBody = z.strictObject({
  expectedRevision: revision,
  payment: z.strictObject({ method: paymentMethod }),
});

export const submitBody = payBody.extend({
  /** The fee that the exporter was shown, taxes included: another one is refused. */
  expectedFeePaise: z.int().min(1).optional(),
});

export const decisionBody = z.strictObject({
  expectedRevision: revision,
  decision: z.discriminatedUnion('approve', [
    z.strictObject({
      approve: z.literal(true),
      /** Account of the officer who will sign; needed when DGFT operations decide. */
      signingOfficer: z.uuid().optional(),
    }),
    z.strictObject({
      approve: z.literal(false),
      reasons: z
        .array(
          z.strictObject({
            pointer: z
              .string()
              .max(300)
              .regex(
                /^(\/[^\s]*)?$/,
                'A JSON Pointer into the application, such as "/items/0/hsExport".',
              )
              .nullable(),
            reason: line(1000),
          }),
        )
        .min(1)
        .max(50),
    }),
  ]),
});

export const signatureBody = z.strictObject({
  expectedRevision: revision,
  /** Raw RSA signature over `signedAttributes`: 2048 to 4096 bits, base64. */
  signature: z.base64().min(300).max(1024),
});

export const revisionBody = z.strictObject({ expectedRevision: revision });

export const resumeBody = z.strictObject({ expectedRevision: revision, note: line(1000) });

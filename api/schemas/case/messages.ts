import { z } from 'zod';
import { documentTypes } from '../../documents/receive-upload.ts';
import { line, revision } from '../text.ts';

export const paymentMethod = z.enum(['wallet', 'gateway']);

/** Where in the application: a JSON Pointer. */
const pointer = z
  .string()
  .max(300)
  .regex(/^(\/[^\s]*)?$/, 'A JSON Pointer into the application, such as "/items/0/hsExport".');

export const payBody = z.strictObject({
  expectedRevision: revision,
  payment: z.strictObject({ method: paymentMethod }),
});

/** Raw RSA signature: 2048 to 4096 bits, base64. */
const rawSignature = z.base64().min(300).max(1024);

export const submitBody = payBody.partial({ payment: true }).extend({
  /** The fee that the exporter was shown, taxes included: another one is refused. */
  expectedFeePaise: z.int().min(0).optional(),
  /** Over the text that GET …/declaration gives, by the sender's registered token. */
  declaration: z.strictObject({ signature: rawSignature }).optional(),
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
            pointer: pointer.nullable(),
            reason: line(1000),
          }),
        )
        .min(1)
        .max(50),
    }),
  ]),
});

/** What the officer asks for: a field (`pointer`), a paper (`documentType`), or an explanation. */
export const question = z.strictObject({
  /** The exporter may change this and all below it; the empty pointer opens the whole application. */
  pointer: pointer.nullable(),
  documentType: z.enum(documentTypes).nullable(),
  reason: line(1000),
});

export const queryBody = z.strictObject({
  expectedRevision: revision,
  questions: z.array(question).min(1).max(50),
});

export const answerBody = z.strictObject({
  expectedRevision: revision,
  /** Which revision of the prepared answer you saw: 0 where nothing was changed. */
  answerRevision: z.int().min(0),
  note: line(2000).nullable(),
});

export const withdrawalBody = z.strictObject({ expectedRevision: revision, reason: line(1000) });

export const signatureBody = z.strictObject({
  expectedRevision: revision,
  /** Over `signedAttributes`. */
  signature: rawSignature,
});

export const revisionBody = z.strictObject({ expectedRevision: revision });

export const resumeBody = z.strictObject({ expectedRevision: revision, note: line(1000) });

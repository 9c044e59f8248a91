import { z } from 'zod';
import {
  casePurposes,
  groundsFor,
  type RequestPurpose,
} from '../../../domain/application/purpose.ts';
import { cancellationCodes } from '../../../domain/certificate/cancellation.ts';
import { applicationContent } from '../case/application.ts';
import { difference } from '../case/query.ts';
import { line } from '../text.ts';

const standing = z.enum(['in-force', 'superseded', 'cancelled', 'expired']);

/** Reasons of the list for that purpose, each once, and the story. */
const groundsBody = (purpose: RequestPurpose) =>
  z.strictObject({
    reasons: z
      .array(z.enum(groundsFor(purpose)))
      .min(1, 'Name at least one reason.')
      .refine((reasons) => new Set(reasons).size === reasons.length, 'Name each reason once.'),
    explanation: line(1000),
  });

export const inLieuBody = groundsBody('in-lieu').extend({
  /**
   * For a certificate of the earlier portal alone: what is applied for. Of what that one was issued
   * on, too little came over to draft it from.
   */
  application: applicationContent.optional(),
});
export const trueCopyBody = groundsBody('true-copy');

export const groundsAnswer = z.strictObject({
  grounds: z.array(
    z.strictObject({
      code: z.string(),
      purpose: z.enum(casePurposes).exclude(['original']),
      words: z.strictObject({ en: z.string(), hi: z.string() }),
      source: z.string(),
      sure: z.enum(['found', 'known', 'inferred']),
    }),
  ),
});

export const changesAnswer = z
  .strictObject({
    applicationId: z.uuid(),
    purpose: z.enum(casePurposes),
    /** The certificate that the request is made against, as it stands today. */
    parent: z.strictObject({
      number: z.string(),
      issuedOn: z.iso.date(),
      validUntil: z.iso.date().nullable(),
      status: standing,
      successor: z.string().nullable(),
      cancelledOn: z.iso.date().nullable(),
    }),
    /** Why nothing can be issued on it any more; null while something can. */
    objection: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    /** What differs from what the parent was issued on; a side is left out where there is nothing. */
    changes: z.array(difference),
  })
  .meta({ id: 'Changes' });

export const cancellationBody = z.strictObject({
  /** How the certificate stood when you looked at it. */
  expectedStatus: z.enum(['in-force', 'superseded']),
  reason: z.enum(cancellationCodes),
  /** Told to the exporter and kept; `reason` is what everybody is told. */
  explanation: line(1000),
});

export const cancelledAnswer = z
  .strictObject({
    number: z.string(),
    status: z.literal('cancelled'),
    cancelledAt: z.iso.datetime(),
  })
  .meta({ id: 'Cancelled' });

export const pendingCancellation = z.strictObject({ number: z.string(), updateId: z.string() });

export const lineageAnswer = z
  .strictObject({
    number: z.string(),
    /** The first certificate of the line in front, the newest at the end. */
    lineage: z.array(
      z.strictObject({
        number: z.string(),
        status: standing,
        issuedOn: z.iso.date(),
        validUntil: z.iso.date().nullable(),
        /** It was issued by the earlier portal, and came over. */
        isTakenOver: z.boolean(),
        replaces: z.string().nullable(),
        successor: z.string().nullable(),
        cancelledOn: z.iso.date().nullable(),
        cancelledFor: z.enum(cancellationCodes).nullable(),
        /** The days on which true copies of it were made. */
        copiedOn: z.array(z.iso.date()),
      }),
    ),
  })
  .meta({ id: 'Lineage' });

export const copiesAnswer = z
  .strictObject({
    number: z.string(),
    copies: z.array(
      z.strictObject({
        /** The request that it was made on; its address ends so. */
        applicationId: z.uuid(),
        copiedOn: z.iso.date(),
        pdfSha256: z.string(),
        signedBy: z.string(),
      }),
    ),
  })
  .meta({ id: 'Copies' });

export const copyPath = z.strictObject({
  number: z.string().min(1).max(60),
  applicationId: z.uuid(),
});

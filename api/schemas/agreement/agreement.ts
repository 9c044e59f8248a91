import { z } from 'zod';
import type { Sureness } from '../../../domain/agreement/sourced.ts';
import { instant, line, plainDate } from '../text.ts';
import { figurePlace } from './figure-values.ts';

const code = z.string().regex(/^[A-Z0-9-]{1,20}$/, 'The code of a scheme, such as "AIFTA".');
const sure = z.enum(['found', 'known', 'inferred'] satisfies Sureness[]);

export const agreementPath = z.strictObject({ code });
export const versionPath = z.strictObject({
  code,
  version: z.coerce.number<string>().int().min(1).max(100_000),
});
export const correctionPath = z.strictObject({ id: z.uuid() });

const corrected = {
  /** Figures by where they stand in the record, each with its new value. */
  figures: z.array(z.strictObject({ figure: figurePlace, value: z.unknown() })).max(50),
  /** Rules of single products, as files of them write them (docs/origin.md). */
  rules: z
    .array(
      z.strictObject({
        hs: z.string().regex(/^[\d-]{2,13}$/, 'Such as "71" or "6101-6117".'),
        rule: line(300),
      }),
    )
    .max(3000),
  /** The first day, in India, on which applications are decided under it. */
  from: plainDate,
  /** Where the new values stand, such as a Customs notification. */
  source: line(300),
  /** Where that can be read. */
  link: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain })
    .max(500)
    .regex(/^[!-~]+$/, 'An address in plain letters, without blanks.')
    .nullable(),
  sure,
};

export const correctionBody = z
  .strictObject({
    ...corrected,
    figures: corrected.figures.default([]),
    rules: corrected.rules.default([]),
    link: corrected.link.default(null),
    sure: sure.default('found'),
  })
  .meta({ id: 'AgreementCorrection' });

export const correctionDecisionBody = z.discriminatedUnion('approve', [
  z.strictObject({ approve: z.literal(true) }),
  z.strictObject({ approve: z.literal(false), reason: line(1000) }),
]);

const shownTerms = {
  figures: z.array(z.strictObject({ figure: z.string(), value: z.unknown() })),
  rules: z.array(z.strictObject({ hs: z.string(), rule: z.string() })),
  from: plainDate,
  source: z.string(),
  link: z.string().nullable(),
  sure,
};

export const correctionAnswer = z
  .strictObject({
    id: z.uuid(),
    scheme: code,
    ...shownTerms,
    proposedBy: z.uuid(),
    proposedAt: instant,
    /** null: a second person has yet to decide. */
    approved: z.boolean().nullable(),
    decidedBy: z.uuid().nullable(),
    decidedAt: instant.nullable(),
    /** Why it was declined. */
    reason: z.string().nullable(),
    /** The version that it makes, once it is approved. */
    version: z.int().nullable(),
    /** The first day on which that counts: `from`, or the day of a later approval. */
    countsFrom: plainDate.nullable(),
  })
  .meta({ id: 'DecidedAgreementCorrection' });

export const correctionsAnswer = z.strictObject({ corrections: z.array(correctionAnswer) });

const figureShown = z
  .strictObject({ figure: z.string(), value: z.unknown(), source: z.string(), sure })
  .meta({ id: 'AgreementFigure' });

export const agreementsAnswer = z.strictObject({
  on: plainDate,
  agreements: z.array(
    z.strictObject({
      code,
      name: z.string(),
      /** The version that new applications are decided under today. */
      version: z.int(),
      /** Figures that can be corrected, as they count today. */
      uncertain: z.array(figureShown),
    }),
  ),
});

export const versionsAnswer = z.strictObject({
  code,
  /** In the order of their numbers; the first, which comes with the program, is left out. */
  versions: z.array(correctionAnswer),
});

export const versionAnswer = z.strictObject({
  code,
  name: z.string(),
  version: z.int(),
  /** Every figure of the scheme as this version has it. */
  figures: z.array(figureShown),
  /** Rules of single products that count, as they are written. */
  rules: z.array(z.strictObject({ hs: z.string(), rule: z.string() })),
});

import { z } from 'zod';
import type { Sureness } from '../../../domain/agreement/scheme.ts';
import { feePurposes } from '../../../domain/money/fee.ts';
import { instant, line, plainDate } from '../text.ts';

const schemeCode = z.string().regex(/^[A-Z0-9-]{1,20}$/, 'The code of a scheme, such as "AIFTA".');
const agencyCode = z.string().regex(/^[A-Z0-9]{1,20}$/, 'The code of an agency, such as "EIC".');
const exporterClass = z
  .string()
  .regex(/^[a-z][a-z-]{1,39}$/, '"any", or a class such as "status-holder".');
const percent = z
  .string()
  .regex(/^(?=.*[1-9])(0|[1-9]\d?)(\.\d{1,3})?$/, 'A percentage as text, such as "9" or "2.5".');
const sure = z.enum(['found', 'known', 'inferred'] satisfies Sureness[]);

const taxLine = z.strictObject({ name: line(40), percent });
const chargedTax = z.strictObject({ name: z.string(), percent: z.string(), paise: z.int() });

/** What a case costs, with the entry of the fee table that it comes from. */
export const feeCharged = z
  .strictObject({
    /** Id of the entry. */
    entry: z.uuid(),
    from: plainDate,
    /** Before taxes. */
    basePaise: z.int(),
    taxes: z.array(chargedTax),
    totalPaise: z.int(),
    source: z.string(),
    sure,
  })
  .meta({ id: 'FeeCharged' });

export const caseFeeAnswer = z.strictObject({
  applicationId: z.uuid(),
  /** false: before submission, what it would be today. */
  charged: z.boolean(),
  fee: feeCharged.nullable(),
});

const terms = {
  kind: z.enum(['preferential', 'non-preferential']),
  /** One scheme of the kind; null: all of them. */
  scheme: schemeCode.nullable(),
  /** One agency; null: all of them. */
  agency: agencyCode.nullable(),
  exporterClass,
  purpose: z.enum(feePurposes),
  /** The first day, in India. */
  from: plainDate,
  /** Before taxes; ten lakh rupees at most, and nothing at least. */
  paise: z.int().min(0).max(100_000_000),
  /** Where the figure stands, such as a Public Notice. */
  source: line(300),
  sure,
};

export const feeProposalBody = z.strictObject({
  ...terms,
  taxes: z.array(taxLine).max(4).default([]),
});

export const feeQuery = z.strictObject({
  scheme: schemeCode.optional(),
  agency: agencyCode.optional(),
  /** Today, where left out. */
  on: plainDate.optional(),
});

const shownTerms = { ...terms, source: z.string(), paise: z.int() };

export const feesAnswer = z.strictObject({
  on: plainDate,
  /** The most specific first: the first that fits a case is the one charged. */
  fees: z.array(
    z.strictObject({
      id: z.uuid(),
      ...shownTerms,
      taxes: z.array(chargedTax),
      totalPaise: z.int(),
      /** The last day before the next entry for the same; null: none is set. */
      until: plainDate.nullable(),
    }),
  ),
});

export const feePath = z.strictObject({ id: z.uuid() });

export const feeDecisionBody = z.discriminatedUnion('approve', [
  z.strictObject({ approve: z.literal(true) }),
  z.strictObject({ approve: z.literal(false), reason: line(1000) }),
]);

export const feeProposalAnswer = z
  .strictObject({
    id: z.uuid(),
    ...shownTerms,
    taxes: z.array(z.strictObject({ name: z.string(), percent: z.string() })),
    proposedBy: z.uuid(),
    proposedAt: instant,
    /** null: a second person has yet to decide. */
    approved: z.boolean().nullable(),
    decidedBy: z.uuid().nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'FeeProposal' });

export const feeProposalsAnswer = z.strictObject({ proposals: z.array(feeProposalAnswer) });

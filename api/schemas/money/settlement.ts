import { z } from 'zod';
import {
  type DifferenceCode,
  differenceCodes,
  type Outcome,
  outcomes,
  type Settlement,
} from '../../../domain/money/difference.ts';
import { instant, line, plainDate } from '../text.ts';

const officeId = z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/);
const agencyCode = z.string().regex(/^[A-Z0-9]{1,20}$/, 'The code of an agency, such as "EIC".');
const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');
const cursor = z.string().max(500).optional();
const limit = z.coerce.number().int().min(1).max(100).default(25);
const currency = z.literal('INR');
const outcome = z.enum(Object.keys(outcomes) as [Outcome, ...Outcome[]]);
const code = z.enum(Object.keys(differenceCodes) as [DifferenceCode, ...DifferenceCode[]]);

export const settlementsQuery = z.strictObject({ office: officeId.optional(), cursor, limit });

export const settlementsAnswer = z.strictObject({
  /** The last taken first. */
  files: z.array(
    z.strictObject({
      id: z.uuid(),
      merchantId: z.string(),
      /** The day in India that the file is about. */
      day: plainDate,
      office: officeId,
      /** Of the file's bytes. */
      sha256: z.string(),
      lines: z.int(),
      /** Lines that met what is booked here; for each of the others there is a difference. */
      matched: z.int(),
      /** What comes to the bank; below zero where more was taken back than paid. */
      netPaise: z.int(),
      /** Kept by the gateway, tax included. */
      chargesPaise: z.int(),
      takenAt: instant,
    }),
  ),
  /** Days whose files could not be taken yet, the oldest first; on the first page alone. */
  waiting: z.array(
    z.strictObject({
      merchantId: z.string(),
      day: plainDate,
      office: officeId,
      reason: z.string(),
      askedAt: instant,
    }),
  ),
  currency,
  nextCursor: z.string().nullable(),
});

export const differencesQuery = z.strictObject({
  /** `true`: only those that are not settled. */
  open: z.stringbool().default(false),
  office: officeId.optional(),
  cursor,
  limit,
});

export const differencePath = z.strictObject({ id: z.uuid() });

export const differenceAnswer = z
  .strictObject({
    id: z.uuid(),
    code,
    /** What the code says, in plain words. */
    words: z.string(),
    kind: z.enum(['payment', 'refund']),
    office: officeId,
    merchantId: z.string(),
    orderId: z.string(),
    /** The gateway's reference of a payment; our own of a refund. */
    reference: z.string(),
    /** Whose payment it is; null where nobody here has such an order. */
    iec: z.string().nullable(),
    /** By the gateway; a refund's is below zero. null: it said nothing. */
    theirsPaise: z.int().nullable(),
    /** Booked here; a refund's is below zero. */
    bookedPaise: z.int(),
    /** What of it lies on the office's account of differences until it is settled. */
    suspendedPaise: z.int(),
    currency,
    foundAt: instant,
    status: z.enum(['open', 'proposed', 'settled']),
    /** How it can be settled just now; empty once it is. */
    outcomes: z.array(outcome),
    /** `came-later` and `booked-later`: by itself, when the missing side came after all. */
    settlement: z
      .enum([...outcome.options, 'came-later', 'booked-later'] satisfies Settlement[])
      .nullable(),
    settledAt: instant.nullable(),
    /** The last that was proposed; `approved` null: a second person has yet to decide. */
    proposal: z
      .strictObject({
        id: z.uuid(),
        outcome,
        iec: z.string().nullable(),
        reason: z.string(),
        proposedBy: z.uuid(),
        proposedAt: instant,
        approved: z.boolean().nullable(),
        decidedBy: z.uuid().nullable(),
        decidedAt: instant.nullable(),
        decisionReason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SettlementDifference' });

export const differencesAnswer = z.strictObject({
  /** The oldest first. */
  differences: z.array(differenceAnswer),
  nextCursor: z.string().nullable(),
});

export const differenceProposalBody = z.strictObject({
  outcome,
  /** Whose wallet is credited, where the difference does not say it. */
  iec: iec.optional(),
  reason: line(1000),
});

export const differenceDecisionBody = z.discriminatedUnion('approve', [
  z.strictObject({ approve: z.literal(true) }),
  z.strictObject({ approve: z.literal(false), reason: line(1000) }),
]);

export const unreconciledQuery = z.strictObject({
  agency: agencyCode.optional(),
  office: officeId.optional(),
  /** The end of this day in India; left out: now. */
  date: plainDate.optional(),
});

export const unreconciledAnswer = z.strictObject({
  agency: z.string().nullable(),
  office: z.string().nullable(),
  /** Everything paid before this instant and not settled then. */
  before: instant,
  currency,
  offices: z.array(
    z.strictObject({
      office: officeId,
      orders: z.int(),
      paise: z.int(),
      oldestPaidAt: instant.nullable(),
      /** What the gateway owed by the ledger: orders not settled, less refunds not taken back. */
      owedPaise: z.int(),
    }),
  ),
});

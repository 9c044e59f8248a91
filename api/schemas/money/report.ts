import { z } from 'zod';
import type { OutstandingKind } from '../../../db/queries/money/payment/outstanding.ts';
import { instant, plainDate } from '../text.ts';

const officeId = z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/);
const agencyCode = z.string().regex(/^[A-Z0-9]{1,20}$/, 'The code of an agency, such as "EIC".');
const currency = z.literal('INR');

/** Whose books: one office's, one agency's; where neither is named, all that one may see. */
const books = { agency: agencyCode.optional(), office: officeId.optional() };

export const trialBalanceQuery = z.strictObject({
  ...books,
  /** An instant: what was booked before it; or a day in India: its end. Left out: now. */
  at: z.union([plainDate, instant.regex(/^(19|20|21)/, 'Between 1900 and 2199.')]).optional(),
});

export const outstandingQuery = z.strictObject({
  ...books,
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const outstandingExportQuery = z.strictObject(books);

/** null: not one alone. */
const booksAnswer = { agency: z.string().nullable(), office: z.string().nullable() };
const sides = {
  /** Accounts below zero: what others owe. */
  debitPaise: z.int(),
  /** Accounts above zero: what is owed to others, and what was earned. */
  creditPaise: z.int(),
  /** Credit less debit. */
  balancePaise: z.int(),
};

export const trialBalanceAnswer = z.strictObject({
  ...booksAnswer,
  /** Everything booked before this instant. */
  before: instant,
  currency,
  classes: z.array(
    z.strictObject({
      class: z.string(),
      name: z.string(),
      /** Accounts that were not at zero. */
      accounts: z.int(),
      ...sides,
    }),
  ),
  /** Its balance is zero, or the books are wrong. */
  total: z.strictObject(sides),
});

const kind = z.enum(['fee', 'order', 'refund'] satisfies OutstandingKind[]);

export const outstandingAnswer = z.strictObject({
  ...booksAnswer,
  at: instant,
  currency,
  /** What the ledger holds for cases; as much as the fees among the sums. */
  feesHeldPaise: z.int(),
  /** What the ledger holds for refunds; as much as the refunds among the sums. */
  refundsPendingPaise: z.int(),
  sums: z.array(
    z.strictObject({
      kind,
      /** Waiting for at most so many days, and for more than those of the sum before; null: longer. */
      days: z.int().nullable(),
      count: z.int(),
      paise: z.int(),
    }),
  ),
  /** The oldest first, `limit` of them. */
  items: z.array(
    z.strictObject({
      kind,
      /** Of the application, the order or the refund. */
      id: z.string(),
      iec: z.string(),
      office: z.string(),
      /** Stage of the case, status of the order or the refund. */
      state: z.string(),
      since: instant,
      paise: z.int(),
    }),
  ),
});

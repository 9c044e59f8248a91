import { z } from 'zod';
import { instant, plainDate } from '../text.ts';

const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');
const officeId = z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/);
const cursor = z.string().max(500).optional();
const limit = z.coerce.number().int().min(1).max(100).default(25);
const currency = z.literal('INR');
/** Both days are included, in India. */
const period = { from: plainDate.optional(), to: plainDate.optional() };

export const walletPath = z.strictObject({ office: officeId });
export const topUpPath = z.strictObject({
  office: officeId,
  order: z.string().regex(/^TOP[0-9A-Z]{17}$/),
});

export const walletsQuery = z.strictObject({ iec: iec.optional(), cursor, limit });
/** The IEC may be left out by who acts for one exporter only. */
export const walletQuery = z.strictObject({ iec: iec.optional() });
export const exportQuery = z.strictObject({ iec: iec.optional(), ...period });
export const statementQuery = z.strictObject({ iec: iec.optional(), ...period, cursor, limit });
/** Left out: thirty days up to `to`, and that is today in India. */
export const collectionsQuery = z.strictObject(period);

export const topUpBody = z.strictObject({
  amountPaise: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
});

/** null: no notice is wanted any more. */
const belowPaise = z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable();

export const balanceNoticeBody = z.strictObject({ belowPaise });

export const balanceNoticeAnswer = z.strictObject({
  iec,
  office: officeId,
  belowPaise,
  balancePaise: z.int(),
  currency,
});

export const walletsAnswer = z.strictObject({
  wallets: z.array(
    z.strictObject({
      iec,
      office: officeId,
      officeName: z.string(),
      /** Whether the office offers the wallet at present; what is in it stays either way. */
      offered: z.boolean(),
      balancePaise: z.int(),
      currency,
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const statementAnswer = z.strictObject({
  iec,
  office: officeId,
  balancePaise: z.int(),
  currency,
  lines: z.array(
    z.strictObject({
      /** Counts the wallet's movements, from 1. */
      version: z.int(),
      at: instant,
      kind: z.string(),
      /** Above zero: into the wallet. */
      amountPaise: z.int(),
      balancePaise: z.int(),
      applicationId: z.uuid().nullable(),
      certificateNumber: z.string().nullable(),
      /** The refund that it is a part of: GET …/refunds/{refund}. */
      refundId: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const topUpAnswer = z.strictObject({
  orderId: z.string(),
  amountPaise: z.int(),
  currency,
  status: z.enum(['open', 'paid', 'failed', 'lapsed', 'disputed']),
  /** What the exporter's browser posts to the gateway: `msg` as a form to `url`. null once paid. */
  form: z.strictObject({ url: z.url(), msg: z.string() }).nullable(),
});

export const pendingTopUp = z.strictObject({ orderId: z.string() });

const day = { gatewayPaise: z.int(), heldPaise: z.int(), earnedPaise: z.int() };

export const collectionsAnswer = z.strictObject({
  office: officeId,
  currency,
  days: z.array(z.strictObject({ date: plainDate, ...day })),
  total: z.strictObject(day),
});

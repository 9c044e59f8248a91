import { z } from 'zod';
import type { RefundPartStatus, RefundStatus } from '../../../domain/money/refund.ts';
import { instant, line } from '../text.ts';
import { walletPath } from './wallet.ts';

const statuses = [
  'open',
  'needs-people',
  'done',
  'partly',
  'refused',
] as const satisfies RefundStatus[];
const partStatuses = ['asked', 'done', 'refused'] as const satisfies RefundPartStatus[];
const currency = z.literal('INR');
const cursor = z.string().max(500).optional();
const limit = z.coerce.number().int().min(1).max(100).default(25);
const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');

export const refundPath = walletPath.extend({ refund: z.string().regex(/^REF[0-9A-Z]{17}$/) });

export const refundBody = z.strictObject({
  amountPaise: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** Why, in the words of who asks; kept with the refund. */
  reason: line(300),
});

export const walletRefundsQuery = z.strictObject({ iec: iec.optional(), cursor, limit });
/** `needs-people`: those that the gateway leaves open. */
export const refundsQuery = z.strictObject({ status: z.enum(statuses).optional(), cursor, limit });

export const refundAnswer = z
  .strictObject({
    refundId: z.string(),
    iec,
    office: z.string(),
    amountPaise: z.int(),
    currency,
    reason: z.string(),
    /** `needs-people`: the gateway leaves it open. `partly`: what it refused is in the wallet again. */
    status: z.enum(statuses),
    askedAt: instant,
    needsPeopleSince: instant.nullable(),
    settledAt: instant.nullable(),
    /** One for each payment that money goes back to, the newest first. */
    parts: z.array(
      z.strictObject({
        /** What the part is called at the gateway (MerchantRefNo). */
        reference: z.string(),
        orderId: z.string(),
        amountPaise: z.int(),
        status: z.enum(partStatuses),
        /** The gateway's own number of the refund. */
        gatewayReference: z.string().nullable(),
        /** Why the gateway refused it, or what of its answer does not fit. */
        remark: z.string().nullable(),
        settledAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Refund' });

export const pendingRefund = z.strictObject({ refundId: z.string() });

const page = { refunds: z.array(refundAnswer), nextCursor: z.string().nullable() };

export const refundsAnswer = z.strictObject(page);

export const walletRefundsAnswer = z.strictObject({
  iec,
  office: z.string(),
  balancePaise: z.int(),
  /** How much of the balance can go back to where it came from. */
  refundablePaise: z.int(),
  currency,
  ...page,
});

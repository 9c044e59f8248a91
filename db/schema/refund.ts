import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RefundPartStatus, RefundStatus } from '../../domain/money/refund.ts';
import { account } from './account.ts';
import { office } from './agency.ts';
import { paymentOrder } from './payment.ts';

/**
 * Money of a wallet that is to go back to where it came from. What was asked stays as it is; its
 * parts add up to it, and each is booked in the transaction that writes it (triggers).
 */
export const refund = pgTable(
  'refund',
  {
    id: text().primaryKey(),
    iec: text().notNull(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    amountPaise: bigint('amount_paise', { mode: 'number' }).notNull(),
    /** In the words of who asked. */
    reason: text().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => account.id),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** Since when the gateway's silence is people's affair; null: it never was. */
    needsPeopleSince: timestamp('needs_people_since', { withTimezone: true }),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    index('refund_newest').on(table.askedAt, table.id),
    index('refund_of_wallet').on(table.iec, table.officeId, table.askedAt, table.id),
    check('refund_is_above_zero', sql`${table.amountPaise} > 0`),
  ],
);

/** What of a refund goes back to one order; together never more than the order brought (trigger). */
export const refundPart = pgTable(
  'refund_part',
  {
    refundId: text('refund_id')
      .notNull()
      .references(() => refund.id),
    part: integer().notNull(),
    /** Our MerchantRefNo: the gateway carries a part out once by it. */
    reference: text().notNull().unique(),
    orderId: text('order_id')
      .notNull()
      .references(() => paymentOrder.id),
    amountPaise: bigint('amount_paise', { mode: 'number' }).notNull(),
    status: text().$type<RefundPartStatus>().notNull(),
    /** The gateway's RefundId. */
    gatewayReference: text('gateway_reference'),
    /** Why the gateway refused it, or what of its answer does not fit. */
    remark: text(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.refundId, table.part] }),
    unique('refund_part_one_to_an_order').on(table.refundId, table.orderId),
    index('refund_part_order').on(table.orderId),
    check('refund_part_is_above_zero', sql`${table.amountPaise} > 0`),
    check(
      'refund_part_done_by_gateway',
      sql`${table.status} <> 'done' or ${table.gatewayReference} is not null`,
    ),
  ],
);

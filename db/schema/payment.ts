import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { office } from './agency.ts';
import { application } from './application.ts';

/**
 * `lapsed`: asked about for days and never paid. `disputed`: the gateway took another amount than
 * was asked; nothing is booked before people have looked. Any but `paid` may still be paid.
 */
export type PaymentOrderStatus = 'open' | 'paid' | 'failed' | 'lapsed' | 'disputed';
export type PaymentPurpose = 'fee' | 'top-up';

/** One attempt to pay at the gateway; `id` is the gateway's CustomerID. */
export const paymentOrder = pgTable(
  'payment_order',
  {
    id: text().primaryKey(),
    purpose: text().$type<PaymentPurpose>().notNull().default('fee'),
    /** The case whose fee it is; null with a top-up. */
    applicationId: uuid('application_id').references(() => application.id),
    /** Whose wallet a top-up fills; null with a fee, whose case tells it. */
    iec: text(),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    /** Under which of the office's merchants (`office_merchant`) it was opened; it stays there. */
    merchantVersion: integer('merchant_version').notNull().default(1),
    amountPaise: bigint('amount_paise', { mode: 'number' }).notNull(),
    status: text().$type<PaymentOrderStatus>().notNull(),
    /** The gateway's TxnReferenceNo: money is credited once by it. */
    gatewayReference: text('gateway_reference'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
    /** When it was found in the gateway's settlement file, or two people settled that it never came. */
    reconciledAt: timestamp('reconciled_at', { withTimezone: true }),
  },
  (table) => [
    index('payment_order_application').on(table.applicationId),
    index('payment_order_unpaid').on(table.createdAt).where(sql`${table.status} <> 'paid'`),
    index('payment_order_top_up')
      .on(table.iec, table.officeId)
      .where(sql`${table.purpose} = 'top-up'`),
    index('payment_order_unreconciled')
      .on(table.officeId, table.settledAt)
      .where(sql`${table.status} = 'paid' and ${table.reconciledAt} is null`),
    uniqueIndex('payment_order_gateway_reference').on(table.officeId, table.gatewayReference),
    check(
      'payment_order_purpose',
      sql`(${table.purpose} = 'fee' and ${table.applicationId} is not null and ${table.iec} is null)
        or (${table.purpose} = 'top-up' and ${table.applicationId} is null and ${table.iec} is not null)`,
    ),
  ],
);

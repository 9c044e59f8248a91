import { bigint, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { office } from './agency.ts';
import { application } from './application.ts';

export type PaymentOrderStatus = 'open' | 'paid' | 'failed';

/** One attempt to pay a case's fee at the gateway; `id` is the gateway's CustomerID. */
export const paymentOrder = pgTable(
  'payment_order',
  {
    id: text().primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    officeId: text('office_id')
      .notNull()
      .references(() => office.id),
    amountPaise: bigint('amount_paise', { mode: 'number' }).notNull(),
    status: text().$type<PaymentOrderStatus>().notNull(),
    /** The gateway's TxnReferenceNo: money is credited once by it. */
    gatewayReference: text('gateway_reference'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    index('payment_order_application').on(table.applicationId),
    uniqueIndex('payment_order_gateway_reference').on(table.officeId, table.gatewayReference),
  ],
);

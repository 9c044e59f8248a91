import { date, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Exporter } from '../../domain/application/application.ts';

export type IecStatus = 'active' | 'suspended' | 'cancelled' | 'unknown';

export type FirmAddress = { lines: string[]; city: string; state: string; pincode: string };

/** What DGFT has of a firm beside what certificates print. */
export type FirmDetails = {
  registeredOffice: FirmAddress;
  branches: (FirmAddress & { code: string })[];
  gstins: string[];
  directors: string[];
  mobile: string;
};

/** The newest IEC record fetched from DGFT. Basic details change only there (TN 23/2024-25 4.v). */
export const exporter = pgTable('exporter', {
  iec: text().primaryKey(),
  status: text().$type<IecStatus>().notNull(),
  /** null when DGFT does not know the IEC. */
  record: jsonb().$type<Exporter & { email: string }>(),
  /** null until it was fetched with the rest of the record. */
  details: jsonb().$type<FirmDetails>(),
  /** Authorised Economic Operator's number: the one thing of a firm that is entered here. */
  aeo: text(),
  /** Which fees it pays beside those of `any` exporter: a class of the fee table. */
  feeClass: text('fee_class').notNull().default('any'),
  fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
});

/** Public holidays as DGFT notifies them; working days are counted by them. */
export const holiday = pgTable('holiday', {
  date: date({ mode: 'string' }).primaryKey(),
  name: text().notNull(),
});

import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  Applicant,
  ExporterDetails,
  PresentedCertificate,
  PrivacyConsent,
  RegisteredFirm,
  RegistrationAttention,
  RegistrationDecision,
  RegistrationEnd,
  RegistrationKind,
  RegistrationStage,
} from '../../domain/registration/registration.ts';
import { account } from './account.ts';
import { office } from './agency.ts';

/** One person's way to an account. The workflow's activities write it; its timeline is the audit. */
export const registration = pgTable(
  'registration',
  {
    id: uuid().primaryKey(),
    /** `<series>/<year>/<serial>`, such as `EIC/2026/0001`. */
    number: text().notNull().unique(),
    kind: text().$type<RegistrationKind>().notNull(),
    stage: text().$type<RegistrationStage>().notNull(),
    /** Rises with each change; `lastStep` names the step that made the newest one. */
    revision: integer().notNull(),
    lastStep: text('last_step').notNull(),
    iec: text(),
    agencyCode: text('agency_code'),
    officeId: text('office_id').references(() => office.id),
    applicant: jsonb().$type<Applicant>().notNull(),
    /** DGFT's record of the exporter, as shown for comparison. */
    firm: jsonb().$type<RegisteredFirm>(),
    certificate: jsonb().$type<PresentedCertificate>(),
    consent: jsonb().$type<PrivacyConsent>(),
    details: jsonb().$type<ExporterDetails>(),
    /** Storage key of the agency's letter of authorisation. */
    letterKey: text('letter_key'),
    emailVerifiedAt: timestamp('email_verified_at', { withTimezone: true }),
    mobileVerifiedAt: timestamp('mobile_verified_at', { withTimezone: true }),
    decision: jsonb().$type<RegistrationDecision>(),
    /** Why it is parked and where it stood; null when it is not. */
    attention: jsonb().$type<RegistrationAttention>(),
    /** Why it ended without an account, for the applicant alone; null while it runs or when it worked. */
    endedBecause: text('ended_because').$type<RegistrationEnd>(),
    /** Who invited or proposed the person; null when they came by themselves. */
    invitedBy: uuid('invited_by').references(() => account.id),
    /** The account that came of it. */
    accountId: uuid('account_id').references(() => account.id),
    /** SHA-256 of the secret by which the applicant, who has no account yet, comes back to it. */
    secretHash: text('secret_hash').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    /** When it lapses, unless its next step is done. */
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('registration_agency').on(table.agencyCode, table.stage, table.createdAt),
    index('registration_iec').on(table.iec, table.createdAt),
    index('registration_stage').on(table.kind, table.stage, table.createdAt),
  ],
);

/** The last number given in a series and year: taken in the transaction that keeps the registration. */
export const registrationSeries = pgTable(
  'registration_series',
  {
    series: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.series, table.year] })],
);

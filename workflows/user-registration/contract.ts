import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Right } from '../../domain/authority/actor.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { Due } from '../../domain/registration/deadlines.ts';
import type { Proof } from '../../domain/registration/proofs.ts';
import type {
  ExporterDetails,
  RegistrationKind,
  RegistrationStage,
} from '../../domain/registration/registration.ts';

export const userRegistrationName = 'userRegistration';

/** One run of `userRegistration` per registration. */
export const userRegistrationId = (registrationId: string) => `registration/${registrationId}`;

export type UserRegistrationInput = { registrationId: string };

/** Who sends a message: the API has signed this person in; the activities check again. */
export type Sender = { accountId: string; role: Role };

/** A person as he, or who proposes him, states him. The mobile number is `+91` and ten digits. */
export type Person = {
  name: string;
  email: string;
  mobile: string;
  designation: string | null;
};

/** What is asked for, by kind. */
export type Registrant =
  | { kind: 'exporter'; iec: string }
  | { kind: 'exporter-user'; iec: string; person: Person; rights: Right[] }
  | {
      kind: 'customs-agent';
      iec: string;
      person: Person;
      rights: Right[];
      brokerFirm: string;
      brokerLicence: string;
    }
  | { kind: 'agency-administrator'; agencyCode: string; person: Person }
  | { kind: 'officer'; agencyCode: string; officeId: string; person: Person }
  | { kind: 'staff'; role: StaffRole; person: Person };

export const staffRoles = ['dgft-operations', 'helpdesk', 'migration-operator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** What an applicant sends comes from a network address; the audit keeps it. */
type FromNetwork = { network: string };

export type BeginInput = FromNetwork & {
  registrant: Registrant;
  /** null: the person came without having been proposed. */
  proposedBy: Sender | null;
  /** SHA-256 of the secret by which the applicant comes back. */
  secretHash: string;
};
export type PresentCertificateInput = FromNetwork & {
  /** DER, base64; `chain` the issuers'. */
  certificate: string;
  chain: string[];
  /** The text handed out to be signed, now used up; null when there was none any more. */
  challenge: string | null;
  /** Raw signature over the challenge, base64. */
  signature: string;
};
export type AgreeInput = FromNetwork & { version: string; language: 'en' | 'hi' };
export type GiveDetailsInput = FromNetwork & { details: ExporterDetails };
/** `letterKey` is the storage key of a PDF that has passed the document policy. */
export type HandInLetterInput = FromNetwork & { letterKey: string };
/** The code itself stays out of Temporal: `codeHash` is what the record is asked with. */
export type ConfirmInput = FromNetwork & { codeHash: string };
export type SendCodeInput = FromNetwork & { channel: 'email' | 'mobile' };
/** `by` null: the applicant. */
export type WithdrawInput = FromNetwork & { by: Sender | null };
/** `expectedRevision` is the revision that the decider saw: two cannot both decide. */
export type DecideInput = FromNetwork & {
  by: Sender;
  expectedRevision: number;
  approve: boolean;
  reason: string | null;
};
export type ResumeInput = FromNetwork & { by: Sender; expectedRevision: number; note: string };

/** Where the registration stands after a message took effect. */
export type RegistrationState = {
  kind: RegistrationKind;
  stage: RegistrationStage;
  revision: number;
  missing: Proof[];
};

/** The same as a step gives it to the run; `dues` are those of its stage, in order of time. */
export type Standing = RegistrationState & {
  /** Nothing is missing and nobody has to decide any more: the account can be opened. */
  ready: boolean;
  dues: Due[];
};

/** `applicant`: bring what is missing · `decide`: a decision is asked for · `remind`: it is due ·
 * `escalate`: nobody decides, DGFT operations are told. */
export type Reminder = 'applicant' | 'decide' | 'remind' | 'escalate';

export const begin = defineUpdate<RegistrationState, [BeginInput]>('begin');
export const presentCertificate = defineUpdate<RegistrationState, [PresentCertificateInput]>(
  'presentCertificate',
);
export const agree = defineUpdate<RegistrationState, [AgreeInput]>('agree');
export const giveDetails = defineUpdate<RegistrationState, [GiveDetailsInput]>('giveDetails');
export const handInLetter = defineUpdate<RegistrationState, [HandInLetterInput]>('handInLetter');
export const confirmEmail = defineUpdate<RegistrationState, [ConfirmInput]>('confirmEmail');
export const confirmMobile = defineUpdate<RegistrationState, [ConfirmInput]>('confirmMobile');
export const sendCode = defineUpdate<RegistrationState, [SendCodeInput]>('sendCode');
export const withdraw = defineUpdate<RegistrationState, [WithdrawInput]>('withdraw');
export const decide = defineUpdate<RegistrationState, [DecideInput]>('decide');
export const resume = defineUpdate<RegistrationState, [ResumeInput]>('resume');

export const state = defineQuery<RegistrationState | null>('state');

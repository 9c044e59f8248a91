import type { Right } from '../authority/actor.ts';
import type { Role } from '../authority/role.ts';

/** Who registers: each kind asks for other proofs and is decided by other people. */
export const registrationKinds = [
  'exporter',
  'exporter-user',
  'customs-agent',
  'agency-administrator',
  'officer',
  'staff',
] as const;
export type RegistrationKind = (typeof registrationKinds)[number];

/**
 * Where a registration stands: proofs and contact details are being collected · somebody decides ·
 * the account works · it was refused, lapsed undone, or was taken back · operations must look.
 */
export const registrationStages = [
  'collecting',
  'awaiting-decision',
  'active',
  'refused',
  'lapsed',
  'withdrawn',
  'needs-attention',
] as const;
export type RegistrationStage = (typeof registrationStages)[number];

/** Why a registration ended without an account of its own; stable words, told to the applicant. */
export const registrationEnds = [
  'already-registered',
  'inviter-may-not-any-more',
  'not-approved',
  'lapsed',
  'withdrawn',
] as const;
export type RegistrationEnd = (typeof registrationEnds)[number];

export type RegistrationAttention = {
  step: string;
  reason: string;
  /** Where it stood, and goes back to. */
  stage: RegistrationStage;
};

/** What the applicant, or who invited him, says of him. */
export type Applicant = {
  name: string;
  email: string;
  /** Indian mobile number, `+91` and ten digits. */
  mobile: string;
  designation: string | null;
  /** Rights for the inviting exporter; empty for everybody else. */
  rights: Right[];
  /** Of staff: the role that is asked for. */
  role: Role;
  /** Of a customs agent: his firm and the number of his licence under CBLR 2018. */
  brokerFirm: string | null;
  brokerLicence: string | null;
};

/** DGFT's record of the firm as it stood when the registration began; read-only here. */
export type RegisteredFirm = {
  iec: string;
  pan: string;
  firmName: string;
  status: 'active' | 'suspended' | 'cancelled';
  directors: string[];
  registeredOffice: string[];
  email: string;
  mobile: string;
};

/** The DSC that proved who registers, and how it was matched to the IEC's record. */
export type PresentedCertificate = {
  sha256: string;
  subject: string;
  issuer: string;
  validTo: string;
  /** The place in the certificate that held the IEC, such as `subject.organizationalUnit`. */
  iecFoundIn: string;
  director: string;
  /** What it signs with from the first day on; left out where its key is not RSA. */
  signing?: { certificate: string; chain: string[]; validFrom: string };
};

/** What was agreed to, which version of the text, when, and from which network address. */
export type PrivacyConsent = {
  version: string;
  language: 'en' | 'hi';
  at: string;
  network: string;
};

/** GSTIN, or a unit in a Special Economic Zone with its state; AEO number where there is one. */
export type ExporterDetails = {
  gstin: string | null;
  sezState: string | null;
  aeo: string | null;
};

export type RegistrationDecision = {
  approved: boolean;
  by: string;
  at: string;
  reason: string | null;
};

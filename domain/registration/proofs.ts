import type { Role } from '../authority/role.ts';
import type { RegistrationKind } from './registration.ts';

/** What a registration may ask for, in whichever order it is brought. */
export const proofs = ['certificate', 'consent', 'details', 'letter', 'email', 'mobile'] as const;
export type Proof = (typeof proofs)[number];

const ofAnyPerson = ['consent', 'email', 'mobile'] as const;

const asked: Record<RegistrationKind, readonly Proof[]> = {
  exporter: ['certificate', 'details', ...ofAnyPerson],
  'exporter-user': ofAnyPerson,
  'customs-agent': ofAnyPerson,
  'agency-administrator': ['letter', ...ofAnyPerson],
  officer: ofAnyPerson,
  staff: ofAnyPerson,
};

/** Whether this kind of registration asks for the proof at all. */
export const isAsked = (kind: RegistrationKind, proof: Proof) => asked[kind].includes(proof);

/** What has been brought so far, as the record has it. */
export type Brought = {
  kind: RegistrationKind;
  certificate: unknown;
  consent: unknown;
  details: unknown;
  letterKey: unknown;
  emailVerifiedAt: unknown;
  mobileVerifiedAt: unknown;
};

const columnOf = {
  certificate: 'certificate',
  consent: 'consent',
  details: 'details',
  letter: 'letterKey',
  email: 'emailVerifiedAt',
  mobile: 'mobileVerifiedAt',
} as const satisfies Record<Proof, keyof Brought>;

/** The proofs that are still to be brought. */
export function missingProofs(brought: Brought): Proof[] {
  return proofs.filter(
    (proof) => isAsked(brought.kind, proof) && brought[columnOf[proof]] === null,
  );
}

/**
 * Whether somebody decides on the registration when all proofs are there: on administrators DGFT
 * operations (TN 23/2024-25 3.I.i), on officers their administrator (3.II.ii), on operations' own
 * rights a second person of operations.
 */
export function isDecidedOn(kind: RegistrationKind, role: Role): boolean {
  if (kind === 'staff') return role === 'dgft-operations';
  return kind === 'agency-administrator' || kind === 'officer';
}

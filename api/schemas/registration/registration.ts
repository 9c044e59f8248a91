import { z } from 'zod';
import { rights } from '../../../domain/authority/actor.ts';
import { isIec } from '../../../domain/identifier/iec.ts';
import { proofs } from '../../../domain/registration/proofs.ts';
import {
  registrationEnds,
  registrationKinds,
  registrationStages,
} from '../../../domain/registration/registration.ts';
import { staffRoles } from '../../../workflows/user-registration/contract.ts';
import { captchaAnswer } from '../account/captcha.ts';
import { givenRights } from '../account/rights.ts';
import { signingTokenBody } from '../account/signing-token.ts';
import { instant, line, revision } from '../text.ts';

export const registrationPath = z.strictObject({ id: z.uuid() });

const iec = z
  .string()
  .refine(isIec, 'An IEC: ten digits, or the PAN of the firm in capitals.')
  .meta({ pattern: '^(\\d{10}|[A-Z]{5}\\d{4}[A-Z])$' });

const email = z.email().max(200).toLowerCase();
const mobile = z.string().regex(/^\+91[6-9]\d{9}$/, 'An Indian mobile number: +91 and ten digits.');

const person = {
  name: line(200),
  email,
  mobile,
  designation: line(200).nullable().default(null),
};

const agencyCode = z.string().regex(/^[A-Z0-9]{1,20}$/, 'Code of an agency, such as "EIC".');
const officeId = z.string().regex(/^[A-Z0-9-]{1,60}$/, 'An office, such as "EIC-MUMBAI".');

/** Who comes by himself; each kind brings other proofs later. */
export const registrationBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exporter'), iec, captcha: captchaAnswer }),
  z.strictObject({
    kind: z.literal('agency-administrator'),
    agency: agencyCode,
    ...person,
    captcha: captchaAnswer,
  }),
  z.strictObject({
    kind: z.literal('officer'),
    agency: agencyCode,
    office: officeId,
    ...person,
    captcha: captchaAnswer,
  }),
]);

/** A user may be let manage the others; an agent never. */
const userRights = z.enum(rights).exclude(['decide']);

/** Whom somebody who has signed in proposes. */
export const proposalBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exporter-user'),
    iec,
    ...person,
    rights: givenRights(userRights),
  }),
  z.strictObject({
    kind: z.literal('customs-agent'),
    iec,
    ...person,
    rights: givenRights(userRights.exclude(['manage'])),
    brokerFirm: line(200),
    /** Number of the customs broker's licence (CBLR 2018). */
    brokerLicence: line(60),
  }),
  z.strictObject({ kind: z.literal('staff'), role: z.enum(staffRoles), ...person }),
]);

/** What was signed and by which certificate; `challengeId` names what was handed out. */
export const certificateBody = signingTokenBody.omit({ password: true });

export const consentBody = z.strictObject({
  version: line(40),
  language: z.enum(['en', 'hi']),
  scrolledToEnd: z.literal(true, 'Scroll the declaration to its end first.'),
  agreed: z.literal(true, 'Without "I agree" there is no registration.'),
});

export const detailsBody = z.strictObject({
  gstin: z.string().max(15).nullable(),
  /** Two digits of the GST state code, of a unit in a Special Economic Zone. */
  sezState: z.string().max(2).nullable(),
  aeo: z.string().max(20).nullable().default(null),
});

export const linkHeader = z.object({
  'Idempotency-Key': z.string().min(1).max(255).optional().meta({
    description: 'A key of your own making; a repeat with it is given the first answer.',
  }),
});
/** What stands in the mailed link behind `link=`. */
export const linkBody = z.strictObject({ link: z.string().max(100) });
export const codeBody = z.strictObject({ code: z.string().regex(/^\d{6}$/, 'Six digits.') });
export const sendCodeBody = z.strictObject({ channel: z.enum(['email', 'mobile']) });

export const registrationDecisionBody = z.discriminatedUnion('approve', [
  z.strictObject({ approve: z.literal(true), expectedRevision: revision }),
  z.strictObject({ approve: z.literal(false), expectedRevision: revision, reason: line(500) }),
]);

const kind = z.enum(registrationKinds);
const stage = z.enum(registrationStages);

const state = {
  id: z.uuid(),
  /** Name it to the helpdesk: `EIC/2026/0001`. */
  number: z.string(),
  kind,
  stage,
  revision: z.int(),
  /** What is still to be brought, in any order. */
  missing: z.array(z.enum(proofs)),
};

export const registrationState = z
  .strictObject({ ...state, number: z.string().optional() })
  .meta({ id: 'RegistrationState' });

export const pendingRegistration = z.strictObject({ id: z.uuid() });

/** DGFT's record, to be compared and changed only there; contact details masked. */
const firm = z.strictObject({
  iec: z.string(),
  pan: z.string(),
  firmName: z.string(),
  status: z.string(),
  directors: z.array(z.string()),
  registeredOffice: z.array(z.string()),
  email: z.string(),
  mobile: z.string(),
});

const seen = {
  ...state,
  iec: z.string().nullable(),
  agency: z.string().nullable(),
  office: z.string().nullable(),
  applicant: z.strictObject({
    name: z.string(),
    email: z.string(),
    mobile: z.string(),
    designation: z.string().nullable(),
    role: z.string(),
    rights: z.array(z.string()),
    brokerFirm: z.string().nullable(),
    brokerLicence: z.string().nullable(),
  }),
  firm: firm.nullable(),
  certificate: z
    .strictObject({
      sha256: z.string(),
      subject: z.string(),
      issuer: z.string(),
      validTo: z.string(),
      iecFoundIn: z.string(),
      director: z.string(),
    })
    .nullable(),
  consent: z.strictObject({ version: z.string(), language: z.string(), at: instant }).nullable(),
  details: z
    .strictObject({
      gstin: z.string().nullable(),
      sezState: z.string().nullable(),
      aeo: z.string().nullable(),
    })
    .nullable(),
  hasLetter: z.boolean(),
  decision: z
    .strictObject({ approved: z.boolean(), at: instant, reason: z.string().nullable() })
    .nullable(),
  /** Why it ended without an account; told to the applicant alone. */
  endedBecause: z.enum(registrationEnds).nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** It lapses then, unless the next step is done. */
  dueAt: instant,
};

const timeline = z.array(
  z.strictObject({
    at: instant,
    /** Stable word, such as `email-confirmed`. */
    action: z.string(),
    /** `applicant`, `service`, or the role of who did it. */
    by: z.string(),
  }),
);

export const registrationAnswer = z
  .strictObject({ ...seen, timeline })
  .meta({ id: 'Registration' });

export const begunRegistration = z
  .strictObject({
    ...seen,
    /** Shown once: send it as `Authorization: Bearer …` to come back to this registration. */
    secret: z.string(),
  })
  .meta({ id: 'BegunRegistration' });

export const proposedRegistration = z.strictObject(seen).meta({ id: 'ProposedRegistration' });

/** `secret` only where the applicant was invited and has none yet. */
export const confirmedEmail = z
  .strictObject({ ...state, number: z.string().optional(), secret: z.string().optional() })
  .meta({ id: 'ConfirmedEmail' });

export const registrationQuery = z.strictObject({
  kind: kind.optional(),
  stage: stage.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const registrationPage = z.strictObject({
  registrations: z.array(
    z.strictObject({
      id: z.uuid(),
      number: z.string(),
      kind,
      stage,
      revision: z.int(),
      name: z.string(),
      iec: z.string().nullable(),
      agency: z.string().nullable(),
      office: z.string().nullable(),
      createdAt: instant,
      dueAt: instant,
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const privacyDeclarationAnswer = z
  .strictObject({ version: z.string(), en: z.array(z.string()), hi: z.array(z.string()) })
  .meta({ id: 'PrivacyDeclaration' });

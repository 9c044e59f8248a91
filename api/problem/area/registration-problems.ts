import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What people can be refused on their way to an account; a part of the catalogue. */
export const registrationProblems = {
  'iec-unknown': {
    status: 422,
    title: 'DGFT does not know this IEC',
    advice:
      'Check the ten characters. Without an IEC, register at https://www.dgft.gov.in first and link your e-mail to the IEC there.',
  },
  'iec-contact-missing': {
    status: 422,
    title: 'DGFT has no usable e-mail and mobile number for this IEC',
    advice: 'Link both to the IEC at https://www.dgft.gov.in (Modify IEC), then begin again.',
  },
  'unknown-agency': {
    status: 422,
    title: 'No agency has this code',
    advice: 'Name an agency as GET /api/v1/offices lists it.',
  },
  'email-not-official': {
    status: 422,
    title: "This is not the agency's official address",
    advice: 'Use the e-mail address of the agency that DGFT has on record.',
  },
  'gstin-or-sez': {
    status: 422,
    title: 'GSTIN or SEZ: one of the two',
    advice: 'Give a GSTIN, or the state of the unit in a Special Economic Zone, and not both.',
  },
  'gstin-mistyped': {
    status: 422,
    title: 'The GSTIN is mistyped',
    advice: 'Its check character does not fit the rest. Copy it once more from the certificate.',
  },
  'gstin-of-other-pan': {
    status: 422,
    title: 'The GSTIN belongs to another PAN',
    advice: 'Characters 3 to 12 of the GSTIN must be the PAN that DGFT has for the IEC.',
  },
  'state-unknown': {
    status: 422,
    title: 'There is no such state',
    advice: 'Give the two digits of the GST state code, such as "27" for Maharashtra.',
  },
  'aeo-mistyped': {
    status: 422,
    title: 'The AEO number is mistyped',
    advice: 'It is IN, the PAN, and five more signs. Leave it out where there is none.',
  },
  'aeo-of-other-pan': {
    status: 422,
    title: 'The AEO number belongs to another PAN',
    advice: 'Give the number of the firm that the IEC belongs to, or leave it out.',
  },
  'declaration-outdated': {
    status: 409,
    title: 'Another privacy declaration is in force',
    advice: 'Fetch GET /api/v1/privacy-declaration, read it, and agree to that version.',
  },
  'already-registered': {
    status: 409,
    title: 'This IEC has an account here already',
    advice: 'Sign in with the IEC; ask for a new password there if you have lost it.',
  },
  'proof-not-asked': {
    status: 409,
    title: 'This kind of registration does not ask for that',
    advice: '`missing` of the registration says what is asked for.',
  },
  'codes-exhausted': {
    status: 409,
    title: 'No more codes are sent for this registration',
    advice: 'Let it lapse or withdraw it, and begin anew; or ask the helpdesk.',
  },
  'own-proposal': {
    status: 403,
    title: 'Somebody else must decide on your own proposal',
    advice: 'Ask another person of DGFT operations to decide: this takes four eyes.',
  },
  'registration-ended': {
    status: 409,
    title: 'The registration has ended',
    advice: 'Fetch it again: `stage` and `endedBecause` say how it ended.',
  },
} as const satisfies Record<string, CatalogueEntry>;

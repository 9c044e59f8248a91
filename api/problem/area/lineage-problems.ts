import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What requests against an issued certificate, and its cancellation, can be refused with. */
export const lineageProblems = {
  'parent-not-in-force': {
    status: 409,
    title: 'The certificate is not in force any more',
    advice:
      'Nothing can be issued in its place. A request that is open already: take it back with POST …/withdrawal, and its fee returns to your wallet.',
  },
  'true-copy-too-late': {
    status: 409,
    title: 'The certificate may not be copied any more',
    advice: 'See `detail`. A certificate in lieu of it may still be asked for.',
  },
  'true-copy-of-legacy': {
    status: 409,
    title: 'A certificate of the earlier portal is not copied here',
    advice:
      'What was signed there is not here. Ask for a certificate in lieu of it: POST /api/v1/certificates/{number}/in-lieu.',
  },
  'in-lieu-needs-application': {
    status: 422,
    title: 'Say what is to be certified',
    advice:
      'Of what a certificate of the earlier portal was issued on, not all came over. Send the whole application as `application`; GET /api/v1/legacy-certificates/{number} shows what came over.',
  },
  'request-at-legacy': {
    status: 409,
    title: 'This certificate is still with the earlier portal',
    advice:
      'Ask there: https://coo.dgft.gov.in. Once the certificate has been brought over, ask here.',
  },
  'certificate-moved-on': {
    status: 409,
    title: 'The certificate does not stand any more as you saw it',
    advice: 'Look at it again: GET /api/v1/certificates/{number}/lineage says what became of it.',
  },
} as const satisfies Record<string, CatalogueEntry>;

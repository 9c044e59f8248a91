import { accountProblems } from './area/account-problems.ts';
import { agreementProblems } from './area/agreement-problems.ts';
import { certificateProblems } from './area/certificate-problems.ts';
import { costSheetProblems } from './area/cost-sheet-problems.ts';
import { dgftProblems } from './area/dgft-problems.ts';
import { feeProblems } from './area/fee-problems.ts';
import { lineageProblems } from './area/lineage-problems.ts';
import { migrationProblems } from './area/migration-problems.ts';
import { ownAccountProblems } from './area/own-account-problems.ts';
import { paymentProblems } from './area/payment-problems.ts';
import { queryProblems } from './area/query-problems.ts';
import { queueProblems } from './area/queue-problems.ts';
import { refundProblems } from './area/refund-problems.ts';
import { registrationProblems } from './area/registration-problems.ts';
import { settlementProblems } from './area/settlement-problems.ts';
import { sheetProblems } from './area/sheet-problems.ts';
import { signingProblems } from './area/signing-problems.ts';
import { webhookProblems } from './area/webhook-problems.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Every problem that the API itself can answer. Codes are stable: programs branch on them. */
export const catalogue = {
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    advice: 'Send a body that is valid JSON in UTF-8.',
  },
  'bad-cursor': {
    status: 400,
    title: 'The cursor is not one of ours',
    advice: 'Take `cursor` from `nextCursor` of the page before, unchanged, or leave it out.',
  },
  'bad-file-upload': {
    status: 400,
    title: 'The upload is not one file with its type',
    advice: 'Send multipart/form-data with one text field `type` and one file field `file`.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'The Idempotency-Key header is missing',
    advice: 'Send a key of your own making, such as a UUID; send the same one when you repeat.',
  },
  'idempotency-key-unusable': {
    status: 400,
    title: 'The Idempotency-Key cannot be used',
    advice: 'Use 1 to 255 visible ASCII characters without blanks.',
  },
  'if-match-missing': {
    status: 428,
    title: 'The If-Match header is missing',
    advice: 'Send the revision that you saw, in quotes: `If-Match: "3"`.',
  },
  'payment-message-refused': {
    status: 400,
    title: 'The payment message is not authentic',
    advice: 'Nothing was changed. Sign the message with the checksum key of its own merchant.',
  },
  'cross-site-request': {
    status: 403,
    title: 'The request came from another site',
    advice: 'Send it from a page of this service, or from a program without an Origin header.',
  },
  'role-may-not': {
    status: 403,
    title: 'Your role may not do this',
    advice: 'Ask somebody whose role may; see `detail`.',
  },
  'not-authorised': {
    status: 403,
    title: 'You may not act on this case',
    advice: 'Your account, office, mandate or rights have changed meanwhile. Fetch the case again.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    advice: 'Check the address against /api/docs. What belongs to others looks the same.',
  },
  'certificate-not-found': {
    status: 404,
    title: 'No certificate has this number',
    advice:
      'Compare the number with the paper. Helpdesk: 011-23061495, 011-23061499, coo-dgft@gov.in.',
  },
  'certificate-number-mistyped': {
    status: 404,
    title: 'The certificate number is mistyped',
    advice: 'Its check character does not fit the rest. Copy the number once more from the paper.',
  },
  'certificate-of-legacy': {
    status: 404,
    title: 'This certificate was issued by the earlier portal',
    advice: 'Verify it there: https://coo.dgft.gov.in. It is not known here until it is migrated.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    advice: 'Use one of the methods in the Allow header.',
  },
  'stage-forbids-action': {
    status: 409,
    title: 'The case stands in another stage',
    advice: 'Fetch the case again: `actions` says what you may do now.',
  },
  'revision-stale': {
    status: 409,
    title: 'It has changed since you saw it',
    advice: 'Fetch it again, look at it, and send its new revision.',
  },
  'case-moved-on': {
    status: 409,
    title: 'The case has moved on',
    advice: 'Fetch the case again: somebody else acted, or it is closed.',
  },
  'case-busy': {
    status: 409,
    title: 'Somebody is acting on this case just now',
    advice: 'Fetch the case again, look at it, and send its new revision.',
  },
  'office-exists': {
    status: 409,
    title: 'The agency has an office of this code',
    advice: 'Choose another code, or change the office that is there.',
  },
  'closed-at-dgft': {
    status: 409,
    title: 'DGFT has closed this account',
    advice: 'It is opened again at DGFT; the change arrives here by itself.',
  },
  'last-manager': {
    status: 409,
    title: 'The exporter would have nobody who manages its users',
    advice: 'Give another active user the right to manage first.',
  },
  'needs-attention': {
    status: 409,
    title: 'The case is parked for DGFT operations',
    advice: 'Nothing is lost. DGFT operations have been told and let the case go on.',
  },
  'idempotency-key-in-flight': {
    status: 409,
    title: 'The first request with this key is still at work',
    advice: 'Repeat the request after the seconds in Retry-After.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    advice: 'JSON may have 1 MB, a picture 5 MB, a document 10 MB.',
  },
  'case-documents-full': {
    status: 413,
    title: 'The case can hold no more documents',
    advice: 'A case holds 20 documents and 100 MB together.',
  },
  'content-type-unsupported': {
    status: 415,
    title: 'The body is of a type that this address does not take',
    advice: 'Send application/json in UTF-8, not compressed; documents as multipart/form-data.',
  },
  'document-refused': {
    status: 415,
    title: 'The document is not of an accepted kind',
    advice:
      'Send a sound PDF without scripts, attachments or password, or a sound PNG or JPEG picture.',
  },
  'image-refused': {
    status: 415,
    title: 'The picture cannot be used',
    advice:
      'Send a scan on light paper as PNG, JPEG or WebP of at most 5 MB and 40 million pixels, one page.',
  },
  'invalid-request': {
    status: 422,
    title: 'The request is not of the agreed form',
    advice: '`errors` points at each field and says what it wants.',
  },
  'exporter-not-named': {
    status: 422,
    title: 'It is not said for which exporter',
    advice: 'Name the exporter: POST /api/v1/applications?iec=… with an IEC that you act for.',
  },
  'unknown-office': {
    status: 422,
    title: 'No such issuing office',
    advice: 'Name an agency and an office as GET /api/v1/offices lists them.',
  },
  'office-closed': {
    status: 422,
    title: 'This office takes no applications any more',
    advice: 'Name another office of GET /api/v1/offices.',
  },
  'scheme-not-at-office': {
    status: 422,
    title: 'This office does not issue under this scheme',
    advice: 'Name an office whose `schemes` in GET /api/v1/offices hold it.',
  },
  'scheme-not-of-agency': {
    status: 422,
    title: 'The agency is not authorised for this scheme',
    advice: 'Name schemes of the agency as GET /api/v1/agencies lists them.',
  },
  'office-not-of-agency': {
    status: 422,
    title: 'The agency has no such office',
    advice: "Name offices of the officer's own agency, as GET /api/v1/offices lists them.",
  },
  'merchant-blank': {
    status: 422,
    title: 'The Merchant ID or the checksum key is blank',
    advice: 'Enter it as the payment gateway gave it to the office.',
  },
  'merchant-has-blanks': {
    status: 422,
    title: 'The Merchant ID or the checksum key holds blanks',
    advice: 'Enter it without blanks or line breaks within.',
  },
  'merchant-has-stray-characters': {
    status: 422,
    title: 'The Merchant ID or the checksum key holds characters that do not belong there',
    advice:
      'Type it anew: letters, digits and signs of the keyboard, no pipe; copied text may hold invisible characters.',
  },
  'merchant-refused': {
    status: 422,
    title: 'The payment gateway does not accept this Merchant ID with this checksum key',
    advice:
      "Nothing was saved. Compare both with the gateway's letter; ask the gateway whether the merchant is live.",
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used with another body',
    advice: 'A new request needs a new key; a repeat needs the same body.',
  },
  'iec-not-active': {
    status: 422,
    title: 'The IEC is not active at DGFT',
    advice: 'Put it right on the DGFT site (Modify IEC), then submit again. Nothing was charged.',
  },
  'signing-officer-not-of-office': {
    status: 422,
    title: 'The officer who should sign is not of this office',
    advice: 'Name an active officer who is mapped to the office of the case.',
  },
  'issue-window-closed': {
    status: 422,
    title: 'The certificate may not be issued any more',
    advice: 'See `detail`: the time in which the agreement allows it has passed.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    advice: 'Repeat the request with the same Idempotency-Key; give `traceId` to the helpdesk.',
  },
  'temporarily-unavailable': {
    status: 503,
    title: 'A part of the service is away just now',
    advice: 'Repeat the request with the same Idempotency-Key after the seconds in Retry-After.',
  },
  ...accountProblems,
  ...agreementProblems,
  ...certificateProblems,
  ...costSheetProblems,
  ...sheetProblems,
  ...dgftProblems,
  ...feeProblems,
  ...migrationProblems,
  ...lineageProblems,
  ...ownAccountProblems,
  ...paymentProblems,
  ...refundProblems,
  ...queueProblems,
  ...queryProblems,
  ...registrationProblems,
  ...webhookProblems,
  ...settlementProblems,
  ...signingProblems,
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof catalogue;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(catalogue, code);
}

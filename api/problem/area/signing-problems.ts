import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What whoever signs can be refused with, officers and exporters alike; part of the catalogue. */
export const signingProblems = {
  'not-signing-officer': {
    status: 403,
    title: 'Another officer signs this certificate',
    advice: 'Only the officer who approved the case may sign it.',
  },
  'signing-request-stale': {
    status: 409,
    title: 'The signing request is out of date',
    advice: 'Ask for a new one with POST …/signing-request and sign that.',
  },
  'token-not-registered': {
    status: 422,
    title: 'Whoever is to sign has no registered token',
    advice: 'Register the digital signature token first, then try again.',
  },
  'signature-not-accepted': {
    status: 422,
    title: 'The signature does not hold',
    advice: 'Sign `signedAttributes` of the present signing request with the registered token.',
  },
  'declaration-not-signed': {
    status: 422,
    title: 'The declaration of origin is not signed',
    advice:
      'GET …/declaration gives the text. Sign it with `ecoo sign-agent` (POST /sign-declaration) and submit with the signature.',
  },
  'declaration-not-accepted': {
    status: 422,
    title: 'The signature over the declaration does not hold',
    advice:
      'GET …/declaration gives the text of the draft as it stands. Sign exactly that, with the token that is registered for you.',
  },
  'signature-image-missing': {
    status: 422,
    title: 'There is no scan of your signature',
    advice: 'Upload one with PUT /api/v1/account/signature-image, then ask again.',
  },
} as const satisfies Record<string, CatalogueEntry>;

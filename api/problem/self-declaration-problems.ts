import type { CatalogueEntry } from './catalogue.ts';

/** What exporters who declare origin themselves can be refused with; part of the catalogue. */
export const selfDeclarationProblems = {
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

import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What people can be refused who change their own account; a part of the catalogue. */
export const ownAccountProblems = {
  'link-not-valid': {
    status: 410,
    title: 'The link is not valid any more',
    advice: 'A link works once and for a limited time, and only the newest one. Ask for a new one.',
  },
  'code-not-valid': {
    status: 410,
    title: 'The code is not valid any more',
    advice: 'It was used, is too old, or was tried too often. Ask for a new one.',
  },
  'code-wrong': {
    status: 422,
    title: 'The code is wrong',
    advice:
      'Compare it with the newest message. After five wrong codes a new one must be asked for.',
  },
  'password-too-weak': {
    status: 422,
    title: 'This password is too easily guessed',
    advice: '`errors` says why, and what would help. Nothing was changed.',
  },
  'email-not-of-agency': {
    status: 422,
    title: 'The address is not one of your agency',
    advice: 'Use an official address, under the domain that DGFT has for your agency.',
  },
  'scope-not-held': {
    status: 422,
    title: 'A token cannot do what you may not do',
    advice: 'Choose among `rights` of GET /api/v1/account.',
  },
  'tokens-full': {
    status: 409,
    title: 'You have as many API tokens as one person may have',
    advice: 'Revoke one that is not needed any more, then make the new one.',
  },
} as const satisfies Record<string, CatalogueEntry>;

import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What accounts, signing in and registering can be refused with; a part of the catalogue. */
export const accountProblems = {
  'not-signed-in': {
    status: 401,
    title: 'Nobody is signed in',
    advice: 'Sign in with POST /api/v1/sessions and send its cookie, or send an API token.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'Signing in was refused',
    advice:
      'Check login and password. After five wrong passwords an account is locked for 30 minutes.',
  },
  'account-unfinished': {
    status: 403,
    title: 'The account is not finished',
    advice: '`mustDo` of GET /api/v1/sessions/current says what is to be done first.',
  },
  'captcha-refused': {
    status: 422,
    title: 'The CAPTCHA was not answered rightly',
    advice: 'Ask a new question with POST /api/v1/captchas; each can be answered once.',
  },
  'authenticator-code-wrong': {
    status: 422,
    title: 'The code of the authenticator is wrong',
    advice: 'Type the code that it shows now; each works once, and its clock must be right.',
  },
  'authenticator-not-offered': {
    status: 409,
    title: 'No authenticator waits to be confirmed',
    advice: 'Get a secret by POST /api/v1/account/authenticator first.',
  },
  'password-wrong': {
    status: 422,
    title: 'This is not your present password',
    advice: 'Type it once more; if you have forgotten it, sign out and set a new one.',
  },
  'too-many-requests': {
    status: 429,
    title: 'This was tried too often',
    advice: 'Wait for the seconds in Retry-After, then try again.',
  },
} as const satisfies Record<string, CatalogueEntry>;

import type { SignedIn } from '../../db/queries/session.ts';
import { type Html, html } from './html.ts';
import { both, page } from './layout.ts';

const field = (name: string, type: string, label: Html, complete: string): Html =>
  html`<p><label for="${name}">${label}</label><br>
<input id="${name}" name="${name}" type="${type}" required maxlength="200" autocomplete="${complete}"></p>`;

/** The form to sign in by; `refused` when the last attempt was. */
export function signInPage(refused: boolean): string {
  const words = both('Sign in', 'साइन इन करें');
  return page(
    refused ? 'Error: sign in' : 'Sign in',
    html`<h1>${words}</h1>
<section class="card">${refused ? html`<p role="alert"><b>${both('Login or password is wrong, or the account is locked.', 'लॉगिन या पासवर्ड ग़लत है, या खाता बंद है।')}</b></p>` : null}
<form method="post" action="/sign-in">
${field('login', 'text', both('Login (exporters: the IEC)', 'लॉगिन (निर्यातक: आईईसी)'), 'username')}
${field('password', 'password', both('Password', 'पासवर्ड'), 'current-password')}
<p><button>${words}</button></p></form></section>`,
  );
}

/** Who is signed in, what that opens in a browser, and the way out. */
export function signedInPage({ name, role }: SignedIn, temporalUiUrl: string | null): string {
  const operations =
    role === 'dgft-operations' && temporalUiUrl
      ? html`<p><a href="${temporalUiUrl}">Temporal UI</a>: turn on “Include cross-origin credentials”
behind the glasses icon once, and it shows every case in clear words.</p>`
      : html`<p>Your role works through the HTTP API: <a href="/api/docs">its reference</a> uses this
sign-in.</p>`;
  return page(
    'Signed in',
    html`<h1>${both('Signed in', 'साइन इन हो गया')}</h1>
<section class="card"><p>${name} (${role})</p>${operations}
<form method="post" action="/sign-out"><button>${both('Sign out', 'साइन आउट')}</button></form></section>`,
  );
}

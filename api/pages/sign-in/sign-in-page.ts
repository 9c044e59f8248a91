import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { captchaField } from './captcha-field.ts';
import { alert, field } from './fields.ts';
import { wordsOf } from './words.ts';

/** The same page in the other language. */
export const otherLanguage = (path: string, language: Language): Html =>
  language === 'hi'
    ? html`<p><a href="${path}?lang=en" lang="en" hreflang="en">English</a></p>`
    : html`<p><a href="${path}?lang=hi" lang="hi" hreflang="hi">हिन्दी</a></p>`;

/** The form to sign in by; `errors` says what was wrong with the last attempt, `login` what it was of. */
export function signInPage(
  language: Language,
  captcha: AskedCaptcha,
  { errors = [], login = '' }: { errors?: readonly string[]; login?: string } = {},
): string {
  const words = wordsOf(language);
  const title = errors.length > 0 ? `Error: ${words.signIn}` : words.signIn;
  const body = html`<h1>${words.signIn}</h1>${otherLanguage('/sign-in', language)}
<section class="card">${alert(errors)}
<form method="post" action="/sign-in?lang=${language}">
${field({ name: 'login', label: words.login, complete: 'username', value: login })}
${field({ name: 'password', label: words.password, complete: 'current-password', type: 'password' })}
${field({ name: 'code', label: words.code, complete: 'one-time-code', hint: words.codeHint, optional: true, digits: true })}
${captchaField(captcha, language, words, '/sign-in')}
<p><button>${words.signIn}</button></p></form>
<p><a href="/forgot-password?lang=${language}">${words.forgot}</a> · <a href="/sign-in/dgft">${words.dgft}</a></p></section>`;
  return page(title, body, language);
}

/** Who is signed in, what that opens in a browser, and the way out. */
export function signedInPage(
  language: Language,
  { name, role }: SignedIn,
  temporalUiUrl: string | null,
): string {
  const words = wordsOf(language);
  const operations =
    role === 'dgft-operations' && temporalUiUrl
      ? html`<p><a href="${temporalUiUrl}">Temporal UI</a>: turn on “Include cross-origin credentials”
behind the glasses icon once, and it shows every case in clear words.</p>`
      : html`<p>Your role works through the HTTP API: <a href="/api/docs">its reference</a> uses this
sign-in.</p>`;
  const body = html`<h1>${words.signedIn}</h1>
<section class="card"><p>${name} (${role})</p>${operations}
<p><a href="/account/password?lang=${language}">${words.newPassword}</a> ·
<a href="/account/authenticator?lang=${language}">${words.enrol}</a></p>
<form method="post" action="/sign-out"><button>${words.signOut}</button></form></section>`;
  return page(words.signedIn, body, language);
}

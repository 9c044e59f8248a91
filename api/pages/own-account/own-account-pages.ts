import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { captchaField } from '../sign-in/captcha-field.ts';
import { alert, field } from '../sign-in/fields.ts';
import { wordsOf as signInWordsOf } from '../sign-in/words.ts';
import { wordsOf } from './words.ts';

/** What was refused at the last attempt, in sentences. */
export type Refused = { errors?: readonly string[] };

export const forgotPasswordPath = '/forgot-password';
export const resetPasswordPath = '/reset-password';
export const confirmEmailPath = '/confirm-email';

/** A link to this page in the other language; a mailed token goes along. */
function otherLanguage(path: string, language: Language, token?: string): Html {
  const [other, name] = language === 'hi' ? ['en', 'English'] : ['hi', 'हिन्दी'];
  const carried = token === undefined ? '' : `&token=${encodeURIComponent(token)}`;
  return html`<p><a href="${path}?lang=${other}${carried}" lang="${other}" hreflang="${other}">${name}</a></p>`;
}

function card(
  language: Language,
  title: string,
  body: Html,
  { errors = [] }: Refused = {},
): string {
  const head = errors.length > 0 ? `Error: ${title}` : title;
  return page(
    head,
    html`<h1>${title}</h1><section class="card">${alert(errors)}${body}</section>`,
    language,
  );
}

/** Where a link to a new password is asked for. */
export function forgotPasswordPage(
  language: Language,
  captcha: AskedCaptcha,
  { errors = [], login = '' }: Refused & { login?: string } = {},
): string {
  const words = wordsOf(language);
  const question = captchaField(captcha, language, signInWordsOf(language), forgotPasswordPath);
  const body = html`${otherLanguage(forgotPasswordPath, language)}<p>${words.forgotHow}</p>
<form method="post" action="${forgotPasswordPath}?lang=${language}">
${field({ name: 'login', label: words.login, complete: 'username', value: login })}
${question}
<p><button>${words.send}</button></p></form>`;
  return card(language, words.forgot, body, { errors });
}

/** The same whether or not anything was sent. */
export function linkSentPage(language: Language): string {
  const words = wordsOf(language);
  return card(language, words.sent, html`<p>${words.sentHow}</p>`);
}

/** Where the mailed link leads: the form for a new password. */
export function resetPasswordPage(language: Language, token: string, refused?: Refused): string {
  const words = wordsOf(language);
  const body = html`${otherLanguage(resetPasswordPath, language, token)}<p>${words.resetHow}</p>
<form method="post" action="${resetPasswordPath}?lang=${language}">
<input type="hidden" name="token" value="${token}">
${field({ name: 'password', label: words.newPassword, complete: 'new-password', type: 'password' })}
<p><button>${words.save}</button></p></form>
<p><a href="${forgotPasswordPath}?lang=${language}">${words.again}</a></p>`;
  return card(language, words.reset, body, refused);
}

export function passwordSetPage(language: Language): string {
  const words = wordsOf(language);
  const way = html`<p><a href="/sign-in?lang=${language}">${words.signIn}</a></p>`;
  return card(language, words.saved, way);
}

/** Where the link leads by which an address agrees; following it changes nothing, programs do that. */
export function confirmEmailPage(language: Language, token: string, refused?: Refused): string {
  const words = wordsOf(language);
  const body = html`${otherLanguage(confirmEmailPath, language, token)}<p>${words.agreeHow}</p>
<form method="post" action="${confirmEmailPath}?lang=${language}">
<input type="hidden" name="token" value="${token}">
<p><button>${words.agreeNow}</button></p></form>`;
  return card(language, words.agree, body, refused);
}

export function emailAgreedPage(language: Language, isDone: boolean): string {
  const words = wordsOf(language);
  const what = html`<p>${isDone ? words.agreedDone : words.agreedWaiting}</p>`;
  return card(language, words.agreed, what);
}

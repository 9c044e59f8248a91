import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { captchaField } from '../sign-in/captcha-field.ts';
import { alert } from '../sign-in/fields.ts';
import { wordsOf } from '../sign-in/words.ts';
import { fileSection } from './file-section.ts';
import { codeLinkScript } from './scripts.ts';
import { banner } from './verdict-parts.ts';
import { type VerificationWords, verificationWords } from './words.ts';

export type AskAgain = {
  number?: string;
  errors?: readonly string[];
  fileErrors?: readonly string[];
};

const isOther = (language: Language): Language => (language === 'hi' ? 'en' : 'hi');

/** The same page with the number that was typed, so that no switch loses it. */
const addressOf = (path: string, number: string): string =>
  number ? `${path}?number=${encodeURIComponent(number)}` : path;

function numberForm(
  language: Language,
  captcha: AskedCaptcha,
  number: string,
  words: VerificationWords,
): Html {
  return html`<form method="post" action="/verify?lang=${language}" data-number>
<p><label for="number">${words.number}</label>
<input id="number" name="number" class="number" required maxlength="2000" autocomplete="off" autocapitalize="characters"
 spellcheck="false" aria-describedby="number-hint" value="${number}">
<br><small id="number-hint" class="hint">${words.numberHint}</small></p>
${captchaField(captcha, language, wordsOf(language), addressOf('/verify', number))}
<p><button>${words.verify}</button></p></form>`;
}

/** Where a verification begins: by number, with a question, or by the file (R70). */
export function askPage(
  language: Language,
  captcha: AskedCaptcha,
  { number = '', errors = [], fileErrors = [] }: AskAgain = {},
): string {
  const words = verificationWords(language);
  const failed = errors.length + fileErrors.length > 0;
  const title = failed ? `${words.error}: ${words.title}` : words.title;
  const body = html`<h1>${words.title}</h1><p class="lead">${words.lead} ${words.byCode}</p>
<div class="ways"><section class="card"><h2>${words.byNumber}</h2>${alert(errors)}
${numberForm(language, captcha, number, words)}</section>
${fileSection(language, words, fileErrors)}</div>`;
  const other = addressOf('/verify', number);
  const join = other.includes('?') ? '&' : '?';
  return page(title, body, language, `${other}${join}lang=${isOther(language)}`);
}

/** A certificate's page where very many were looked at from one network: a question stands before it. */
export function busyPage(language: Language, captcha: AskedCaptcha, number: string): string {
  const words = verificationWords(language);
  const body = html`${banner('warn', '?', words.busy, number)}
<section class="card"><p>${words.busyWhy}</p>${numberForm(language, captcha, number, words)}</section>
<script src="${codeLinkScript.path}" defer></script>`;
  const other = `/v/${encodeURIComponent(number)}?lang=${isOther(language)}`;
  return page(words.busy, body, language, other);
}

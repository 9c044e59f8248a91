import type { RegistrationRow } from '../../../db/queries/registration/registration.ts';
import { maskedMobile } from '../../../domain/registration/masked.ts';
import { privacyDeclaration } from '../../../domain/registration/privacy-declaration.ts';
import { missingProofs } from '../../../domain/registration/proofs.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { type RegistrationWords, wordsOf } from './words.ts';

const alert = (text: string | null): Html | null =>
  text === null ? null : html`<p role="alert"><b>${text}</b></p>`;

/** The mailed link leads here; programs that look into mails only look, so a person presses a button. */
export function confirmPage(language: Language, link: string, key: string): string {
  const words = wordsOf(language);
  return page(
    words.confirmTitle,
    html`<h1>${words.confirmTitle}</h1>
<section class="card"><p>${words.confirmWhy}</p>
<form method="post" action="/registration/verify?lang=${language}">
<input type="hidden" name="link" value="${link}"><input type="hidden" name="key" value="${key}"><p><button>${words.confirm}</button></p>
</form></section>`,
    language,
  );
}

/** How confirming went for who goes on elsewhere. */
export function confirmedPage(language: Language, refused: string | null): string {
  const words = wordsOf(language);
  const title = refused === null ? words.confirmed : words.notConfirmed;
  const next = refused === null ? words.confirmedNext : words.newLink;
  return page(
    title,
    html`<h1>${title}</h1><section class="card">${alert(refused)}<p>${next}</p></section>`,
    language,
  );
}

/** Nobody is known here by a cookie. */
export function lostPage(language: Language): string {
  const words = wordsOf(language);
  return page(words.title, html`<h1>${words.title}</h1><p>${words.lost}</p>`, language);
}

function mobileForm({ applicant }: RegistrationRow, words: RegistrationWords, action: string) {
  return html`<section class="card"><h2>${words.mobile}</h2>
<p>${words.mobileWhy} (${maskedMobile(applicant.mobile)})</p>
<form method="post" action="${action}"><p><label for="code">${words.code}</label><br>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required></p>
<p><button>${words.save}</button></p></form>
<form method="post" action="${action}"><button name="send" value="mobile">${words.send}</button></form></section>`;
}

/** The button stands behind the text: who reaches it has scrolled to the end. */
function consentForm(language: Language, words: RegistrationWords, action: string): Html {
  const { version } = privacyDeclaration;
  return html`<section class="card"><h2>${words.declaration} ${version}</h2>
${privacyDeclaration[language].map((paragraph) => html`<p>${paragraph}</p>`)}
<form method="post" action="${action}"><button name="agree" value="${version}">${words.agree}</button></form></section>`;
}

function standing({ stage }: RegistrationRow, words: RegistrationWords): string | null {
  if (stage === 'collecting') return null;
  if (stage === 'awaiting-decision' || stage === 'needs-attention') return words.awaiting;
  return stage === 'active' ? words.active : words.ended;
}

/** What is still missing, with a form for each. */
export function registrationPage(
  language: Language,
  row: RegistrationRow,
  refused: string | null,
): string {
  const words = wordsOf(language);
  const action = `/registration/continue?lang=${language}`;
  const missing = row.stage === 'collecting' ? missingProofs(row) : [];
  const said = standing(row, words);
  return page(
    words.title,
    html`<h1>${words.title}</h1><p>${words.number}: <b>${row.number}</b></p>${alert(refused)}
${said === null ? null : html`<p>${said}</p>`}
${missing.includes('mobile') ? mobileForm(row, words, action) : null}
${missing.includes('consent') ? consentForm(language, words, action) : null}
${missing.includes('letter') ? html`<p>${words.letter}</p>` : null}`,
    language,
  );
}

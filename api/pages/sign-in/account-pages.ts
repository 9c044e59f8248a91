import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { alert, field } from './fields.ts';
import { otherLanguage } from './sign-in-page.ts';
import { wordsOf } from './words.ts';

type Said = { errors?: readonly string[] };

function form(language: Language, path: string, title: string, { errors = [] }: Said, body: Html) {
  const head = errors.length > 0 ? `Error: ${title}` : title;
  const whole = html`<h1>${title}</h1>${otherLanguage(path, language)}
<section class="card">${alert(errors)}
<form method="post" action="${path}?lang=${language}">${body}</form></section>`;
  return page(head, whole, language);
}

/** Where a mailed password is changed for one's own; any other as well. */
export function passwordPage(language: Language, said: Said = {}): string {
  const words = wordsOf(language);
  const { newPassword: label, newPasswordHint: hint, repeated } = words;
  const fresh = { complete: 'new-password', type: 'password' } as const;
  return form(
    language,
    '/account/password',
    words.setPassword,
    said,
    html`<p>${words.setPasswordWhy}</p>
${field({ name: 'current', label: words.currentPassword, complete: 'current-password', type: 'password' })}
${field({ name: 'password', label, hint, ...fresh })}
${field({ name: 'repeated', label: repeated, ...fresh })}
<p><button>${words.save}</button></p>`,
  );
}

/** The first step to an authenticator: who asks is asked once more who he is. */
export function authenticatorPage(language: Language, said: Said = {}): string {
  const words = wordsOf(language);
  return form(
    language,
    '/account/authenticator',
    words.enrol,
    said,
    html`<p>${words.enrolWhy}</p>
${field({ name: 'password', label: words.currentPassword, complete: 'current-password', type: 'password', optional: true })}
${field({ name: 'code', label: words.oldCode, complete: 'one-time-code', optional: true, digits: true })}
<p><button>${words.begin}</button></p>`,
  );
}

/** The second step: the secret to take over, as picture and as text, and its first code. */
export function authenticatorSecretPage(
  language: Language,
  { svg, secret }: { svg: string; secret: string },
): string {
  const words = wordsOf(language);
  return form(
    language,
    '/account/authenticator/confirmation',
    words.enrol,
    {},
    html`<p>${words.scan}</p><div class="qr" role="img" aria-label="QR">${{ html: svg }}</div>
<p>${words.byHand}: <code>${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
${field({ name: 'code', label: words.code, complete: 'one-time-code', digits: true })}
<p><button>${words.confirm}</button></p>`,
  );
}

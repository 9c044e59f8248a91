import { type CaptchaForm, captchaForms } from '../../../credential/captcha/answer.ts';
import type { AskedCaptcha } from '../../captcha/ask-captcha.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { proofOfWorkPath } from './proof-of-work-script.ts';
import type { Words } from './words.ts';

const answer = (label: Html): Html => html`<p><label for="answer">${label}</label>
<input id="answer" name="answer" type="text" required inputmode="numeric" maxlength="20" autocomplete="off"></p>`;

function questionOf(asked: AskedCaptcha, language: Language, words: Words): Html | null {
  const { id, form, question } = asked;
  switch (form) {
    case 'arithmetic':
      return answer(
        html`${words.sum} <b aria-hidden="true">${question?.written ?? ''}</b><span class="unseen">${question?.spoken[language] ?? ''}</span>?`,
      );
    case 'image':
      return html`<p><img src="/api/v1/captchas/${id}/image" width="260" height="90" alt="${words.picture}"></p>
${answer(html`${words.see}`)}`;
    case 'audio':
      return html`<p><audio controls preload="auto" src="/api/v1/captchas/${id}/audio?lang=${language}"></audio></p>
${answer(html`${words.hear}`)}`;
    case 'proof-of-work':
      return html`<noscript><p><b>${words.needsScript}</b></p></noscript>
<p role="status" id="work" data-done="${words.worked}" data-unable="${words.needsScript}" data-challenge="${JSON.stringify(asked.challenge)}">${words.working}</p>
<input type="hidden" id="answer" name="answer" value=""><script src="${proofOfWorkPath}" defer></script>`;
    default:
      return form satisfies never;
  }
}

/** The question with its answer's field, and the ways to another on the page at `path`; works without script but for one. */
export function captchaField(
  asked: AskedCaptcha,
  language: Language,
  words: Words,
  path: string,
): Html {
  const begun = path.includes('?') ? `${path}&` : `${path}?`;
  const to = (form: CaptchaForm) => `${begun}captcha=${form}&lang=${language}`;
  const others = captchaForms.filter((form) => form !== asked.form);
  return html`<fieldset><legend class="unseen">CAPTCHA</legend>
<input type="hidden" name="captcha" value="${asked.id}"><input type="hidden" name="form" value="${asked.form}">
${questionOf(asked, language, words)}
<p><a href="${to(asked.form)}">${words.refresh}</a> · ${words.others}:
${others.map((form, index) => html`${index ? ', ' : ''}<a href="${to(form)}">${words.forms[form]}</a>`)}</p>
</fieldset>`;
}

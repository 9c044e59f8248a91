import { type Html, html } from '../html.ts';

type Field = {
  name: string;
  label: string;
  complete: string;
  type?: 'text' | 'password';
  hint?: string;
  value?: string;
  optional?: boolean;
  /** Digits alone: telephones show their keys for it. */
  digits?: boolean;
};

/** A labelled field; its hint is read out with it. */
export function field(given: Field): Html {
  const { name, label, complete, hint = '', value = '', type = 'text' } = given;
  const hintId = `${name}-hint`;
  const described = hint ? html` aria-describedby="${hintId}"` : null;
  const needed = given.optional ? null : html` required`;
  const mode = given.digits ? html` inputmode="numeric"` : null;
  return html`<p><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="256" autocomplete="${complete}" spellcheck="false" autocapitalize="none"${needed}${mode}${described}>
${hint ? html`<br><small id="${hintId}">${hint}</small>` : null}</p>`;
}

/** What went wrong, read out at once; null for nothing. */
export const alert = (sentences: readonly string[]): Html | null =>
  sentences.length > 0
    ? html`<div role="alert">${sentences.map((one) => html`<p><b>${one}</b></p>`)}</div>`
    : null;

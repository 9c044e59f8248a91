import type { Line } from '../../verification/verdict.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { type VerificationWords, verificationWords } from './words.ts';

export type Tone = 'good' | 'warn' | 'bad';

/** What somebody at a counter must see first: the verdict in words, and of which number. */
export function banner(tone: Tone, icon: string, title: string, number: string | null): Html {
  const shown = number && html`<p class="number">${number}</p>`;
  return html`<div class="verdict ${tone}"><span class="icon" aria-hidden="true">${icon}</span>
<div><h1>${title}</h1>${shown}</div></div>`;
}

/** A line, or one of which nobody can say whether it holds. */
type Shown = Omit<Line, 'holds'> & { holds: boolean | null };

function markOf(holds: boolean | null, words: VerificationWords): readonly [Tone, Html] {
  if (holds === null) return ['warn', html`<b>? ${words.cannotTell}</b>`];
  return holds
    ? ['good', html`<b class="yes">✔ ${words.yes}</b>`]
    : ['bad', html`<b class="no">✖ ${words.no}</b>`];
}

/** The three verdicts, each in words; colour and sign only repeat them. */
export function threeLines(
  lines: { contentIntact: Shown; issuerRecognised: Shown; statusCurrent: Shown },
  language: Language,
): Html {
  const words = verificationWords(language);
  const names = ['contentIntact', 'issuerRecognised', 'statusCurrent'] as const;
  const items = names.map((name) => {
    const { holds, sentence, sentenceHi } = lines[name];
    const [tone, mark] = markOf(holds, words);
    return html`<li class="${tone}"><h2>${words[name]}</h2><p>${mark}</p>
<p>${language === 'hi' ? sentenceHi : sentence}</p></li>`;
  });
  return html`<ul class="three">${items}</ul>`;
}

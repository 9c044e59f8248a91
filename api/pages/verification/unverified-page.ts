import { legacyPortal } from '../../../domain/transition/transition.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { fileSection } from './file-section.ts';
import { banner } from './verdict-parts.ts';
import { type VerificationWords, verificationWords } from './words.ts';

type Reason = keyof VerificationWords['unverified'];

/** What cannot be verified: why, and whom to ask. Nothing of it hints at other people's numbers. */
export function unverifiedPage(reason: Reason, asked: string, language: Language): string {
  const words = verificationWords(language);
  const { title, advice } = words.unverified[reason];
  const tone = reason === 'unknown' || reason === 'file' ? 'bad' : 'warn';
  const portal: Html | null =
    reason === 'legacy'
      ? html`<p><a class="button" href="${legacyPortal}">${words.legacyPortal}</a></p><p>${legacyPortal}</p>`
      : null;
  const mayBeRetyped = reason !== 'file' && reason !== 'legacy';
  const again = new URLSearchParams({ ...(mayBeRetyped && { number: asked }), lang: language });
  const body = html`${banner(tone, '?', title, asked)}
<section class="card"><p>${advice}</p>${portal}
<p><a href="/verify?${again.toString()}">${mayBeRetyped ? words.again : words.another}</a></p></section>
${reason === 'file' ? fileSection(language, words) : null}`;
  const other = language === 'hi' ? 'en' : 'hi';
  const address =
    reason === 'file'
      ? `/verify?sha256=${asked}&lang=${other}`
      : `/v/${encodeURIComponent(asked)}?lang=${other}`;
  return page(title, body, language, address);
}

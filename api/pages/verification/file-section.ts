import type { Verification } from '../../verification/verdict.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { alert } from '../sign-in/fields.ts';
import { verifyFileScript } from './scripts.ts';
import type { VerificationWords } from './words.ts';

const chooser = (words: VerificationWords): Html =>
  html`<p><label for="file">${words.file}</label>
<input id="file" name="file" type="file" accept="application/pdf,.pdf" aria-describedby="file-hint">
<br><small id="file-hint" class="hint">${words.fileHint} <span data-drop hidden>${words.drop}</span></small></p>`;

/**
 * A PDF to be checked. Without script it is uploaded; with it, its fingerprint is worked out in the
 * browser, and whether more than that leaves the device is the person's choice.
 */
export function fileSection(
  language: Language,
  words: VerificationWords,
  errors: readonly string[] = [],
): Html {
  return html`<section class="card" id="by-file"><h2>${words.byFile}</h2><p>${words.byFileWhy}</p>
${alert(errors)}
<form method="post" action="/verify/file?lang=${language}" enctype="multipart/form-data"
 data-file data-computing="${words.computing}" data-computed="${words.computed}" data-unreadable="${words.unreadable}">
${chooser(words)}
<p data-said role="status"></p>
<p data-look-up hidden><a class="button" href="/verify?lang=${language}">${words.lookUp}</a><br>
<small class="hint">${words.lookUpWhy}</small></p>
<p><button class="second">${words.check}</button><br><small class="hint">${words.checkWhy}</small></p></form></section>
<script src="${verifyFileScript.path}" defer></script>`;
}

/** A file beside a certificate's page, compared in the browser; needs script, so it is hidden without. */
export const compareSection = ({ pdfSha256 }: Verification, words: VerificationWords): Html =>
  html`<section class="card" data-file data-expected="${pdfSha256}" data-same="${words.same}" data-different="${words.different}"
 data-computing="${words.computing}" data-unreadable="${words.unreadable}" hidden>
<h2>${words.compare}</h2><p>${words.compareWhy}</p>${chooser(words)}<p data-said role="status"></p></section>
<script src="${verifyFileScript.path}" defer></script>`;

/** What came of comparing a fingerprint that the address names. */
export function comparedNotice(
  { pdfSha256 }: Verification,
  compared: string | null,
  words: VerificationWords,
): Html | null {
  if (compared === null) return null;
  const same = compared === pdfSha256;
  return html`<p class="notice ${same ? 'good' : 'bad'}"><b>${same ? '✔' : '✖'}</b>
${same ? words.sameSent : words.different}</p>`;
}

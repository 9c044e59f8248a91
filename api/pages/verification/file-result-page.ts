import type { FileAnswer } from '../../verification/check-file.ts';
import type { Line } from '../../verification/verdict.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { page } from '../layout.ts';
import { certificateTables } from './certificate-tables.ts';
import { looks, wayOn } from './result-page.ts';
import { banner, threeLines } from './verdict-parts.ts';
import { type VerificationWords, verificationWords } from './words.ts';

type Sentences = VerificationWords['fileSentences'];

/** A sentence in both languages, whichever the page speaks. */
function line(holds: boolean, yes: keyof Sentences, no: keyof Sentences): Line {
  const name = holds ? yes : no;
  const [en, hi] = [verificationWords('en'), verificationWords('hi')];
  return { holds, sentence: en.fileSentences[name], sentenceHi: hi.fileSentences[name] };
}

function findingsOf({ findings }: FileAnswer, words: VerificationWords): Html {
  const items = findings.map(
    ({ check, holds, detail }) => html`<li>${holds ? '✔' : '✖'} <b>${check}</b>: ${detail}</li>`,
  );
  return html`<section class="card"><details><summary>${words.findings}</summary>
<ul lang="en">${items}</ul></details></section>`;
}

/** What came of checking an uploaded file: the same three verdicts, of the file itself. */
export function fileResultPage(answer: FileAnswer, language: Language): string {
  const words = verificationWords(language);
  const { contentIntact, issuerRecognised, verification, sha256 } = answer;
  const believed = contentIntact && issuerRecognised ? verification : null;
  const title = believed ? words.verdicts[believed.verdict] : words.fileVerdicts.changed;
  const lines = {
    contentIntact: line(contentIntact, 'intact', 'changed'),
    issuerRecognised: line(issuerRecognised, 'recognised', 'unrecognised'),
    statusCurrent: believed?.statusCurrent ?? line(false, 'unknown', 'unknown'),
  };
  const [tone, icon] = looks[believed?.verdict ?? 'not-genuine'];
  const body = html`${banner(tone, icon, title, believed?.number ?? null)}
${threeLines(lines, language)}
${believed && wayOn(believed, language)}
${findingsOf(answer, words)}
${believed?.certificate ? certificateTables(believed.certificate, language) : null}
<section class="card"><p>${words.fingerprint}:<br><code>${sha256}</code></p></section>
<p><a href="/verify?lang=${language}">${words.another}</a></p>`;
  return page(title, body, language);
}

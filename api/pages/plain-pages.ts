import { refusalCodes } from '../../domain/refusal-codes.ts';
import { catalogue } from '../problem/catalogue.ts';
import { type Html, html } from './html.ts';
import { both, page } from './layout.ts';

const link = (href: string, english: string, hindi: string, what: string): Html =>
  html`<li><b><a href="${href}">${english}</a></b> <span class="hi" lang="hi">${hindi}</span>
<small>${what}</small></li>`;

/** The first page: where everything is. */
export function frontPage(temporalUiUrl: string | null): string {
  return page(
    'Certificate of Origin',
    html`<h1>${both('Electronic Certificate of Origin', 'इलेक्ट्रॉनिक उत्पत्ति प्रमाण-पत्र')}</h1>
<section class="card"><ul class="lines">
${link('/verify', 'Verify a certificate', 'प्रमाण-पत्र सत्यापित करें', 'By the number printed on it; open to anybody.')}
${link('/forms', 'Forms and specimens', 'प्रपत्र और नमूने', 'What a certificate looks like under each agreement.')}
${link('/api/docs', 'For programs', 'प्रोग्रामों के लिए', 'Every address of the HTTP API; OpenAPI at /api/v1/openapi.json.')}
${link('/problems', 'Problems and what to do', 'समस्याएँ और समाधान', 'Every code with which a request may be refused.')}
${temporalUiUrl && link(temporalUiUrl, 'Temporal UI', 'संचालन', 'For DGFT operations: cases as they run.')}
</ul></section>`,
  );
}

const row = (code: string, status: number, title: string, advice: string): Html =>
  html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}<br>
<small>${advice}</small></td></tr>`;

/** What `type` in every problem answer leads to. */
export function problemsPage(): string {
  const head = html`<thead><tr><th scope="col">Code</th><th scope="col">Status</th>
<th scope="col">What it means and what to do</th></tr></thead>`;
  const own = Object.entries(catalogue).map(([code, { status, title, advice }]) =>
    row(code, status, title, advice),
  );
  const rules = Object.entries(refusalCodes).map(([code, meaning]) => row(code, 422, meaning, ''));
  return page(
    'Problems',
    html`<h1>${both('Problems and what to do', 'समस्याएँ और समाधान')}</h1>
<section class="card"><div class="scroll"><table>${head}<tbody>${own}</tbody></table></div></section>
<section class="card"><h2>${both('Refusals by the rules of origin', 'मूल नियमों द्वारा अस्वीकृति')}</h2>
<div class="scroll"><table>${head}<tbody>${rules}</tbody></table></div></section>`,
  );
}

const returns = {
  paid: ['The fee is paid', 'शुल्क का भुगतान हो गया', 'Your application goes to the office now.'],
  failed: [
    'The payment did not go through',
    'भुगतान नहीं हुआ',
    'Nothing was charged. Pay again from your application.',
  ],
  pending: [
    'The bank has not decided yet',
    'बैंक का निर्णय लंबित है',
    'Do not pay again: we ask the bank until it has, and your application goes on by itself.',
  ],
} as const;

/** Where the browser lands after the gateway; null for an outcome that does not exist. */
export function paymentPage(outcome: string): string | null {
  if (!(outcome in returns)) return null;
  const [words, hindi, advice] = returns[outcome as keyof typeof returns];
  const body = html`<h1>${both(words, hindi)}</h1><section class="card"><p>${advice}</p></section>`;
  return page(words, body);
}

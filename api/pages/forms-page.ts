import type { FormInWords } from '../../document/form-list.ts';
import { schemeByCode } from '../../domain/agreement/schemes.ts';
import { type Html, html } from './html.ts';
import { both, page } from './layout.ts';

const standing = (confirmed: boolean): Html =>
  confirmed
    ? both('Layout confirmed', 'प्रारूप पुष्ट')
    : html`<b>${both('Layout unconfirmed', 'प्रारूप अपुष्ट')}</b>`;

const row = ({ scheme, title, confirmed, source, boxes }: FormInWords): Html =>
  html`<tr id="${scheme}"><td><code>${scheme}</code></td>
<td><b>${schemeByCode(scheme)?.name ?? title}</b><br>
<a href="/api/v1/forms/${scheme}/specimen" aria-label="Specimen नमूना ${scheme} (PDF)">${both('Specimen', 'नमूना')} (PDF)</a></td>
<td>${standing(confirmed)}<br><small>${source}</small></td>
<td><details><summary aria-label="${boxes.length} boxes of ${scheme}">${boxes.length}</summary>
<ul>${boxes.map(({ number, label }) => html`<li>${number}. ${label}</li>`)}</ul></details></td></tr>`;

/** Every form that is printed here, box by box: what DGFT operations hold against the agreements. */
export function formsPage(forms: readonly FormInWords[]): string {
  return page(
    'Forms',
    html`<h1>${both('Forms of certificates', 'प्रमाण-पत्रों के प्रपत्र')}</h1>
<section class="card">
<p>Each agreement prints its own form. Where its own layout was not seen, the nearest known form is
printed, and its layout is called unconfirmed until somebody has held it against the agreement.</p>
<p lang="hi">हर समझौते का अपना प्रपत्र छपता है। जहाँ उसका अपना प्रारूप देखा नहीं गया, वहाँ निकटतम ज्ञात
प्रपत्र छपता है, और समझौते से मिलान होने तक उसका प्रारूप अपुष्ट कहलाता है।</p>
<div class="scroll"><table><thead><tr><th scope="col">${both('Scheme', 'योजना')}</th>
<th scope="col">${both('Agreement', 'समझौता')}</th><th scope="col">${both('Layout', 'प्रारूप')}</th>
<th scope="col">${both('Boxes', 'खाने')}</th></tr></thead>
<tbody>${forms.map(row)}</tbody></table></div></section>`,
  );
}

import { html, page } from '../http/page.ts';
import type { Firm } from './firm.ts';

/** The list of firms for people who want to know with which IEC they can try things. */
export function firmsPage(firms: Iterable<Firm>): string {
  const rows = [...firms].map(
    (firm) => html`<tr><td>${firm.iec}</td><td>${firm.pan}</td>
<td>${firm.firmName}<br><span lang="hi">${firm.firmNameDevanagari ?? ''}</span></td>
<td>${firm.registeredOffice.city}</td><td>${firm.status}</td></tr>`,
  );
  return page(
    'DGFT registry of importers and exporters',
    html`<table><thead><tr><th scope="col">IEC</th><th scope="col">PAN</th><th scope="col">Firm</th>
<th scope="col">City</th><th scope="col">Status</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

import { type Html, html, page } from '../http/page.ts';
import type { DgftAccount } from './account.ts';
import type { Firm } from './firm.ts';

/** The list of firms for people who want to know with which IEC they can try things. */
export function firmsPage(firms: Iterable<Firm>): string {
  const rows = [...firms].map(
    (firm) => html`<tr><td><a href="/firms/${firm.iec}">${firm.iec}</a></td><td>${firm.pan}</td>
<td>${firm.firmName}<br><span lang="hi">${firm.firmNameDevanagari ?? ''}</span></td>
<td>${firm.registeredOffice.city}</td><td>${firm.status}</td></tr>`,
  );
  return page(
    'DGFT registry of importers and exporters',
    html`<p>Open a firm to modify its IEC or to add an account.</p>
<table><thead><tr><th scope="col">IEC</th><th scope="col">PAN</th><th scope="col">Firm</th>
<th scope="col">City</th><th scope="col">Status</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const field = (name: string, label: string, value = ''): Html =>
  html`<label>${label} <input name="${name}" value="${value}" required></label> `;

const accountRow = ({ id, name, email, mobile, status }: DgftAccount): Html => {
  const other = status === 'active' ? 'closed' : 'active';
  return html`<tr><td>${id}</td><td>${name}</td><td>${email}</td><td>${mobile}</td><td>${status}
<form method="post" action="/simulator/accounts/${id}"><button name="status" value="${other}">
${other === 'closed' ? 'Close' : 'Open again'}</button></form></td></tr>`;
};

/** One firm, with what "Modify IEC" on the DGFT site lets its people do. */
export function firmPage(firm: Firm, accounts: readonly DgftAccount[]): string {
  const { lines, city, state, pincode } = firm.registeredOffice;
  const others = (['active', 'suspended', 'cancelled'] as const).filter(
    (status) => status !== firm.status,
  );
  return page(
    `${firm.firmName} (${firm.iec})`,
    html`<p>IEC ${firm.status}, PAN ${firm.pan}, GSTIN ${firm.gstins.join(', ')}</p>
<h2>Modify IEC: registered office</h2>
<form method="post" action="/simulator/firms/${firm.iec}">${field('line', 'Address', lines.join(', '))}
${field('city', 'City', city)}${field('state', 'State', state)}${field('pincode', 'PIN code', pincode)}
<button>Change</button></form>
<h2>Status</h2><form method="post" action="/simulator/firms/${firm.iec}">
${others.map((status) => html`<button name="status" value="${status}">Make it ${status}</button>`)}</form>
<h2>Accounts at DGFT</h2><table><thead><tr><th scope="col">Subject</th><th scope="col">Name</th>
<th scope="col">E-mail</th><th scope="col">Mobile</th><th scope="col">Status</th></tr></thead>
<tbody>${accounts.map(accountRow)}</tbody></table>
<form method="post" action="/simulator/accounts"><input type="hidden" name="iec" value="${firm.iec}">
${field('name', 'Name')}${field('email', 'E-mail')}${field('mobile', 'Mobile, ten digits')}
<button>Add an account</button></form><p><a href="/">All firms</a></p>`,
  );
}

/** Where somebody says who he is; DGFT's own page asks for a password here. */
export function signInPage(uid: string, accounts: readonly DgftAccount[]): string {
  const buttons = accounts.map(
    ({
      id,
      name,
      email,
      iec,
      status,
    }) => html`<p><button name="account" value="${id}">${name}</button>
${email}, ${iec === null ? 'no IEC linked' : `IEC ${iec}`}${status === 'closed' ? ', closed' : ''}</p>`,
  );
  return page(
    'Sign in with DGFT',
    html`<p>The real page asks for a password. Choose who you are:</p>
<form method="post" action="/sign-in/${uid}">${buttons}
<p><button name="account" value="">Nobody: go back</button></p></form>`,
  );
}

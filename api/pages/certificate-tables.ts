import type { Party } from '../../domain/application/application.ts';
import { countryName } from '../../domain/identifier/country.ts';
import type { PublicContent } from '../verification/verdict.ts';
import { type Html, html } from './html.ts';
import { both } from './layout.ts';

type Fact = readonly [english: string, hindi: string, value: Html | string | null];

const place = (code: string) => countryName(code) ?? code;

const partyText = ({ name, address, country }: Party): Html =>
  html`<b>${name}</b><br>${[...address, place(country)].map((line) => html`${line}<br>`)}`;

/** A table of facts; what the certificate does not say takes no line. */
function facts(list: readonly Fact[]): Html {
  const rows = list.flatMap(([english, hindi, value]) =>
    value === null
      ? []
      : [html`<tr><th scope="row">${both(english, hindi)}</th><td>${value}</td></tr>`],
  );
  return html`<table class="facts"><tbody>${rows}</tbody></table>`;
}

/** The office's name often holds the agency's and the place already. */
function issuerName(agencyName: string, { name, place: town }: PublicContent['office']): string {
  const office = name.includes(town) ? name : `${name}, ${town}`;
  return office.includes(agencyName) ? office : `${agencyName}, ${office}`;
}

function partiesOf(content: PublicContent): Html {
  const { exporter, producer, consignee, thirdCountryInvoice } = content;
  return facts([
    ['Exporter', 'निर्यातक', html`${partyText(exporter)}IEC ${exporter.iec}`],
    ['Producer', 'उत्पादक', producer ? partyText(producer) : 'The exporter'],
    ['Consignee', 'प्रेषिती', partyText(consignee)],
    [
      'Third-country invoice',
      'तृतीय देश बीजक',
      thirdCountryInvoice &&
        html`${partyText(thirdCountryInvoice)}${thirdCountryInvoice.number}, ${thirdCountryInvoice.date}`,
    ],
  ]);
}

function issueOf(content: PublicContent): Html {
  const { agency, office, officer, validUntil, endorsements, retrospective, remarks } = content;
  return facts([
    ['Scheme', 'योजना', `${content.schemeName} (${content.formName})`],
    ['Issued by', 'जारीकर्ता', issuerName(agency.name, office)],
    ['Officer', 'अधिकारी', `${officer.name}, ${officer.designation}`],
    ['Issued on', 'जारी दिनांक', content.issuedOn],
    ['Valid until', 'वैधता', validUntil ?? 'No end is set'],
    ['Endorsements', 'पृष्ठांकन', endorsements.length > 0 ? endorsements.join(', ') : null],
    ['Reason for late issue', 'विलंब का कारण', retrospective?.reason ?? null],
    ['Remarks', 'टिप्पणी', remarks],
  ]);
}

function journeyOf({ transport, exportDocument, invoices, backToBack }: PublicContent): Html {
  const { mode, vessel, departureDate, portOfLoading, portOfDischarge } = transport;
  const { shippingBillNumber, date, customsSite } = exportDocument;
  return facts([
    ['Transport', 'परिवहन', `${vessel} (${mode}), leaving ${departureDate}`],
    ['Ports', 'बंदरगाह', `${portOfLoading} → ${portOfDischarge}`],
    ['Shipping bill', 'शिपिंग बिल', `${shippingBillNumber}, ${date}, ${customsSite}`],
    [
      'Invoices',
      'बीजक',
      html`${invoices.map((one) => html`${one.number}, ${one.date} (${one.currency})<br>`)}`,
    ],
    [
      'Back-to-back certificate',
      'आधार प्रमाण-पत्र',
      backToBack &&
        `${backToBack.documentType} ${backToBack.number}, ${backToBack.date}, ${backToBack.issuer}, ${place(backToBack.country)}`,
    ],
  ]);
}

function itemsOf({ items }: PublicContent): Html {
  const rows = items.map(
    (item) => html`<tr><td>${item.number}</td><td>${item.description}<br>
<small>${item.marks} · ${item.packages.count} ${item.packages.kind}</small></td>
<td>${item.hs}</td><td>${item.criterion}</td>
<td class="figure">${item.quantity.value} ${item.quantity.unit}<br>${item.grossWeightKg} kg</td>
<td class="figure">${item.fob.amount} ${item.fob.currency}</td><td>${item.invoice}</td></tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Goods"><table>
<thead><tr><th scope="col">#</th><th scope="col">${both('Goods', 'माल')}</th>
<th scope="col">HS</th><th scope="col">${both('Origin criterion', 'मूल मानदंड')}</th>
<th scope="col">${both('Quantity', 'मात्रा')}</th><th scope="col">FOB</th>
<th scope="col">${both('Invoice', 'बीजक')}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** Everything that a certificate says, in tables (R70). */
export function certificateTables(content: PublicContent): Html {
  return html`<section class="card"><h2>${both('Certificate', 'प्रमाण-पत्र')}</h2>${issueOf(content)}</section>
<section class="card"><h2>${both('Parties', 'पक्ष')}</h2>${partiesOf(content)}</section>
<section class="card"><h2>${both('Goods', 'माल')}</h2>${itemsOf(content)}</section>
<section class="card"><h2>${both('Shipment', 'प्रेषण')}</h2>${journeyOf(content)}</section>`;
}

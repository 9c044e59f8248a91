import type { Party } from '../../../domain/application/application.ts';
import { countryName } from '../../../domain/identifier/country.ts';
import type { PublicContent } from '../../verification/verdict.ts';
import { day, dayText } from '../day.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { type VerificationWords, verificationWords } from './words.ts';

type Fact = readonly [name: string, value: Html | string | null];
type Shown = { content: PublicContent; language: Language; words: VerificationWords };

const place = (code: string) => countryName(code) ?? code;

const partyText = ({ name, address, country }: Party): Html =>
  html`<b>${name}</b><br>${[...address, place(country)].map((line) => html`${line}<br>`)}`;

/** A table of facts; what the certificate does not say takes no line. */
export function facts(list: readonly Fact[]): Html {
  const rows = list.flatMap(([name, value]) =>
    value === null ? [] : [html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`],
  );
  return html`<table class="facts"><tbody>${rows}</tbody></table>`;
}

/** The office's name often holds the agency's and the place already. */
export function issuerName({ agency, office }: PublicContent): string {
  const name = office.name.includes(office.place) ? office.name : `${office.name}, ${office.place}`;
  return name.includes(agency.name) ? name : `${agency.name}, ${name}`;
}

function issueOf({ content, language, words }: Shown): Html {
  const { officer, validUntil, endorsements, retrospective, remarks } = content;
  return facts([
    [words.scheme, content.schemeName],
    [words.form, content.formName],
    [words.issuedBy, issuerName(content)],
    [words.officer, `${officer.name}, ${officer.designation}`],
    [words.issuedOn, day(content.issuedOn, language)],
    [words.validUntil, validUntil === null ? words.noEnd : day(validUntil, language)],
    [words.endorsements, endorsements.length > 0 ? endorsements.join(', ') : null],
    [words.lateReason, retrospective?.reason ?? null],
    [words.remarks, remarks],
  ]);
}

function partiesOf({ content, language, words }: Shown): Html {
  const { exporter, producer, consignee, thirdCountryInvoice } = content;
  return facts([
    [words.exporter, html`${partyText(exporter)}IEC ${exporter.iec}`],
    [words.producer, producer ? partyText(producer) : words.isExporter],
    [words.consignee, partyText(consignee)],
    [
      words.thirdCountry,
      thirdCountryInvoice &&
        html`${partyText(thirdCountryInvoice)}${thirdCountryInvoice.number}, ${day(thirdCountryInvoice.date, language)}`,
    ],
  ]);
}

function journeyOf({ content, language, words }: Shown): Html {
  const { transport, exportDocument, invoices, backToBack } = content;
  const { mode, vessel, departureDate, portOfLoading, portOfDischarge } = transport;
  const { shippingBillNumber, date, customsSite } = exportDocument;
  const leaving = `${words.leaving} ${dayText(departureDate, language)}`;
  return facts([
    [words.transport, `${words.modes[mode]}: ${vessel}, ${leaving}`],
    [words.ports, `${portOfLoading} → ${portOfDischarge}`],
    [words.shippingBill, `${shippingBillNumber}, ${dayText(date, language)}, ${customsSite}`],
    [
      words.invoices,
      html`${invoices.map((one) => html`${one.number}, ${day(one.date, language)} (${one.currency})<br>`)}`,
    ],
    [
      words.backToBack,
      backToBack &&
        `${backToBack.documentType} ${backToBack.number}, ${dayText(backToBack.date, language)}, ${backToBack.issuer}, ${place(backToBack.country)}`,
    ],
  ]);
}

function itemsOf({ content: { items }, words }: Shown): Html {
  const rows = items.map(
    (item) => html`<tr><td>${item.number}</td><td>${item.description}<br>
<small>${item.marks} · ${item.packages.count} ${item.packages.kind}</small></td>
<td>${item.hs}</td><td>${item.criterion}</td>
<td class="figure">${item.quantity.value} ${item.quantity.unit}<br>${item.grossWeightKg} kg</td>
<td class="figure">${item.fob.amount} ${item.fob.currency}</td><td>${item.invoice}</td></tr>`,
  );
  const heads = ['item', 'description', 'HS', 'criterion', 'quantity', 'fob', 'invoice'] as const;
  const head = heads.map(
    (name) => html`<th scope="col">${name === 'HS' ? name : words[name]}</th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.goods}"><table>
<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Everything that a certificate says, in tables (R70); names and words as it prints them. */
export function certificateTables(content: PublicContent, language: Language): Html {
  const words = verificationWords(language);
  const shown = { content, language, words };
  const section = (title: string, body: Html) =>
    html`<section class="card"><h2>${title}</h2>${body}</section>`;
  return html`${section(words.certificate, issueOf(shown))}
${section(words.parties, partiesOf(shown))}
${section(words.goods, itemsOf(shown))}
${section(words.shipment, journeyOf(shown))}`;
}

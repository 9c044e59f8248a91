import type { Party, PlainDate } from '../../domain/application/application.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { type Decimal, decimal, formatDecimal, sumDecimals } from '../../domain/decimal.ts';
import { countryName } from '../../domain/identifier/country.ts';
import { fobTotals } from '../qr/claims.ts';
import type { Paragraph } from './form.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `22 Nov 2026`: figures alone are read differently in different countries. */
export function printedDate(date: PlainDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** The country's name in capitals, as forms want it; the code itself when it is none of ISO's. */
export function printedCountry(code: string): string {
  return (countryName(code) ?? code).toUpperCase();
}

export function partyParagraphs({ name, address, country }: Party): Paragraph[] {
  return [
    { text: name, bold: true },
    ...address.map((text) => ({ text })),
    { text: printedCountry(country) },
  ];
}

export function partyText({ name, address, country }: Party): string {
  return [name, ...address, printedCountry(country)].join(', ');
}

const modes: Record<CertificateContent['transport']['mode'], string> = {
  sea: 'By sea',
  air: 'By air',
  road: 'By road',
  rail: 'By rail',
  courier: 'By courier',
};

export function transportParagraphs({
  transport,
  exportDocument,
}: CertificateContent): Paragraph[] {
  const { shippingBillNumber, date, customsSite } = exportDocument;
  return [
    { text: `${modes[transport.mode]} from ${transport.portOfLoading}, INDIA` },
    { text: `Departure date: ${printedDate(transport.departureDate)}`, above: 2 },
    { text: `Vessel's name / aircraft etc.: ${transport.vessel}` },
    { text: `Port of discharge: ${transport.portOfDischarge}` },
    { text: `Shipping bill ${shippingBillNumber} of ${printedDate(date)}, ${customsSite}` },
  ];
}

export function invoiceCell(number: string, { invoices }: CertificateContent): string[] {
  const invoice = invoices.find((one) => one.number === number);
  return invoice ? [number, printedDate(invoice.date)] : [number];
}

/** Totals and whatever the agreement lets an issuer type below the goods. */
export function closingStatements(content: CertificateContent, withValue: boolean): Paragraph[] {
  const { producer, thirdCountryInvoice, backToBack, retrospective, inLieuOf, remarks } = content;
  const statements = [
    totals(content, withValue),
    producer && `Producer: ${partyText(producer)}`,
    thirdCountryInvoice &&
      `Third country invoice No. ${thirdCountryInvoice.number} of ${printedDate(thirdCountryInvoice.date)}, issued by ${partyText(thirdCountryInvoice)}`,
    backToBack &&
      `Back-to-back: ${backToBack.documentType} No. ${backToBack.number} of ${printedDate(backToBack.date)}, issued by ${backToBack.issuer}, ${printedCountry(backToBack.country)}`,
    retrospective && `Issued after shipment. Reason: ${retrospective.reason}`,
    inLieuOf &&
      `Issued in lieu of certificate No. ${inLieuOf.number} of ${printedDate(inLieuOf.issuedOn)}, which counts no more`,
    remarks && `Remarks: ${remarks}`,
  ];
  return statements.filter((text) => text != null).map((text) => ({ text, above: 1.5 }));
}

function totals(content: CertificateContent, withValue: boolean): string {
  const { items } = content;
  const packages = new Map<string, number>();
  for (const { packages: one } of items) {
    packages.set(one.kind, (packages.get(one.kind) ?? 0) + one.count);
  }
  const weight = sum(items.map(({ grossWeightKg }) => decimal(grossWeightKg)));
  return [
    `Total: ${items.length} ${items.length === 1 ? 'item' : 'items'}`,
    [...packages].map(([kind, count]) => `${count} ${kind}`).join(' + '),
    `gross weight ${weight} KGS`,
    ...(withValue
      ? fobTotals(content).map(({ amount, currency }) => `FOB ${currency} ${amount}`)
      : []),
  ].join('; ');
}

const sum = (values: Decimal[]) => formatDecimal(sumDecimals(values));

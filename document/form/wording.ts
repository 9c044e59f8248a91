import type { Party, PlainDate } from '../../domain/application/application.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { countryName } from '../../domain/identifier/country.ts';
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

/** `4417023 of 22 Nov 2026, INNSA1`: the shipping bill, which no one of the three names alone. */
export function exportDocumentText({ exportDocument }: CertificateContent): string {
  const { shippingBillNumber, date, customsSite } = exportDocument;
  return `${shippingBillNumber} of ${printedDate(date)}, ${customsSite}`;
}

export function transportParagraphs(content: CertificateContent): Paragraph[] {
  const { transport } = content;
  return [
    { text: `${modes[transport.mode]} from ${transport.portOfLoading}, INDIA` },
    { text: `Departure date: ${printedDate(transport.departureDate)}`, above: 2 },
    { text: `Vessel's name / aircraft etc.: ${transport.vessel}` },
    { text: `Port of discharge: ${transport.portOfDischarge}` },
    { text: `Shipping bill ${exportDocumentText(content)}` },
  ];
}

export function invoiceCell(number: string, { invoices }: CertificateContent): string[] {
  const invoice = invoices.find((one) => one.number === number);
  return invoice ? [number, printedDate(invoice.date)] : [number];
}

import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { type Decimal, decimal, formatDecimal, sumDecimals } from '../../domain/decimal.ts';
import { fobTotals } from '../qr/claims.ts';
import type { Body, Paragraph } from './form.ts';
import { partyText, printedCountry, printedDate } from './wording.ts';

/** What a certificate may have to say beside its items; null when it has nothing to say of it. */
const sayings = {
  totals: (content) => totals(content, false),
  'totals-with-value': (content) => totals(content, true),
  producer: ({ producer }) => producer && `Producer: ${partyText(producer)}`,
  'third-country-invoice': ({ thirdCountryInvoice: invoice }) =>
    invoice &&
    `Third country invoice No. ${invoice.number} of ${printedDate(invoice.date)}, issued by ${partyText(invoice)}`,
  'back-to-back': ({ backToBack }) =>
    backToBack &&
    `Back-to-back: ${backToBack.documentType} No. ${backToBack.number} of ${printedDate(backToBack.date)}, issued by ${backToBack.issuer}, ${printedCountry(backToBack.country)}`,
  retrospective: ({ retrospective }) =>
    retrospective && `Issued after shipment. Reason: ${retrospective.reason}`,
  'in-lieu': ({ inLieuOf }) =>
    inLieuOf
      ? `Issued in lieu of certificate No. ${inLieuOf.number} of ${printedDate(inLieuOf.issuedOn)}, which counts no more`
      : null,
  remarks: ({ remarks }) => remarks && `Remarks: ${remarks}`,
} as const satisfies Record<string, (content: CertificateContent) => string | null>;
export type Saying = keyof typeof sayings;

/** These statements, each on lines of its own, as far as the certificate has something to say. */
export const saying =
  (...said: Saying[]): Body =>
  (content) =>
    said.flatMap((name): Paragraph[] => {
      const text = sayings[name](content);
      return text ? [{ text, above: 1.5 }] : [];
    });

/** All that a certificate may say beside its items and their totals. */
export const besideItems = [
  'producer',
  'third-country-invoice',
  'back-to-back',
  'retrospective',
  'in-lieu',
  'remarks',
] as const satisfies Saying[];

/**
 * What stands below the last item: totals and all that no box of the form has a place for. A form
 * names what its boxes say, so that nothing is printed twice and nothing is left out.
 */
export function closing(
  value: 'with-value' | 'without-value',
  inBoxes: readonly Saying[] = [],
): Body {
  const sum: Saying = value === 'with-value' ? 'totals-with-value' : 'totals';
  return saying(sum, ...besideItems.filter((name) => !inBoxes.includes(name)));
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

import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { CertificateContent } from '../../domain/certificate/certificate.ts';
import { type Decimal, decimal, formatDecimal, sumDecimals } from '../../domain/decimal.ts';

/** What the QR code vouches for without any network. */
export type QrClaims = {
  number: string;
  scheme: string;
  agency: string;
  office: string;
  issuedOn: string;
  validUntil: string | null;
  /** Cut at 48 bytes: a code must stay small enough to be scanned from paper. */
  exporter: string;
  consigneeCountry: string;
  firstHs: string;
  itemCount: number;
  /** One total for each currency, decimal text; empty where there are more than three. */
  fob: { amount: string; currency: string }[];
  /** SHA-256 of the canonical JSON of the certificate's content. */
  contentSha256: Uint8Array;
  /**
   * First 16 bytes of the SHA-256 of the officer's certificate, hexadecimal. Thousands of people
   * hold certificates of the same authorities: this says whose signature the service expects.
   */
  signer: string;
};

const longestName = 48;
const mostCurrencies = 3;

/** The claims of a certificate that is to be signed with the officer's certificate (DER). */
export function qrClaims(content: CertificateContent, signerCertificate: Uint8Array): QrClaims {
  const totals = fobTotals(content);
  return {
    number: content.number,
    scheme: content.scheme,
    agency: content.agency.code,
    office: content.office.code,
    issuedOn: content.issuedOn,
    validUntil: content.validUntil,
    exporter: cut(content.exporter.name, longestName),
    consigneeCountry: content.consignee.country,
    firstHs: content.items[0]?.hs ?? '',
    itemCount: content.items.length,
    fob: totals.length > mostCurrencies ? [] : totals,
    contentSha256: contentSha256(content),
    signer: sha256(signerCertificate).subarray(0, 16).toString('hex'),
  };
}

/** The longest beginning of a text that takes no more bytes in UTF-8; no character is divided. */
function cut(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/** The FOB value of all items, one total for each currency in the order of the items. */
export function fobTotals({ items }: CertificateContent): QrClaims['fob'] {
  const amounts = new Map<string, Decimal[]>();
  for (const { fob } of items) {
    amounts.set(fob.currency, [...(amounts.get(fob.currency) ?? []), decimal(fob.amount)]);
  }
  return [...amounts].map(([currency, values]) => ({
    amount: formatDecimal(sumDecimals(values)),
    currency,
  }));
}

/** What the certificate's content is known by: in the QR code, in the log, on the page. */
export function contentSha256(content: CertificateContent): Uint8Array {
  return new Uint8Array(sha256(canonicalJson(content)));
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();

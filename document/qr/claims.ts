import type { CertificateContent } from '../../domain/certificate/certificate.ts';

/** What the QR code vouches for without any network. */
export type QrClaims = {
  number: string;
  scheme: string;
  agency: string;
  office: string;
  issuedOn: string;
  validUntil: string | null;
  exporter: string;
  consigneeCountry: string;
  firstHs: string;
  itemCount: number;
  /** One total for each currency, decimal text. */
  fob: { amount: string; currency: string }[];
  /** SHA-256 of the canonical JSON of the certificate's content. */
  contentSha256: Uint8Array;
};

/** The claims of a certificate. */
export function qrClaims(_content: CertificateContent): QrClaims {
  throw new Error('not built yet');
}

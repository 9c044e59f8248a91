import type { CertificateContent } from '../domain/certificate/certificate.ts';
import type { Finding } from './signature/finding.ts';

export type CertificateCheck =
  | 'coverage'
  | 'digest'
  | 'signature'
  | 'time-stamp'
  | 'chain'
  | 'validity'
  | 'revocation'
  | 'twin'
  | 'qr';

export type Trust = {
  trustAnchors: Uint8Array[];
  crls: Uint8Array[];
  /** X.509 certificates, DER, of the keys that sign QR codes. */
  qrCertificates: Uint8Array[];
  /** ISO 8601 instant of the checking. */
  at: string;
};

export type CertificateReport = {
  genuine: boolean;
  findings: Finding<CertificateCheck>[];
  /** Only of a genuine document. */
  content: CertificateContent | null;
  /** ISO 8601 instant of the time stamp. */
  signedAt: string | null;
  signer: string | null;
};

/** Checks a certificate's file alone, without network; never throws on bad bytes. */
export function verifyCertificatePdf(_pdf: Uint8Array, _trust: Trust): CertificateReport {
  throw new Error('not built yet');
}

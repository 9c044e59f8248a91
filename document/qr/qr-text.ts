import type { KeyObject } from 'node:crypto';
import type { QrClaims } from './claims.ts';

/** The issuer's QR key: ES256 on P-256, and its X.509 certificate, DER. */
export type QrKey = { privateKey: KeyObject; certificate: Uint8Array };

export type QrReading = { number: string; keyId: Uint8Array; claims: QrClaims };

/** `https://host/v/<number>#<digits>`: a page for a phone, a COSE_Sign1 for whoever has no network. */
export function encodeQr(_claims: QrClaims, _address: string, _key: QrKey): string {
  throw new Error('not built yet');
}

/** Reads without trusting; throws `QrUnreadable`. */
export function decodeQr(_text: string): QrReading {
  throw new Error('not built yet');
}

export type QrTrust = {
  /** X.509 certificates, DER, of the keys that sign QR codes, with their intermediates. */
  certificates: Uint8Array[];
  trustAnchors: Uint8Array[];
};

export type QrReport =
  | { genuine: true; claims: QrClaims }
  | { genuine: false; reason: string; claims: QrClaims | null };

/** Whether the text was signed by a trusted QR key; never throws on a bad text. */
export function verifyQr(_text: string, _trust: QrTrust): QrReport {
  throw new Error('not built yet');
}

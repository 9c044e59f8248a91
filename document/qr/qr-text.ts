import type { KeyObject } from 'node:crypto';
import { certificatePath, checkValidity } from '../signature/certificate-path.ts';
import type { QrClaims } from './claims.ts';
import { decodeClaims, encodeClaims } from './claims-cbor.ts';
import { type CoseMessage, coseHolds, keyIdOf, readCose, signCose } from './cose.ts';
import { fromDigits, toDigits } from './digits.ts';

/** The issuer's QR key: ES256 on P-256, and its X.509 certificate, DER. */
export type QrKey = { privateKey: KeyObject; certificate: Uint8Array };

export type QrReading = {
  claims: QrClaims;
  /** Scheme and host of the service that the code leads to; signed like the claims. */
  address: string;
  /** First eight bytes of the SHA-256 of the signing key's certificate. */
  keyId: Uint8Array;
};

/** The text is not one of a certificate's QR code. */
export class QrUnreadable extends Error {
  override name = 'QrUnreadable';
}

/**
 * `https://host/v/<number>#<digits>`: a page for whoever has a phone, and behind the `#`, which no
 * browser sends, a COSE_Sign1 for whoever has no network. `address` is scheme and host.
 */
export function encodeQr(claims: QrClaims, address: string, key: QrKey): string {
  const cose = signCose(encodeClaims(claims, address), keyIdOf(key.certificate), key.privateKey);
  return `${prefix(address, claims.number)}${toDigits(cose)}`;
}

const prefix = (address: string, number: string) => `${address}/v/${encodeURI(number)}#`;

/** Reads without trusting; throws `QrUnreadable`. */
export function decodeQr(text: string): QrReading {
  const { address, claims, message } = read(text);
  return { address, claims, keyId: message.keyId };
}

function read(text: string): { address: string; claims: QrClaims; message: CoseMessage } {
  const bytes = fromDigits(text.slice(text.indexOf('#') + 1));
  const message = bytes && readCose(bytes);
  if (!message) throw new QrUnreadable('this is not the QR code of a certificate of origin');
  try {
    const { issuer, claims } = decodeClaims(message.payload);
    if (!text.startsWith(prefix(issuer, claims.number))) {
      throw new QrUnreadable('the address in the code is not the one that was signed');
    }
    return { address: issuer, claims, message };
  } catch (error) {
    if (error instanceof QrUnreadable) throw error;
    throw new QrUnreadable('the code does not say what a certificate says', { cause: error });
  }
}

export type QrTrust = {
  /** X.509 certificates, DER, of the keys that sign QR codes, with their intermediates. */
  certificates: Uint8Array[];
  trustAnchors: Uint8Array[];
};

export type QrReport =
  | { genuine: true; claims: QrClaims }
  | { genuine: false; reason: string; claims: QrClaims | null };

/**
 * Whether the text was signed by a trusted QR key that was valid on the day of issue. Says that the
 * certificate was issued so, not that it is still in force. Never throws on a bad text.
 */
export function verifyQr(text: string, { certificates, trustAnchors }: QrTrust): QrReport {
  let claims: QrClaims | null = null;
  try {
    const reading = read(text);
    claims = reading.claims;
    const key = certificates.find(
      (one) => Buffer.compare(keyIdOf(one), reading.message.keyId) === 0,
    );
    if (!key) return { genuine: false, claims, reason: 'the key of this code is not known here' };
    if (!coseHolds(reading.message, key)) {
      return { genuine: false, claims, reason: 'the signature of this code does not hold' };
    }
    // The last second of the day in India: a key made that morning counts.
    const issued = `${claims.issuedOn}T18:29:59Z`;
    checkValidity(certificatePath(key, certificates, trustAnchors, issued), issued);
    return { genuine: true, claims };
  } catch (error) {
    return {
      genuine: false,
      claims,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { fromBER, Integer } from 'asn1js';
import {
  Certificate,
  type Extension,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { engine } from './engine.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.ts';

type SigningKey = webcrypto.CryptoKey;

/** A certificate together with the key that signs in its name. */
export interface Issuer {
  certificate: Certificate;
  /** The certificate as DER. */
  der: Uint8Array;
  key: SigningKey;
}

/** What a new certificate is to say; the public key is a SubjectPublicKeyInfo in DER. */
export interface CertificateRequest {
  subject: RelativeDistinguishedNames;
  publicKey: Uint8Array;
  validFrom: Date;
  validTo: Date;
  extensions: Extension[];
}

/**
 * Makes a certificate signed by the issuer with SHA-256, under a random serial of 127 bits.
 * Throws where the public key is not a SubjectPublicKeyInfo.
 */
export async function makeCertificate(
  request: CertificateRequest,
  issuer: { subject: RelativeDistinguishedNames; publicKey: Uint8Array; key: SigningKey },
): Promise<Certificate> {
  const subjectKey = publicKeyInfo(request.publicKey);
  const certificate = new Certificate({
    version: 2,
    serialNumber: randomSerial(),
    issuer: issuer.subject,
    subject: request.subject,
    notBefore: new Time({ type: 0, value: request.validFrom }),
    notAfter: new Time({ type: 0, value: request.validTo }),
    subjectPublicKeyInfo: subjectKey,
    extensions: [
      ...request.extensions,
      subjectKeyIdentifier(subjectKey),
      authorityKeyIdentifier(publicKeyInfo(issuer.publicKey)),
    ],
  });
  await certificate.sign(issuer.key, 'SHA-256', engine);
  return certificate;
}

/** The DER of a certificate made here or read. */
export function certificateDer(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** The serial number in lower-case hexadecimal, as files and revocations name it. */
export function serialOf(certificate: Certificate): string {
  return Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex');
}

/** Reads a PKCS#8 PEM RSA key for signing with PKCS#1 v1.5 and SHA-256. */
export async function signingKey(pem: string): Promise<SigningKey> {
  const pkcs8 = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

/** A positive number of 127 random bits: never negative, never repeated. */
export function randomSerial(): Integer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return new Integer({ valueHex: bytes.buffer });
}

function publicKeyInfo(der: Uint8Array): PublicKeyInfo {
  const parsed = fromBER(Uint8Array.from(der));
  if (parsed.offset !== der.length) throw new Error('The public key is not DER of one key.');
  return new PublicKeyInfo({ schema: parsed.result });
}

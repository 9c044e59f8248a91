import { constants, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import {
  certificatePath,
  checkValidity,
  maySign,
  PathRefused,
} from '../document/signature/certificate-path.ts';
import { revocationStatus } from '../document/signature/revocation.ts';
import { x509 } from '../document/signature/x509.ts';
import type { CertificateFacts } from '../domain/registration/certificate-facts.ts';
import { readCertificateFacts } from './certificate-facts.ts';

/** Why a certificate proves nothing; stable codes. `revocation-unknown` may be better later. */
export type CertificateRefusal =
  | 'certificate-unreadable'
  | 'certificate-self-signed'
  | 'certificate-key-weak'
  | 'certificate-not-for-signing'
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'certificate-revoked'
  | 'revocation-unknown'
  | 'signed-by-another-key'
  | 'signed-other-bytes';

export type CertificateProof =
  | { outcome: 'proved'; facts: CertificateFacts; path: Uint8Array[] }
  | { outcome: 'refused'; code: CertificateRefusal; reason: string };

export type CertificateToProve = {
  /** DER, base64. */
  certificate: string;
  /** Issuing certificates in any order, each DER in base64. */
  chain: readonly string[];
  /** Exactly what was handed out to be signed. */
  challenge: string;
  /** Base64: RSA PKCS#1 v1.5 or ECDSA (DER) over the SHA-256 of the challenge's bytes. */
  signature: string;
  /** DER. */
  trustAnchors: readonly Uint8Array[];
  /** Current lists of the issuers; throws an error named `GatewayUnavailable` where one is away. */
  revocation: { listsFor(certificates: Uint8Array[]): Promise<Uint8Array[]> };
  /** ISO 8601 instant at which everything must hold. */
  at: string;
};

/**
 * Whether who signed the challenge holds the key of this certificate, and the certificate is one of
 * a trusted authority, in force and meant for signing. Says no whenever it cannot know. The issuers'
 * lists are asked for only once the chain is trusted: addresses in others are a stranger's.
 */
export async function proveCertificate(input: CertificateToProve): Promise<CertificateProof> {
  const certificate = Buffer.from(input.certificate, 'base64');
  const chain = input.chain.map((der) => Buffer.from(der, 'base64'));
  const held = readAndCheck(certificate, chain, input);
  if ('outcome' in held) return held;
  const found = findPath(certificate, chain, input);
  if ('outcome' in found) return found;
  const revoked = await findRevoked(found.path, input);
  return revoked ?? { outcome: 'proved', facts: held.facts, path: found.path };
}

type Refused = Extract<CertificateProof, { outcome: 'refused' }>;

const refused = (code: CertificateRefusal, reason: string): Refused => ({
  outcome: 'refused',
  code,
  reason,
});

/** Whatever the readers throw over a stranger's bytes: these are then no certificate to go by. */
function readAndCheck(
  certificate: Uint8Array,
  chain: Uint8Array[],
  input: CertificateToProve,
): { facts: CertificateFacts } | Refused {
  try {
    chain.forEach(x509);
    const facts = readCertificateFacts(certificate);
    return findUnsuitable(certificate) ?? findNotHeld(certificate, input) ?? { facts };
  } catch {
    return refused('certificate-unreadable', 'These bytes are not a certificate and its issuers.');
  }
}

function findUnsuitable(der: Uint8Array): Refused | null {
  const certificate = x509(der);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const { modulusLength = 0, namedCurve } = asymmetricKeyDetails ?? {};
  const strong = asymmetricKeyType === 'rsa' ? modulusLength >= 2048 : namedCurve === 'prime256v1';
  if (certificate.subject === certificate.issuer) {
    const reason = 'The certificate is signed by its own holder, not by a licensed authority.';
    return refused('certificate-self-signed', reason);
  }
  if (!strong) {
    const reason = 'The key must be RSA of at least 2048 bits, or EC on the curve P-256.';
    return refused('certificate-key-weak', reason);
  }
  if (certificate.ca || !maySign(der)) {
    const reason = 'The certificate is not meant for signing. Use a Class 3 signing certificate.';
    return refused('certificate-not-for-signing', reason);
  }
  return null;
}

function findNotHeld(
  der: Uint8Array,
  { challenge, signature }: CertificateToProve,
): Refused | null {
  const { publicKey } = x509(der);
  const signed = Buffer.from(signature, 'base64');
  if (verify('sha256', Buffer.from(challenge), publicKey, signed)) return null;
  return isOfKey(publicKey, signed)
    ? refused('signed-other-bytes', 'Something else was signed, not the challenge handed out.')
    : refused('signed-by-another-key', "The signature is not by this certificate's key.");
}

/** Whether an RSA key made this signature, over whatever; what an EC key signed cannot be told. */
function isOfKey(publicKey: KeyObject, signature: Uint8Array): boolean {
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  try {
    publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
    return true;
  } catch {
    return false;
  }
}

function findPath(
  certificate: Uint8Array,
  chain: Uint8Array[],
  { trustAnchors, at }: CertificateToProve,
): { path: Uint8Array[] } | Refused {
  let path: Uint8Array[];
  try {
    path = certificatePath(certificate, chain, trustAnchors, at);
  } catch (error) {
    // Odd bytes inside a certificate make the readers throw others: no trust either.
    const detail = error instanceof PathRefused ? error.message : 'a certificate is malformed';
    return refused('certificate-untrusted', `No trusted authority stands behind it: ${detail}.`);
  }
  try {
    checkValidity(path, at);
  } catch (error) {
    if (!(error instanceof PathRefused)) throw error;
    return refused('certificate-expired', `A certificate is not in force: ${error.message}.`);
  }
  return { path };
}

async function findRevoked(
  path: Uint8Array[],
  { revocation, at }: CertificateToProve,
): Promise<Refused | null> {
  let lists: Uint8Array[];
  try {
    lists = await revocation.listsFor(path.slice(0, -1));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'GatewayUnavailable') throw error;
    const reason = "The authority's revocation list cannot be had just now. Try again later.";
    return refused('revocation-unknown', reason);
  }
  const { status, detail } = revocationStatus(path, lists, at);
  if (status === 'good') return null;
  return status === 'revoked'
    ? refused('certificate-revoked', `A certificate was revoked: ${detail}.`)
    : refused('revocation-unknown', `It cannot be known whether it is revoked: ${detail}.`);
}

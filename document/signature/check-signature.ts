import type { CheckName, Finding } from './finding.ts';

export type SignatureToCheck = {
  prepared: Uint8Array;
  signedAttributes: Uint8Array;
  /** The raw RSA PKCS#1 v1.5 signature over the signed attributes with SHA-256. */
  signature: Uint8Array;
  /** The certificate that came with the signature, DER. */
  certificate: Uint8Array;
  /** SHA-256 (hex) of the one certificate registered for this officer. */
  expectedCertificateSha256: string;
  /** Intermediates, DER. */
  chain: Uint8Array[];
  trustAnchors: Uint8Array[];
  /** One current CRL for each issuer in the chain, DER. A missing or stale one fails. */
  crls: Uint8Array[];
  /** ISO 8601 instant at which everything must hold. */
  at: string;
};

/** `failed` is the first check that did not hold, null when the signature may be embedded. */
export type SignatureCheck = { failed: CheckName | null; findings: Finding[] };

/** Whether a returned signature may be embedded; says no whenever it cannot know. */
export function checkSignature(_input: SignatureToCheck): SignatureCheck {
  throw new Error('not built yet');
}

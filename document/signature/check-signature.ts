import { createHash } from 'node:crypto';
import { certificatePath, checkValidity, maySign } from './certificate-path.ts';
import { same } from './der.ts';
import type { CheckName, Finding } from './finding.ts';
import { findHole, signedParts } from './placeholder.ts';
import { checkRevocation } from './revocation.ts';
import { contentTypes } from './signed-attributes.ts';
import { digestHolds, type SignedData, signatureHolds } from './signed-data.ts';

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

/** Whether a returned signature may be embedded; says no whenever it cannot know. Never throws. */
export function checkSignature(input: SignatureToCheck): SignatureCheck {
  const findings = [
    finding('digest', 'the signed digest is that of the prepared document', () => {
      const hole = findHole(input.prepared);
      return hole !== null && digestHolds(asSignedData(input), signedParts(input.prepared, hole));
    }),
    finding('signature', "the signature is made with the certificate's key", () =>
      signatureHolds(asSignedData(input)),
    ),
    finding('registered-certificate', 'the certificate is the one registered for the officer', () =>
      same(
        createHash('sha256').update(input.certificate).digest(),
        Buffer.from(input.expectedCertificateSha256, 'hex'),
      ),
    ),
    finding('key-usage', 'the certificate is meant for signing', () => maySign(input.certificate)),
    ...pathFindings(input.certificate, input.chain, input.trustAnchors, input.crls, input.at),
  ];
  return { failed: findings.find(({ holds }) => !holds)?.check ?? null, findings };
}

function asSignedData(input: SignatureToCheck): SignedData {
  return {
    contentType: contentTypes.data,
    content: null,
    digest: 'sha256',
    certificates: [input.certificate],
    signer: input.certificate,
    signedAttributes: input.signedAttributes,
    signature: input.signature,
    timeStampToken: null,
  };
}

function finding<Check extends CheckName>(
  check: Check,
  promise: string,
  test: () => boolean,
): Finding<Check> {
  try {
    const holds = test();
    return { check, holds, detail: holds ? promise : `It does not hold that ${promise}` };
  } catch (error) {
    return { check, holds: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Chain, validity and revocation of a signer's certificate at an instant. `alsoOfPath` may throw
 * over the path that was found, which counts against the chain.
 */
export function pathFindings(
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
  trustAnchors: readonly Uint8Array[],
  crls: readonly Uint8Array[],
  at: string,
  alsoOfPath: (path: Uint8Array[]) => void = () => {},
): Finding<'chain' | 'validity' | 'revocation'>[] {
  let path: Uint8Array[] = [];
  const found = finding('chain', 'the certificate leads to a trusted authority', () => {
    path = certificatePath(certificate, chain, trustAnchors, at);
    alsoOfPath(path);
    return true;
  });
  if (!found.holds) return [found, unasked('validity'), unasked('revocation')];
  const valid = finding('validity', `every certificate was valid at ${at}`, () => {
    checkValidity(path, at);
    return true;
  });
  return [found, valid, { check: 'revocation', ...checkRevocation(path, crls, at) }];
}

const unasked = <Check extends CheckName>(check: Check): Finding<Check> => ({
  check,
  holds: false,
  detail: 'not checked, because the chain is not trusted',
});

import { type CertificateParts, certificateParts, subjectName } from './certificate.ts';
import { elements, integer, oid, only, same, tags } from './der.ts';
import { x509 } from './x509.ts';

/** A certificate does not lead to a trusted one; the message says where the way ends. */
export class PathRefused extends Error {
  override name = 'PathRefused';
}

const longestPath = 6;

/**
 * The way from a certificate to a trust anchor, both included: every signature good, every issuer
 * entitled to issue (RFC 5280, 6.1). Among issuers of one name and key, one that is valid at the
 * instant is taken; whether all were is `checkValidity`'s to say. Throws `PathRefused`.
 */
export function certificatePath(
  leaf: Uint8Array,
  intermediates: readonly Uint8Array[],
  trustAnchors: readonly Uint8Array[],
  at: string,
): Uint8Array[] {
  const path = [leaf];
  for (;;) {
    const certificate = path.at(-1) ?? leaf;
    checkOne(certificate, path.length - 2);
    if (trustAnchors.some((anchor) => same(anchor, certificate))) return path;
    const issuers = [...trustAnchors, ...intermediates].filter((one) =>
      hasIssued(one, certificate),
    );
    const issuer = issuers.find((one) => isValid(one, at)) ?? issuers[0];
    if (!issuer) {
      throw new PathRefused(`no trusted issuer of "${subjectName(certificate)}" is known`);
    }
    if (path.length >= longestPath) throw new PathRefused('the chain is too long');
    path.push(issuer);
  }
}

/** Throws `PathRefused` when a certificate of the path was not valid at that instant. */
export function checkValidity(path: readonly Uint8Array[], at: string): void {
  for (const certificate of path) {
    if (isValid(certificate, at)) continue;
    const { validFromDate, validToDate } = x509(certificate);
    const period = `from ${validFromDate.toISOString()} to ${validToDate.toISOString()}`;
    throw new PathRefused(`"${subjectName(certificate)}" is valid ${period}, not at ${at}`);
  }
}

function isValid(certificate: Uint8Array, at: string): boolean {
  const { validFromDate, validToDate } = x509(certificate);
  const instant = new Date(at);
  return instant >= validFromDate && instant <= validToDate;
}

function hasIssued(issuer: Uint8Array, certificate: Uint8Array): boolean {
  const parent = x509(issuer);
  const child = x509(certificate);
  return (
    !same(issuer, certificate) &&
    parent.ca &&
    child.checkIssued(parent) &&
    child.verify(parent.publicKey)
  );
}

/** `below` is the number of intermediates between an issuer and the leaf; -1 for the leaf itself. */
function checkOne(certificate: Uint8Array, below: number): void {
  const { publicKey } = x509(certificate);
  const name = subjectName(certificate);
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if ((modulusLength ?? 0) < 2048 && !['prime256v1', 'secp384r1'].includes(namedCurve ?? '')) {
    throw new PathRefused(`the key of "${name}" is too weak`);
  }
  const parts = certificateParts(certificate);
  checkAlgorithm(parts, name);
  checkExtensions(parts, name, below);
}

const strongAlgorithms = [
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
].map(oid);

function checkAlgorithm({ algorithm }: CertificateParts, name: string): void {
  if (!strongAlgorithms.some((strong) => same(strong, algorithm))) {
    throw new PathRefused(`"${name}" is signed with an algorithm that is not trusted`);
  }
}

const basicConstraints = oid('2.5.29.19');
/** Critical extensions that this check, or its caller, understands; any other refuses. */
const understood = ['2.5.29.15', '2.5.29.19', '2.5.29.32', '2.5.29.37'].map(oid);

function checkExtensions({ extensions }: CertificateParts, name: string, below: number): void {
  for (const extension of extensions) {
    if (extension.critical && !understood.some((known) => same(known, extension.oid))) {
      throw new PathRefused(`"${name}" has a critical extension that is not understood`);
    }
    if (below >= 0 && same(extension.oid, basicConstraints)) {
      const limit = elements(only(extension.value, tags.sequence).content)[1];
      if (limit && Buffer.compare(limit.bytes, integer(below)) < 0) {
        throw new PathRefused(`"${name}" may not issue for other authorities`);
      }
    }
  }
}

const keyUsage = oid('2.5.29.15');

/** Whether the key may sign documents: digitalSignature or nonRepudiation, where usage is stated. */
export function maySign(certificate: Uint8Array): boolean {
  const usage = certificateParts(certificate).extensions.find(({ oid }) => same(oid, keyUsage));
  if (!usage) return false;
  const bits = only(usage.value, tags.bitString).content[1] ?? 0;
  return (bits & 0b1100_0000) !== 0;
}

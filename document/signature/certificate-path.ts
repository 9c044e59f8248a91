import { X509Certificate } from 'node:crypto';
import { type CertificateParts, certificateParts, subjectName } from './certificate.ts';
import { elements, integer, oid, only, same, tags } from './der.ts';

/** A certificate does not lead to a trusted one; the message says where the way ends. */
export class PathRefused extends Error {
  override name = 'PathRefused';
  readonly part: 'chain' | 'validity';

  constructor(part: 'chain' | 'validity', message: string) {
    super(message);
    this.part = part;
  }
}

const longestPath = 6;

/**
 * The way from a certificate to a trust anchor, both included: every signature good, every issuer
 * entitled to issue, every certificate valid at that instant (RFC 5280, 6.1). Throws `PathRefused`.
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
    checkOne(certificate, at, path.length - 2);
    if (trustAnchors.some((anchor) => same(anchor, certificate))) return path;
    const issuer = [...trustAnchors, ...intermediates].find((one) => hasIssued(one, certificate));
    if (!issuer) {
      throw new PathRefused('chain', `no trusted issuer of "${subjectName(certificate)}" is known`);
    }
    if (path.length >= longestPath) throw new PathRefused('chain', 'the chain is too long');
    path.push(issuer);
  }
}

function hasIssued(issuer: Uint8Array, certificate: Uint8Array): boolean {
  const parent = new X509Certificate(issuer);
  const child = new X509Certificate(certificate);
  return (
    !same(issuer, certificate) &&
    parent.ca &&
    child.checkIssued(parent) &&
    child.verify(parent.publicKey)
  );
}

/** `below` is the number of intermediates between an issuer and the leaf; -1 for the leaf itself. */
function checkOne(certificate: Uint8Array, at: string, below: number): void {
  const { validFromDate, validToDate, publicKey } = new X509Certificate(certificate);
  const name = subjectName(certificate);
  const instant = new Date(at);
  if (!(instant >= validFromDate && instant <= validToDate)) {
    throw new PathRefused(
      'validity',
      `"${name}" is valid from ${validFromDate.toISOString()} to ${validToDate.toISOString()}, not at ${at}`,
    );
  }
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if ((modulusLength ?? 0) < 2048 && !['prime256v1', 'secp384r1'].includes(namedCurve ?? '')) {
    throw new PathRefused('chain', `the key of "${name}" is too weak`);
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
    throw new PathRefused('chain', `"${name}" is signed with an algorithm that is not trusted`);
  }
}

const basicConstraints = oid('2.5.29.19');
/** Critical extensions that this check, or its caller, understands; any other refuses. */
const understood = ['2.5.29.15', '2.5.29.19', '2.5.29.32', '2.5.29.37'].map(oid);

function checkExtensions({ extensions }: CertificateParts, name: string, below: number): void {
  for (const extension of extensions) {
    if (extension.critical && !understood.some((known) => same(known, extension.oid))) {
      throw new PathRefused('chain', `"${name}" has a critical extension that is not understood`);
    }
    if (below >= 0 && same(extension.oid, basicConstraints)) {
      const limit = elements(only(extension.value, tags.sequence).content)[1];
      if (limit && Buffer.compare(limit.bytes, integer(below)) < 0) {
        throw new PathRefused('chain', `"${name}" may not issue for other authorities`);
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

import { createHash, timingSafeEqual } from 'node:crypto';
import { type DerElement, derChildren, derElements, TAG } from './der.ts';
import { type SigningFailure, signingFailure } from './signing-failure.ts';

/** Contents of object identifiers in hexadecimal (RFC 5652, RFC 5035, RFC 6211, NIST). */
const OID = {
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificateV2: '2a864886f70d010910022f',
  algorithmProtection: '2a864886f70d010934',
  data: '2a864886f70d010701',
  sha256: '608648016503040201',
};
const KNOWN: string[] = [
  OID.contentType,
  OID.messageDigest,
  OID.signingCertificateV2,
  OID.algorithmProtection,
];

/**
 * Whether these bytes are the signed attributes (RFC 5652) of a document with this SHA-256, made out
 * to this certificate and nothing else: null, or why the agent must not sign them. A token signs
 * whatever it is given, so this check is all that stands between it and a forged login or contract.
 */
export function refuseAttributes(
  der: Uint8Array,
  documentDigest: Uint8Array,
  certificate: Uint8Array,
): SigningFailure | null {
  const attributes = readAttributes(der);
  if (attributes === null)
    return signingFailure('not-signed-attributes', 'These bytes are not CMS signed attributes.');
  if ([...attributes.keys()].some((type) => !KNOWN.includes(type)))
    return signingFailure('not-signed-attributes', 'An unknown attribute would be signed along.');

  const contentType = attributes.get(OID.contentType);
  if (contentType?.tag !== TAG.objectIdentifier || hex(contentType.content) !== OID.data)
    return signingFailure('not-signed-attributes', 'The content type is not data.');

  const digest = attributes.get(OID.messageDigest);
  if (digest?.tag !== TAG.octetString || !same(digest.content, documentDigest))
    return signingFailure(
      'digest-mismatch',
      'The attributes are not those of this document digest.',
    );

  const named = certificateHash(attributes.get(OID.signingCertificateV2));
  if (named === null || !same(named, createHash('sha256').update(certificate).digest()))
    return signingFailure('other-certificate', 'The attributes name another signing certificate.');
  return null;
}

/** Each attribute's one value by its type; null where the bytes are anything else. */
function readAttributes(der: Uint8Array): Map<string, DerElement> | null {
  const [set, appended] = derElements(der) ?? [];
  const list = appended === undefined ? derChildren(set, TAG.set) : null;
  if (list === null) return null;
  const attributes = new Map<string, DerElement>();
  for (const element of list) {
    const [type, values, more] = derChildren(element, TAG.sequence) ?? [];
    const [value, second] = derChildren(values, TAG.set) ?? [];
    if (type?.tag !== TAG.objectIdentifier || more !== undefined) return null;
    if (value === undefined || second !== undefined) return null;
    if (attributes.has(hex(type.content))) return null;
    attributes.set(hex(type.content), value);
  }
  return attributes;
}

/** The hash in the one ESSCertIDv2 (RFC 5035); SHA-256 is meant where no algorithm is named. */
function certificateHash(value: DerElement | undefined): Uint8Array | null {
  const [certificates] = derChildren(value, TAG.sequence) ?? [];
  const [essCertId, second] = derChildren(certificates, TAG.sequence) ?? [];
  const [one, two] = derChildren(essCertId, TAG.sequence) ?? [];
  if (second !== undefined) return null;
  if (one?.tag === TAG.octetString) return one.content;
  const [algorithm] = derChildren(one, TAG.sequence) ?? [];
  const isSha256 = algorithm?.tag === TAG.objectIdentifier && hex(algorithm.content) === OID.sha256;
  return isSha256 && two?.tag === TAG.octetString ? two.content : null;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

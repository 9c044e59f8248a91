import { createHash } from 'node:crypto';
import { type Element, elements, NotDer, octets, oid, only, sequence, setOf, tags } from './der.ts';

export const attributeOids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;

export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/**
 * What a PAdES baseline signature signs (ETSI EN 319 142-1): content type, digest of the document,
 * the signer's certificate. Signing time is left out because PAdES forbids it here.
 */
export function signedAttributes(documentDigest: Uint8Array, certificate: Uint8Array): Buffer {
  const attribute = (name: string, value: Uint8Array) => sequence(oid(name), setOf(value));
  return setOf(
    attribute(attributeOids.contentType, oid(contentTypes.data)),
    attribute(attributeOids.messageDigest, octets(documentDigest)),
    // ESSCertIDv2 with its default hash algorithm, SHA-256, which DER omits.
    attribute(
      attributeOids.signingCertificateV2,
      sequence(sequence(sequence(octets(sha256(certificate))))),
    ),
  );
}

/** Reads one value of a DER SET OF Attribute; undefined when there is none. Throws `NotDer`. */
export function attributeValue(attributes: Uint8Array, name: string): Element | undefined {
  const wanted = oid(name);
  const found = elements(only(attributes, tags.set).content)
    .map((attribute) => elements(attribute.content))
    .filter(([type]) => type && Buffer.compare(type.bytes, wanted) === 0);
  if (found.length > 1) throw new NotDer(`the attribute ${name} appears twice`);
  const values = found[0]?.[1];
  return values && only(values.content, elements(values.content)[0]?.tag ?? 0);
}

/** Whether the attributes name this certificate as the signer's (RFC 5035, or RFC 2634's SHA-1). */
export function namesCertificate(attributes: Uint8Array, certificate: Uint8Array): boolean {
  const v2 = attributeValue(attributes, attributeOids.signingCertificateV2);
  const v1 = attributeValue(attributes, attributeOids.signingCertificate);
  const named = v2 ?? v1;
  if (!named) return false;
  const [first] = elements(elements(named.content)[0]?.content ?? new Uint8Array());
  const parts = first ? elements(first.content) : [];
  if (!v2) return isDigest(parts[0], 'sha1', certificate);
  const algorithm = parts[0]?.tag === tags.sequence ? parts[0].content : null;
  const hash = algorithm ? (hashes.get(hex(elements(algorithm)[0]?.bytes)) ?? null) : 'sha256';
  return hash !== null && isDigest(parts[algorithm ? 1 : 0], hash, certificate);
}

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

const hashes = new Map([
  [hex(oid('2.16.840.1.101.3.4.2.1')), 'sha256'],
  [hex(oid('2.16.840.1.101.3.4.2.2')), 'sha384'],
  [hex(oid('2.16.840.1.101.3.4.2.3')), 'sha512'],
]);

function isDigest(element: Element | undefined, hash: string, bytes: Uint8Array): boolean {
  if (element?.tag !== tags.octetString) return false;
  return Buffer.compare(createHash(hash).update(bytes).digest(), element.content) === 0;
}

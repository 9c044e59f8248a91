import { createHash, timingSafeEqual } from 'node:crypto';
import {
  Set as Asn1Set,
  type BaseBlock,
  fromBER,
  ObjectIdentifier,
  OctetString,
  Sequence,
} from 'asn1js';
import { type SigningFailure, signingFailure } from './signing-failure.ts';

const OID = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  data: '1.2.840.113549.1.7.1',
  sha256: '2.16.840.1.101.3.4.2.1',
};
const KNOWN = new Set([
  OID.contentType,
  OID.messageDigest,
  OID.signingCertificateV2,
  OID.algorithmProtection,
]);

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
  for (const type of attributes.keys())
    if (!KNOWN.has(type))
      return signingFailure('not-signed-attributes', `The attribute ${type} is not signed here.`);

  const contentType = attributes.get(OID.contentType);
  if (!(contentType instanceof ObjectIdentifier) || contentType.getValue() !== OID.data)
    return signingFailure('not-signed-attributes', 'The content type is not data.');

  const digest = attributes.get(OID.messageDigest);
  if (!(digest instanceof OctetString) || !same(octets(digest), documentDigest))
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
function readAttributes(der: Uint8Array): Map<string, BaseBlock> | null {
  const parsed = fromBER(Uint8Array.from(der));
  const set = parsed.result;
  if (parsed.offset !== der.length || der[0] !== 0x31 || !(set instanceof Asn1Set)) return null;
  const attributes = new Map<string, BaseBlock>();
  for (const attribute of set.valueBlock.value) {
    if (!(attribute instanceof Sequence) || attribute.valueBlock.value.length !== 2) return null;
    const [type, values] = attribute.valueBlock.value;
    if (!(type instanceof ObjectIdentifier) || !(values instanceof Asn1Set)) return null;
    const [value, second] = values.valueBlock.value;
    if (value === undefined || second !== undefined) return null;
    if (attributes.has(type.getValue())) return null;
    attributes.set(type.getValue(), value);
  }
  return attributes;
}

/** The hash in the first ESSCertIDv2 (RFC 5035); SHA-256 is meant where no algorithm is named. */
function certificateHash(value: BaseBlock | undefined): Uint8Array | null {
  const first = childOf(childOf(value, 0), 0);
  const [one, two] = first instanceof Sequence ? first.valueBlock.value : [];
  if (one instanceof OctetString) return octets(one);
  const algorithm = childOf(one, 0);
  const isSha256 = algorithm instanceof ObjectIdentifier && algorithm.getValue() === OID.sha256;
  return isSha256 && two instanceof OctetString ? octets(two) : null;
}

function childOf(block: BaseBlock | undefined, index: number): BaseBlock | undefined {
  return block instanceof Sequence ? block.valueBlock.value[index] : undefined;
}

function octets(block: OctetString): Uint8Array {
  return block.valueBlock.valueHexView;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

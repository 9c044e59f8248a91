import { createHash, verify } from 'node:crypto';
import { issuerAndSerial } from './certificate.ts';
import {
  contextTag,
  type Element,
  elements,
  encode,
  integer,
  NotDer,
  nothing,
  octets,
  oid,
  only,
  same,
  sequence,
  setOf,
  tags,
} from './der.ts';
import {
  attributeOids,
  attributeValue,
  contentTypes,
  namesCertificate,
} from './signed-attributes.ts';
import { x509 } from './x509.ts';

export type Digest = 'sha256' | 'sha384' | 'sha512';

/** A CMS SignedData (RFC 5652) of one signer. */
export type SignedData = {
  contentType: string;
  /** null when the signature is detached. */
  content: Uint8Array | null;
  digest: Digest;
  /** DER; the signer's is among them. */
  certificates: Uint8Array[];
  signer: Uint8Array;
  /** DER SET OF Attribute, tag 0x31. */
  signedAttributes: Uint8Array;
  signature: Uint8Array;
  /** ContentInfo of a time stamp over the signature. */
  timeStampToken: Uint8Array | null;
};

const digestOids: Record<Digest, string> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const ecdsaOids: Record<Digest, string> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

const rsaEncryption = '1.2.840.113549.1.1.1';

/**
 * Writes the one canonical form. What is not covered by the signature has no freedom left, so a
 * reader that writes again what it read, and compares, finds any changed byte.
 */
export function writeSignedData(data: SignedData): Buffer {
  const digestAlgorithm = sequence(oid(digestOids[data.digest]));
  const content = data.content ? [encode(contextTag(0), octets(data.content))] : [];
  const detached = data.contentType === contentTypes.data;
  const unsigned = data.timeStampToken
    ? [
        encode(
          contextTag(1),
          sequence(oid(attributeOids.timeStampToken), setOf(data.timeStampToken)),
        ),
      ]
    : [];
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(data.signer),
    digestAlgorithm,
    encode(contextTag(0), only(data.signedAttributes, tags.set).content),
    signatureAlgorithm(data),
    octets(data.signature),
    ...unsigned,
  );
  return sequence(
    oid(contentTypes.signedData),
    encode(
      contextTag(0),
      sequence(
        integer(detached ? 1 : 3),
        setOf(digestAlgorithm),
        sequence(oid(data.contentType), ...content),
        encode(contextTag(0), ...data.certificates),
        setOf(signerInfo),
      ),
    ),
  );
}

function signatureAlgorithm({ signer, digest }: SignedData): Buffer {
  return x509(signer).publicKey.asymmetricKeyType === 'ec'
    ? sequence(oid(ecdsaOids[digest]))
    : sequence(oid(rsaEncryption), nothing());
}

/** Reads a ContentInfo with one signer. Takes other spellings of algorithms. Throws `NotDer`. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const [type, explicit] = elements(only(bytes, tags.sequence).content);
  if (!type || !explicit || !same(type.bytes, oid(contentTypes.signedData))) {
    throw new NotDer('this is not a signed message');
  }
  const body = elements(only(explicit.content, tags.sequence).content);
  const [, , encapsulated, certificateSet, signerInfos] = body;
  if (body.length !== 5 || certificateSet?.tag !== contextTag(0) || !encapsulated || !signerInfos) {
    throw new NotDer('certificates are missing or revocation lists are inside');
  }
  const [contentType, content] = elements(encapsulated.content);
  const contentTypeName = Object.values(contentTypes).find(
    (name) => contentType && same(contentType.bytes, oid(name)),
  );
  const signerInfo = elements(only(signerInfos.content, tags.sequence).content);
  const [, sid, digestAlgorithm, attributes, , signature, unsigned] = signerInfo;
  if (!contentTypeName || !sid || !digestAlgorithm || !attributes || !signature) {
    throw new NotDer('a part of the signed message is missing');
  }
  const certificates = elements(certificateSet.content).map((element) => element.bytes);
  const signer = certificates.find((certificate) => same(issuerAndSerial(certificate), sid.bytes));
  if (!signer) throw new NotDer("the signer's certificate is missing");
  return {
    contentType: contentTypeName,
    content: content ? only(content.content, tags.octetString).content : null,
    digest: digestOf(digestAlgorithm),
    certificates,
    signer,
    signedAttributes: encode(tags.set, attributes.content),
    signature: signature.content,
    timeStampToken: unsigned ? onlyTimeStamp(unsigned) : null,
  };
}

function digestOf(algorithm: Element): Digest {
  const [type] = elements(algorithm.content);
  for (const digest of ['sha256', 'sha384', 'sha512'] as const) {
    if (type && same(type.bytes, oid(digestOids[digest]))) return digest;
  }
  throw new NotDer('the digest algorithm is not SHA-2');
}

function onlyTimeStamp(unsigned: Element): Uint8Array {
  const attributes = encode(tags.set, unsigned.content);
  const token = attributeValue(attributes, attributeOids.timeStampToken);
  if (!token || elements(unsigned.content).length !== 1) {
    throw new NotDer('an unsigned attribute is not a time stamp');
  }
  return token.bytes;
}

/** Whether the signed attributes are signed by the signer's key and name the signer's certificate. */
export function signatureHolds(data: SignedData): boolean {
  const key = x509(data.signer).publicKey;
  return (
    namesCertificate(data.signedAttributes, data.signer) &&
    verify(data.digest, data.signedAttributes, key, data.signature)
  );
}

/** Whether the signed attributes carry the digest of these bytes as this type of content. */
export function digestHolds(data: SignedData, content: Uint8Array | Uint8Array[]): boolean {
  const hash = createHash(data.digest);
  for (const part of Array.isArray(content) ? content : [content]) hash.update(part);
  const digest = attributeValue(data.signedAttributes, attributeOids.messageDigest);
  const type = attributeValue(data.signedAttributes, attributeOids.contentType);
  return (
    digest !== undefined &&
    type !== undefined &&
    same(digest.bytes, octets(hash.digest())) &&
    same(type.bytes, oid(data.contentType))
  );
}

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { certificateParts } from '../signature/certificate.ts';
import {
  contextTag,
  elements,
  encode,
  integer,
  nothing,
  octets,
  oid,
  only,
  sequence,
  setOf,
  tags,
} from '../signature/der.ts';
import { attributeOids, contentTypes } from '../signature/signed-attributes.ts';
import { writeSignedData } from '../signature/signed-data.ts';

export type TestIdentity = { certificate: Uint8Array; privateKey: KeyObject };

type Wanted = {
  name: string;
  issuer?: TestIdentity;
  kind: 'authority' | 'signer' | 'time-stamp';
  keyType?: 'rsa' | 'ec';
  validFrom?: string;
  validTo?: string;
  criticalExtension?: string;
  /** Further attributes of the subject, by OID. */
  attributes?: [type: string, text: string][];
  /** Further extensions, by OID, with their values in DER. */
  extensions?: [type: string, value: Uint8Array][];
  /** Of the RSA key, in bits. */
  keyLength?: number;
};

let serials = 1000;

/** A certificate of a test authority; self-signed without `issuer`. */
export function testCertificate(wanted: Wanted): TestIdentity {
  const { publicKey, privateKey } =
    wanted.keyType === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: wanted.keyLength ?? 2048 });
  const subject = distinguishedName(wanted.name, wanted.attributes);
  const issuer = wanted.issuer;
  serials += 1;
  const body = sequence(
    encode(contextTag(0), integer(2)),
    integer(Buffer.from(serials.toString(16).padStart(8, '0'), 'hex')),
    sha256WithRsa,
    issuer ? certificateParts(issuer.certificate).subject.bytes : subject,
    sequence(
      time(wanted.validFrom ?? '2026-01-01T00:00:00Z'),
      time(wanted.validTo ?? '2036-01-01T00:00:00Z'),
    ),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    encode(contextTag(3), sequence(...extensions(wanted), ...furtherExtensions(wanted))),
  );
  return { certificate: signed(body, issuer?.privateKey ?? privateKey), privateKey };
}

function extensions({ kind, criticalExtension }: Wanted): Buffer[] {
  const critical = encode(tags.boolean, Uint8Array.of(0xff));
  const extension = (name: string, value: Uint8Array) =>
    sequence(oid(name), critical, octets(value));
  const usage = (bits: number) => encode(tags.bitString, Uint8Array.of(1, bits));
  const added = criticalExtension ? [extension(criticalExtension, nothing())] : [];
  if (kind === 'authority') {
    const constraints = sequence(encode(tags.boolean, Uint8Array.of(0xff)));
    return [extension('2.5.29.19', constraints), extension('2.5.29.15', usage(0b0110)), ...added];
  }
  const purpose = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.8')));
  const digital = extension('2.5.29.15', usage(0b1100_0000));
  return [digital, ...(kind === 'time-stamp' ? [purpose] : []), ...added];
}

const furtherExtensions = ({ extensions = [] }: Wanted) =>
  extensions.map(([type, value]) => sequence(oid(type), octets(value)));

/** A revocation list of an authority. */
export function testRevocationList(
  authority: TestIdentity,
  revoked: { certificate: Uint8Array; at: string }[] = [],
  { thisUpdate = '2026-11-01T00:00:00Z', nextUpdate = '2027-11-01T00:00:00Z' } = {},
): Uint8Array {
  const entries = revoked.map(({ certificate, at }) =>
    sequence(certificateParts(certificate).serial.bytes, time(at)),
  );
  const body = sequence(
    integer(1),
    sha256WithRsa,
    certificateParts(authority.certificate).subject.bytes,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
  );
  return signed(body, authority.privateKey);
}

/** Answers a TimeStampReq as a time-stamp authority would at that instant. */
export function testTimeStampResponse(
  request: Uint8Array,
  authority: TestIdentity,
  chain: Uint8Array[],
  at: string,
): Uint8Array {
  const [, imprint, nonce] = elements(only(request, tags.sequence).content);
  if (!imprint || !nonce) throw new Error('not a time-stamp request');
  const info = sequence(
    integer(1),
    oid('1.3.6.1.4.1.99999.1'),
    imprint.bytes,
    integer(7),
    generalizedTime(at),
    nonce.bytes,
  );
  const attribute = (name: string, value: Uint8Array) => sequence(oid(name), setOf(value));
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const attributes = setOf(
    attribute(attributeOids.contentType, oid(contentTypes.timeStampInfo)),
    attribute(attributeOids.messageDigest, octets(hash(info))),
    attribute(
      attributeOids.signingCertificateV2,
      sequence(sequence(sequence(octets(hash(authority.certificate))))),
    ),
  );
  const token = writeSignedData({
    contentType: contentTypes.timeStampInfo,
    content: info,
    digest: 'sha256',
    certificates: [authority.certificate, ...chain],
    signer: authority.certificate,
    signedAttributes: attributes,
    signature: sign('sha256', attributes, authority.privateKey),
    timeStampToken: null,
  });
  return sequence(sequence(integer(0)), token);
}

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing());

function signed(body: Uint8Array, key: KeyObject): Buffer {
  const signature = encode(tags.bitString, Uint8Array.of(0), sign('sha256', body, key));
  return sequence(body, sha256WithRsa, signature);
}

function distinguishedName(commonName: string, more: Wanted['attributes'] = []): Buffer {
  const part = (type: string, value: string) =>
    setOf(sequence(oid(type), encode(tags.utf8String, Buffer.from(value))));
  return sequence(
    part('2.5.4.6', 'IN'),
    part('2.5.4.10', 'eCoO test'),
    ...more.map(([type, value]) => part(type, value)),
    part('2.5.4.3', commonName),
  );
}

const digits = (instant: string) => new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14);
/** UTCTime, as certificates write the years to 2049. */
const time = (instant: string) => encode(0x17, Buffer.from(`${digits(instant).slice(2)}Z`));
const generalizedTime = (instant: string) =>
  encode(tags.generalizedTime, Buffer.from(`${digits(instant)}Z`));

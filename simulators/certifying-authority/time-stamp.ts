import { createHash } from 'node:crypto';
import { BitString, ObjectIdentifier, OctetString, Primitive, Sequence, Utf8String } from 'asn1js';
import {
  Accuracy,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatus,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import type { CertifyingAuthority } from './authority.ts';
import { type Issuer, randomSerial } from './certificate.ts';
import { engine } from './engine.ts';

/** The policy this authority stamps under: an arc that ITU keeps for examples (2.999). */
const POLICY = '2.999.3161.1';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const HASH_LENGTH: Record<string, number> = {
  '2.16.840.1.101.3.4.2.1': 32,
  '2.16.840.1.101.3.4.2.2': 48,
  '2.16.840.1.101.3.4.2.3': 64,
};
/** PKIFailureInfo bits of RFC 3161 2.4.2. */
const FAILURE = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
};

interface Refusal {
  failure: keyof typeof FAILURE;
  reason: string;
}

/**
 * Answers one RFC 3161 request (DER) with a TimeStampResp (DER): a token over the request's
 * imprint, or a rejection that says why. Never throws for what a client sent.
 */
export async function answerTimeStampRequest(
  authority: CertifyingAuthority,
  request: Uint8Array,
): Promise<Uint8Array> {
  const read = readRequest(request);
  if ('failure' in read) return rejection(read);
  const token = await signToken(authority, tokenInfo(read), read.certReq ?? false);
  const response = new TimeStampResp({
    status: new PKIStatusInfo({ status: PKIStatus.granted }),
    timeStampToken: token,
  });
  return new Uint8Array(response.toSchema().toBER());
}

function readRequest(der: Uint8Array): TimeStampReq | Refusal {
  let request: TimeStampReq;
  try {
    request = TimeStampReq.fromBER(Uint8Array.from(der));
  } catch {
    return { failure: 'badDataFormat', reason: 'This is not a TimeStampReq.' };
  }
  const { hashAlgorithm, hashedMessage } = request.messageImprint;
  const length = HASH_LENGTH[hashAlgorithm.algorithmId];
  if (request.version !== 1) return { failure: 'badRequest', reason: 'Only version 1 is known.' };
  if (length === undefined)
    return { failure: 'badAlg', reason: 'Imprints are SHA-256, SHA-384 or SHA-512.' };
  if (hashedMessage.valueBlock.valueHexView.length !== length)
    return { failure: 'badDataFormat', reason: 'The imprint has not the length of its algorithm.' };
  if (request.reqPolicy !== undefined && request.reqPolicy !== POLICY)
    return { failure: 'unacceptedPolicy', reason: `Stamps are made under ${POLICY}.` };
  if (request.extensions !== undefined && request.extensions.length > 0)
    return { failure: 'unacceptedExtension', reason: 'No extension is known.' };
  return request;
}

function tokenInfo(request: TimeStampReq): TSTInfo {
  // Whole seconds: DER has no trailing zero in fractions, and the accuracy covers what is cut off.
  const genTime = new Date(Math.floor(Date.now() / 1000) * 1000);
  const info = new TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint: request.messageImprint,
    serialNumber: randomSerial(),
    genTime,
    accuracy: new Accuracy({ seconds: 1 }),
  });
  if (request.nonce !== undefined) info.nonce = request.nonce;
  return info;
}

async function signToken(
  authority: CertifyingAuthority,
  info: TSTInfo,
  withCertificates: boolean,
): Promise<ContentInfo> {
  const { timeStamper, intermediate } = authority;
  const content = new Uint8Array(info.toSchema().toBER());
  const encapsulated = new EncapsulatedContentInfo({ eContentType: TST_INFO });
  // Set afterwards: the constructor would split the octets in pieces, which DER forbids.
  encapsulated.eContent = new OctetString({ valueHex: content });
  const signed = new SignedData({
    version: 3,
    encapContentInfo: encapsulated,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: timeStamper.certificate.issuer,
          serialNumber: timeStamper.certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: signedAttributes(timeStamper, content),
        }),
      }),
    ],
  });
  await signed.sign(timeStamper.key, 0, 'SHA-256', undefined, engine);
  const schema = signed.toSchema(true);
  if (withCertificates) {
    schema.valueBlock.value.splice(3, 0, certificateSet(timeStamper.der, intermediate.der));
  }
  return new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: schema });
}

/** CertificateSet of CMS, `[0]`; pkijs would parse and write each certificate anew for every stamp. */
function certificateSet(...certificates: Uint8Array[]): Primitive {
  const valueHex = Uint8Array.from(Buffer.concat(certificates));
  const set = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex });
  set.idBlock.isConstructed = true;
  return set;
}

function signedAttributes(signer: Issuer, content: Uint8Array): Attribute[] {
  const certificateHash = new OctetString({ valueHex: sha256(signer.der) });
  // ESSCertIDv2 without hashAlgorithm: SHA-256 is the default, which DER leaves out (RFC 5035).
  const essCertIdV2 = new Sequence({ value: [certificateHash] });
  const signingCertificate = new Sequence({ value: [new Sequence({ value: [essCertIdV2] })] });
  return [
    new Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new ObjectIdentifier({ value: TST_INFO })],
    }),
    new Attribute({
      type: '1.2.840.113549.1.9.4',
      values: [new OctetString({ valueHex: sha256(content) })],
    }),
    new Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [signingCertificate] }),
  ];
}

function rejection(refusal: Refusal): Uint8Array {
  const bit = FAILURE[refusal.failure];
  const bytes = new Uint8Array(Math.floor(bit / 8) + 1);
  bytes[bytes.length - 1] = 0x80 >> (bit % 8);
  const failInfo = new BitString({ valueHex: bytes, unusedBits: 7 - (bit % 8) });
  const status = new PKIStatusInfo({
    status: PKIStatus.rejection,
    statusStrings: [new Utf8String({ value: refusal.reason })],
    failInfo,
  });
  return new Uint8Array(new TimeStampResp({ status }).toSchema().toBER());
}

function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}

import { certificatePath, checkValidity } from './certificate-path.ts';
import {
  type Element,
  elements,
  encode,
  integer,
  NotDer,
  octets,
  oid,
  only,
  same,
  sequence,
  tags,
} from './der.ts';
import { strayCertificate } from './read-signature.ts';
import { contentTypes } from './signed-attributes.ts';
import {
  digestHolds,
  readSignedData,
  type SignedData,
  signatureHolds,
  writeSignedData,
} from './signed-data.ts';
import { x509 } from './x509.ts';

/** A time stamp that may not be used; the message says which part of it does not hold. */
export class TimeStampRefused extends Error {
  override name = 'TimeStampRefused';
}

const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'));

/** A DER TimeStampReq (RFC 3161) for a SHA-256 digest, asking for the authority's certificates. */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  return sequence(
    integer(1),
    sequence(sha256, octets(digest)),
    integer(nonce),
    encode(tags.boolean, Uint8Array.of(0xff)),
  );
}

export type ExpectedTimeStamp = {
  digest: Uint8Array;
  nonce: Uint8Array;
  trustAnchors: Uint8Array[];
};

export type TimeStamp = {
  /** The ContentInfo, DER, as it is embedded. */
  token: Uint8Array;
  /** ISO 8601 instant. */
  time: string;
};

/**
 * Reads a TimeStampResp; throws `TimeStampRefused` when any part of it does not hold. The token
 * comes back in the canonical form of `writeSignedData`, without certificates that prove nothing,
 * so that no byte of the document it goes into is free.
 */
export function parseTimeStampResponse(
  response: Uint8Array,
  expected: ExpectedTimeStamp,
): TimeStamp {
  try {
    const [statusInfo, tokenElement] = elements(only(response, tags.sequence).content);
    const status = statusInfo && elements(statusInfo.content)[0]?.content[0];
    // Granted, or granted with modifications.
    if (status === undefined || status > 1 || !tokenElement) {
      throw new TimeStampRefused(`the authority gave no time stamp (status ${status})`);
    }
    const received = readSignedData(tokenElement.bytes);
    const info = readInfo(received);
    if (!info.nonce || !same(info.nonce.bytes, integer(expected.nonce))) {
      throw new TimeStampRefused('the nonce is not the one that was sent');
    }
    const path = checkToken(received, info, expected.digest, expected.trustAnchors);
    const token = writeSignedData({
      ...received,
      certificates: path.slice(0, -1),
      timeStampToken: null,
    });
    return { token, time: info.time };
  } catch (error) {
    throw asRefusal(error);
  }
}

export type CheckedTimeStamp = {
  /** ISO 8601 instant. */
  time: string;
  /** The authority's certificate, its intermediates, the anchor. */
  path: Uint8Array[];
};

/** Checks a token that stands in a document, but for revocation. Throws `TimeStampRefused`. */
export function checkTimeStampToken(
  token: Uint8Array,
  digest: Uint8Array,
  trustAnchors: Uint8Array[],
): CheckedTimeStamp {
  try {
    const data = readSignedData(token);
    const info = readInfo(data);
    const path = checkToken(data, info, digest, trustAnchors);
    if (strayCertificate(data, path)) {
      throw new TimeStampRefused('the time stamp carries a certificate that does not belong to it');
    }
    return { time: info.time, path };
  } catch (error) {
    throw asRefusal(error);
  }
}

type Info = { imprint: Element; time: string; nonce: Element | undefined };

/** Reads TSTInfo (RFC 3161, 2.4.2). */
function readInfo({ contentType, content }: SignedData): Info {
  if (contentType !== contentTypes.timeStampInfo || !content) {
    throw new NotDer('the token holds no time stamp');
  }
  const [, , imprint, , time, ...optional] = elements(only(content, tags.sequence).content);
  if (!imprint || time?.tag !== tags.generalizedTime) throw new NotDer('the time is missing');
  return {
    imprint,
    time: instant(Buffer.from(time.content).toString('latin1')),
    nonce: optional.find((element) => element.tag === tags.integer),
  };
}

/** ISO 8601 of a DER GeneralizedTime, `YYYYMMDDhhmmss[.f]Z`. */
function instant(text: string): string {
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text) ?? [];
  if (!year) throw new NotDer('the time is not in UTC');
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`).toISOString();
}

function checkToken(
  data: SignedData,
  info: Info,
  digest: Uint8Array,
  trustAnchors: Uint8Array[],
): Uint8Array[] {
  const [algorithm, imprint] = elements(info.imprint.content);
  const [hash] = elements(algorithm?.content ?? new Uint8Array());
  const isSha256 = hash && same(hash.bytes, oid('2.16.840.1.101.3.4.2.1'));
  if (!isSha256 || !imprint || !same(imprint.content, digest)) {
    throw new TimeStampRefused('the time stamp is over other data');
  }
  if (!digestHolds(data, data.content ?? new Uint8Array()) || !signatureHolds(data)) {
    throw new TimeStampRefused("the time stamp's signature does not hold");
  }
  const usages = x509(data.signer).keyUsage;
  if (usages?.length !== 1 || usages[0] !== '1.3.6.1.5.5.7.3.8') {
    throw new TimeStampRefused('the certificate is not one of a time-stamp authority');
  }
  const path = certificatePath(data.signer, data.certificates, trustAnchors, info.time);
  checkValidity(path, info.time);
  return path;
}

/** A stranger's bytes can be wrong in any way; each way is a refusal. */
function asRefusal(error: unknown): TimeStampRefused {
  if (error instanceof TimeStampRefused) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TimeStampRefused(message, { cause: error });
}

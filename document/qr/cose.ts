import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { decode, encode, Tag } from 'cbor2';
import { x509 } from '../signature/x509.ts';

/** A COSE_Sign1 message (RFC 9052, 4.2) with ES256. */
export type CoseMessage = { keyId: Uint8Array; payload: Uint8Array; signature: Uint8Array };

const coseSign1 = 18;
const header = { algorithm: 1, keyId: 4 } as const;
const es256 = -7;
const signatureBytes = 64;

/** How a key is named in a code: the first eight bytes of its certificate's SHA-256. */
export function keyIdOf(certificate: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(certificate).digest().subarray(0, 8));
}

export function signCose(payload: Uint8Array, keyId: Uint8Array, key: KeyObject): Uint8Array {
  const signature = sign('sha256', toBeSigned(keyId, payload), { key, dsaEncoding: 'ieee-p1363' });
  return writeCose({ keyId, payload, signature: new Uint8Array(signature) });
}

export function coseHolds(message: CoseMessage, certificate: Uint8Array): boolean {
  const key = x509(certificate).publicKey;
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
  const bytes = toBeSigned(message.keyId, message.payload);
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, message.signature);
}

/** Reads a message that is written exactly as `signCose` writes it; null for anything else. */
export function readCose(bytes: Uint8Array): CoseMessage | null {
  try {
    const message = decode<Tag>(bytes, { preferMap: true });
    const [protectedHeader, , payload, signature] = message.contents as unknown[];
    if (!(protectedHeader instanceof Uint8Array)) return null;
    if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
    const keyId = decode<Map<number, unknown>>(protectedHeader, { preferMap: true }).get(
      header.keyId,
    );
    if (!(keyId instanceof Uint8Array) || signature.length !== signatureBytes) return null;
    const read = { keyId, payload, signature };
    return Buffer.compare(writeCose(read), bytes) === 0 ? read : null;
  } catch {
    return null;
  }
}

function writeCose({ keyId, payload, signature }: CoseMessage): Uint8Array {
  return encode(new Tag(coseSign1, [protectedHeader(keyId), new Map(), payload, signature]));
}

function toBeSigned(keyId: Uint8Array, payload: Uint8Array): Uint8Array {
  return encode(['Signature1', protectedHeader(keyId), new Uint8Array(), payload]);
}

const protectedHeader = (keyId: Uint8Array) =>
  encode(
    new Map<number, unknown>([
      [header.algorithm, es256],
      [header.keyId, new Uint8Array(keyId)],
    ]),
  );

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { PayloadKeys } from './payload-keys.ts';

// A CommonJS module whose names Node cannot see.
const { temporal } = proto;

type Secrets = { current: string; secrets: Map<string, KeyObject> };

const encoding = 'binary/encrypted';
const nonceBytes = 12;
const tagBytes = 16;
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();

function encrypt(payload: Payload, { current, secrets }: Secrets): Payload {
  const key = secrets.get(current);
  if (!key) throw new Error(`no payload key ${current}`);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(current));
  const plain = temporal.api.common.v1.Payload.encode(payload).finish();
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return {
    metadata: { encoding: Buffer.from(encoding), 'encryption-key-id': Buffer.from(current) },
    data: sealed,
  };
}

function decrypt(payload: Payload, { secrets }: Secrets): Payload {
  if (text(payload.metadata?.encoding) !== encoding) return payload;
  const keyId = text(payload.metadata?.['encryption-key-id']);
  const key = secrets.get(keyId);
  if (!key) throw new Error(`this payload was encrypted with the key ${keyId}, which is not here`);
  const sealed = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(keyId));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const body = sealed.subarray(nonceBytes, -tagBytes);
  return temporal.api.common.v1.Payload.decode(
    Buffer.concat([decipher.update(body), decipher.final()]),
  );
}

/**
 * Encrypts every payload with AES-256-GCM; what it did not encrypt it passes through unchanged,
 * so that operations may signal from the Temporal UI in plain JSON.
 */
export function encryptingCodec({ current, keys }: PayloadKeys): PayloadCodec {
  // Node makes a key out of bytes anew for each cipher, at three times the cost of the encryption.
  const secrets = new Map([...keys].map(([id, key]) => [id, createSecretKey(key)]));
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, { current, secrets })),
    decode: async (payloads) => payloads.map((payload) => decrypt(payload, { current, secrets })),
  };
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { firstKeyId, type KeyRing, keyFor } from './key-ring.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const form = /^([A-Za-z0-9._-]+):([A-Za-z0-9+/]+={0,2})$/;

/** What a checksum key belongs to: it opens for no other office and no other Merchant ID. */
export const merchantKeyOf = (officeId: string, merchantId: string): string =>
  `office/${officeId}/merchant/${merchantId}`;

/** What an authenticator's secret belongs to: it opens for nobody else. */
export const authenticatorOf = (accountId: string): string => `account/${accountId}/authenticator`;

/** What the secret of a webhook belongs to: it opens for no other endpoint. */
export const webhookSecretOf = (endpointId: string): string => `webhook/${endpointId}/secret`;

/** The id of the key that a sealed text is under. */
export function keyIdOf(sealed: string): string {
  return form.exec(sealed)?.[1] ?? firstKeyId;
}

function known({ keys }: KeyRing, id: string): Uint8Array {
  const key = keys.get(id);
  if (key) return key;
  throw new Error(
    `this secret is sealed under the key "${id}", which is not among the master keys`,
  );
}

const bindingOf = (keyId: string, belongsTo: string) =>
  Buffer.from(JSON.stringify([keyId, belongsTo]));

/**
 * Encrypts a secret for keeping in the database: AES-256-GCM under the current key, bound to what it
 * belongs to. Gives `key id:base64 of nonce, text and tag`.
 */
export function sealSecret(secret: string, masterKeys: KeyRing, belongsTo: string): string {
  const { current } = masterKeys;
  const nonce = randomBytes(nonceBytes);
  const key = keyFor(known(masterKeys, current), 'sealed-secret');
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(bindingOf(current, belongsTo));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${current}:${Buffer.concat([nonce, body]).toString('base64')}`;
}

/**
 * Opens what `sealSecret` made, and what was sealed before keys had ids: base64 alone, under the
 * first key, bound to nothing. Throws when the key is not known or another one, when the text was
 * changed, and when it belongs to something else.
 */
export function openSecret(sealed: string, masterKeys: KeyRing, belongsTo: string): string {
  const [, keyId, text] = form.exec(sealed) ?? [];
  const bytes = Buffer.from(text ?? sealed, 'base64');
  const id = keyId ?? firstKeyId;
  const master = known(masterKeys, id);
  const key = keyId === undefined ? master : keyFor(master, 'sealed-secret');
  try {
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
    if (keyId !== undefined) decipher.setAAD(bindingOf(keyId, belongsTo));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const body = bytes.subarray(nonceBytes, -tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new Error(
      `a secret of ${belongsTo} does not open under the key "${id}": the key is another, or the text was changed or moved`,
    );
  }
}

/** Seals a text anew where it is not under the current key; otherwise gives it as it is. */
export function resealed(sealed: string, masterKeys: KeyRing, belongsTo: string): string {
  const isCurrent = form.test(sealed) && keyIdOf(sealed) === masterKeys.current;
  if (isCurrent) return sealed;
  return sealSecret(openSecret(sealed, masterKeys, belongsTo), masterKeys, belongsTo);
}

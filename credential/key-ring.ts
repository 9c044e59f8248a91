import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keys of 32 bytes by their ids: the current one encrypts, every one of them decrypts. */
export type KeyRing = { current: string; keys: ReadonlyMap<string, Uint8Array> };

/** The id of a key that stands alone in its file; what was sealed before keys had ids is under it. */
export const firstKeyId = 'first';

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const keyForm = /^[A-Za-z0-9+/]{43}=$/;

/** What stands for a key in a message: its id, and never any of its text. */
function keyOf(id: string, text: unknown): Uint8Array {
  if (!idForm.test(id)) {
    throw new Error('the id of a key is at most 64 letters, digits, "-", "_" or "."');
  }
  if (typeof text !== 'string' || !keyForm.test(text)) {
    throw new Error(`the key "${id}" must be 32 bytes in base64, as openssl rand -base64 32 gives`);
  }
  return Buffer.from(text, 'base64');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its own message quotes the text.
    throw new Error('this is not JSON');
  }
}

/** A name that stands twice: JSON.parse would silently drop the first. */
function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

/**
 * Reads `{ "current": id, "keys": { id: base64 of 32 bytes, … } }`. Throws, without any of the keys,
 * on a key that is missing, short or there twice, and when `current` names none.
 */
export function parseKeyRing(text: string): KeyRing {
  const twice = repeated([...text.matchAll(/"([^"\\]*)"\s*:/g)].map(([, name = '']) => name));
  if (twice !== undefined) throw new Error(`"${twice}" stands twice`);
  const { current, keys: written } = Object(parsed(text)) as { current: unknown; keys: unknown };
  const entries = Object.entries(Object(written));
  const keys = new Map(entries.map(([id, key]) => [id, keyOf(id, key)]));
  if (repeated(entries.map(([, key]) => String(key)))) throw new Error('two ids have the same key');
  if (typeof current !== 'string' || !keys.has(current)) {
    throw new Error('"current" must name one of the keys');
  }
  return { current, keys };
}

/** Reads a secret's file by `parse`; every error begins with the file's path. */
export async function readKeys(path: string, parse: (text: string) => KeyRing): Promise<KeyRing> {
  const text = await readFile(path, 'utf8');
  try {
    return parse(text.trim());
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * The keys under which the record's secrets are sealed: the file `master-key`, which holds either one
 * key in base64 (its id is `first`) or several as `parseKeyRing` reads them.
 */
export function readMasterKeys(secretsDir: string): Promise<KeyRing> {
  return readKeys(join(secretsDir, 'master-key'), (text) =>
    text.startsWith('{')
      ? parseKeyRing(text)
      : { current: firstKeyId, keys: new Map([[firstKeyId, keyOf(firstKeyId, text)]]) },
  );
}

/**
 * Throws unless every key that something is sealed under (null: from before keys had ids) is known:
 * a program that cannot open what it will be asked for does not start.
 */
export function requireKnown({ keys }: KeyRing, inUse: readonly (string | null)[]): void {
  const missing = inUse.map((id) => id ?? firstKeyId).filter((id) => !keys.has(id));
  if (missing.length === 0) return;
  throw new Error(
    `secrets of the record are sealed under master keys that are not known: "${[...new Set(missing)].join('", "')}". ` +
      'Put them back into the file master-key; they may go when `ecoo keys status` counts nothing under them.',
  );
}

/** A key for one purpose alone, by HKDF-SHA256 (RFC 5869); 32 bytes. */
export function keyFor(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', `ecoo/${purpose}`, 32));
}

/**
 * What a code or secret of a purpose may have been made with: the current key first, with which new
 * ones are made, then every other, last the first key as it was used before keys had purposes.
 */
export function macKeys(
  { current, keys }: KeyRing,
  purpose: string,
): [Uint8Array, ...Uint8Array[]] {
  const currentKey = keys.get(current);
  if (!currentKey) throw new Error(`the current key "${current}" is not known`);
  const others = [...keys].filter(([id]) => id !== current).map(([, key]) => key);
  const before = keys.get(firstKeyId);
  return [
    keyFor(currentKey, purpose),
    ...others.map((key) => keyFor(key, purpose)),
    ...(before ? [before] : []),
  ];
}

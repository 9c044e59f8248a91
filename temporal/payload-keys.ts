import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  /** The key that encrypts; the others only decrypt what was written before a rotation. */
  current: z.string(),
  keys: z.record(z.string(), z.base64()),
});

export type PayloadKeys = { current: string; keys: Map<string, Buffer> };

/** Reads `payload-keys.json`: `{ current, keys: { id: base64 of 32 bytes } }`. */
export async function readPayloadKeys(secretsDir: string): Promise<PayloadKeys> {
  const path = join(secretsDir, 'payload-keys.json');
  const { current, keys } = schema.parse(JSON.parse(await readFile(path, 'utf8')));
  const decoded = new Map(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]),
  );
  if ([...decoded.values()].some((key) => key.length !== 32) || !decoded.has(current)) {
    throw new Error(`${path}: each key is 32 bytes in base64, and "current" names one of them`);
  }
  return { current, keys: decoded };
}

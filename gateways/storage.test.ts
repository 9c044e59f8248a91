import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileStorage, type Storage } from './storage.ts';

let folder: string;
let storage: Storage;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (key: string) => join(folder, key.slice(0, 2), key);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage with blanks '));
  storage = createFileStorage(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what is put comes back by its SHA-256, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const key = await storage.put(bytes);
      const stored = await storage.get(key);
      expect(key).toBe(sha256(bytes));
      expect(stored).toEqual({ outcome: 'found', bytes: Buffer.from(bytes) });
    }),
    { numRuns: 30 },
  );
});

test('a stream is stored like its bytes', async () => {
  const bytes = randomBytes(1_000_000);
  const chunks = Array.from({ length: 10 }, (_, at) =>
    bytes.subarray(at * 100_000, (at + 1) * 100_000),
  );
  expect(await storage.put(Readable.from(chunks))).toBe(sha256(bytes));
  expect(await storage.get(sha256(bytes))).toEqual({ outcome: 'found', bytes });
});

test('the same content put by many at once is one file', async () => {
  const bytes = randomBytes(100_000);
  const others = Array.from({ length: 20 }, () => createFileStorage(folder).put(bytes));
  expect(new Set(await Promise.all(others))).toEqual(new Set([sha256(bytes)]));
  expect(await readdir(join(folder, sha256(bytes).slice(0, 2)))).toEqual([sha256(bytes)]);
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
});

test('what was never put is unknown', async () => {
  const key = sha256(Buffer.from('never'));
  expect(await storage.get(key)).toEqual({ outcome: 'unknown' });
  expect(await storage.has(key)).toBe(false);
});

test.each([
  ['a longer file', async (path: string) => appendFile(path, 'x')],
  ['an emptied file', async (path: string) => writeFile(path, '')],
])('%s is never handed out, and putting the content again repairs it', async (_what, damage) => {
  const key = await storage.put(Buffer.from('certificate'));
  await damage(pathOf(key));
  await expect(storage.get(key)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    message: expect.stringContaining('restore it from a backup'),
  });
  await storage.put(Buffer.from('certificate'));
  expect(await storage.get(key)).toMatchObject({ outcome: 'found' });
});

test('a stream that breaks leaves nothing behind, and its own error is told', async () => {
  async function* broken() {
    yield randomBytes(1_000);
    throw new Error('the upload was given up');
  }
  await expect(storage.put(broken())).rejects.toThrow('the upload was given up');
  expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  expect(await readdir(folder)).toEqual(['unfinished']);
});

test.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/x`])(
  '%j is no key',
  async (key) => {
    await expect(storage.get(key)).rejects.toThrow('Not a storage key');
    await expect(storage.has(key)).rejects.toThrow('Not a storage key');
  },
);

test('a folder that cannot be used is unavailability', async () => {
  await writeFile(join(folder, 'file'), '');
  const unusable = createFileStorage(join(folder, 'file'));
  const matching = { name: 'GatewayUnavailable', system: 'storage' };
  await expect(unusable.put(Buffer.from('x'))).rejects.toMatchObject(matching);
  await expect(unusable.get(sha256(Buffer.from('x')))).rejects.toMatchObject(matching);
});

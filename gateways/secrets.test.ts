import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readDgftClientSecret, readDgftNoticeSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keep = (name: string, text: string) => writeFileSync(join(folder, name), text);
const [one, two] = [Buffer.alloc(24, 1), Buffer.alloc(32, 2)];
const written = (secret: Buffer) => `whsec_${secret.toString('base64')}\n`;

test('one secret of DGFT’s notices is read, or two while one takes the other’s place', async () => {
  keep('dgft-webhook-secret', written(one));
  expect(await readDgftNoticeSecrets(folder)).toEqual([one]);
  keep('dgft-webhook-secret', written(one) + written(two));
  expect(await readDgftNoticeSecrets(folder)).toEqual([one, two]);
});

test.each(['', 'secret', 'whsec_', 'whsec_AAAA', `${written(one)}whsec_short`])(
  'nothing starts on "%s" in its place',
  async (text) => {
    keep('dgft-webhook-secret', text);
    await expect(readDgftNoticeSecrets(folder)).rejects.toThrow(/dgft-webhook-secret must hold/);
  },
);

test('nothing starts without a secret for DGFT’s sign-in, or on a short one', async () => {
  await expect(readDgftClientSecret(folder)).rejects.toThrow(/dgft-client-secret/);
  keep('dgft-client-secret', 'ecoo');
  await expect(readDgftClientSecret(folder)).rejects.toThrow(/dgft-client-secret/);
  keep('dgft-client-secret', 'a-secret-of-some-length\n');
  expect(await readDgftClientSecret(folder)).toBe('a-secret-of-some-length');
});

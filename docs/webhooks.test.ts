import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { newWebhookSecret, webhookHeaders } from '../credential/webhook-secret.ts';
import {
  endpointsAtOnce,
  pausesMs,
  secretOverlapHours,
  switchOffAfterDays,
} from '../domain/notification/webhook.ts';

const page = readFileSync(new URL('webhooks.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'ecoo-webhooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

type IsAuthentic = (
  secret: string,
  headers: Record<string, string>,
  body: string,
  now?: number,
) => boolean;

/** The page's own program, as a reader would copy it. */
async function sample(): Promise<IsAuthentic> {
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const file = join(folder, 'sample.mjs');
  writeFileSync(file, code);
  return ((await import(pathToFileURL(file).href)) as { isAuthentic: IsAuthentic }).isAuthentic;
}

test('the sample of docs/webhooks.md tells our deliveries from everything else', async () => {
  const isAuthentic = await sample();
  const [secret, former] = [newWebhookSecret(), newWebhookSecret()];
  const [body, now] = ['{"type":"certificate.issued"}', 1_795_355_400];
  const headers = webhookHeaders({ id: 'an-id', timestamp: now, body }, [secret]);
  expect(isAuthentic(secret, headers, body, now + 299)).toBe(true);
  expect(isAuthentic(secret, headers, body, now + 301)).toBe(false);
  expect(isAuthentic(secret, headers, `${body} `, now)).toBe(false);
  expect(isAuthentic(former, headers, body, now)).toBe(false);
  expect(isAuthentic(secret, { ...headers, 'webhook-id': 'another' }, body, now)).toBe(false);
  expect(isAuthentic(secret, {}, body, now)).toBe(false);
  const both = webhookHeaders({ id: 'an-id', timestamp: now, body }, [secret, former]);
  expect(isAuthentic(former, both, body, now)).toBe(true);
});

test('docs/webhooks.md says what the law of webhooks says', () => {
  const [s5, m5, m30, ...hours] = pausesMs;
  expect([s5, m5, m30]).toEqual([5_000, 300_000, 1_800_000]);
  expect(hours.map((pause) => pause / 3_600_000)).toEqual([2, 5, 10, 14, 20, 24]);
  expect([endpointsAtOnce, secretOverlapHours, switchOffAfterDays]).toEqual([10, 24, 5]);
});

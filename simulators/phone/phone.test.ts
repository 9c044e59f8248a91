import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPhone } from './server.ts';

let dataDir: string;
let phone: Awaited<ReturnType<typeof startPhone>>;
const start = () => startPhone({ dataDir, port: 0, apiKey: 'key' });
const post = (path: string, body: unknown) =>
  fetch(`${phone.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'key' },
    body: JSON.stringify(body),
  });
const sender = 'DGFTCO';
const entityId = '1101160000000000001';
const templateId = '1107160000000000001';

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phone-'));
  phone = await start();
});
afterEach(async () => {
  await phone.stop();
  await rm(dataDir, { recursive: true });
});

test('messages and templates outlive a restart, and hostile text is shown escaped', async () => {
  await post('/simulator/templates', { templateId, entityId, sender, text: 'Say {#var#}.' });
  const message = { sender, entityId, templateId, to: '+919000000101', messageId: 'one' };
  await post('/messages', { ...message, text: 'Say <b>hello</b>.' });
  await phone.stop();
  phone = await start();
  const again = { ...message, messageId: 'two', text: 'Say it.' };
  expect((await post('/messages', again)).status).toBe(202);
  const page = await (await fetch(phone.url)).text();
  expect(page).toContain('SIMULATOR');
  expect(page).toContain('+919000000101');
  expect(page).toContain('Say &lt;b&gt;hello&lt;/b&gt;.');
});

test.each([
  ['Say it', 'template-mismatch'],
  ['I say it.', 'template-mismatch'],
  [`Say ${'x'.repeat(31)}.`, 'template-mismatch'],
])('the text "%s" is refused as %s', async (text, code) => {
  await post('/simulator/templates', { templateId, entityId, sender, text: 'Say {#var#}.' });
  const message = { sender, entityId, templateId, to: '+919000000101', messageId: 'x', text };
  const answer = await post('/messages', message);
  expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code })]);
});

test('the authenticator app shows the code that a server expects now', async () => {
  const totp = new TOTP({ issuer: 'eCoO', label: 'officer', secret: new Secret({ size: 20 }) });
  const uri = totp.toString();
  await writeFile(
    join(dataDir, 'authenticators.json'),
    JSON.stringify([{ login: 'officer@eic.example', uri }]),
  );
  const answer = await fetch(`${phone.url}/authenticator?login=officer@eic.example`);
  const [shown] = (await answer.json()) as { code: string; secondsLeft: number }[];
  expect(totp.validate({ token: shown?.code ?? '', window: 1 })).not.toBeNull();
  expect(shown?.secondsLeft).toBeLessThanOrEqual(30);
  expect(await (await fetch(phone.url)).text()).toContain('officer@eic.example');
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { captchaQuestion } from '../../api/schemas/account/captcha.ts';
import type { KeyRing } from '../../credential/key-ring.ts';
import { topUpDesk } from '../../test/desks/top-up-desk.ts';
import { newKeyRing } from '../../test/new-key-ring.ts';
import { mailedCodes } from '../../test/people/mailed-code.ts';

const all = newKeyRing('first', 'second');
const of = (current: string, ...others: string[]): KeyRing => ({
  current,
  keys: new Map([...all.keys].filter(([id]) => [current, ...others].includes(id))),
});
/** The keys of either program: both go on with what is put in here, as if they had started anew. */
const [apiKeys, workerKeys] = [of('first'), of('first')];

const desk = await topUpDesk({ apiKeys, workerKeys });
const secrets = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(secrets, { recursive: true }));

/** `ecoo keys rotate` as an operator calls it, with the keys that the worker has. */
async function rotate(): Promise<string> {
  const { current, keys } = workerKeys;
  const written = [...keys].map(([id, key]) => [id, Buffer.from(key).toString('base64')]);
  const text = JSON.stringify({ current, keys: Object.fromEntries(written) });
  writeFileSync(join(secrets, 'master-key'), text);
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const env = { PATH: '/usr/bin', DATABASE_URL: desk.databaseUrl, ECOO_SECRETS_DIR: secrets };
  const run = promisify(execFile)(process.execPath, [main, 'keys', 'rotate'], { env });
  return (await run).stdout;
}

let begun = 0;

/** Begins what outlasts a stage: a top-up on its way, a mailed link, a question with a picture. */
async function begin() {
  begun += 1;
  const orderId = await desk.opened();
  const { resetToken } = mailedCodes(desk.database, workerKeys);
  const token = await resetToken(desk.idOf(begun % 2 === 0 ? 'viewer' : 'colleague'));
  const asked = await desk.call('/api/v1/captchas', { body: { form: 'image' } });
  return { orderId, token, image: captchaQuestion.parse(await asked.json()).image ?? '' };
}

/** Ends what was begun in the stage before; everything works, whichever keys it was made under. */
async function end({ orderId, token, image }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  const before = await desk.balance();
  expect(await desk.notice(await desk.press(orderId, 'pay'))).toBe(204);
  expect(await desk.endOf(orderId)).toEqual({ fate: 'credited' });
  expect((await desk.balance()) - before).toBe(35_000);
  const body = { token, password: `a new password for ${orderId}` };
  const reset = await desk.call('/api/v1/password-resets', { method: 'PUT', body });
  expect([reset.status, await reset.text()]).toEqual([204, '']);
  expect((await desk.call(image)).status).toBe(200);
  expect((await desk.signIn('officer')).status).toBe(201);
}

test('money, links, questions and sign-ins go on through each step of a change of keys', async () => {
  let underWay = await begin();
  async function step(api: KeyRing, worker: KeyRing) {
    Object.assign(apiKeys, api);
    Object.assign(workerKeys, worker);
    const next = await begin();
    await end(underWay);
    underWay = next;
  }
  const both = of('first', 'second');
  await step(both, of('first'));
  await step(both, both);
  await step(both, of('second', 'first'));
  await step(of('second', 'first'), of('second', 'first'));
  const [rotated] = await Promise.all([rotate(), desk.setMerchant('EICMERCHANT', 'another-key')]);
  expect(rotated).toMatch(/^\d+ sealed anew under the key "second"\.\n$/);
  await step(of('second', 'first'), of('second', 'first'));
  await step(of('second'), of('second'));
  await end(underWay);
}, 240_000);

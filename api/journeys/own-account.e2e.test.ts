import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { hashPassword } from '../../credential/password.ts';
import { openDatabase } from '../../db/database.ts';
import { account } from '../../db/schema/schema.ts';
import { solvedCaptcha } from '../../scripts/demo/captcha.ts';
import { type ReceivedMail, tokenIn } from '../../test/servers/mailbox.ts';

const addresses = inject('addresses');
const database = openDatabase(inject('databaseUrl'), { max: 2 });
afterAll(() => database.$client.end());

const id = randomUUID();
const login = id;
const email = `${id}@firm.example`;
const forgotten = 'forgotten turnip gravel';
const strong = 'lampshade turnip gravel';

beforeAll(async () => {
  const passwordHash = await hashPassword(forgotten);
  const row = { id, login, email, name: 'Meera Sharda', iec: 'AAACS7302F', passwordHash };
  await database.insert(account).values({ ...row, role: 'exporter', rights: ['view'] });
});

const ask = (path: string, body: unknown, { cookie = '', method = 'POST' } = {}) =>
  fetch(`${addresses.api}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });

async function signIn(password: string): Promise<{ status: number; cookie: string }> {
  const captcha = await solvedCaptcha(addresses.api);
  const answer = await ask('/sessions', { login, password, captcha });
  return {
    status: answer.status,
    cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '',
  };
}

async function mailsTo(address: string): Promise<ReceivedMail[]> {
  const list = await fetch(`${addresses.mailbox}/messages?to=${encodeURIComponent(address)}`);
  return (await list.json()) as ReceivedMail[];
}

/** The newest mail to an address that says this, once it has come. */
const mailSaying = (address: string, words: string) =>
  vi.waitFor(
    async () => {
      const found = (await mailsTo(address)).find(({ text }) => text.includes(words));
      if (!found) throw new Error(`no mail to ${address} says ${words}`);
      return found;
    },
    { timeout: 20_000, interval: 100 },
  );

test('R22 a forgotten password is set anew by the link that the mailbox got', async () => {
  const before = await signIn(forgotten);
  expect(before.status).toBe(201);
  const asked = await Promise.all(
    [login, `${randomUUID()}@nowhere.example`].map(async (of) => {
      const captcha = await solvedCaptcha(addresses.api);
      const answer = await ask('/password-resets', { login: of, captcha });
      return { status: answer.status, text: await answer.text() };
    }),
  );
  expect(asked).toEqual([
    { status: 202, text: '' },
    { status: 202, text: '' },
  ]);

  const mail = await mailSaying(email, '/reset-password?token=');
  const address = /https?:\S+\/reset-password\?\S+/.exec(mail.text)?.[0] ?? '';
  expect(address.startsWith(addresses.publicUrl)).toBe(true);
  expect(await (await fetch(address)).text()).toContain('name="password"');

  const body = { token: tokenIn(mail), password: strong };
  expect((await ask('/password-resets', body, { method: 'PUT' })).status).toBe(204);
  expect((await ask('/password-resets', body, { method: 'PUT' })).status).toBe(410);
  await mailSaying(email, 'set anew by a mailed link');
  expect((await signIn(forgotten)).status).toBe(401);
  const after = await signIn(strong);
  expect(after.status).toBe(201);
  const old = await fetch(`${addresses.api}/api/v1/account`, {
    headers: { cookie: before.cookie },
  });
  expect(old.status).toBe(401);
});

test('R23 an e-mail address changes when both have agreed, and the former one is told', async () => {
  const { cookie } = await signIn(strong);
  const next = `${id}@new.example`;
  const asked = await ask('/account/email-changes', { email: next, password: strong }, { cookie });
  expect(asked.status).toBe(202);
  const confirm = async (mail: ReceivedMail) => {
    const answer = await ask('/account/email-changes/confirm', { token: tokenIn(mail) });
    return answer.json();
  };
  const words = '/confirm-email?token=';
  expect(await confirm(await mailSaying(next, words))).toEqual({ waitingFor: 'old' });
  expect(await confirm(await mailSaying(email, words))).toEqual({ waitingFor: null });
  await mailSaying(email, 'another e-mail address now');
  const own = await fetch(`${addresses.api}/api/v1/account`, { headers: { cookie } });
  expect(await own.json()).toMatchObject({ email: next });
});

test('R19 a mobile number changes by the code that the new number got', async () => {
  const { cookie } = await signIn(strong);
  const mobile = '+919000077123';
  const asked = await ask('/account/mobile-changes', { mobile, password: strong }, { cookie });
  expect(asked.status).toBe(202);
  const code = await vi.waitFor(
    async () => {
      const list = await fetch(`${addresses.phone}/messages?to=${encodeURIComponent(mobile)}`);
      const [newest] = (await list.json()) as { text: string }[];
      const digits = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0];
      if (!digits) throw new Error('no code yet');
      return digits;
    },
    { timeout: 20_000, interval: 100 },
  );
  const confirmed = await ask('/account/mobile-changes/confirm', { code }, { cookie });
  expect(confirmed.status).toBe(204);
  const own = await fetch(`${addresses.api}/api/v1/account`, { headers: { cookie } });
  expect(await own.json()).toMatchObject({ mobile });
});

test('an API token opens what it was made for, and nothing that is done in person', async () => {
  const { cookie } = await signIn(strong);
  const made = await ask('/account/tokens', { name: 'ERP', scopes: ['view'], days: 1 }, { cookie });
  expect(made.status).toBe(201);
  const { token } = (await made.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const list = await fetch(`${addresses.api}/api/v1/applications`, { headers });
  expect(list.status).toBe(200);
  const another = await fetch(`${addresses.api}/api/v1/account/tokens`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'more', scopes: ['view'], days: 1 }),
  });
  expect(another.status).toBe(403);
  await mailSaying(`${id}@new.example`, 'An API token was made');
});

import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account } from '../../db/schema/schema.ts';
import { apiServer, cookieIn, type Login, password } from '../../test/servers/api-server.ts';
import { authenticatorOffer } from '../schemas/account/sign-in.ts';
import { accountAnswer } from '../schemas/case/answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, signIn, codeOf, idOf } = await apiServer();

const own = (login: Login) => eq(account.id, idOf(login));
const address = '/api/v1/account/authenticator';
const codeIn = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const unused = (login: Login) =>
  database.update(account).set({ totpLastStep: null }).where(own(login));

async function offered(cookie: string, body: Record<string, string>) {
  const answer = await call(address, { body, headers: { cookie } });
  if (answer.status !== 201) return { problem: await codeIn(answer), totp: null };
  const { secret, uri, qr } = authenticatorOffer.parse(await answer.json());
  expect(uri).toContain(`secret=${secret}`);
  expect(qr).toMatch(/^data:image\/png;base64,/);
  return { problem: null, totp: new TOTP({ secret: Secret.fromBase32(secret) }) };
}

const confirm = (cookie: string, code: string) =>
  call(address, { method: 'PUT', body: { code }, headers: { cookie } });

describe('an account that is not finished', () => {
  const mustDo = async (cookie: string) => {
    const answer = await call('/api/v1/sessions/current', { headers: { cookie } });
    return accountAnswer.parse(await answer.json()).mustDo;
  };
  const door = async (cookie: string) => {
    const answer = await call('/api/v1/applications', { headers: { cookie } });
    return answer.ok ? 'open' : codeIn(answer);
  };

  it.each(['officer', 'administrator', 'operations'] as const)(
    'of %s without an authenticator can do nothing but enrol one',
    async (login) => {
      await database.update(account).set({ totpSecretSealed: null }).where(own(login));
      const cookie = cookieIn(await signIn(login, { code: '' }));
      expect(await mustDo(cookie)).toEqual(['enrol-authenticator']);
      expect(await door(cookie)).toBe('account-unfinished');
      const decoded = await call('/codec/decode', { body: { payloads: [] }, headers: { cookie } });
      expect(await codeIn(decoded)).toBe('account-unfinished');

      const { totp } = await offered(cookie, { password });
      expect(await door(cookie)).toBe('account-unfinished');
      expect((await confirm(cookie, totp?.generate() ?? '')).status).toBe(204);
      expect(await mustDo(cookie)).toEqual([]);
      expect(await door(cookie)).toBe('open');
      expect((await signIn(login, { code: '' })).status).toBe(401);
    },
  );

  it('R18 with a mailed password can do nothing but set one of its own', async () => {
    const passwordExpiresAt = new Date(Date.now() + 60_000);
    await database.update(account).set({ passwordExpiresAt }).where(own('exporter'));
    const cookie = cookieIn(await signIn('exporter'));
    expect(await mustDo(cookie)).toEqual(['change-password']);
    expect(await door(cookie)).toBe('account-unfinished');
    const body = { current: password, password: 'umbrella canal seventeen lamps' };
    const answer = await call('/api/v1/account/password', {
      method: 'PUT',
      body,
      headers: { cookie },
    });
    expect(answer.status).toBeLessThan(300);
    const renewed = cookieIn(answer);
    expect(await door(cookie)).toBe('not-signed-in');
    expect(await door(renewed)).toBe('open');
  });
});

describe('an authenticator', () => {
  it('is optional for others, and asked for once enrolled', async () => {
    const cookie = cookieIn(await signIn('viewer'));
    const elsewhere = cookieIn(await signIn('viewer'));
    const { totp } = await offered(cookie, { password });
    expect((await confirm(cookie, '000000')).status).toBe(422);
    expect((await signIn('viewer')).status).toBe(201);
    const code = totp?.generate() ?? '';
    expect((await confirm(cookie, code)).status).toBe(204);
    expect((await call('/api/v1/account', { headers: { cookie: elsewhere } })).status).toBe(401);
    expect((await signIn('viewer')).status).toBe(401);
    expect((await signIn('viewer', { code })).status).toBe(401);
    await unused('viewer');
    expect((await signIn('viewer', { code })).status).toBe(201);
    const told = await listAuditOf(database, `account/${idOf('viewer')}`);
    expect(told.map(({ body }) => JSON.parse(body).action)).toContain('authenticator-enrolled');
  });

  it('is kept sealed, and its secret is told nowhere else', async () => {
    const cookie = cookieIn(await signIn('agent'));
    const { totp } = await offered(cookie, { password });
    const secret = totp?.secret.base32 ?? '';
    const [row] = await database.select().from(account).where(own('agent'));
    expect(row?.totpPendingSealed).not.toBe(null);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect((await confirm(cookie, totp?.generate() ?? '')).status).toBe(204);
    const told = await listAuditOf(database, `account/${idOf('agent')}`);
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it('is replaced by password and a code of the old one alone, which holds until then', async () => {
    const cookie = cookieIn(await signIn('second-officer'));
    const code = async () => (await codeOf('second-officer')) ?? '';
    expect((await offered(cookie, {})).problem).toBe('password-wrong');
    expect((await offered(cookie, { password: 'wrong', code: await code() })).problem).toBe(
      'password-wrong',
    );
    expect((await offered(cookie, { password })).problem).toBe('authenticator-code-wrong');
    expect((await offered(cookie, { password, code: '000000' })).problem).toBe(
      'authenticator-code-wrong',
    );
    const used = await code();
    const { totp } = await offered(cookie, { password, code: used });
    expect((await offered(cookie, { password, code: used })).problem).toBe(
      'authenticator-code-wrong',
    );
    expect((await signIn('second-officer')).status).toBe(201);
    await unused('second-officer');
    expect((await confirm(cookie, totp?.generate() ?? '')).status).toBe(204);
    await unused('second-officer');
    expect((await signIn('second-officer', { code: await code() })).status).toBe(401);
    expect((await signIn('second-officer', { code: totp?.generate() ?? '' })).status).toBe(201);
  });

  it('is confirmed only when one was offered, and guessed only so often', async () => {
    const cookie = cookieIn(await signIn('helpdesk'));
    expect(await codeIn(await confirm(cookie, '123456'))).toBe('authenticator-not-offered');
    await call(`/api/v1/accounts/${idOf('helpdesk')}/unlock`, {
      method: 'POST',
      headers: { cookie },
    });
    await offered(cookie, { password });
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      statuses.push((await confirm(cookie, '000000')).status);
    }
    expect(statuses.slice(-1)).toEqual([429]);
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(5);
  });
});

describe('an authenticator that was lost', () => {
  const reset = (login: Login, as: Login) =>
    call(`/api/v1/accounts/${idOf(login)}/authenticator`, { method: 'DELETE', as });

  it('is taken away by the helpdesk: all sessions end, and another must be enrolled', async () => {
    const cookie = cookieIn(await signIn('other-officer'));
    expect((await reset('other-officer', 'migration')).status).toBe(404);
    expect((await reset('other-officer', 'helpdesk')).status).toBe(204);
    const after = await call('/api/v1/sessions/current', { headers: { cookie } });
    expect(after.status).toBe(401);
    const answer = await signIn('other-officer', { code: '' });
    expect(accountAnswer.parse(await answer.json()).mustDo).toEqual(['enrol-authenticator']);
    const told = await listAuditOf(database, `account/${idOf('other-officer')}`);
    const entry = told
      .map(({ body }) => JSON.parse(body))
      .find(({ action }) => action === 'authenticator-reset');
    expect(entry).toMatchObject({ actor: idOf('helpdesk'), after: { enrolled: false } });
  });

  it('is not taken away by its owner, or his administrator', async () => {
    expect((await reset('other-officer', 'other-administrator')).status).toBe(403);
    expect((await reset('helpdesk', 'helpdesk')).status).toBe(403);
  });
});

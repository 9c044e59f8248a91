import { randomUUID } from 'node:crypto';
import { eq, like, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { newApiToken } from '../../../credential/token.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { account, apiToken, oneTimeCode, rateLimit, session } from '../../../db/schema/schema.ts';
import { solvedCaptcha } from '../../../scripts/demo/captcha.ts';
import { mailedCodes } from '../../../test/people/mailed-code.ts';
import {
  apiServer,
  cookieIn,
  type Login,
  masterKeys,
  password,
} from '../../../test/servers/api-server.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { url, call, database, idOf, signIn, cookieOf, codeOf } = await apiServer();
const { resetToken } = mailedCodes(database, masterKeys);

const strong = 'lampshade turnip gravel';
const reset = (token: string, given = strong) =>
  call('/api/v1/password-resets', { method: 'PUT', body: { token, password: given } });
const refusalOf = async (answer: Response) => problemAnswer.parse(await answer.json());
const rowOf = async (login: Login) => {
  const [row] = await database
    .select()
    .from(account)
    .where(eq(account.id, idOf(login)));
  if (!row) throw new Error(login);
  return row;
};

describe('R22 a forgotten password', () => {
  async function ask(login: string, captcha?: object) {
    return call('/api/v1/password-resets', {
      body: { login, captcha: captcha ?? (await solvedCaptcha(url)) },
    });
  }

  it('is asked about alike whether or not the account exists, and the record is not touched', async () => {
    const answers = await Promise.all(
      ['exporter', 'exporter@example.org', 'nobody'].map((l) => ask(l)),
    );
    // Temporal is away here, which all of them are told alike.
    const bodies = await Promise.all(
      answers.map(async (answer) => {
        const { traceId: _, ...rest } = await refusalOf(answer);
        return { status: answer.status, rest };
      }),
    );
    expect(bodies[0]?.rest.code).toBe('temporarily-unavailable');
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(await database.$count(oneTimeCode)).toBe(0);
  });

  it('needs a CAPTCHA, each for one request', async () => {
    const unanswered = await ask('exporter', { id: randomUUID(), answer: '3' });
    expect((await refusalOf(unanswered)).code).toBe('captcha-refused');
    const captcha = await solvedCaptcha(url);
    await ask('exporter', captcha);
    expect((await refusalOf(await ask('exporter', captcha))).code).toBe('captcha-refused');
  });

  it('is asked about only so often for one login, whoever has it; counters keep no login', async () => {
    const floods = ['flooded@example.org', 'other-exporter'].map(async (login) => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(login)));
      return answers.filter(({ status }) => status === 429).length;
    });
    expect(await Promise.all(floods)).toEqual([3, 3]);
    const kept = await database.select().from(rateLimit).where(like(rateLimit.key, '%flooded%'));
    expect(kept).toEqual([]);
  });
});

describe('R22 the link to a new password', () => {
  it('sets it once, ends all sessions, revokes tokens, clears locks, and is told to the audit', async () => {
    const login = 'colleague';
    const cookie = await cookieOf(login);
    const tokenHash = newApiToken();
    await database.insert(apiToken).values({
      ...{ id: randomUUID(), accountId: idOf(login), name: 'p', tokenHash, scopes: ['view'] },
      expiresAt: new Date(Date.now() + 60_000),
    });
    const lockedUntil = new Date(Date.now() + 60_000);
    const passwordExpiresAt = new Date(Date.now() + 60_000);
    await database
      .update(account)
      .set({ lockedUntil, failedLogins: 3, passwordExpiresAt })
      .where(eq(account.id, idOf(login)));
    const token = await resetToken(idOf(login));

    expect((await reset(token)).status).toBe(204);
    expect((await call('/api/v1/sessions/current', { headers: { cookie } })).status).toBe(401);
    expect(await database.$count(session, eq(session.accountId, idOf(login)))).toBe(0);
    const [made] = await database.select().from(apiToken).where(eq(apiToken.tokenHash, tokenHash));
    expect(made?.revokedAt).toBeInstanceOf(Date);
    expect(await rowOf(login)).toMatchObject({
      lockedUntil: null,
      failedLogins: 0,
      passwordExpiresAt: null,
    });
    expect((await signIn(login)).status).toBe(401);
    expect((await signIn(login, { password: strong })).status).toBe(201);
    const told = await listAuditOf(database, `account/${idOf(login)}`);
    expect(told.some(({ body }) => body.includes('"password-reset"'))).toBe(true);
    expect(told.map(({ body }) => body).join()).not.toContain(strong);

    expect((await refusalOf(await reset(token, `${strong} two`))).code).toBe('link-not-valid');
    const after = await listAuditOf(database, `account/${idOf(login)}`);
    expect(after.some(({ body }) => body.includes('"code-refused"'))).toBe(true);
    expect((await signIn(login, { password: strong })).status).toBe(201);
  });

  it('clears the lock of a network that had too many refusals', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn('viewer', { password: 'wrong' });
    expect((await signIn('viewer')).status).toBe(401);
    expect((await reset(await resetToken(idOf('viewer')))).status).toBe(204);
    expect((await signIn('viewer', { password: strong })).status).toBe(201);
  });

  it('works once of ten times at once', async () => {
    const token = await resetToken(idOf('agent'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => reset(token, `${strong} ${index}`)),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(9);
  });

  it('is left as it was by a password that is refused, with reasons in both languages', async () => {
    const token = await resetToken(idOf('migration'));
    for (const weak of ['short one', 'passwordpassword', 'person migration 2026']) {
      const refused = await refusalOf(await reset(token, weak));
      expect(refused.code).toBe('password-too-weak');
      expect(refused.errors?.[0]?.detail).toMatch(/[a-z].*·.*[\u0900-\u097f]/);
    }
    expect((await refusalOf(await reset(token, password))).detail).toContain('have already');
    expect((await reset(token)).status).toBe(204);
  });

  it('goes on asking for the authenticator', async () => {
    const token = await resetToken(idOf('officer'));
    expect((await reset(token, 'turnip gravel')).status).toBe(204);
    const { totpSecretSealed } = await rowOf('officer');
    expect(totpSecretSealed).not.toBe(null);
    expect((await signIn('officer', { password: 'turnip gravel', code: '' })).status).toBe(401);
    await codeOf('officer');
    expect((await signIn('officer', { password: 'turnip gravel' })).status).toBe(201);
  });

  it('is worth nothing when too old, another’s, guessed, or the account closed meanwhile', async () => {
    const codeOfAll = async (token: string) => (await refusalOf(await reset(token))).code;
    const token = await resetToken(idOf('exporter'));
    const [, secret] = token.split('.');
    expect(await codeOfAll(`${idOf('other-exporter')}.${secret}`)).toBe('link-not-valid');
    expect(await codeOfAll(`${idOf('exporter')}.${'A'.repeat(43)}`)).toBe('link-not-valid');
    expect(await codeOfAll('nonsense')).toBe('link-not-valid');
    const past = { expiresAt: sql`now() - interval '1 second'` };
    await database
      .update(oneTimeCode)
      .set(past)
      .where(eq(oneTimeCode.subject, idOf('exporter')));
    expect(await codeOfAll(token)).toBe('link-not-valid');
    const closed = await resetToken(idOf('other-agent'));
    await database
      .update(account)
      .set({ active: false })
      .where(eq(account.id, idOf('other-agent')));
    expect(await codeOfAll(closed)).toBe('link-not-valid');
    expect(cookieIn(await signIn('exporter'))).not.toBe('');
  });
});

describe('R22 the pages', () => {
  it('ask for a link, and say the same of everybody', async () => {
    const asked = await (await call('/forgot-password')).text();
    expect(asked).toContain('name="answer"');
    expect(asked).toContain('/forgot-password?captcha=audio');
    expect(asked).not.toContain('<script');
    const unanswered = new URLSearchParams({
      login: 'exporter',
      captcha: randomUUID(),
      answer: '1',
    });
    const refused = await call('/forgot-password?lang=hi', { body: unanswered });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('role="alert"');
  });

  it('set a new password by a form; to follow the link changes nothing', async () => {
    const token = await resetToken(idOf('idle-agent'));
    for (let visit = 0; visit < 3; visit += 1) {
      const shown = await (await call(`/reset-password?token=${token}&lang=hi`)).text();
      expect(shown).toContain(`value="${token}"`);
      expect(shown).toContain('lang="hi"');
    }
    const post = (given: string) =>
      call('/reset-password', { body: new URLSearchParams({ token, password: given }) });
    const weak = await post('short');
    expect(weak.status).toBe(422);
    expect(await weak.text()).toContain('at least 15');
    expect((await post('')).status).toBe(422);
    expect((await post('long '.repeat(60))).status).toBe(422);
    expect((await post(strong)).status).toBe(200);
    expect((await post(`${strong} two`)).status).toBe(410);
    expect((await signIn('idle-agent', { password: strong })).status).toBe(201);
  });

  it('show whatever stands in the address as text', async () => {
    const text = await (await call('/reset-password?token="><script>alert(1)</script>')).text();
    expect(text).not.toContain('<script');
  });
});

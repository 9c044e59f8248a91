import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { account, session } from '../../db/schema/schema.ts';
import { apiServer, type Login, password } from '../../test/api-server.ts';
import { accountAnswer } from '../schemas/answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, idOf, cookieOf } = await apiServer();

const signIn = (login: string, given: string, headers: Record<string, string> = {}) =>
  call('/api/v1/sessions', { body: { login, password: given }, headers });
const current = (cookie: string) => call('/api/v1/sessions/current', { headers: { cookie } });

async function refusalOf(answer: Response) {
  expect(answer.status).toBe(401);
  const { traceId: _, ...rest } = problemAnswer.parse(await answer.json());
  return rest;
}

describe('sessions', () => {
  it('signs in whatever the capitals, by a cookie that scripts cannot read', async () => {
    const answer = await signIn('OFFICER', password);
    expect(answer.status).toBe(201);
    expect(accountAnswer.parse(await answer.json())).toMatchObject({
      role: 'officer',
      offices: ['EIC-MUMBAI'],
    });
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^ecoo_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('keeps no token, only its hash', async () => {
    const token = (await cookieOf('operations')).split('=')[1] ?? '';
    const rows = await database.select().from(session);
    expect(rows.some(({ tokenHash }) => tokenHash.includes(token))).toBe(false);
    expect(rows.every(({ tokenHash }) => /^[0-9a-f]{64}$/.test(tokenHash))).toBe(true);
  });

  it('says the same of an unknown login, a wrong password and a locked account', async () => {
    const unknown = await refusalOf(await signIn('nobody', password));
    const wrong = await refusalOf(await signIn('helpdesk', 'wrong'));
    const later = new Date(Date.now() + 60_000);
    await database
      .update(account)
      .set({ lockedUntil: later })
      .where(eq(account.id, idOf('migration')));
    const locked = await refusalOf(await signIn('migration', password));
    expect(wrong).toEqual(unknown);
    expect(locked).toEqual(unknown);
  });

  it('R21 locks an account for 30 minutes at the fifth wrong password, even all at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => signIn('administrator', 'wrong')));
    await refusalOf(await signIn('administrator', password));
    const [row] = await database
      .select()
      .from(account)
      .where(eq(account.id, idOf('administrator')));
    const minutes = ((row?.lockedUntil?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThanOrEqual(30);
    const past = { lockedUntil: new Date(Date.now() - 1000) };
    await database
      .update(account)
      .set(past)
      .where(eq(account.id, idOf('administrator')));
    expect((await signIn('administrator', password)).status).toBe(201);
  });

  it('gives a new token at each sign-in and ends the one before', async () => {
    const cookieIn = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const first = cookieIn(await signIn('colleague', password));
    const second = cookieIn(await signIn('colleague', password, { cookie: first }));
    expect(second).not.toBe(first);
    expect((await current(first)).status).toBe(401);
    expect((await current(second)).status).toBe(200);
    const out = await call('/api/v1/sessions/current', {
      method: 'DELETE',
      headers: { cookie: second },
    });
    expect(out.status).toBe(204);
    expect((await current(second)).status).toBe(401);
  });

  async function withSession(login: Login, change: Partial<typeof session.$inferInsert>) {
    const cookie = await cookieOf(login);
    await database
      .update(session)
      .set(change)
      .where(eq(session.accountId, idOf(login)));
    return (await current(cookie)).status;
  }

  it('ends a session after 30 minutes without use, after 12 hours, and with the account', async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    expect(await withSession('exporter', { lastSeenAt: minutesAgo(29) })).toBe(200);
    expect(await withSession('other-exporter', { lastSeenAt: minutesAgo(31) })).toBe(401);
    expect(await withSession('officer', { expiresAt: minutesAgo(0) })).toBe(401);
    expect(await withSession('other-officer', { lastSeenAt: new Date() })).toBe(200);
    await database
      .update(account)
      .set({ active: false })
      .where(eq(account.id, idOf('other-officer')));
    expect(await withSession('other-officer', { lastSeenAt: new Date() })).toBe(401);
  });

  it.each([
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
  ])('changes nothing for another site: %s %s', async (name, value) => {
    const answer = await signIn('exporter', password, { [name]: value });
    expect(answer.status).toBe(403);
    expect(problemAnswer.parse(await answer.json()).code).toBe('cross-site-request');
  });

  it('takes a form of its own pages', async () => {
    const headers = { origin: 'http://ecoo.example', 'sec-fetch-site': 'same-origin' };
    expect((await signIn('exporter', password, headers)).status).toBe(201);
  });
});

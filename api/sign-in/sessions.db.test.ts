import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, session } from '../../db/schema/schema.ts';
import { apiServer, cookieIn, type Login } from '../../test/servers/api-server.ts';
import { sessionsAnswer } from '../schemas/account/sign-in.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, idOf, cookieOf, signIn } = await apiServer();

const current = (cookie: string) => call('/api/v1/sessions/current', { headers: { cookie } });
const statusOf = async (cookie: string) => (await current(cookie)).status;
const freshCookie = async (login: Login, headers: Record<string, string> = {}) =>
  cookieIn(await signIn(login, { headers }));
const mine = (login: Login) => eq(session.accountId, idOf(login));

describe('sessions', () => {
  it('are carried by a cookie that scripts cannot read', async () => {
    const cookie = (await signIn('officer')).headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^ecoo_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('are kept by the hash of their token alone', async () => {
    const token = (await cookieOf('operations')).split('=')[1] ?? '';
    const rows = await database.select().from(session);
    expect(rows.some(({ tokenHash }) => tokenHash.includes(token))).toBe(false);
    expect(rows.every(({ tokenHash }) => /^[0-9a-f]{64}$/.test(tokenHash))).toBe(true);
  });

  it('have a new token at each sign-in, and the one before ends', async () => {
    const first = await freshCookie('colleague');
    const second = await freshCookie('colleague', { cookie: first });
    expect(second).not.toBe(first);
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
    const headers = { cookie: second };
    const out = await call('/api/v1/sessions/current', { method: 'DELETE', headers });
    expect(out.status).toBe(204);
    expect(await statusOf(second)).toBe(401);
  });

  it('are never what somebody else put into the browser before (fixation)', async () => {
    const planted = `ecoo_session=${'A'.repeat(43)}`;
    const stranger = await freshCookie('viewer');
    for (const before of [planted, stranger]) {
      const own = await freshCookie('exporter', { cookie: before });
      expect(own).not.toBe(before);
      expect([await statusOf(before), await statusOf(own)]).toEqual([401, 200]);
    }
  });

  it('are worth nothing by a token that was guessed, cut short or expired', async () => {
    const cookie = await freshCookie('viewer');
    for (const wrong of [cookie.slice(0, -1), `${cookie}x`, 'ecoo_session=', '']) {
      expect(await statusOf(wrong)).toBe(401);
    }
    await database.update(session).set({ expiresAt: new Date() }).where(mine('viewer'));
    expect(await statusOf(cookie)).toBe(401);
  });

  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it.each([
    ['agent', 29, 200],
    ['agent', 31, 401],
    ['helpdesk', 29, 200],
    ['officer', 14, 200],
    ['officer', 16, 401],
    ['administrator', 16, 401],
    ['operations', 16, 401],
  ] as const)('of %s, left unused for %i minutes, answer %i', async (login, minutes, status) => {
    const cookie = await freshCookie(login);
    await database
      .update(session)
      .set({ lastSeenAt: minutesAgo(minutes) })
      .where(mine(login));
    expect(await statusOf(cookie)).toBe(status);
    if (status === 200) expect(await statusOf(cookie)).toBe(200);
  });

  it.each([
    ['agent', 12],
    ['migration', 12],
    ['officer', 8],
    ['administrator', 8],
    ['operations', 8],
  ] as const)('of %s end after %i hours in any case', async (login, hours) => {
    await database.delete(session).where(mine(login));
    await freshCookie(login);
    const [row] = await database.select().from(session).where(mine(login));
    const lasts = (row?.expiresAt.getTime() ?? 0) - Date.now();
    expect(Math.round(lasts / 60_000)).toBe(hours * 60);
  });

  it('end with the account, in the middle of them', async () => {
    const cookie = await freshCookie('other-officer');
    expect(await statusOf(cookie)).toBe(200);
    const own = eq(account.id, idOf('other-officer'));
    await database.update(account).set({ active: false }).where(own);
    expect(await statusOf(cookie)).toBe(401);
    expect((await signIn('other-officer')).status).toBe(401);
  });

  it('are five at most of one person: a sixth ends the oldest, and nobody else’s', async () => {
    const others = await freshCookie('viewer');
    const cookies: string[] = [];
    for (let round = 0; round < 6; round += 1) cookies.push(await freshCookie('other-exporter'));
    const statuses = await Promise.all(cookies.map(statusOf));
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
    expect(await statusOf(others)).toBe(200);
  });
});

describe('the list of sessions', () => {
  const listed = async (cookie: string) => {
    const answer = await call('/api/v1/account/sessions', { headers: { cookie } });
    return sessionsAnswer.parse(await answer.json()).sessions;
  };
  const end = (cookie: string, id = '') =>
    call(`/api/v1/account/sessions${id}`, { method: 'DELETE', headers: { cookie } });

  it('shows the owner where he is signed in, and no token', async () => {
    await database.delete(session).where(mine('exporter'));
    const desk = { 'user-agent': 'Desk/1.0', 'x-forwarded-for': '203.0.113.9' };
    const phone = { 'user-agent': 'Phone/2.0 \u00e9', 'x-forwarded-for': '2001:db8::5' };
    const [first, second] = [
      await freshCookie('exporter', desk),
      await freshCookie('exporter', phone),
    ];
    const seen = await listed(second);
    expect(seen.map(({ network, userAgent }) => [network, userAgent])).toEqual([
      ['2001:db8:0:0::/64', 'Phone/2.0 '],
      ['203.0.113.9', 'Desk/1.0'],
    ]);
    expect(seen.map((one) => one.current)).toEqual([true, false]);
    expect(JSON.stringify(seen)).not.toContain(first.split('=')[1]);
  });

  it('lets the owner end one, or all others, and tells the audit', async () => {
    await database.delete(session).where(mine('colleague'));
    const [one, two, three] = [
      await freshCookie('colleague'),
      await freshCookie('colleague'),
      await freshCookie('colleague'),
    ];
    const [, , oldest] = await listed(three);
    expect((await end(three, `/${oldest?.id}`)).status).toBe(204);
    expect(await Promise.all([one, two, three].map(statusOf))).toEqual([401, 200, 200]);
    expect((await end(three)).status).toBe(204);
    expect(await Promise.all([two, three].map(statusOf))).toEqual([401, 200]);
    const told = await listAuditOf(database, `account/${idOf('colleague')}`);
    const actions = told.map(({ body }) => JSON.parse(body).action);
    expect(actions).toEqual(expect.arrayContaining(['session-ended', 'other-sessions-ended']));
  });

  it("ends nobody else's: another's looks as if it were not there", async () => {
    const stranger = await freshCookie('viewer');
    const [theirs] = await listed(await freshCookie('exporter'));
    expect((await end(stranger, `/${theirs?.id}`)).status).toBe(404);
    const [still] = await database
      .select()
      .from(session)
      .where(eq(session.id, theirs?.id ?? ''));
    expect(still).toBeDefined();
  });
});

describe('another site', () => {
  it.each([
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
  ])('signs nobody in: %s %s', async (name, value) => {
    const answer = await signIn('exporter', { headers: { [name]: value } });
    expect(answer.status).toBe(403);
    expect(problemAnswer.parse(await answer.json()).code).toBe('cross-site-request');
  });

  it('is not a form of our own pages', async () => {
    const headers = { origin: 'http://ecoo.example', 'sec-fetch-site': 'same-origin' };
    expect((await signIn('exporter', { headers })).status).toBe(201);
  });
});

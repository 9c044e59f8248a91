import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hashPassword, oneUsePassword } from '../../credential/password.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { account, exporter, session } from '../../db/schema/schema.ts';
import { mailedCodes } from '../../test/people/mailed-code.ts';
import {
  apiServer,
  cookieIn,
  type Login,
  masterKeys,
  password,
} from '../../test/servers/api-server.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, idOf, signIn, cookieOf } = await apiServer();
const { resetToken } = mailedCodes(database, masterKeys);

const strong = 'lampshade turnip gravel';
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;
const auditOf = async (login: Login, action: string) => {
  const all = await listAuditOf(database, `account/${idOf(login)}`);
  return all.map(({ body }) => JSON.parse(body)).filter((entry) => entry.action === action);
};
const rowOf = async (login: Login) => {
  const [row] = await database
    .select()
    .from(account)
    .where(eq(account.id, idOf(login)));
  if (!row) throw new Error(login);
  return row;
};
const change = (set: Partial<typeof account.$inferInsert>, login: Login) =>
  database
    .update(account)
    .set(set)
    .where(eq(account.id, idOf(login)));

describe('R18 changing the password', () => {
  const put = (cookie: string, current: string, next: string) =>
    call('/api/v1/account/password', {
      method: 'PUT',
      body: { current, password: next },
      headers: { cookie },
    });

  it('ends every other session and goes on under a new token', async () => {
    const [own, other] = [cookieIn(await signIn('exporter')), cookieIn(await signIn('exporter'))];
    const answer = await put(own, password, strong);
    expect(answer.status).toBe(204);
    const renewed = cookieIn(answer);
    expect(renewed).not.toBe(own);
    const statusOf = async (cookie: string) =>
      (await call('/api/v1/sessions/current', { headers: { cookie } })).status;
    expect(await Promise.all([own, other, renewed].map(statusOf))).toEqual([401, 401, 200]);
    expect((await signIn('exporter')).status).toBe(401);
    expect((await signIn('exporter', { password: strong })).status).toBe(201);
    const [told] = await auditOf('exporter', 'password-changed');
    expect(told).toMatchObject({ actor: idOf('exporter'), role: 'exporter' });
    expect(JSON.stringify(told)).not.toContain(strong);
  });

  it('is what a mailed one-use password leads to, before anything else', async () => {
    const mailed = oneUsePassword();
    const passwordExpiresAt = new Date(Date.now() + 60_000);
    await change({ passwordHash: await hashPassword(mailed), passwordExpiresAt }, 'viewer');
    const cookie = cookieIn(await signIn('viewer', { password: mailed }));
    expect((await call('/api/v1/applications', { headers: { cookie } })).status).toBe(403);
    expect((await call('/api/v1/account', { headers: { cookie } })).status).toBe(200);
    const answer = await put(cookie, mailed, strong);
    expect(answer.status).toBe(204);
    const headers = { cookie: cookieIn(answer) };
    expect((await call('/api/v1/applications', { headers })).status).toBe(200);
    expect((await rowOf('viewer')).passwordExpiresAt).toBe(null);
    expect((await signIn('viewer', { password: mailed })).status).toBe(401);
  });

  it('withdraws the links under way', async () => {
    const cookie = await cookieOf('unentitled');
    const token = await resetToken(idOf('unentitled'));
    expect((await put(cookie, password, strong)).status).toBe(204);
    const late = await call('/api/v1/password-resets', {
      method: 'PUT',
      body: { token, password: `${strong} two` },
    });
    expect(await codeOf(late)).toBe('link-not-valid');
  });

  it('needs the present one, which cannot be guessed at, and refuses a weak one', async () => {
    const cookie = await cookieOf('other-exporter');
    expect(await codeOf(await put(cookie, password, 'Person other-exporter'))).toBe(
      'password-too-weak',
    );
    expect(await codeOf(await put(cookie, password, password))).toBe('password-too-weak');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(await put(cookie, 'guess', strong))).toBe('password-wrong');
    }
    expect(await codeOf(await put(cookie, password, strong))).toBe('too-many-requests');
    expect(await database.$count(session, eq(session.accountId, idOf('other-exporter')))).toBe(1);
  });

  it('is proposed only so often, for to judge it takes time', async () => {
    const cookie = await cookieOf('helpdesk');
    const codes = new Set<string>();
    for (let tries = 0; tries < 31; tries += 1)
      codes.add(await codeOf(await put(cookie, password, 'x')));
    expect([...codes]).toEqual(['password-too-weak', 'too-many-requests']);
  });

  it('knows the firm’s name', async () => {
    const record = { iec: 'AAACS7302F', pan: 'AAACS7302F', name: 'Zenobia Widgets Limited' };
    await database.insert(exporter).values({
      iec: 'AAACS7302F',
      status: 'active',
      record: { ...record, address: [], country: 'IN', email: 'x@y.example' },
      fetchedAt: new Date(),
    });
    const cookie = await cookieOf('colleague');
    const weak = await put(cookie, password, 'zenobia-widgets-limited-1');
    expect(await codeOf(weak)).toBe('password-too-weak');
  });
});

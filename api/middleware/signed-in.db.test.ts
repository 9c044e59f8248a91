import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hashOfApiToken, newApiToken } from '../../credential/token.ts';
import { account, apiToken } from '../../db/schema/schema.ts';
import type { Right } from '../../domain/authority/actor.ts';
import { apiServer, type Login } from '../../test/servers/api-server.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, cookieOf, database, idOf } = await apiServer();

async function tokenOf(
  login: Login,
  change: Partial<typeof apiToken.$inferInsert> = {},
): Promise<string> {
  const token = newApiToken();
  await database.insert(apiToken).values({
    id: randomUUID(),
    accountId: idOf(login),
    name: 'a program',
    tokenHash: hashOfApiToken(token) ?? '',
    scopes: ['view'] satisfies Right[],
    expiresAt: new Date(Date.now() + 60_000),
    ...change,
  });
  return token;
}

/** Who the service takes the sender for, or why it does not. */
async function takenFor(authorization: string, cookie = ''): Promise<string> {
  const answer = await call('/api/v1/sessions/current', { headers: { authorization, cookie } });
  if (!answer.ok) return problemAnswer.parse(await answer.json()).code;
  return ((await answer.json()) as { login: string }).login;
}

describe('a request with an API token', () => {
  it('is its owner’s, however the scheme is written', async () => {
    const token = await tokenOf('exporter');
    expect(await takenFor(`Bearer ${token}`)).toBe('exporter');
    expect(await takenFor(`bearer  ${token}`)).toBe('exporter');
  });

  it('is never that of a cookie beside it, even when the token is worthless', async () => {
    const cookie = await cookieOf('helpdesk');
    expect(await takenFor(`Bearer ${await tokenOf('exporter')}`, cookie)).toBe('exporter');
    for (const worthless of [newApiToken(), 'ecoo_', '', 'x']) {
      expect(await takenFor(`Bearer ${worthless}`, cookie)).toBe('not-signed-in');
    }
  });

  it('is nobody’s once the token expired or was revoked, or the account was closed', async () => {
    const past = new Date(Date.now() - 1000);
    expect(await takenFor(`Bearer ${await tokenOf('exporter', { expiresAt: past })}`)).toBe(
      'not-signed-in',
    );
    expect(await takenFor(`Bearer ${await tokenOf('exporter', { revokedAt: past })}`)).toBe(
      'not-signed-in',
    );
    const token = await tokenOf('agent');
    expect(await takenFor(`Bearer ${token}`)).toBe('agent');
    await database
      .update(account)
      .set({ active: false })
      .where(eq(account.id, idOf('agent')));
    expect(await takenFor(`Bearer ${token}`)).toBe('not-signed-in');
  });

  it('does what the token was made for, and nothing that is done in person', async () => {
    const authorization = `Bearer ${await tokenOf('exporter')}`;
    const ask = (path: string, body?: unknown) =>
      call(`/api/v1${path}`, { headers: { authorization }, ...(body ? { body } : {}) });
    expect((await ask('/applications')).status).toBe(200);
    const made = await ask('/account/authenticator', { password: 'wrong' });
    expect([made.status, problemAnswer.parse(await made.json()).code]).toEqual([
      403,
      'role-may-not',
    ]);
    const ended = await call('/api/v1/account/sessions', {
      method: 'DELETE',
      headers: { authorization },
    });
    expect(ended.status).toBe(403);
  });

  it('is refused while the account is not finished', async () => {
    const authorization = `Bearer ${await tokenOf('other-exporter')}`;
    const passwordExpiresAt = new Date(Date.now() + 60_000);
    const own = eq(account.id, idOf('other-exporter'));
    await database.update(account).set({ passwordExpiresAt }).where(own);
    const answer = await call('/api/v1/applications', { headers: { authorization } });
    expect(problemAnswer.parse(await answer.json()).code).toBe('account-unfinished');
  });
});
